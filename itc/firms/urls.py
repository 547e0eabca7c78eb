"""Routes of firms."""

from django.urls import path

from itc.firms import views

urlpatterns = [
    path("firms", views.firm_list, name="firm_list"),
    path("firms/new", views.firm_new, name="firm_new"),
    path("firms/join", views.firm_join, name="firm_join"),
    path("firms/<int:firm>", views.firm_detail, name="firm_detail"),
    path("firms/<int:firm>/change", views.firm_change, name="firm_change"),
    path("firms/people/<int:membership>/let-in", views.firm_let_in, name="firm_let_in"),
    path("firms/people/<int:membership>/end", views.firm_end, name="firm_end"),
]

"""Routes of the catalogue. A family and an operation have theirs in `resources`: they show who can help."""

from django.urls import path

from itc.catalogue import views

urlpatterns = [
    path("families", views.family_list, name="family_list"),
    path("operations", views.operation_list, name="operation_list"),
    path("standards", views.standard_list, name="standard_list"),
    path("standards/<slug:code>", views.standard_detail, name="standard_detail"),
]

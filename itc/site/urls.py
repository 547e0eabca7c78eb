"""Routes of the home page and its neighbours."""

from django.urls import path

from itc.site import views

urlpatterns = [
    path("", views.home, name="home"),
    path("plans", views.plan_new, name="plan_new"),
    path("search", views.search, name="search"),
    path("search/suggestions", views.suggestions, name="suggest"),
    path("help", views.page_help, name="help"),
    path("how-counted", views.how_counted, name="how_counted"),
    path("help/counting", views.counting, name="counting"),
]

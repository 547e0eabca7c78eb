"""Routes of the home page and its neighbours."""

from django.urls import path

from itc.site import views

urlpatterns = [path("", views.home, name="home")]

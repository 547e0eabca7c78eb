"""Routes of the network. The page of one centre is in `resources`: it shows what stands there."""

from django.urls import path

from itc.network import views

urlpatterns = [path("centres", views.centre_list, name="centre_list")]

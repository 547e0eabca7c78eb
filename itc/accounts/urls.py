"""Routes of signing in and out; that of the back office stands before its own, and takes its place."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from itc.accounts import views

urlpatterns = [
    path("sign-in", views.SignIn.as_view(), name="sign_in"),
    path("sign-out", LogoutView.as_view(), name="sign_out"),
    path("admin/login/", views.back_office, name="sign_in_back_office"),
]

"""Routes of signing in and out."""

from django.contrib.auth import views as auth
from django.urls import path

from itc.accounts.forms import SignInForm

urlpatterns = [
    path(
        "sign-in",
        auth.LoginView.as_view(
            template_name="accounts/sign_in.html",
            authentication_form=SignInForm,
            redirect_authenticated_user=True,
        ),
        name="sign_in",
    ),
    path("sign-out", auth.LogoutView.as_view(), name="sign_out"),
]

"""Routes of people; that of the back office stands before its own, and takes its place.

The pages are allauth's under our addresses; its names stay, since it looks its pages up by them.
"""

from allauth.account import views as account
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.line.views import oauth2_callback, oauth2_login
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.http import require_POST

from itc.accounts import views
from itc.accounts.forms import AccessForm

access_code = account.RequestReauthenticationCodeView.as_view(form_class=AccessForm)


urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in", views.SignIn.as_view(), name="account_login"),
    path("sign-up", account.signup, name="account_signup"),
    path("sign-out", require_POST(account.logout), name="account_logout"),
    path("sign-in/inactive", account.account_inactive, name="account_inactive"),
    path("confirm/e-mail", account.email_verification_sent, name="account_email_verification_sent"),
    path("confirm/phone", account.verify_phone, name="account_verify_phone"),
    path("forgotten", account.password_reset, name="account_reset_password"),
    path("forgotten/code", views.ForgottenCode.as_view(), name="account_confirm_password_reset_code"),
    path("forgotten/password", account.complete_password_reset, name="account_complete_password_reset"),
    path("forgotten/done", account.password_reset_from_key_done, name="account_password_reset_completed"),
    path("claim", views.claim, name="claim"),
    path("claim/account", views.take_over, name="take_over"),
    path("me", views.me, name="me"),
    path("me/sessions/<int:pk>/end", views.end_session, name="end_session"),
    path("me/sessions/others/end", views.end_others, name="end_others"),
    path("me/e-mail", account.email, name="account_email"),
    path("me/phone", account.change_phone, name="account_change_phone"),
    path("me/password", account.password_change, name="account_change_password"),
    path("me/password/first", account.password_set, name="account_set_password"),
    path("me/again", account.reauthenticate, name="account_reauthenticate"),
    path("me/again/code", access_code, name="account_request_reauthentication_code"),
    path(
        "me/again/code/confirm",
        account.confirm_reauthentication_code,
        name="account_confirm_reauthentication_code",
    ),
    path("me/second-factor/", include("allauth.mfa.urls")),
    path("me/linked", social.connections, name="socialaccount_connections"),
    path("sign-in/cancelled", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("sign-in/failed", social.login_error, name="socialaccount_login_error"),
    path("sign-in/line", views.only_if_set(oauth2_login), name="line_login"),
    path("sign-in/by/<slug:provider_id>", views.or_sorry(oidc.login), name="openid_connect_login"),
    path("admin/login/", views.back_office, name="sign_in_back_office"),
]

callbacks = [
    path("sign-in/line/back", views.only_if_set(oauth2_callback), name="line_callback"),
    path("sign-in/by/<slug:provider_id>/back", views.or_sorry(oidc.callback), name="openid_connect_callback"),
]
"""Where LINE and ThaID send people back to: one address each, whatever the language of the page."""

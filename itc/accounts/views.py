"""Signing in, for the pages and the back office alike."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.views import LoginView, redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from itc.accounts.actions import count_try, forget_try
from itc.accounts.backends import phone_number
from itc.accounts.errors import TooManyTries
from itc.accounts.forms import SignInForm
from itc.web.client import address_of, digest_of


class SignIn(LoginView):
    """Asks for e-mail or phone and the password, a limited number of times."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign in, or say why not; only a wrong password stays counted."""
        name = request.POST.get("username", "")
        # Each spelling of a phone is the same name.
        written = (f"sign-in from {address_of(request)}", f"sign-in as {phone_number(name).lower()}")
        callers, now = [digest_of(who) for who in written], timezone.now()
        try:
            count_try(callers=callers, now=now)
        except TooManyTries as refusal:
            return self.rest(name, refusal)
        response: HttpResponse = super().post(request, *args, **kwargs)
        if request.user.is_authenticated:
            forget_try(callers=callers, now=now)
        return response

    def rest(self, name: str, refusal: TooManyTries) -> HttpResponse:
        """Show the form with the name that was typed and when to come back; the password is not looked at."""
        form = SignInForm(self.request, initial={"username": name})
        response = self.render_to_response(self.get_context_data(form=form, refusal=refusal), status=429)
        response["Retry-After"] = str(refusal.retry_after)
        return response


@require_safe
def back_office(request: HttpRequest) -> HttpResponse:
    """Lead to our own sign-in page and then on; who is signed in and may not enter hears that."""
    if request.user.is_authenticated and not admin.site.has_permission(request):
        raise PermissionDenied
    return redirect_to_login(request.GET.get("next") or reverse("admin:index"))

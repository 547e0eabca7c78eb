"""Signing in, for the pages and the back office alike; one's own page; taking over an account."""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.email_verification import send_verification_email_to_address
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.phone_verification import ChangePhoneVerificationProcess
from allauth.account.models import EmailAddress
from allauth.account.utils import perform_login
from allauth.account.views import ConfirmPasswordResetCodeView, LoginView
from allauth.usersessions.internal.flows.sessions import end_other_sessions, end_sessions
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from requests import RequestException

from itc.accounts.actions import change_person, confirm_email, confirm_phone, use_claim_code
from itc.accounts.context import person_of
from itc.accounts.errors import TooManyTries
from itc.accounts.forms import ClaimForm, MeForm, SignInForm, TakeOverForm
from itc.accounts.limits import count_claim
from itc.accounts.models import ClaimCode, User
from itc.accounts.queries import find_claim, own_page
from itc.lib.refusal import Refusal, TooMany
from itc.web.client import address_of, digest_of

Page = Callable[..., HttpResponse]
CLAIM = "claim"  # where the session keeps which account is being taken over


class SignIn(LoginView):
    """Asks for e-mail or phone and the password, a limited number of times."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign in, or say why not."""
        try:
            response: HttpResponse = super().post(request, *args, **kwargs)
        except TooManyTries as refusal:
            return self.rest(refusal)
        return response

    def rest(self, refusal: TooManyTries) -> HttpResponse:
        """Show the form with the name that was typed and when to come back; the password is not looked at."""
        form = SignInForm(request=self.request, initial={"login": self.request.POST.get("login", "")})
        context = self.get_context_data(form=form, refusal=refusal)
        response: HttpResponse = self.render_to_response(context, status=429)
        response["Retry-After"] = str(refusal.retry_after)
        return response


class ForgottenCode(ConfirmPasswordResetCodeView):
    """Takes the code sent to choose a new password: who reads it, has confirmed where it went."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the contact as confirmed and lead on to the new password."""
        process: Any = self._process
        person, contact = process.user, process.state["email"]
        if person.phone == contact:
            confirm_phone(person=person, phone=contact, now=timezone.now())
        elif person.email == contact:
            confirm_email(person=person, email=contact, now=timezone.now())
        response: HttpResponse = super().form_valid(form)  # type: ignore[no-untyped-call]
        return response


def only_if_set(view: Page) -> Page:
    """Return a view of LINE that is not there where LINE is not set up."""

    def guarded(request: HttpRequest) -> HttpResponse:
        if "line" not in settings.SOCIALACCOUNT_PROVIDERS:
            raise Http404
        return view(request)

    return guarded


def or_sorry(view: Page) -> Page:
    """Return a view of ThaID that says so where ThaID does not answer."""

    def guarded(request: HttpRequest, **named: str) -> HttpResponse:
        try:
            return view(request, **named)
        except RequestException:
            return redirect("socialaccount_login_error")

    return guarded


@require_safe
def back_office(request: HttpRequest) -> HttpResponse:
    """Lead to our own sign-in page and then on; who is signed in and may not enter hears that."""
    if request.user.is_authenticated and not admin.site.has_permission(request):
        raise PermissionDenied
    return redirect_to_login(request.GET.get("next") or reverse("admin:index"))


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """Show one's own page, and keep name and language."""
    person = person_of(request)
    form = MeForm(request.POST or None, instance=User.objects.get(pk=person.pk))
    if request.method == "POST" and form.is_valid():
        change_person(person=person, **form.cleaned_data)
        with override(person.language):
            messages.success(request, _("Kept"))
        return redirect(translate_url(request.path, person.language))
    page = own_page(person, session=request.session.session_key)
    return render(request, "accounts/me.html", {"form": form, "page": page})


@login_required
@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """End one place where she is signed in; 404 for one of somebody else."""
    end_sessions(request, [get_object_or_404(UserSession, pk=pk, user=person_of(request))])
    return redirect("me")


@login_required
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """End all places where she is signed in but this one."""
    end_other_sessions(request, person_of(request))
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("me")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest) -> HttpResponse:
    """Take the code of a claim."""
    form = ClaimForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/claim.html", {"form": form})
    try:
        now = timezone.now()
        count_claim(line=digest_of(f"claim from {address_of(request)}"), now=now)
        request.session[CLAIM] = find_claim(form.cleaned_data["code"], now=now).pk
    except Refusal as refusal:
        form.add_error("code", str(refusal))
        status = 429 if isinstance(refusal, TooMany) else 200
        return render(request, "accounts/claim.html", {"form": form}, status=status)
    return redirect("take_over")


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def take_over(request: HttpRequest) -> HttpResponse:
    """Ask how she signs in from now on, sign her in, and send a code to where she can be reached."""
    held = (
        ClaimCode.objects.unused().filter(pk=request.session.get(CLAIM) or 0).select_related("person").first()
    )
    if held is None:
        return redirect("claim")
    form = TakeOverForm(request.POST or None, initial={"contact": held.person.phone})
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/take_over.html", {"form": form, "person": held.person})
    now, password = timezone.now(), form.cleaned_data["password"]
    person = use_claim_code(claim=request.session.pop(CLAIM), password=password, now=now)
    return welcome(request, person, form.cleaned_data["contact"])


def welcome(request: HttpRequest, person: User, contact: str) -> HttpResponse:
    """Sign in who took over her account and send a code to her contact."""
    record_authentication(request, person, method="password", reauthenticated=True)
    perform_login(request, person)
    if "@" in contact:
        send_verification_email_to_address(request, EmailAddress(user=person, email=contact))
        return redirect("account_email_verification_sent")
    ChangePhoneVerificationProcess.initiate(request, contact)
    return redirect("account_verify_phone")

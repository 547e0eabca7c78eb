"""Where allauth asks us: how people are kept, how codes reach them, and what counts against guessing."""

import smtplib
from collections.abc import Callable
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from itc.accounts.actions import confirm_email, confirm_phone
from itc.accounts.errors import NotSent, TooManyCodes
from itc.accounts.forms import PhoneField
from itc.accounts.keys import second_factor_key
from itc.accounts.limits import count_code, count_try, forget_try
from itc.accounts.models import User
from itc.accounts.queries import CODE_TO, person_at
from itc.accounts.sms import gateway
from itc.web.client import address_of, digest_of

CODE_MAILS = {
    "account/email/email_confirmation",
    "account/email/email_confirmation_signup",
    "account/email/login_code",
    "account/email/password_reset_code",
    "account/email/account_already_exists",
    "account/email/unknown_account",
}
"""Mails that anybody can have sent to any address, so they are counted."""
MISMATCH = gettext_lazy("This e-mail or phone and password do not belong together. Please try again.")
NOWHERE = "0.0.0.0"  # noqa: S104 - no address to listen at: what we keep instead of an address


def language() -> str:
    """Return the language of the page."""
    return get_language() or "th"


class AccountAdapter(DefaultAccountAdapter):
    """People with an e-mail or a phone, codes by mail or SMS, and limits by line and by name."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": MISMATCH,
        "phone_password_mismatch": MISMATCH,
        "username_password_mismatch": MISMATCH,
        "incorrect_code": gettext_lazy("This code is not right. Compare it with the message."),
        "too_many_login_attempts": gettext_lazy("The code was wrong several times. Please start again."),
        "phone_taken": gettext_lazy("Somebody else signs in with this phone."),
        "email_taken": gettext_lazy("Somebody else signs in with this e-mail."),
    }

    def new_user(self, request: HttpRequest) -> User:
        """Return a person who begins to sign up, in the language of the page."""
        return User(language=language(), pending_since=timezone.now())

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """Keep a person who signs up with a name, a contact and a password."""
        given = form.cleaned_data
        user.name, user.email, user.phone = given["name"], given.get("email"), given.get("phone")
        user.set_password(given["password1"])
        user.save()
        return user

    def get_login_stages(self) -> list[str]:
        """Return what stands between password and pages: our own way of confirming, then the factor."""
        own = ["itc.accounts.stages.ConfirmPhone", "itc.accounts.stages.ConfirmEmail"]
        return own + [stage for stage in super().get_login_stages() if "allauth.mfa" in stage]

    # Passwords

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Return the person, or None; only a wrong password stays counted. Refuses: TooManyTries."""
        name = credentials.get("email") or credentials.get("phone") or credentials.get("username") or ""
        written = (f"sign-in from {address_of(request)}", f"sign-in as {name.lower()}")
        callers, now = [digest_of(who) for who in written], timezone.now()
        count_try(callers=callers, now=now)
        person: Any = super().authenticate(request, **credentials)
        if person:
            forget_try(callers=callers, now=now)
        return person

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Leave the counting to `authenticate`."""

    def reauthenticate(self, user: Any, password: str) -> bool:
        """Return whether this is her password; counted like signing in. Refuses: TooManyTries."""
        found = self.authenticate(self.request, email=user.email, phone=user.phone, password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **_rest: Any) -> bool:
        """Return whether she has to prove again that it is she: where she has a way to."""
        return bool(self.get_reauthentication_methods(self.request.user))

    # Phones

    def phone_form_field(self, **kwargs: Any) -> PhoneField:
        """Return our field, which takes phones as people write them."""
        return PhoneField(**kwargs)

    def get_phone(self, user: Any) -> tuple[str, bool] | None:
        """Return her phone and whether it is confirmed."""
        return (user.phone, user.phone_confirmed_at is not None) if user.phone else None

    def set_phone(self, user: Any, phone: str, verified: bool) -> None:
        """Keep her phone."""
        user.phone, user.phone_confirmed_at = phone, timezone.now() if verified else None
        user.save(update_fields=["phone", "phone_confirmed_at"])

    def set_phone_verified(self, user: Any, phone: str) -> None:
        """Keep that she reads what is sent to a phone. Refuses: ContactTaken."""
        confirm_phone(person=user, phone=phone, now=timezone.now())

    def get_user_by_phone(self, phone: str) -> User | None:
        """Return whose phone it is."""
        return User.objects.filter(phone=phone).first()

    def send_verification_code_sms(self, user: Any, phone: str, code: str, **_rest: Any) -> None:
        """Send a code; where that fails she reads why on the page, and may ask for another."""
        with override(language() if user.pending_since else user.language):
            text = _("OpenITC: your code is %(code)s. It is valid for 15 minutes. Give it to nobody.")
            self.send_sms(phone, text % {"code": code})

    def send_account_already_exists_sms(self, phone: str) -> None:
        """Tell the owner of a phone that it has an account already."""
        text = _("OpenITC: this phone has an account already. If you forgot its password, choose a new one.")
        self.send_sms(phone, text)

    def send_unknown_account_sms(self, phone: str, **_rest: Any) -> None:
        """Tell the owner of a phone that it has no account."""
        self.send_sms(phone, _("OpenITC: this phone has no account yet. You can sign up with it."))

    def send_sms(self, phone: str, text: str) -> None:
        """Send a text within the limits, or say on the page why not."""
        self._carry(phone, lambda: gateway().send(number=phone, text=text))

    # Mail

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail in the language of who has the address; where that fails she reads why on the page."""
        send = super().send_mail
        person = person_at(email) or self.request.user
        with override(getattr(person, "language", language())):
            if template_prefix in CODE_MAILS:
                self._carry(email, lambda: send(template_prefix, email, context))
            else:
                self._mail(lambda: send(template_prefix, email, context))

    def _carry(self, contact: str, send: Callable[[], None]) -> None:
        line, whose = digest_of(f"code from {address_of(self.request)}"), digest_of(CODE_TO + contact)
        try:
            count_code(line=line, contact=whose, now=timezone.now())
        except TooManyCodes as refusal:
            messages.error(self.request, str(refusal))
        else:
            self._mail(send)

    def _mail(self, send: Callable[[], None]) -> None:
        try:
            send()
        except NotSent as refusal:
            messages.error(self.request, str(refusal))
        except (smtplib.SMTPException, OSError):
            messages.error(self.request, str(NotSent()))

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Keep that she reads what is sent to an e-mail."""
        person, email = email_address.user, email_address.email
        if done := bool(super().confirm_email(request, email_address)):
            confirm_email(person=person, email=email, now=timezone.now())
        return done

    # Where to, and who asks

    def post_login(self, request: HttpRequest, user: Any, **rest: Any) -> HttpResponse:
        """Lead on in her own language."""
        response: HttpResponse = super().post_login(request, user, **rest)
        response["Location"] = translate_url(response["Location"], user.language)
        return response

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        """Return her own page, to which she comes back from confirming."""
        return reverse("me")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return her own page."""
        return reverse("me")

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return no address at all: allauth would keep it, and nobody needs it."""
        return NOWHERE


class SocialAdapter(DefaultSocialAccountAdapter):
    """LINE and ThaID give us a name and an id. What else they tell is dropped before anything is kept."""

    def new_user(self, request: HttpRequest, sociallogin: SocialLogin) -> User:
        """Return a new person, known by who sent her."""
        provider = sociallogin.account.provider
        return User(language=language(), known_by="thaid" if provider == "thaid" else "line")

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Any:
        """Keep her name; an e-mail from elsewhere never links to an account here."""
        sociallogin.account.extra_data = {}
        sociallogin.email_addresses = []
        person: Any = sociallogin.user
        given = [data.get("name"), " ".join(filter(None, [data.get("first_name"), data.get("last_name")]))]
        person.name = next(filter(None, given), "LINE")[:120]
        return person


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps secrets of second factors under our key, so that a copy of the database alone opens nothing."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This code is not right, or was used already. Wait for the next one."),
    }

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002 - allauth names it
        """Return a name for a new key, which she may change."""
        return _("Key %(number)d") % {
            "number": Authenticator.objects.filter(user=user, type=type).count() + 1
        }

    def encrypt(self, text: str) -> str:
        """Return a secret as it is kept."""
        return second_factor_key().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret as it was."""
        return second_factor_key().decrypt(encrypted_text.encode()).decode()

"""Shape of what people type to sign up, to sign in, to confirm, and on their own page."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.fields import PasswordField
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from allauth.socialaccount.forms import DisconnectForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from itc.accounts.actions import give_way
from itc.accounts.models import User
from itc.accounts.queries import person_at
from itc.accounts.resetting import send_reset_code
from itc.accounts.rules import phone_number, read_contact
from itc.lib.thai import arabic_digits

BEGUN_ANEW = _("You began anew since: type the newest code where you began last, or start again here.")
PASSWORD_HELP = _("At least 10 characters. A short sentence is easy to keep in mind.")


class ContactField(forms.CharField):
    """An e-mail or a phone, as people write them; gives it as `rules.read_contact` does."""

    default_error_messages = {
        "invalid": _("Write an e-mail like name@example.org, or a phone like 081 234 5678.")
    }

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"})
        given: dict[str, Any] = {"label": _("E-mail or phone"), "max_length": 254, "widget": widget}
        super().__init__(**given | kwargs)

    def clean(self, value: Any) -> str:
        """Return the contact. Raises ValidationError."""
        contact = read_contact(super().clean(value))
        if not contact:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return contact


class PhoneField(forms.CharField):
    """A phone, as people write it; gives it as +66812345678."""

    default_error_messages = {"invalid": _("Write a phone like 081 234 5678.")}

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"})
        given: dict[str, Any] = {"label": _("Phone"), "max_length": 40, "widget": widget}
        super().__init__(**given | kwargs)

    def clean(self, value: Any) -> str:
        """Return the phone, empty where none is required. Raises ValidationError."""
        phone = read_contact(phone_number(super().clean(value)))
        if "@" in phone or (not phone and value):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return phone


class CodeField(forms.CharField):
    """A code of digits, also Thai ones."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"})
        given: dict[str, Any] = {"label": _("Code"), "max_length": 40, "widget": widget}
        super().__init__(**given | kwargs)

    def to_python(self, value: Any) -> str:
        """Return what was typed with ๐ to ๙ written 0 to 9."""
        return arabic_digits(super().to_python(value) or "")


class SignUpForm(allauth_forms.SignupForm):
    """A person's name, her e-mail or her phone, and a password."""

    field_order = ("name", "contact", "password1")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["email"], self.fields["phone"]
        name = forms.TextInput(attrs={"autocomplete": "name"})
        self.fields["name"] = forms.CharField(label=_("Your own name"), max_length=120, widget=name)
        self.fields["contact"] = ContactField(
            help_text=_("We send a code there, so that we know it is yours.")
        )
        self.fields["password1"].help_text = PASSWORD_HELP
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Return what was typed, with the contact as `email` or as `phone`."""
        contact: str = self.cleaned_data.get("contact", "")
        cleaned: dict[str, Any] = super().clean()
        cleaned["email" if "@" in contact else "phone"] = contact
        self.account_already_exists = bool(contact) and person_at(contact) is not None
        return cleaned

    def try_save(self, request: Any) -> Any:
        """Make the account, or, where the contact has one, tell its owner; both take as long."""
        if self.account_already_exists:
            User().set_password(self.cleaned_data["password1"])
        else:
            give_way(self.cleaned_data["contact"])
        return super().try_save(request)


class SignInForm(allauth_forms.LoginForm):
    """E-mail or phone, and the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["login"]
        field.label = _("E-mail or phone")
        attrs = {"autocomplete": "username", "autocapitalize": "none", "maxlength": "254"}
        field.widget = forms.TextInput(attrs=attrs)

    def clean_login(self) -> str:
        """Return the name as it is kept, where it is an e-mail or a phone."""
        name: str = super().clean_login()
        return read_contact(name) or phone_number(name)[:254]


class ConfirmPhoneForm(allauth_forms.VerifyPhoneForm):
    """The code that was sent to a phone."""

    code = CodeField()

    def clean_code(self) -> str:
        """Return the right code; who only began to sign up with the phone gives way to who reads it."""
        return right_code(self, self.phone, super().clean_code)


class ConfirmEmailForm(allauth_forms.ConfirmEmailVerificationCodeForm):
    """The code that was sent to an e-mail."""

    code = CodeField()

    def clean_code(self) -> str:
        """Return the right code; who only began to sign up with the e-mail gives way to who reads it."""
        return right_code(self, self.email, super().clean_code)


def right_code(form: Any, contact: str | None, check: Any) -> str:
    """Return the code where it is right and the contact is nobody else's. Raises ValidationError.

    Who signed up once more with the contact, in another browser, took the place of who began here.
    """
    allauth_forms.BaseConfirmCodeForm.clean_code(form)
    if form.user is None:
        raise ValidationError(BEGUN_ANEW)
    if contact:
        give_way(contact, to=form.user)
    return str(check())


class ConfirmAccessForm(allauth_forms.ConfirmReauthenticationCodeForm):
    """The code by which she proves once more that it is she."""

    code = CodeField()


class ForgottenForm(allauth_forms.ResetPasswordForm):
    """Where to send the code by which she chooses a new password."""

    email = ContactField(  # type: ignore[assignment]  # wider than allauth's, which is only of e-mails
        help_text=_("The one you signed up with.")
    )

    def clean_email(self) -> str:
        """Return the contact, and remember whose it is; that nobody has it is not said."""
        contact: str = self.cleaned_data["email"]
        person = person_at(contact)
        self.person = person if person and person.is_active else None
        return contact

    def save(self, request: Any, **_rest: Any) -> str:
        """Send the code; return where it went."""
        contact: str = self.cleaned_data["email"]
        send_reset_code(request, person=self.person, contact=contact)
        return contact


class ForgottenCodeForm(allauth_forms.ConfirmPasswordResetCodeForm):
    """The code that was sent to choose a new password."""

    code = CodeField()


class NewPasswordForm(allauth_forms.ResetPasswordKeyForm):
    """A new password, typed once: what she sees wrong she can ask for again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keep_one_password(self)


class FirstPasswordForm(allauth_forms.SetPasswordForm):
    """A first password, for who signed in another way so far."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keep_one_password(self)


class OtherPasswordForm(allauth_forms.ChangePasswordForm):
    """The password of today and that of tomorrow."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keep_one_password(self)


def keep_one_password(form: forms.Form) -> None:
    """Take the second field of a new password away, and say in our words what is asked of the first."""
    del form.fields["password2"]
    form.fields["password1"].help_text = PASSWORD_HELP


class SecondFactorForm(mfa_forms.AuthenticateForm):
    """A code of her authenticator app, or one of her recovery codes."""

    code = CodeField()


class SecondFactorAgainForm(mfa_forms.ReauthenticateForm):
    """The same, before something that matters."""

    code = CodeField()


class AppForm(ActivateTOTPForm):
    """The first code of an authenticator app."""

    code = CodeField(label=_("Code that the app shows"))


class NewKeyForm(AddWebAuthnForm):
    """A key or passkey, with a name to tell it from others."""

    name = forms.CharField(label=_("Name of the key"), max_length=60, required=False)


class NamedKeyForm(EditWebAuthnForm):
    """Another name of a key."""

    name = forms.CharField(label=_("Name of the key"), max_length=60)


class AccessForm(allauth_forms.RequestReauthenticationCodeForm):
    """Where to send the code by which she proves once more that it is she."""

    recipient = forms.ChoiceField(label=_("Send it to"), choices=[])


class UnlinkForm(DisconnectForm):
    """Which of LINE and ThaID no longer opens her account."""

    def clean(self) -> dict[str, Any]:
        """Return what was chosen. Raises ValidationError, where she could not sign in any more without it."""
        person: User = self.request.user
        other_way = person.has_usable_password() and (person.email_confirmed_at or person.phone_confirmed_at)
        if not other_way and self.accounts.count() == 1:
            raise ValidationError(_("First add an e-mail or a phone and choose a password."))
        return self.cleaned_data


class MeForm(forms.ModelForm[User]):
    """Her name and her language."""

    class Meta:
        model = User
        fields = ("name", "language")
        help_texts = {"language": _("For our mails, and for the pages after you sign in.")}


class ClaimForm(forms.Form):
    """The code of a claim, as printed."""

    code = forms.CharField(
        label=_("Code on the paper"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class TakeOverForm(forms.Form):
    """How she signs in from now on."""

    contact = ContactField(help_text=_("With it and your password you sign in from now on."))
    password = PasswordField(label=_("New password"), help_text=PASSWORD_HELP, autocomplete="new-password")

    def clean_password(self) -> str:
        """Return the password. Raises ValidationError, where it is easily guessed."""
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password

"""Shape of what people type to sign in."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """E-mail or phone, and the password."""

    username = forms.CharField(
        label=_("E-mail or phone"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    error_messages = {
        "invalid_login": _("This e-mail or phone and password do not belong together. Please try again."),
        "inactive": _("This person may not sign in any more. Please ask your centre."),
    }

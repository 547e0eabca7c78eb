"""Shape of what people write about a firm."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from itc.firms.errors import WrongTaxNumber
from itc.firms.models import Firm, Sector
from itc.firms.rules import tax_number
from itc.network.queries import province_choices
from itc.web.forms import CountField, NumberField


class TaxNumberField(forms.CharField):
    """The 13 digits of a firm, however they are written."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("13-digit number of the firm"))
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        """Return the digits, nothing where nothing was written. Raises ValidationError."""
        text = super().clean(value)
        if not text:
            return ""
        try:
            return tax_number(text)
        except WrongTaxNumber as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


def provinces() -> list[Any]:
    """Return the provinces to choose from, none of them beforehand: a wrong one would not be noticed."""
    return [("", _("Choose your province")), *province_choices()]


class FirmForm(forms.Form):
    """A firm as it is entered."""

    name = forms.CharField(label=_("Name of the firm"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind of firm"), choices=Firm.Kind.choices, initial=Firm.Kind.SME)
    number = TaxNumberField(
        required=False,
        help_text=_(
            "Of the company, or of your own card if you trade in your own name. Empty: not registered yet."
        ),
    )
    sector = forms.ChoiceField(label=_("Its main work"), choices=Sector.choices, initial=Sector.MANUFACTURING)
    province = forms.ChoiceField(label=_("Province"), choices=provinces)
    people = CountField(label=_("How many people work there"), required=False, min_value=0, max_value=10**6)
    revenue_thb = NumberField(
        label=_("Revenue in a year (baht)"),
        required=False,
        min_value=Decimal(0),
        max_digits=15,
        decimal_places=2,
    )


class JoinForm(forms.Form):
    """Asking to act for a firm that is here already."""

    number = TaxNumberField()

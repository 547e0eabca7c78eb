"""Shape of what she changes on the page of a plan, and in a case."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext_lazy as _

from itc.accounts.forms import PhoneField
from itc.catalogue.rules.amounts import Amount
from itc.firms.forms import TaxNumberField
from itc.firms.models import Firm
from itc.lib import thai
from itc.network.queries import REGIONS
from itc.planning.actions.walking_in import WalkIn
from itc.planning.errors import StartTooFar
from itc.planning.queries.effects import Wish
from itc.planning.rules.changes import Change
from itc.planning.rules.question import MOST_DAYS_AHEAD
from itc.web.forms import DayField, NumberField

UNITS = [("kg", _("kilograms")), ("l", _("litres")), ("piece", _("pieces"))]


def amount_field(*, required: bool) -> NumberField:
    """Return the field of the amount of a lot."""
    return NumberField(
        label=_("How much in one lot"),
        required=required,
        min_value=Decimal("0.001"),
        max_value=10_000_000,
        decimal_places=3,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )


class ChangeForm(forms.Form):
    """Fields that stand on the page, and the one button that was pressed."""

    amount = amount_field(required=False)
    amount_unit = forms.ChoiceField(label=_("Unit"), required=False, choices=UNITS)
    days_off = forms.TypedMultipleChoiceField(
        label=_("Days you cannot come"),
        required=False,
        coerce=int,
        choices=list(WEEKDAYS_ABBR.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    region = forms.CharField(
        label=_("Only in one part of the country"),
        required=False,
        max_length=40,
        widget=forms.Select(choices=[("", _("The whole country")), *((each, _(each)) for each in REGIONS)]),
    )
    start = DayField(
        label=_("Not before"),
        required=False,
        widget=forms.TextInput(attrs={"type": "date", "autocomplete": "off"}),
    )
    province = forms.CharField(required=False, max_length=5)
    platform = forms.CharField(required=False, max_length=60)
    family = forms.CharField(required=False, max_length=60)
    wish_off = forms.CharField(required=False, max_length=10)
    chip_on = forms.CharField(required=False, max_length=80)
    chip_off = forms.CharField(required=False, max_length=80)
    step_on = forms.IntegerField(required=False, min_value=1, max_value=999)
    step_off = forms.IntegerField(required=False, min_value=1, max_value=999)

    def change(self) -> Change:
        """Return the change; the form must be valid. An amount she emptied is taken away as its chip is."""
        plain: dict[str, Any] = {name: value or None for name, value in self.cleaned_data.items()}
        plain["days_off"] = tuple(self.cleaned_data["days_off"])
        if "amount" in self.data and "amount" in self.changed_data and plain["amount"] is None:
            plain["chip_off"] = plain["chip_off"] or "amount"
        return Change(**plain)


class MoveForm(forms.Form):
    """What is to become of a step of a case: not before a day, or dropped."""

    day = DayField(
        label=_("Not before"),
        required=False,
        widget=forms.TextInput(attrs={"type": "date", "autocomplete": "off"}),
    )
    drop = forms.BooleanField(required=False)

    def wish(self, seq: int) -> Wish | None:
        """Return what is asked of a step, None where nothing is, or the form is not valid."""
        if not (self.is_bound and self.is_valid()):
            return None
        day, drop = self.cleaned_data["day"], self.cleaned_data["drop"]
        if drop:
            return Wish(dropped=frozenset({seq}))
        if day is None:
            self.add_error("day", _("Choose a day, or leave the step out."))
            return None
        if day > thai.local_day(timezone.now()) + dt.timedelta(days=MOST_DAYS_AHEAD):
            self.add_error("day", str(StartTooFar()))
            return None
        return Wish(not_before={seq: day})


class AmountForm(forms.Form):
    """How much a case is for from now on."""

    amount = amount_field(required=True)
    amount_unit = forms.ChoiceField(label=_("Unit"), choices=UNITS)

    def wish(self) -> Wish | None:
        """Return what is asked, None where nothing is, or the form is not valid."""
        if not (self.is_bound and self.is_valid()):
            return None
        return Wish(amount=Amount(self.cleaned_data["amount"], self.cleaned_data["amount_unit"]))


class WalkInForm(forms.Form):
    """Who came in, for which firm, and that the paper she signed is here."""

    name = forms.CharField(label=_("Her name"), max_length=120)
    phone = PhoneField(required=False)
    firm_name = forms.CharField(label=_("Name of the firm"), max_length=200)
    number = TaxNumberField(required=False, help_text=_("Empty: not registered yet."))
    kind_of_firm = forms.ChoiceField(
        label=_("Kind of firm"), choices=Firm.Kind.choices, initial=Firm.Kind.SME
    )
    consent = forms.BooleanField(
        label=_("The consent she signed is here"),
        error_messages={"required": _("Print the consent, let her read and sign it, then tick this.")},
    )

    def walk_in(self) -> WalkIn:
        """Return who came in; the form must be valid."""
        plain = self.cleaned_data
        return WalkIn(
            plain["name"], plain["phone"], plain["firm_name"], plain["number"], plain["kind_of_firm"]
        )

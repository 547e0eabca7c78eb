"""Shape of what she changes on the page of a plan."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from itc.planning.rules.changes import Change
from itc.web.forms import DayField, NumberField

UNITS = [("kg", _("kilograms")), ("l", _("litres")), ("piece", _("pieces"))]


class ChangeForm(forms.Form):
    """Fields that stand on the page, and the one button that was pressed."""

    amount = NumberField(
        label=_("How much in one lot"),
        required=False,
        min_value=Decimal("0.001"),
        max_value=10_000_000,
        decimal_places=3,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    amount_unit = forms.ChoiceField(label=_("Unit"), required=False, choices=UNITS)
    start = DayField(
        label=_("Not before"),
        required=False,
        widget=forms.TextInput(attrs={"type": "date", "autocomplete": "off"}),
    )
    province = forms.CharField(required=False, max_length=5)
    platform = forms.CharField(required=False, max_length=60)
    family = forms.CharField(required=False, max_length=60)
    chip_on = forms.CharField(required=False, max_length=80)
    chip_off = forms.CharField(required=False, max_length=80)
    step_on = forms.IntegerField(required=False, min_value=1, max_value=999)
    step_off = forms.IntegerField(required=False, min_value=1, max_value=999)

    def change(self) -> Change:
        """Return the change; the form must be valid."""
        plain: dict[str, Any] = {name: value or None for name, value in self.cleaned_data.items()}
        return Change(**plain)

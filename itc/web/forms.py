"""Fields that read what people here write: Thai digits, พ.ศ."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from itc.lib import thai

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""What is before or after is a slip of the pen, and no clock of a database reaches year 1."""


class DayField(forms.Field):
    """A day of this century as 2/11/2569, 2 พ.ย. 2569, 2026-11-02, also in Thai digits."""

    widget = forms.TextInput
    default_error_messages = {"invalid": _("Write a day like 1/12/2569 or 2026-12-01.")}

    def to_python(self, value: Any) -> Any:
        """Return the day, None where nothing was written. Raises ValidationError."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            day = thai.parse_date(text)
            if not FIRST_YEAR <= day.year <= LAST_YEAR:
                raise ValueError(text)
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error
        return day

    def prepare_value(self, value: Any) -> Any:
        """Return a day as 2026-12-01, which every browser's date field reads."""
        return value.isoformat() if isinstance(value, dt.date) else value


class NumberField(forms.DecimalField):
    """A number, also in Thai digits and with commas."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Any:
        """Return the number, None where nothing was written. Raises ValidationError."""
        return super().to_python(_bare(value))


class CountField(forms.IntegerField):
    """A whole number, also in Thai digits and with commas."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Any:
        """Return the number, None where nothing was written. Raises ValidationError."""
        return super().to_python(_bare(value))


def offer(form: forms.BaseForm, name: str, choices: Iterable[Any]) -> None:
    """Let a field of a form be chosen among these: values with what they are called, or groups of them."""
    cast("forms.ChoiceField", form.fields[name]).choices = list(choices)


def _bare(value: Any) -> Any:
    return thai.arabic_digits(value).replace(",", "") if isinstance(value, str) else value

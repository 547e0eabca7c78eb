"""What the forms of a centre share: whose they are, days from today on, a week of opening hours."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from itc.catalogue.models.recipes import Stage
from itc.catalogue.queries.knowledge import knowledge
from itc.centres.rules import read_day_hours
from itc.lib import hours, thai
from itc.network.models import Centre
from itc.web.forms import CountField, DayField, NumberField

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
USUAL = "Mon-Fri 08:30-16:30"
THAI, ENGLISH = _("in Thai"), _("in English")


class Ticks(forms.CheckboxSelectMultiple):
    """Boxes to tick, each group of them folded."""

    template_name = "centres/widgets/ticks.html"


class CentreForm(forms.Form):
    """A form about a centre, and about one row of it where it changes one."""

    def __init__(
        self, data: Any = None, *, centre: Centre, row: Any, now: dt.datetime, initial: dict[str, Any]
    ) -> None:
        self.centre, self.row, self.today = centre, row, thai.local_day(now)
        super().__init__(data, initial=self.beginning() | initial)

    def beginning(self) -> dict[str, Any]:
        """Return what stands in the fields before anybody writes: the columns of the row, today for a day."""
        of_row = {name: getattr(self.row, name) for name in self.base_fields if hasattr(self.row, name)}
        return {"valid_from": self.today, "since": self.today} | of_row

    def both_names(self, *stems: str) -> None:
        """Fill the name in one language from the other, where only one was written."""
        for stem in stems:
            thai_name, english = (self.cleaned_data.get(f"{stem}_{each}", "") for each in ("th", "en"))
            self.cleaned_data[f"{stem}_th"] = thai_name or english
            self.cleaned_data[f"{stem}_en"] = english or thai_name


def day(label: Any, **given: Any) -> DayField:
    """Return a field for a day, which a browser offers its calendar for."""
    return DayField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **given)


def text(label: Any, most: int = 200, **given: Any) -> forms.CharField:
    """Return a field for a line."""
    return forms.CharField(label=label, max_length=most, **given)


def words(label: Any, **given: Any) -> forms.CharField:
    """Return a field for some lines, which may stay empty."""
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=2000, required=False, widget=area, **given)


def number(label: Any, **given: Any) -> NumberField:
    """Return a field for an amount, which may stay empty."""
    return NumberField(label=label, required=False, widget=forms.TextInput(attrs=NUMERIC), **given)


def count(label: Any, **given: Any) -> CountField:
    """Return a field for a whole number."""
    return CountField(label=label, widget=forms.TextInput(attrs={"inputmode": "numeric"}), **given)


NUMERIC = {"inputmode": "decimal"}


Group = tuple[Any, list[tuple[str, str]]]
"""A label, and choices by code and name."""


def by_stage(codes: Collection[str]) -> list[Group]:
    """Return operations as choices, by the stage they belong to."""
    known = knowledge().operations
    return [
        group
        for stage in Stage
        for group in operations_group(stage.label, [code for code in codes if known[code].stage == stage])
    ]


def operations_group(label: Any, codes: Iterable[str]) -> list[Group]:
    """Return a group of operations by name; no group where it is empty."""
    rows = sorted((knowledge().operations[code].name, code) for code in codes)
    return [(label, [(code, name) for name, code in rows])] if rows else []


class WeekForm(CentreForm):
    """Seven fields for the hours of a week, given as one text under `hours`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text_of_row = self.week_before()
        for number_of_day, name in enumerate(DAYS):
            self.fields[name] = forms.CharField(
                label=WEEKDAYS[number_of_day],
                required=False,
                max_length=60,
                initial=hours.of_day(text_of_row, number_of_day),
                widget=forms.TextInput(attrs={"placeholder": pgettext_lazy("hours", "closed")}),
            )

    def week_before(self) -> str:
        """Return the hours that stand in the fields before anybody writes."""
        return str(getattr(self.row, "hours", None) or USUAL)

    @property
    def week(self) -> list[forms.BoundField]:
        """The fields of the days, Monday first."""
        return [self[name] for name in DAYS]

    @property
    def rest(self) -> list[forms.BoundField]:
        """The other fields."""
        return [field for field in self if field.name not in DAYS]

    def clean(self) -> dict[str, Any]:
        """Return what was written, with the week as one text."""
        found = super().clean() or {}
        days = [self._day(name) for name in DAYS]
        if not self.errors:
            try:
                found["hours"] = hours.written(days)
            except hours.NotHours:
                self.add_error("mon", _("One of the days opens after it closes, or twice at once: mend it."))
        return {name: value for name, value in found.items() if name not in DAYS}

    def _day(self, name: str) -> str:
        try:
            return read_day_hours(self.cleaned_data.get(name, ""))
        except ValueError:
            self.add_error(name, _("Write hours like 8:30-16:30, or nothing where it is closed."))
            return ""

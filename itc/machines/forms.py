"""Shape of a report that something cannot be had, and of what is noted of a turn."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from itc.cases.forms import WordsField
from itc.cases.rules.files import MOST_BYTES
from itc.cases.rules.files_faults import TOO_LARGE
from itc.lib import thai
from itc.machines.actions.outages import Report
from itc.machines.models import Outage
from itc.machines.models.turns import MOST_WORDS
from itc.machines.rules.turns import QUICK
from itc.resources.models import Resource
from itc.resources.rules.absences import out_of_reason
from itc.web.forms import DayField, offer

GUESS_DAYS = 3
"""Until the end of so many days something is away of which nobody knows yet; an estimate of ours."""


def day_field(label: Any, *, required: bool) -> DayField:
    """Return a field for a day."""
    given = forms.TextInput(attrs={"type": "date", "autocomplete": "off"})
    return DayField(label=label, required=required, widget=given)


def clock_field(label: Any, **given: Any) -> forms.TimeField:
    """Return a field for an hour of the day."""
    widget = forms.TimeInput(attrs={"type": "time", "autocomplete": "off"}, format="%H:%M")
    return forms.TimeField(label=label, required=False, widget=widget, **given)


class UntilForm(forms.Form):
    """Until when something cannot be had; nobody may know yet."""

    until = day_field(_("Until, the last day"), required=False)
    until_time = clock_field(_("Hour"), help_text=_("Empty: all day"))
    is_guess = forms.BooleanField(
        label=_("Nobody knows yet until when"), required=False,
        help_text=_("Without a day, three days are taken first. You can prolong it, or end it, at any time."),
    )  # fmt: skip

    def __init__(self, sent: Mapping[str, Any] | None, *, now: dt.datetime) -> None:
        super().__init__(sent, label_suffix="")
        self.now = now

    def end_of(self, start: dt.datetime) -> dt.datetime | None:
        """Return when it ends, None where that is not said."""
        until, clock = self.cleaned_data.get("until"), self.cleaned_data.get("until_time")
        if until is None and self.cleaned_data.get("is_guess"):
            until, clock = thai.local_day(start) + dt.timedelta(days=GUESS_DAYS - 1), None
        if until is None:
            if "until" not in self.errors:
                self.add_error("until", _("Say until when, or that nobody knows yet."))
            return None
        return _moment(until, clock) if clock else thai.start_of_day(until + dt.timedelta(days=1))

    def sent(self) -> list[tuple[str, str]]:
        """Return what was written, to be sent again with the yes, less the words; the form must be valid."""
        names = self.fields.keys() - {"words"}
        return [(name, str(self.data[name])) for name in sorted(names) if self.data.get(name)]


class ProlongForm(UntilForm):
    """Until when it cannot be had after all."""

    end: dt.datetime | None = None
    """When it ends, once the form is valid."""

    def __init__(self, sent: Mapping[str, Any] | None, *, outage: Outage, now: dt.datetime) -> None:
        super().__init__(sent, now=now)
        self.outage = outage

    def clean(self) -> dict[str, Any]:
        """Read when it ends; a guess is counted from now."""
        self.end = self.end_of(self.now)
        if self.end is not None and self.end <= self.outage.ends_at:
            self.add_error("until", _("Choose a later day than that which is kept."))
        if self.end and (why := list(out_of_reason(start=self.outage.starts_at, end=self.end, now=self.now))):
            self.add_error("until", [str(reason) for reason in why])
        return self.cleaned_data


class ReportForm(UntilForm):
    """What cannot be had, from when, until when, and why."""

    why = forms.ChoiceField(label=_("Why"), choices=Outage.Why.choices, widget=forms.RadioSelect)
    day = day_field(_("From"), required=True)
    time = clock_field(_("Hour"), help_text=_("Empty: now"))
    words = forms.CharField(
        label=_("In words"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For your colleagues; firms do not see it. Nothing of anybody's health."),
    )  # fmt: skip
    field_order = ("why", "day", "time", "until", "until_time", "is_guess", "words")

    report: Report | None = None
    """What is reported, once the form is valid."""

    def __init__(self, sent: Mapping[str, Any] | None, *, unit: Resource, now: dt.datetime) -> None:
        super().__init__(sent, now=now)
        person = unit.kind == Resource.Kind.PERSON
        self.fields["why"].initial = Outage.Why.LEAVE if person else Outage.Why.BREAKDOWN
        self.fields["day"].initial = thai.local_day(now)
        why = [each for each in Outage.Why.choices if person == (each[0] == Outage.Why.LEAVE)]
        why += [each for each in Outage.Why.choices if each[0] == Outage.Why.OTHER and person]
        offer(self, "why", why)

    def clean(self) -> dict[str, Any]:
        """Read from when to when."""
        clean = self.cleaned_data
        if not clean.get("day"):
            return clean
        start = self._start(clean["day"], clean.get("time"))
        if (end := self.end_of(start)) is None or self.errors:
            return clean
        if why := list(out_of_reason(start=start, end=end, now=self.now)):
            self.add_error("until", [str(reason) for reason in why])
        self.report = Report(
            start, end, Outage.Why(clean["why"]), is_guess=clean["is_guess"], words=clean["words"]
        )
        return clean

    def _start(self, day: dt.date, clock: dt.time | None) -> dt.datetime:
        if clock is None and day == thai.local_day(self.now):
            clock = self.now.astimezone(thai.BANGKOK).time().replace(second=0, microsecond=0)
        return _moment(day, clock or dt.time())

    def sent(self) -> list[tuple[str, str]]:
        """Return what was written, with the hour as it was understood: it stays that while she reads."""
        assert self.report is not None
        clock = thai.clock_text(self.report.start)
        return [*(pair for pair in super().sent() if pair[0] != "time"), ("time", clock)]


def _moment(day: dt.date, clock: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, clock, tzinfo=thai.BANGKOK)


class NoteForm(forms.Form):
    """Quick words, words and a photo. The photo comes last: what stands before it is read even if it is too
    large."""

    quick = forms.MultipleChoiceField(
        label=_("Quick words"), required=False, choices=list(QUICK.items()),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    words = WordsField(
        label=_("In your words"),
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": MOST_WORDS}),
    )
    reader = forms.ChoiceField(
        label=_("Who reads it"),
        choices=[("us", _("for us only")), ("firm", _("for the firm too"))],
        initial="us",
        widget=forms.RadioSelect,
    )
    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(
            attrs={
                "accept": "image/jpeg,image/png,image/webp",
                "data-most": MOST_BYTES, "data-too-large": TOO_LARGE,
            }
        ),
    )  # fmt: skip

    @property
    def given(self) -> dict[str, Any]:
        """Return it as `add_note` takes it."""
        clean = self.cleaned_data
        photo = clean["photo"]
        return {
            "quick": clean["quick"],
            "words": clean["words"],
            "photo": (photo.name, photo.read()) if photo else None,
            "for_firm": clean["reader"] == "firm",
        }

"""Forms for services, closed days, rules and the area."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from itc.catalogue.queries.knowledge import knowledge
from itc.centres.forms.base import (
    CentreForm,
    Ticks,
    by_stage,
    count,
    day,
    number,
    operations_group,
    text,
    words,
)
from itc.centres.models import Profile, Service
from itc.centres.queries.doing import can_do
from itc.network.models import MOST_FIRM_DAYS, MOST_NOTICE_HOURS
from itc.network.queries import provinces_led
from itc.web.forms import offer


class OfferForm(CentreForm):
    """Operations of the catalogue to offer, by the stage they belong to."""

    operations = forms.MultipleChoiceField(
        label=_("What your centre does"),
        widget=Ticks,
        error_messages={"required": _("Tick at least one.")},
    )
    valid_from = day(_("From"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Service.objects.filter(centre=self.centre, valid_to=None).values_list(
            "operation", flat=True
        )
        left = {row for row in knowledge().operations if row not in set(offered)}
        able = left & can_do(self.centre, self.today)
        first = operations_group(_("Your machines and people can do these"), able)
        offer(self, "operations", [*first, *by_stage(left - able)])
        self.initial["operations"] = sorted(able) if not offered else []


class OwnServiceForm(CentreForm):
    """A service in the centre's own words."""

    name_th = text(_("Name in Thai"), required=False)
    name_en = text(_("Name in English"), required=False)
    about_th = words(_("What an owner gets, in Thai"))
    about_en = words(_("What an owner gets, in English"))
    valid_from = day(_("From"))

    def clean(self) -> dict[str, Any]:
        """Ask for a name in one language at least."""
        self.both_names("name")
        if not self.cleaned_data["name_th"]:
            self.add_error("name_th", _("Write its name."))
        return self.cleaned_data


class ServiceForm(CentreForm):
    """A service that is offered: its words, and until when."""

    name_th = text(_("Name in Thai"), required=False)
    name_en = text(_("Name in English"), required=False)
    about_th = words(_("What an owner gets, in Thai"))
    about_en = words(_("What an owner gets, in English"))
    valid_to = day(_("Offered until"), required=False, help_text=_("Empty: without end."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.row.operation_id:
            del self.fields["name_th"], self.fields["name_en"]

    def clean(self) -> dict[str, Any]:
        """Ask for a name where it is the centre's own."""
        if not self.row.operation_id:
            self.both_names("name")
            if not self.cleaned_data["name_th"]:
                self.add_error("name_th", _("Write its name."))
        return self.cleaned_data


class ClosingForm(CentreForm):
    """Days on which the centre is closed."""

    first_day = day(_("First day"))
    last_day = day(_("Last day"), required=False, help_text=_("Empty: one day."))
    name_th = text(_("Why, in Thai"), 120, required=False)
    name_en = text(_("Why, in English"), 120, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for days in order, no more than a year."""
        found = self.cleaned_data
        first = found.get("first_day")
        last = found["last_day"] = found.get("last_day") or first
        if first and last and not 0 <= (last - first).days <= MOST_CLOSED_DAYS:
            self.add_error("last_day", _("The last day comes after the first, and within a year of it."))
        self.both_names("name")
        if not found["name_th"]:
            self.add_error("name_th", _("Say why: owners read it."))
        return found


MOST_CLOSED_DAYS = 366


class RulesForm(CentreForm):
    """What the centre asks of who books, and how it is reached."""

    notice_hours = count(
        _("Book at least so many hours before"),
        min_value=0,
        max_value=MOST_NOTICE_HOURS,
        help_text=_("Counts for what has no notice of its own."),
    )
    firm_window_days = count(
        _("Times are held at once up to so many days ahead"),
        min_value=1,
        max_value=MOST_FIRM_DAYS,
        help_text=_("Later times are a forecast and are held when they come near."),
    )
    phone = text(_("Phone of the centre"), 60, required=False)
    email = forms.EmailField(label=_("E-mail of the centre"), required=False, max_length=254)
    line = text(_("LINE of the centre"), 60, required=False)
    address_th = text(_("Address in Thai"), 300, required=False)
    address_en = text(_("Address in English"), 300, required=False)

    def beginning(self) -> dict[str, Any]:
        """Return the rules of the centre, and its contact as far as it said one."""
        names = ("phone", "email", "line", "address_th", "address_en")
        contact = getattr(self.centre, "contact", None)
        return {name: getattr(self.centre, name) for name in ("notice_hours", "firm_window_days")} | {
            name: getattr(contact, name) for name in names if contact
        }


class AreaForm(CentreForm):
    """A line about a province."""

    province = forms.ChoiceField(label=_("Province"))
    about = forms.ChoiceField(label=_("About"), choices=Profile.About.choices)
    what_th = text(_("What, in Thai"), required=False)
    what_en = text(_("What, in English"), required=False)
    number = number(_("How many"), min_value=0, max_digits=14, decimal_places=2)
    unit_th = text(_("Of what, in Thai"), 60, required=False, help_text=_("For example: firms, tons a year."))
    unit_en = text(_("Of what, in English"), 60, required=False)
    source = text(
        _("Where it is known from"),
        400,
        help_text=_("Document, office, date, or address of a page. Without a source it is not shown."),
    )
    valid_from = day(_("As of"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = self.centre.province
        rows = {own.pk: own.name} | {row.pk: row.name for row in provinces_led(self.centre, on=self.today)}
        offer(self, "province", list(rows.items()))

    def clean(self) -> dict[str, Any]:
        """Ask for words in one language at least."""
        self.both_names("what", "unit")
        if not self.cleaned_data["what_th"]:
            self.add_error("what_th", _("Say what."))
        return self.cleaned_data


class LastDayForm(CentreForm):
    """The last day of something that ends."""

    valid_to = day(_("Last day"))

    def beginning(self) -> dict[str, Any]:
        """Return today."""
        return {"valid_to": self.today}


class UntilForm(CentreForm):
    """The last day on which something can be booked; empty where it stays."""

    valid_to = day(_("Last day"), required=False, help_text=_("Empty: it stays without end."))

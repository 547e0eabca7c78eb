"""Forms for hours, machines, people and prices."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from itc.accounts.forms import ContactField
from itc.accounts.models import User
from itc.catalogue.queries.knowledge import knowledge
from itc.catalogue.queries.pages.words import MACHINE_WORK
from itc.centres.forms.base import CentreForm, Ticks, WeekForm, by_stage, count, day, number, text
from itc.centres.queries.doors import doors
from itc.centres.queries.prices import things
from itc.network.models import MOST_NOTICE_HOURS, Post
from itc.resources.models import Price, Resource
from itc.resources.queries.pages.words import ROLES, hours_in_words
from itc.web.forms import offer

MOST_UNITS = 50
DOORS = "doors"
"""The choice that stands for the centre itself."""


class HoursForm(WeekForm):
    """Other weekly hours for the centre and for what is chosen of it, from a day on."""

    whom = forms.MultipleChoiceField(
        label=_("For"),
        widget=Ticks,
        error_messages={"required": _("Tick for whom the hours are.")},
    )
    since = day(_("From"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "whom", self._whom())

    def beginning(self) -> dict[str, Any]:
        """Tick the row that is to be changed, else the doors and what is open as long as they are."""
        rows = Resource.objects.filter(centre=self.centre, hours=doors(self.centre, self.today))
        alike = [DOORS, *map(str, rows.standing(self.today).values_list("pk", flat=True))]
        return super().beginning() | {"whom": [str(self.row.pk)] if self.row else alike}

    def week_before(self) -> str:
        """Return the hours of the row, else those of the doors, else the usual ones."""
        said = None if self.row else doors(self.centre, self.today)
        return super().week_before() if said is None else said

    def _whom(self) -> list[tuple[Any, Any]]:
        """Return the centre, then what is of it by the hours it has."""
        alike: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in Resource.objects.filter(centre=self.centre).standing(self.today).order_by("kind", "code"):
            alike[row.hours].append((str(row.pk), row.name))
        groups = [
            (hours_in_words(text) or pgettext_lazy("hours", "closed"), rows)
            for text, rows in sorted(alike.items())
        ]
        return [(DOORS, _("The centre itself: its doors")), *groups]

    def clean(self) -> dict[str, Any]:
        """Return whether the doors are meant, and which resources by their keys."""
        found = super().clean()
        chosen = found.pop("whom", [])
        found |= {"doors": DOORS in chosen, "resources": [int(key) for key in chosen if key != DOORS]}
        return found


class UnitForm(CentreForm):
    """A machine or a room."""

    capacity = number(_("Capacity"), min_value=Decimal("0.001"), max_digits=12, decimal_places=3)
    capacity_unit = text(
        _("Unit of the capacity"),
        40,
        required=False,
        help_text=_("As the kind is counted, for example kg/batch or kg/h."),
    )
    batch_hours = number(_("Hours a batch takes"), min_value=Decimal("0.01"), max_digits=6, decimal_places=2)
    overnight = forms.BooleanField(label=_("May run over night under watch"), required=False)
    approval = forms.ChoiceField(
        label=_("Who books it is answered"), choices=Resource.Approval.choices, initial="instant"
    )
    notice_hours = count(
        _("Book at least so many hours before"),
        required=False,
        min_value=0,
        max_value=MOST_NOTICE_HOURS,
        help_text=_("Empty: as the centre asks."),
    )


class NewUnitsForm(WeekForm, UnitForm):
    """Like machines or rooms of a kind."""

    machine_kind = forms.ChoiceField(label=_("What it is"))
    count = count(_("How many alike"), min_value=1, max_value=MOST_UNITS, initial=1)
    valid_from = day(_("There from"))
    field_order = ("machine_kind", "count", "valid_from")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        works: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for kind in sorted(knowledge().machine_kinds.values(), key=lambda each: each.name):
            works[kind.family].append((kind.code, kind.name))
        named = [(MACHINE_WORK.get(work, work), rows) for work, rows in works.items()]
        choices = [("", _("Choose a kind")), *sorted(named, key=lambda each: str(each[0]))]
        offer(self, "machine_kind", choices)

    def clean(self) -> dict[str, Any]:
        """Fill in what the kind says of itself, where nothing was written."""
        found = super().clean()
        kind = knowledge().machine_kinds.get(found.get("machine_kind", ""))
        if kind is not None:
            found["capacity_unit"] = found.get("capacity_unit") or kind.capacity_unit
        return found


class MaybeContactField(ContactField):
    """A phone or an e-mail, or nothing."""

    def clean(self, value: Any) -> str:
        """Return the contact, nothing where nothing was written. Raises ValidationError."""
        return super().clean(value) if str(value or "").strip() else ""


class PostForm(CentreForm):
    """Who gets a post."""

    contact = MaybeContactField(
        label=_("Her phone or e-mail"),
        required=False,
        help_text=_("As she signs in here. Has she no account yet? Leave it empty and write her name."),
    )
    name = text(_("Her name"), 150, required=False)
    role = forms.ChoiceField(
        label=_("As"), choices=[(role, Post.Role(role).label) for role in ("officer", "operator", "expert")]
    )
    valid_from = day(_("From"))
    valid_to = day(_("Until"), required=False, help_text=_("Empty: without end."))

    def clean(self) -> dict[str, Any]:
        """Ask for one of contact and name, and for days in order."""
        found = self.cleaned_data
        if "contact" in found and not found["contact"] and not found.get("name", "").strip():
            self.add_error("contact", _("Write her phone or e-mail, or her name."))
        first, last = found.get("valid_from"), found.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("The last day comes before the first: mend one of the two."))
        return found


class BookableForm(WeekForm):
    """A person who can be booked."""

    name_th = text(_("Name in Thai"), required=False, help_text=_("Officers and case partners read it; the public does not."))  # fmt: skip  # noqa: E501
    name_en = text(_("Name in English"), required=False)
    person = forms.ChoiceField(label=_("Her account"), required=False)
    role = forms.ChoiceField(label=_("Role"), choices=list(ROLES.items()))
    topic = text(_("Trade or topic"), 120, required=False)
    operations = forms.MultipleChoiceField(label=_("Is booked for"), required=False, widget=Ticks)
    operates = forms.MultipleChoiceField(label=_("Runs these machines"), required=False, widget=Ticks)
    languages = forms.MultipleChoiceField(
        label=_("Speaks"),
        required=False,
        widget=Ticks,
        choices=[("th", _("Thai")), ("en", _("English")), ("ja", _("Japanese")), ("zh", _("Chinese"))],
    )
    hours_per_week = count(_("Hours a week"), required=False, min_value=0, max_value=168)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known, here = knowledge(), Resource.objects.filter(centre=self.centre).standing(self.today)
        kinds = set(here.exclude(machine_kind=None).values_list("machine_kind", flat=True))
        kinds |= set(self.row.operates if self.row else [])
        able = {
            code
            for code, row in known.operations.items()
            if row.provider_kind in ("officer", "expert") or (self.row and code in self.row.operations)
        }
        named = sorted((known.machine_kinds[kind].name, kind) for kind in kinds)
        choices: dict[str, list[Any]] = {
            "person": [("", _("none"))] + [(str(each.pk), each.name) for each in self._colleagues()],
            "operations": by_stage(able),
            "operates": [(_("Machines of the centre"), [(kind, name) for name, kind in named])]
            if named
            else [],
        }
        for name, given in choices.items():
            offer(self, name, given)

    def beginning(self) -> dict[str, Any]:
        """Return what the row says; her account by its number."""
        return super().beginning() | {"person": str(self.row.person_id or "") if self.row else ""}

    def _colleagues(self) -> list[User]:
        posts = Post.objects.filter(centre=self.centre).on(self.today)
        return list(User.objects.filter(posts__in=posts).distinct().order_by("name"))

    def clean(self) -> dict[str, Any]:
        """Return the account itself; ask for a name."""
        found = super().clean()
        self.both_names("name")
        names = {name: self.cleaned_data[name] for name in ("name_th", "name_en")}
        if not names["name_th"]:
            self.add_error("name_th", _("Write her name."))  # which takes it out of what is cleaned
        key = found.get("person")
        person = next((each for each in self._colleagues() if str(each.pk) == key), None)
        kept = {name: found[name] for name in found if name not in ("person", *names)}
        return kept | names | {"person": person}


class NewBookableForm(BookableForm):
    """A person who can be booked from a day on."""

    valid_from = day(_("From"))


UNITS = [(unit, label) for unit, label in Price.Unit.choices if unit in ("hour", "day", "batch", "session")]


class PriceForm(CentreForm):
    """A price from a day on."""

    thing = forms.ChoiceField(label=_("For"))
    rule = forms.ChoiceField(label=_("It is"), choices=Price.Rule.choices)
    unit = forms.ChoiceField(label=_("Counted by"), choices=UNITS)
    price_thb = number(_("Baht"), min_value=Decimal("0.01"), max_digits=12, decimal_places=2)
    first_hour_thb = number(_("Baht for the first hour"), min_value=0, max_digits=12, decimal_places=2)
    later_thb = number(_("Baht an hour after many hours"), min_value=0, max_digits=12, decimal_places=2)
    later_after_hours = count(_("After how many hours"), required=False, min_value=1, max_value=999)
    set_up_thb = number(_("Baht for the set-up, once a use"), min_value=0, max_digits=12, decimal_places=2)
    valid_from = day(_("From"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(each.key, each.full_name) for each in things(self.centre).values()]
        offer(self, "thing", named)

    def beginning(self) -> dict[str, Any]:
        """Return what the price to be replaced says, from today on."""
        said = super().beginning() | {"valid_from": self.today}
        if self.row is not None:
            person = f"person:{self.row.provider}:{self.row.operation_id}"
            said["thing"] = f"machine:{self.row.machine_kind_id}" if self.row.machine_kind_id else person
        return said

    def clean(self) -> dict[str, Any]:
        """Ask for baht where it is a price, and for all of a price of later hours."""
        found = self.cleaned_data
        if found.get("rule") == Price.Rule.PRICE:
            if found.get("price_thb") is None and "price_thb" not in self.errors:
                self.add_error("price_thb", _("Write baht, or choose free or to be quoted."))
            hourly = found.get("first_hour_thb") is not None or found.get("later_thb") is not None
            if hourly and found.get("unit") != Price.Unit.HOUR:
                self.add_error("unit", _("First and later hours have prices of their own only by the hour."))
            if (found.get("later_thb") is None) != (found.get("later_after_hours") is None):
                self.add_error("later_thb", _("Write both: its baht, and after how many hours."))
        return found

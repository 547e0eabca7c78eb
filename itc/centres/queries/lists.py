"""The lists on the pages of a centre's parts."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from itc.accounts.models import User
from itc.accounts.queries import confirmed
from itc.catalogue.models.recipes import Stage
from itc.catalogue.queries.knowledge import knowledge
from itc.centres.errors import UnknownCentre
from itc.centres.models import Profile, Service
from itc.centres.queries.area import own_data
from itc.centres.queries.doors import doors
from itc.centres.queries.officers import entered_at
from itc.centres.queries.prices import Priced, priced_things, things
from itc.lib import thai
from itc.network.models import Centre, Post
from itc.resources.models import Closing, Holiday, OpenHours, Price, Resource
from itc.resources.queries.pages.words import hours_in_words


def services(centre: Centre, *, now: dt.datetime) -> dict[str, Any]:
    """Return the services of a centre that have not ended, by stage, its own last."""
    today = thai.local_day(now)
    rows = Service.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today), centre=centre)
    return {"groups": by_stage(list(rows.select_related("operation"))), "today": today}


def by_stage(rows: list[Service]) -> list[tuple[Any, list[Service]]]:
    """Return services by the stage of their operation, in the order of the line; a centre's own last."""
    groups = [
        (stage.label, [row for row in rows if row.operation and row.operation.stage == stage])
        for stage in Stage
    ]
    own = [row for row in rows if row.operation is None]
    found = [*groups, (_("Of its own"), own)]
    return [(label, sorted(each, key=lambda row: row.name)) for label, each in found if each]


def hours(centre: Centre, *, now: dt.datetime) -> dict[str, Any]:
    """Return the hours of the doors, and what is to change for whom from which day."""
    today = thai.local_day(now)
    coming = OpenHours.objects.filter(Q(centre=centre) | Q(resource__centre=centre), valid_from__gt=today)
    rows = coming.select_related("resource").order_by("valid_from", "hours", "resource__code")
    groups = [
        (since, hours_in_words(text) or pgettext("hours", "closed"), list(each))
        for (since, text), each in groupby(rows, key=lambda row: (row.valid_from, row.hours))
    ]
    said = doors(centre, today)
    return {
        "doors": None if said is None else hours_in_words(said) or pgettext("hours", "closed"),
        "coming": groups,
    }


def closings(centre: Centre, *, now: dt.datetime) -> dict[str, Any]:
    """Return the closed days of a centre that are not over, and the holidays of the next year."""
    today = thai.local_day(now)
    return {
        "closings": Closing.objects.filter(centre=centre).after(today).order_by("first_day"),
        "holidays": Holiday.objects.filter(date__gte=today, date__lt=today + YEAR).order_by("date"),
    }


YEAR = dt.timedelta(days=366)


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post, and whether a code may be printed for its person to take over her account."""

    post: Post
    waits: bool
    is_me: bool


def people(centre: Centre, me: User, *, now: dt.datetime) -> dict[str, Any]:
    """Return the posts of a centre that have not ended, and its people who can be booked."""
    today = thai.local_day(now)
    posts = Post.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today), centre=centre)
    entered = entered_at(centre)
    rows = Resource.objects.filter(centre=centre, kind=Resource.Kind.PERSON).standing(today)
    return {
        "posts": [
            PostLine(row, row.person_id in entered and not confirmed(row.person), row.person_id == me.pk)
            for row in posts.select_related("person").order_by("role", "person__name")
        ],
        "bookable": [(row, _does(row)) for row in rows.select_related("person").order_by("code")],
    }


def _does(row: Resource) -> str:
    known = knowledge()
    named = [known.operations[code].name for code in row.operations if code in known.operations]
    named += [known.machine_kinds[code].name for code in row.operates if code in known.machine_kinds]
    return " · ".join(named)


@dataclass(frozen=True, slots=True)
class KindLine:
    """The units of a kind at a centre; `alone` says that the kind needs somebody and nobody here runs it."""

    code: str
    name: str
    units: tuple[Resource, ...]
    alone: bool


def units(centre: Centre, *, now: dt.datetime) -> dict[str, Any]:
    """Return the machines and rooms of a centre by kind, and those that are retired."""
    today = thai.local_day(now)
    rows = list(Resource.objects.filter(centre=centre).order_by("machine_kind", "code"))
    standing = [row for row in rows if row.valid_to is None or row.valid_to >= today]
    runs = {kind for row in standing for kind in row.operates}
    known = knowledge().machine_kinds
    kinds = [
        KindLine(
            code, known[code].name, tuple(each), known[code].operator_needed != "no" and code not in runs
        )
        for code, each in groupby(
            (row for row in standing if row.machine_kind_id), key=lambda row: row.machine_kind_id or ""
        )
    ]
    gone = [row for row in rows if row not in standing and row.kind != Resource.Kind.PERSON]
    return {
        "centre": centre,
        "kinds": sorted(kinds, key=lambda each: each.name),
        "gone": gone,
    }


def prices(centre: Centre, *, now: dt.datetime) -> dict[str, Any]:
    """Return what a centre asks now and later: what has no price first, then machines, then each person."""
    rows = priced_things(centre, thai.local_day(now))
    groups: dict[str, list[Priced]] = {_("Without a price"): [row for row in rows if not row.now]}
    for row in rows:
        if row.now:
            groups.setdefault(row.thing.of or _("Machines and rooms"), []).append(row)
    return {"centre": centre, "groups": [(label, each) for label, each in groups.items() if each]}


def price_of(centre: Centre, code: str) -> Price:
    """Return a price of a centre by its code. Refuses: UnknownCentre."""
    row = Price.objects.filter(pk=code, firm_size="").first()
    columns = [each.columns for each in things(centre).values()]
    if row is None or not any(_is_of(row, each) for each in columns):
        raise UnknownCentre
    return row


def _is_of(row: Price, columns: Any) -> bool:
    return all(getattr(row, name) == value for name, value in columns.items())


def area(centre: Centre, *, now: dt.datetime) -> dict[str, Any]:
    """Return the lines an officer wrote about the area, and what the system's own data say."""
    today = thai.local_day(now)
    rows = Profile.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today), centre=centre)
    return {
        "lines": rows.select_related("province").order_by("about", "-valid_from", "pk"),
        "own": own_data(centre, now=now),
    }

"""What an officer sees of her centre: each part in a sentence, since when, and what needs a look."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Count, Max, Model, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from itc.centres.errors import UnknownCentre
from itc.centres.models import Change, Profile, Service
from itc.centres.queries.doors import doors
from itc.centres.queries.held import held_outside
from itc.centres.queries.history import history
from itc.centres.queries.prices import priced_things
from itc.lib import thai
from itc.network.models import Centre, Post
from itc.resources.models import Closing, Resource
from itc.resources.queries.pages.words import hours_in_words
from itc.web.templatetags.web import day

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a centre, what it says now, and when it was last changed here."""

    code: str
    name: str
    url: str
    says: str
    since: dt.datetime | None


def row_of(centre: Centre, model: type[Row], key: int) -> Row:
    """Return a row of a centre by its key. Refuses: UnknownCentre."""
    row = model._base_manager.filter(centre=centre, pk=key).first() if key < MOST_KEY else None
    if row is None:
        raise UnknownCentre
    return row


MOST_KEY = 2**63
"""Keys from here on no database has."""


def manage_page(centre: Centre, *, part: str, page: str, now: dt.datetime) -> dict[str, Any]:
    """Return what the overview shows; `part` narrows the history, `page` is its page."""
    found, lines = history(centre, part=part, page=page)
    return {
        "centre": centre,
        "parts": list(parts(centre, now=now)),
        "part": part if part in Change.Part else "",
        "page": found,
        "changes": lines,
        "held": held_outside(centre.pk, now=now),
        "next": reverse("centre_manage", args=[centre.pk]),
    }


def parts(centre: Centre, *, now: dt.datetime) -> Iterator[Part]:
    """Yield the parts of a centre in their order."""
    changes = Change.objects.filter(centre=centre).values_list("part").annotate(last=Max("at")).order_by()
    since = dict(changes)
    says = _says(centre, thai.local_day(now))
    for part in Change.Part:
        url = reverse(f"centre_{part.value}", args=[centre.pk])
        yield Part(part.value, str(part.label), url, says[part], since.get(part.value))


def _says(centre: Centre, today: dt.date) -> dict[Change.Part, str]:
    part, line = Change.Part, " · ".join
    services = Service.objects.filter(centre=centre).on(today).count()
    lines = Profile.objects.filter(centre=centre).on(today).count()
    return {
        part.SERVICES: ngettext("%(n)s service", "%(n)s services", services) % {"n": services},
        part.HOURS: _doors(centre, today),
        part.CLOSINGS: _closed(centre, today),
        part.PEOPLE: line(_people(centre, today)),
        part.UNITS: line(_units(centre, today)),
        part.PRICES: _priced(centre, today),
        part.RULES: _("%(hours)s hours before · firm for %(days)s days")
        % {"hours": centre.notice_hours, "days": centre.firm_window_days},
        part.AREA: ngettext("%(n)s line", "%(n)s lines", lines) % {"n": lines},
    }


def _doors(centre: Centre, today: dt.date) -> str:
    text = doors(centre, today)
    return _("not said yet") if text is None else hours_in_words(text) or pgettext("hours", "closed")


def _closed(centre: Centre, today: dt.date) -> str:
    row = Closing.objects.filter(centre=centre).after(today).order_by("first_day").first()
    return f"{day(row.first_day)} {row.name}" if row else _("none but the holidays")


def _people(centre: Centre, today: dt.date) -> list[str]:
    posts = Post.objects.filter(centre=centre).on(today)
    officers = posts.filter(role=Post.Role.OFFICER).count()
    others = posts.exclude(role=Post.Role.OFFICER).count()
    bookable = Resource.objects.filter(centre=centre, kind=Resource.Kind.PERSON).standing(today).count()
    return [
        ngettext("%(n)s officer", "%(n)s officers", officers) % {"n": officers},
        ngettext("%(n)s other post", "%(n)s other posts", others) % {"n": others},
        ngettext("%(n)s can be booked", "%(n)s can be booked", bookable) % {"n": bookable},
    ]


def _units(centre: Centre, today: dt.date) -> list[str]:
    kinds = Resource.Kind
    counts = (
        Resource.objects.filter(centre=centre)
        .standing(today)
        .aggregate(
            machines=Count("pk", filter=Q(kind=kinds.MACHINE)), rooms=Count("pk", filter=Q(kind=kinds.ROOM))
        )
    )
    return [
        ngettext("%(n)s machine", "%(n)s machines", counts["machines"]) % {"n": counts["machines"]},
        ngettext("%(n)s room", "%(n)s rooms", counts["rooms"]) % {"n": counts["rooms"]},
    ]


def _priced(centre: Centre, today: dt.date) -> str:
    rows = priced_things(centre, today)
    known = sum(bool(each.now) for each in rows)
    return _("%(known)s of %(all)s have a price") % {"known": known, "all": len(rows)}

"""Telling a firm and the officers of its lead centre what fell of a case, once for all of it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from itc.accounts.models import User
from itc.cases.actions.telling import step_words, tell_firm, tell_lead
from itc.cases.models import Case
from itc.cases.queries.handling import officers_of
from itc.lib import thai
from itc.machines.models import Fallen, Outage
from itc.network.queries import serves_at
from itc.notices.actions import tell
from itc.resources.models import Resource

SOON = dt.timedelta(days=2)
"""What was to begin within it is told at any hour."""
DAY = dt.timedelta(days=1)


def tell_fallen(outage: Outage, case: Case, rows: Sequence[Fallen], *, by: User, now: dt.datetime) -> None:
    """Tell a firm and its lead centre of the steps of a case that fell, and what became of them."""
    fell = [row for row in rows if row.became != Fallen.Became.ALONG]
    first = min(fell, key=lambda row: row.was_from)
    key = f"{outage.pk} {case.code} {now:%Y%m%d%H%M%S}"
    details = _details(outage, first, len(rows) - 1)
    kind = "step.fell-soon" if first.was_from < now + SOON else "step.fell"
    tell_firm(kind, case=case, key=key, by=by, now=now, **details)
    tell_lead("case.fell", case=case, key=key, by=by, now=now, **details)


def remind_of_guesses(*, now: dt.datetime) -> int:
    """Tell a centre a day before the end of what was a guess; return how many ends those are.

    Safe to run twice: an end is told once.
    """
    ending = Outage.objects.standing(now).filter(is_guess=True, starts_at__lte=now, ends_at__lte=now + DAY)
    rows = list(ending.select_related("resource", "reported_by").order_by("pk"))
    for row in rows:
        centre = str(row.resource.centre_id)
        people = officers_of([centre], now=now)
        herself = row.resource.person_id == row.reported_by_id
        if herself or serves_at(centre, row.reported_by, on=thai.local_day(now)):
            people.append(row.reported_by)
        key, at = f"{row.pk} {row.ends_at:%Y-%m-%d %H:%M}", row.ends_at.isoformat()
        tell(people=people, kind="outage.ends", key=key, now=now, outage=row.pk, at=at, **_unit(row.resource))
    return len(rows)


def _unit(resource: Resource | None, name: str = "unit") -> dict[str, Any]:
    """Return what a machine is called; people are not named in what goes out."""
    if resource is None or resource.kind == Resource.Kind.PERSON:
        return {f"{name}_th": "", f"{name}_en": ""}
    return {f"{name}_th": resource.name_th, f"{name}_en": resource.name_en}


def _details(outage: Outage, first: Fallen, more: int) -> dict[str, Any]:
    """Return the first step that fell, when it was and is, why, and how many other steps moved or fell."""
    units = _unit(outage.resource) | _unit(first.instead, "instead")
    return (
        step_words(first.step)
        | units
        | {
            "at": first.was_from.isoformat(),
            "is": first.is_from.isoformat() if first.is_from else "",
            "about": outage.about,
            "place_th": first.step.place_th if first.is_from else "",
            "place_en": first.step.place_en if first.is_from else "",
            "same": (first.was_from, first.was_to) == (first.is_from, first.is_to),
            "more": more,
        }
    )

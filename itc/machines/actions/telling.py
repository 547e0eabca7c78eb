"""Telling a firm and the officers of its lead centre what fell of a case, once for all of it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from itc.accounts.models import User
from itc.cases.actions.telling import step_words, tell_firm, tell_lead
from itc.cases.models import Case
from itc.machines.models import Fallen, Outage
from itc.resources.models import Resource

SOON = dt.timedelta(days=2)
"""What was to begin within it is told at any hour."""


def tell_fallen(outage: Outage, case: Case, rows: Sequence[Fallen], *, by: User, now: dt.datetime) -> None:
    """Tell a firm and its lead centre of the steps of a case that fell, and what became of them."""
    fell = [row for row in rows if row.became != Fallen.Became.ALONG]
    first = min(fell, key=lambda row: row.was_from)
    key = f"{outage.pk} {case.code} {now:%Y%m%d%H%M%S}"
    details = _details(outage, first, len(rows) - 1)
    kind = "step.fell-soon" if first.was_from < now + SOON else "step.fell"
    tell_firm(kind, case=case, key=key, by=by, now=now, **details)
    tell_lead("case.fell", case=case, key=key, by=by, now=now, **details)


def _details(outage: Outage, first: Fallen, more: int) -> dict[str, Any]:
    """Return the first step that fell, when it was and is, why, and how many other steps moved or fell."""
    of_person = outage.resource.kind == Resource.Kind.PERSON
    return step_words(first.step) | {
        "at": first.was_from.isoformat(),
        "is": first.is_from.isoformat() if first.is_from else "",
        "about": outage.about,
        "unit_th": "" if of_person else outage.resource.name_th,
        "unit_en": "" if of_person else outage.resource.name_en,
        "instead_th": "" if of_person or not first.instead else first.instead.name_th,
        "instead_en": "" if of_person or not first.instead else first.instead.name_en,
        "place_th": first.step.place_th if first.is_from else "",
        "place_en": first.step.place_en if first.is_from else "",
        "same": (first.was_from, first.was_to) == (first.is_from, first.is_to),
        "more": more,
    }

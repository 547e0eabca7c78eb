"""Telling a firm and its lead centre what happened on their case."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from itc.accounts.models import User
from itc.cases.models import Case, Miss, Slot, Step
from itc.cases.queries.handling import officers_of
from itc.cases.queries.page import BY_OWNER
from itc.firms.models import Membership
from itc.lib import thai
from itc.network.models import Post
from itc.notices.actions import tell

AHEAD = dt.timedelta(days=1)
"""So long before she is to come, she is reminded."""


def tell_firm(
    kind: str, *, case: Case, key: object, now: dt.datetime, by: User | None = None, **details: Any
) -> None:
    """Tell everybody who acts for the firm of a case, but who did it."""
    people = User.objects.filter(
        memberships__in=Membership.objects.live().filter(firm=case.firm_id)
    ).distinct()
    tell(people=people, kind=kind, key=f"{key}", now=now, by=by, case=case.code, **details)


def tell_lead(
    kind: str, *, case: Case, key: object, now: dt.datetime, by: User | None = None, **details: Any
) -> None:
    """Tell the officers of the centre that leads a case, but who did it."""
    officers = officers_of([case.lead_centre_id], now=now)
    tell(people=officers, kind=kind, key=f"{key}", now=now, by=by, case=case.code, **details)


def tell_providers(*, case: Case, now: dt.datetime, by: User | None) -> None:
    """Tell those whose answer slots of a case wait for, each centre once a slot."""
    asked = Slot.objects.asked().filter(step__case=case, resource__centre__isnull=False)
    for slot in asked.select_related("resource", "step"):
        assert slot.resource is not None
        people = _serving(str(slot.resource.centre_id), now)
        tell(people=people, kind="slot.asked", key=f"{slot.pk}", now=now, by=by, **step_words(slot.step))


def remind(*, now: dt.datetime) -> int:
    """Tell firms of the steps they are to come or send to within a day; return how many steps those were.

    Not of those that have lost their time: she was told of that, and another is looked for.
    Safe to run twice: a step is told once a day it is set for.
    """
    due = Step.objects.kept().filter(case__closure=None, case__confirmation__isnull=False)
    due = due.filter(starts_at__gt=now, starts_at__lte=now + AHEAD, presence__in=BY_OWNER)
    due = due.exclude(pk__in=Miss.objects.filter(made_good_at=None).values("step"))
    rows = due.select_related("case").order_by("starts_at", "pk")
    for step in rows:
        key = f"{step.pk} {thai.local_day(step.starts_at)}"
        tell_firm("step.coming", case=step.case, key=key, now=now, **step_words(step))
    return len(rows)


def tell_handler(officer: User, *, case: Case, key: object, by: User, now: dt.datetime) -> None:
    """Tell an officer that a case was put in her hands."""
    tell(people=[officer], kind="case.in-hand", key=f"{key}", now=now, by=by, case=case.code)


def step_words(step: Step) -> dict[str, Any]:
    """Return a step as details of a notice: its number, its names and when it begins."""
    return {"seq": step.seq, "th": step.name_th, "en": step.name_en, "at": step.starts_at.isoformat()}


def _serving(centre: str, now: dt.datetime) -> QuerySet[User]:
    """Return who serves at a centre on the day of a moment."""
    posts = Post.objects.on(thai.local_day(now)).serving().filter(centre=centre)
    return User.objects.filter(posts__in=posts).distinct()

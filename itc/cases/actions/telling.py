"""Telling a firm and its lead centre what happened on their case."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Prefetch

from itc.accounts.models import User
from itc.cases.models import Case, HandOver, Miss, Slot, Step
from itc.cases.queries.handling import officers_of
from itc.cases.queries.leave import here_for
from itc.cases.queries.page import BY_OWNER
from itc.firms.models import Membership
from itc.lib import thai
from itc.network.models import MOST_NOTICE_HOURS, Post
from itc.notices.actions import tell
from itc.notices.models import Notice

AHEAD = dt.timedelta(days=1)
"""So long before she is to come, she is reminded; and so long before it is too late to move it."""
FARTHEST = AHEAD + dt.timedelta(hours=MOST_NOTICE_HOURS)


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
    """Tell the officers of the centre that leads a case who are here, but who did it."""
    officers = here_for(officers_of([case.lead_centre_id], now=now), now=now)
    tell(people=officers, kind=kind, key=f"{key}", now=now, by=by, case=case.code, **details)


def tell_providers(*, case: Case, now: dt.datetime, by: User | None) -> None:
    """Tell those whose answer slots of a case wait for, each centre once a slot."""
    asked = Slot.objects.asked().filter(step__case=case, resource__isnull=False)
    for slot in asked.select_related("resource", "step__case"):
        words = step_words(slot.step)
        if slot.answer_by:
            words["until"] = slot.answer_by.isoformat()
        tell(people=providers_of(slot, now), kind="slot.asked", key=f"{slot.pk}", now=now, by=by, **words)


def remind(*, now: dt.datetime) -> int:
    """Tell firms of steps they are to come or send to; return how many reminders that were.

    A step is told a day before it is too late to move it, and a day before it begins: each once a day it is
    set for. Safe to run twice; as many queries, however many were told before.
    """
    due = {key: (step, until) for step in _coming(now) for key, until in _reminders(step, now)}
    told = Notice.objects.filter(kind="step.coming", key__in=due).values_list("key", flat=True)
    fresh = [(key, *due[key]) for key in due.keys() - set(told)]
    for key, step, until in sorted(fresh, key=lambda each: each[0]):
        words = step_words(step) | ({"until": until.isoformat()} if until else {})
        tell_firm("step.coming", case=step.case, key=key, now=now, **words)
    return len(fresh)


def _coming(now: dt.datetime) -> list[Step]:
    """Return the steps ahead of confirmed cases that an owner comes or sends to, with what they hold.

    Not those that have lost their time: she was told of that, and another is looked for.
    """
    ahead = Step.objects.kept().filter(case__closure=None, case__confirmation__isnull=False)
    ahead = ahead.filter(starts_at__gt=now, starts_at__lte=now + FARTHEST, presence__in=BY_OWNER)
    ahead = ahead.exclude(pk__in=Miss.objects.filter(made_good_at=None).values("step"))
    slots = Prefetch("slots", Slot.objects.live().select_related("resource__centre"))
    return list(ahead.select_related("case").prefetch_related(slots))


def _reminders(step: Step, now: dt.datetime) -> Iterator[tuple[str, dt.datetime | None]]:
    """Yield the reminders of a step that are due, by key, and until when it can be moved, if it still can."""
    slots, day = list(step.slots.all()), thai.local_day(step.starts_at)
    until = min(
        (slot.held_from - dt.timedelta(hours=slot.resource.notice) for slot in slots if slot.resource),
        default=step.starts_at,
    )
    is_early = step.starts_at - until >= AHEAD / 2  # else one reminder tells of both
    if is_early and now < until <= now + AHEAD:
        yield f"{step.pk} {day} early", until
    elif step.starts_at <= now + AHEAD:
        yield f"{step.pk} {day}", until if now < until else None


def tell_handler(officer: User, *, case: Case, key: object, by: User, now: dt.datetime) -> None:
    """Tell an officer, or who stands in for her, that a case was put in her hands."""
    people = here_for([officer], now=now, among=officers_of([case.lead_centre_id], now=now))
    tell(people=people, kind="case.in-hand", key=f"{key}", now=now, by=by, case=case.code)


def tell_handed_over(handed: HandOver, *, case: Case, holder: User | None, now: dt.datetime) -> None:
    """Tell the officers of the centre that leads a case now, the firm, and who had it in hand until then."""
    source, target = handed.from_centre, handed.to_centre
    here, there = ({"th": each.name_th, "en": each.name_en} for each in (target, source))
    tell_lead("case.handed-over", case=case, key=handed.pk, by=handed.by, now=now, **there)
    tell_firm("case.new-lead", case=case, key=handed.pk, by=handed.by, now=now, **here)
    people = [holder] if holder else []
    kind, key = "case.handed-away", f"{handed.pk}"
    tell(people=people, kind=kind, key=key, by=handed.by, now=now, case=case.code, **here)


def step_words(step: Step) -> dict[str, Any]:
    """Return a step as details of a notice: its number, its names and when it begins."""
    return {"seq": step.seq, "th": step.name_th, "en": step.name_en, "at": step.starts_at.isoformat()}


def providers_of(slot: Slot, now: dt.datetime) -> Iterable[User]:
    """Return who answers for a slot: who serves at its centre; without one, she herself and who leads."""
    assert slot.resource is not None
    if slot.resource.centre_id is None:
        herself = User.objects.filter(bookable_as=slot.resource, is_active=True)
        return [*herself, *officers_of([slot.step.case.lead_centre_id], now=now)]
    posts = Post.objects.on(thai.local_day(now)).serving().filter(centre=slot.resource.centre_id)
    return User.objects.filter(posts__in=posts).distinct()

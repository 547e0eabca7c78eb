"""What fell is given back and held elsewhere, all or nothing for each case; rows, notices and the record."""

import datetime as dt
from collections.abc import Iterator, Sequence

from itc.accounts.models import User
from itc.audit.actions import record
from itc.cases.actions.changing import numbers, rewrite
from itc.cases.actions.ending import give_back
from itc.cases.actions.telling import tell_providers
from itc.cases.models import Miss, Slot, Step
from itc.cases.rules.planned import PlannedStep
from itc.lib.refusal import Refusal
from itc.machines.actions.telling import tell_fallen
from itc.machines.models import Fallen, Outage
from itc.machines.queries.outages_falling import Fall, Falling, done_in
from itc.machines.queries.outages_words import why_text
from itc.network.models import MOST_NOTICE_HOURS
from itc.resources.actions import release_all, shorten
from itc.resources.actions.holding import lock_counters, lock_resources
from itc.resources.errors import NotAllFree
from itc.resources.models import Booking, Resource
from itc.resources.rules.holding import Hold

FELL = "fell"
"""Why a slot ended whose machine or person could not be had."""
NOTICED_SINCE = dt.timedelta(hours=MOST_NOTICE_HOURS)
"""The planner has seen to notice, and asked none of the centre itself; so none is asked when it is held."""


def lock_all(found: Falling) -> None:
    """Lock all that will be held, and what cannot be had, at once and in the order of its key.

    Held case by case they would be locked case by case: two who do that wait in a circle.
    """
    wanted = [wish for fall in found.falls for step in _planned(fall) for wish in step.wanted]
    lock_resources({found.span.resource.code, *(each.resource for each in wanted if isinstance(each, Hold))})
    lock_counters({each.counter for each in wanted if not isinstance(each, Hold)})


def give_back_all(found: Falling, *, by: User, now: dt.datetime) -> None:
    """Give back all that the fallen steps hold, and what else stands on the resource in that time."""
    steps = {step.pk for fall in found.falls for step in fall.steps}
    give_back(Slot.objects.live().filter(step__in=steps), why=FELL, by=by, now=now)
    span = found.span
    for slot in done_in(span, now=now).select_related("booking"):
        _cut_short(slot, span.start, by=by)
    there = Booking.objects.live().within(span.start, span.end).filter(resource=span.resource, slot=None)
    nobodys = [row.pk for row in there if row.is_sample or not row.is_absence]
    if nobodys:
        release_all(bookings=nobodys, orders=[], why=FELL, by=by, now=now)


def _cut_short(slot: Slot, end: dt.datetime, *, by: User) -> None:
    """Let a slot whose turn is done end sooner: what was left of its time is nobody's, and nothing falls."""
    Slot.objects.filter(pk=slot.pk).update(held_to=end, use_to=min(slot.use_to, end))
    if slot.booking:
        shorten(booking=slot.booking, end=end, by=by)


def plan_anew(outage: Outage, found: Falling, *, by: User, now: dt.datetime) -> None:
    """Hold what was found for each case, or leave it to be placed by hand; keep and tell what came of it."""
    for fall in found.falls:
        rows = _moved(outage, fall, by, now) if fall.effect else []
        has_time = {row.step_id for row in rows}
        left = [step for step in fall.steps if step.pk not in has_time]
        rows += _left_to_hand(outage, left, fall.why_not, now)
        Fallen.objects.bulk_create(rows)
        numbered = sorted(step.seq for step in fall.steps)
        record("case.fell", by=by, on=fall.case, outage=outage.pk, steps=numbered)
        tell_fallen(outage, fall.case, rows, by=by, now=now)


def _moved(outage: Outage, fall: Fall, by: User, now: dt.datetime) -> list[Fallen]:
    """Hold what was found for a case, and return a row for each step of it; none where it is taken by now."""
    assert fall.effect is not None
    before = {each.seq: each.before for each in fall.effect.changes}
    times = {seq: (step.starts_at, step.ends_at) for seq, step in before.items() if step}
    try:
        rewrite(case=fall.case, change=fall.effect.rewritten, by=by, now=now, noticed=now - NOTICED_SINCE)
    except NotAllFree:
        return []
    record("case.replanned", by=by, on=fall.case, outage=outage.pk, **numbers(fall.effect.rewritten))
    tell_providers(case=fall.case, by=by, now=now)
    return list(_rows(outage, fall, times, now))


def _rows(
    outage: Outage, fall: Fall, times: dict[int, tuple[dt.datetime, dt.datetime]], now: dt.datetime
) -> Iterator[Fallen]:
    """Yield a row for each step that has another time or place than before."""
    planned = {step.seq: step for step in _planned(fall)}
    fell = {step.seq for step in fall.steps}
    rows = {step.seq: step for step in fall.case.steps.all()}
    codes = {wish.resource for step in planned.values() for wish in step.wanted if isinstance(wish, Hold)}
    known = {row.code: row for row in Resource.objects.filter(code__in=codes)}
    for seq, step in planned.items():
        if seq in times:
            yield Fallen(
                outage=outage, step=rows[seq], at=now,
                became=Fallen.Became.MOVED if seq in fell else Fallen.Became.ALONG,
                was_from=times[seq][0], was_to=times[seq][1], is_from=step.starts_at, is_to=step.ends_at,
                instead=_instead(outage.resource, step, known),
            )  # fmt: skip


def _instead(resource: Resource, step: PlannedStep, known: dict[str, Resource]) -> Resource | None:
    """Return what of its kind serves a step now; it may be the same at another time."""
    used = [known[wish.resource] for wish in step.wanted if isinstance(wish, Hold)]
    return next((each for each in used if each.kind == resource.kind), None)


def _left_to_hand(
    outage: Outage, steps: Sequence[Step], why_not: Refusal | None, now: dt.datetime
) -> list[Fallen]:
    """Keep that steps have no time any more."""
    why = [str(reason) for reason in why_not.reasons] if why_not else []
    for step in steps:
        _miss(step, [why_text(outage), *why], now)
    return [
        Fallen(
            outage=outage, step=step, at=now, became=Fallen.Became.BY_HAND, was_from=step.starts_at,
            was_to=step.ends_at, why=why,
        )
        for step in steps
    ]  # fmt: skip


def _miss(step: Step, why: list[str], now: dt.datetime) -> None:
    if not Miss.objects.filter(step=step, made_good_at=None).exists():
        Miss.objects.create(step=step, at=now, why=why)


def _planned(fall: Fall) -> tuple[PlannedStep, ...]:
    return (*fall.effect.rewritten.moved, *fall.effect.rewritten.added) if fall.effect else ()

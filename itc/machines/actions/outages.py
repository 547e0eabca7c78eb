"""Reporting an outage or leave, prolonging it, ending it: what falls is planned anew in the same action."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from itc.accounts.models import User
from itc.audit.actions import record
from itc.cases.models import Case
from itc.db.locking import locked
from itc.machines.actions.replanning import give_back_all, lock_all, plan_anew
from itc.machines.errors import FallenAnew, NotLater, OutageOver
from itc.machines.models import Outage
from itc.machines.queries.outages import outage_of, unit_of
from itc.machines.queries.outages_falling import Falling, Span, done_in, falling, span_of, standing_in
from itc.resources.actions import prolong_absence, record_absence, release_absence
from itc.resources.errors import BookingsInTheWay
from itc.resources.models import Booking


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody says of an outage or leave; moments are aware. `is_guess`: nobody knows the end yet."""

    start: dt.datetime
    end: dt.datetime
    why: Outage.Why
    is_guess: bool = False
    words: str = ""


@transaction.atomic
def report_outage(
    *, unit: int, report: Report, shown: str, by_hand: Collection[str] = (), by: User, now: dt.datetime
) -> Outage:
    """Keep an outage, give back all that stands in its time and plan it anew, as it was shown (`Falling`).

    Cases in `by_hand`, by code, lose their time and are told so; somebody finds another with them. Reported
    twice, the outage is the same.
    Refuses: UnknownUnit, AbsentAlready, AbsenceOutOfReason; FallenAnew, where it is not as it was shown.
    """
    resource = unit_of(by, unit, now=now)
    span = span_of(resource, report.start, report.end, now=now)
    _lock_cases(span, now)
    if known := _reported(span, report, by):
        return known
    found = _as_shown(span, shown, by_hand, now)
    lock_all(found)
    if known := _reported(
        span, report, by
    ):  # of two presses without a case between them, the second waits here
        return known
    give_back_all(found, by=by, now=now)
    outage = Outage.objects.create(
        resource=resource, starts_at=report.start, ends_at=report.end, is_guess=report.is_guess,
        why=report.why, words=report.words, reported_at=now, reported_by=by, booking=_absence(span, by, now),
    )  # fmt: skip
    record("outage.reported", by=by, on=outage, resource=resource.code, cases=len(found.falls))
    plan_anew(outage, found, by=by, now=now)
    return outage


@transaction.atomic
def prolong_outage(
    *, outage: int, end: dt.datetime, is_guess: bool, shown: str, by_hand: Collection[str] = (), by: User,
    now: dt.datetime,
) -> Outage:  # fmt: skip
    """Let an outage end later, and plan anew what falls with it besides, as it was shown (`Falling`).

    Refuses: UnknownOutage, OutageOver, NotLater, AbsentAlready, AbsenceOutOfReason, FallenAnew.
    """
    row = outage_of(by, outage, now=now)
    if row.ends_at == end:  # a second press
        return row
    span = longer(row, end, now=now)
    _lock_cases(span, now)
    found = _as_shown(span, shown, by_hand, now)
    lock_all(found)
    give_back_all(found, by=by, now=now)
    try:
        prolong_absence(absence=row.booking, end=end, by=by, now=now)
    except BookingsInTheWay as refusal:
        raise FallenAnew from refusal
    row.ends_at, row.is_guess = end, is_guess
    row.save(update_fields=["ends_at", "is_guess"])
    record("outage.prolonged", by=by, on=row, resource=row.resource.code, cases=len(found.falls))
    plan_anew(row, found, by=by, now=now)
    return row


@transaction.atomic
def end_outage(*, outage: int, by: User, now: dt.datetime) -> Outage:
    """End an outage that runs, or take back one that comes: its time is free again, what moved stays moved.

    Refuses: UnknownOutage, OutageOver.
    """
    row = outage_of(by, outage, now=now)
    if not Outage.objects.standing(now).filter(pk=row.pk).update(ended_at=now, ended_by=by):
        raise OutageOver
    release_absence(absence=row.booking, why="outage ended", by=by, now=now)
    record("outage.ended", by=by, on=row, resource=row.resource.code)
    row.refresh_from_db()
    return row


def longer(outage: Outage, end: dt.datetime, *, now: dt.datetime) -> Span:
    """Return the time that an outage takes besides, if it ends later. Refuses: OutageOver, NotLater."""
    if not Outage.objects.standing(now).filter(pk=outage.pk).exists():
        raise OutageOver
    if end <= outage.ends_at:
        raise NotLater
    return span_of(outage.resource, outage.ends_at, end, now=now)


def _lock_cases(span: Span, now: dt.datetime) -> None:
    """Lock the cases that stand there, in the order of their key, before any calendar, as all others do."""
    keys = {slot.step.case_id for slot in standing_in(span, now=now)}
    keys |= set(done_in(span, now=now).values_list("step__case", flat=True))
    list(locked(Case.objects.filter(pk__in=keys).order_by("pk")))


def _as_shown(span: Span, shown: str, by_hand: Collection[str], now: dt.datetime) -> Falling:
    found = falling(span, now=now, shown=shown, by_hand=by_hand)
    past = any(fall.effect and fall.effect.is_past(now) for fall in found.falls)
    if past or not found.is_as_shown(shown):
        raise FallenAnew
    return found


def _absence(span: Span, by: User, now: dt.datetime) -> Booking:
    try:
        return record_absence(resource=span.resource, start=span.start, end=span.end, by=by, now=now)
    except BookingsInTheWay as refusal:
        raise FallenAnew from refusal


def _reported(span: Span, report: Report, by: User) -> Outage | None:
    same = Outage.objects.filter(
        resource=span.resource, starts_at=report.start, ends_at=report.end, reported_by=by, ended_at=None
    )
    return same.first()

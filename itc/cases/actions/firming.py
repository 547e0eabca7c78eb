"""Forecasts become firm: what was foreseen is held as the firm window reaches it, or its gate closes."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet

from itc.audit.actions import record
from itc.cases.actions.opening import PURPOSE
from itc.cases.actions.telling import step_words, tell_firm, tell_lead
from itc.cases.models import Case, Closure, Miss, Slot, Step
from itc.cases.queries.visits import behind_gates
from itc.db.locking import locked
from itc.lib import thai
from itc.network.models import USUAL_FIRM_DAYS
from itc.resources.actions import hold_all
from itc.resources.errors import NotAllFree
from itc.resources.rules.holding import Hold, Order


def firm_up(*, now: dt.datetime) -> tuple[int, int]:
    """Hold every foreseen step of a confirmed case whose time has come; return (held, missed).

    Its time has come when the firm window of its centre has reached it, or the stages it waits for are
    closed. What cannot be had is written down as missed once, and tried again each time: it may come free.
    Safe to run twice, and side by side.
    """
    rows = list(_foreseen(now))
    behind = behind_gates(rows)
    ends = [firm_step(step, now) for step in rows if step.pk in behind or _reached(step, now)]
    return ends.count(True), ends.count(False)


def firm_behind(*, case: Case, now: dt.datetime) -> None:
    """Hold what a case foresees behind gates that have closed; what cannot be had is a miss."""
    rows = list(_foreseen(now).filter(case=case))
    behind = behind_gates(rows)
    for step in rows:
        if step.pk in behind:
            firm_step(step, now)


def _foreseen(now: dt.datetime) -> QuerySet[Step]:
    """Return the steps ahead of confirmed cases that have something foreseen and not held, soonest first."""
    steps = Step.objects.kept().filter(case__closure=None, case__confirmation__isnull=False)
    foreseen = steps.filter(slots__ended_at=None, slots__booking=None, slots__order=None, starts_at__gt=now)
    return foreseen.distinct().order_by("starts_at", "pk").select_related("centre")


def _reached(step: Step, now: dt.datetime) -> bool:
    window = step.centre.firm_window_days if step.centre else USUAL_FIRM_DAYS
    return (thai.local_day(step.starts_at) - thai.local_day(now)).days <= window


@transaction.atomic
def firm_step(step: Step, now: dt.datetime) -> bool | None:
    """Hold what a step foresees; return whether it could be, None where there was nothing to do."""
    locked(Case.objects.all()).get(pk=step.case_id)
    if not Step.objects.filter(pk=step.pk, revision=step.revision).exists():
        return None  # moved meanwhile: whether its time has come is seen in the next round
    slots = list(
        Slot.objects.live().filter(step=step, booking=None, order=None).select_related("resource", "counter")
    )
    if not slots or Closure.objects.filter(case=step.case_id).exists():
        return None
    try:
        with transaction.atomic():
            _hold(step, slots, now)
    except NotAllFree as refusal:
        if not Miss.objects.filter(step=step, made_good_at=None).exists():
            Miss.objects.create(step=step, at=now, why=[str(gone) for gone in refusal.gone])
            record("case.missed", by=None, on=step.case, step=step.seq)
            _tell_missed(step, now)
        return False
    Miss.objects.filter(step=step, made_good_at=None).update(made_good_at=now)
    record("case.firmed", by=None, on=step.case, step=step.seq)
    return True


def _tell_missed(step: Step, now: dt.datetime) -> None:
    for tell in (tell_firm, tell_lead):
        tell("case.missed", case=step.case, key=f"{step.pk} {now:%Y-%m-%d}", now=now, **step_words(step))


def _hold(step: Step, slots: Sequence[Slot], now: dt.datetime) -> None:
    """Hold all slots of a step. Refuses: NotAllFree."""
    machines = [slot for slot in slots if slot.resource is not None]
    labs = [slot for slot in slots if slot.counter is not None]
    bookings, orders = hold_all(
        holds=[_hold_of(slot) for slot in machines],
        orders=[Order(str(slot.counter_id), thai.local_day(slot.use_from)) for slot in labs],
        purpose=PURPOSE,
        by=None,
        now=now,
    )
    for slot, booking in zip(machines, bookings, strict=True):
        slot.booking = booking
    for slot, order in zip(labs, orders, strict=True):
        slot.order = order
    Slot.objects.bulk_update(slots, ["booking", "order"])
    if step.certainty == Step.Certainty.FORECAST:
        Step.objects.filter(pk=step.pk).update(certainty=Step.Certainty.FIRM)


def _hold_of(slot: Slot) -> Hold:
    assert slot.resource is not None
    return Hold(slot.resource.code, slot.held_from, slot.held_to, slot.use_from, slot.use_to)

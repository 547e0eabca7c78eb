"""Changing the steps of a case: what is given back and what is held instead, in one action."""

import datetime as dt
from collections.abc import Collection, Sequence

from django.db import transaction

from itc.accounts.models import User
from itc.audit.actions import record
from itc.cases.actions.opening import PURPOSE, lay_slots
from itc.cases.errors import CaseClosed
from itc.cases.models import Case, Closure, Miss, Slot, Step
from itc.cases.queries.page import require_may_change
from itc.cases.rules.planned import PlannedStep
from itc.resources.actions import hold_all, release_all
from itc.resources.rules.holding import Hold, Order


@transaction.atomic
def change_case(
    *, case: Case, changed: Sequence[PlannedStep], dropped: Collection[int], by: User, now: dt.datetime
) -> None:
    """Move steps to where they are planned now, and drop others; bookings of others never move.

    What they held is given back and what they want now is held, all or nothing.
    Refuses: UnknownCase, where she neither acts for the firm nor leads the case; ConsentMissing, where she
    leads it only and nobody of the firm lets her act for them; CaseClosed; NotAllFree.
    """
    require_may_change(by, case, now=now)
    Case.objects.select_for_update().get(pk=case.pk)
    if Closure.objects.filter(case=case).exists():
        raise CaseClosed
    touched = {step.seq for step in changed} | set(dropped)
    rows = {step.seq: step for step in case.steps.kept().filter(seq__in=touched)}
    _give_back(list(rows.values()), by, now)
    firm_wishes = [wish for step in changed if step.is_firm for wish in step.wanted]
    bookings, orders = hold_all(
        holds=[wish for wish in firm_wishes if isinstance(wish, Hold)],
        orders=[wish for wish in firm_wishes if isinstance(wish, Order)],
        purpose=PURPOSE,
        by=by,
        now=now,
    )
    for step in changed:
        _move(rows[step.seq], step)
    lay_slots([(rows[step.seq], step) for step in changed], iter(bookings), iter(orders))
    Step.objects.filter(case=case, seq__in=dropped).update(dropped_at=now, dropped_by=by)
    Miss.objects.filter(step__in=rows.values(), made_good_at=None).update(made_good_at=now)
    record(
        "case.changed", by=by, on=case, moved=sorted(step.seq for step in changed), dropped=sorted(dropped)
    )


def _give_back(steps: Sequence[Step], by: User, now: dt.datetime) -> None:
    live = Slot.objects.live().filter(step__in=steps)
    held = list(live.values_list("booking", "order"))
    live.update(ended_at=now, ended_why="changed")
    release_all(
        bookings=[booking for booking, _ in held if booking],
        orders=[order for _, order in held if order],
        why="case changed",
        by=by,
        now=now,
    )


def _move(row: Step, step: PlannedStep) -> None:
    row.certainty = step.certainty
    row.starts_at, row.ends_at, row.ready_at = step.starts_at, step.ends_at, step.ready_at
    row.cost_thb, row.centre_id = step.cost_thb, step.centre
    row.place_th, row.place_en = step.place_th, step.place_en
    row.save()

"""The pages on which a case is changed: a step of it, a step to be put in, its amount."""

import datetime as dt
from typing import Any

from itc.accounts.models import User
from itc.cases.errors import UnknownCase
from itc.cases.models import Case, Slot, Step
from itc.cases.queries.offered import Offered, offered
from itc.cases.queries.page import require_may_change
from itc.cases.queries.proposals import proposals_for
from itc.catalogue.rules.amounts import Amount
from itc.planning.queries.asked_of_cases import asked_of
from itc.planning.queries.repairing import is_near, missed_of


def step_of(case: Case, seq: int, user: User, *, now: dt.datetime) -> Step | None:
    """Return a step of a case as it is, None where it was left out.

    Refuses: UnknownCase, where there is none, or she may not change it; ConsentMissing.
    """
    require_may_change(user, case, now=now)
    step = case.steps.filter(seq=seq).first()
    if step is None:
        raise UnknownCase
    return step if step.dropped_at is None else None


def step_page(step: Step, *, now: dt.datetime) -> dict[str, Any]:
    """Return what the page of a step shows."""
    slots = list(Slot.objects.live().filter(step=step).select_related("resource__centre", "counter"))
    missed = step.pk in missed_of(step.case)
    near = step.case.state != "closed" and is_near(step, slots, now, missed=missed)
    proposals = proposals_for(step, now=now) if missed else []
    return {"step": step, "slots": slots, "near": near, "proposals": proposals}


def step_to_add(case: Case, seq: int, user: User, *, now: dt.datetime) -> Offered | None:
    """Return a step to be put into a case, None where it is in it already.

    Refuses: UnknownCase, where its recipe has no such step, or she may not change it; ConsentMissing.
    """
    require_may_change(user, case, now=now)
    rows = list(case.steps.all())
    step = next((each for each in offered(case.family_id, rows) if each.seq == seq), None)
    if step is None and not any(row.seq == seq and row.dropped_at is None for row in rows):
        raise UnknownCase
    return step


def amount_of(case: Case, user: User, *, now: dt.datetime) -> Amount | None:
    """Return the amount of a lot that a case is for, None where it says none.

    Refuses: UnknownCase, where she may not change it; ConsentMissing.
    """
    require_may_change(user, case, now=now)
    return asked_of(case).amount

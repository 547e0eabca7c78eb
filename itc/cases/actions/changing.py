"""Changing the steps of a case: what is given back and what is held instead, in one action."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from itc.accounts.models import User
from itc.audit.actions import record
from itc.cases.actions.ending import give_back, lock_open
from itc.cases.actions.opening import hold_firm, lay_slots, step_of, write_step
from itc.cases.actions.telling import tell_firm, tell_lead, tell_providers
from itc.cases.models import Case, Miss, Proposal, Slot, Step
from itc.cases.queries.page import require_may_change
from itc.cases.rules.planned import PlannedStep, Rewritten


@transaction.atomic
def change_case(
    *, case: Case, change: Rewritten, by: User, now: dt.datetime, noticed: dt.datetime | None = None,
    agreed: Proposal | None = None,
) -> None:  # fmt: skip
    """Move, put in, leave out and price steps as they are planned now; bookings of others never move.

    What they held is given back and what they want now is held, all or nothing. Notice counts from `noticed`,
    else from now. What a provider has proposed, `agreed`, it is not asked for again.
    Refuses: UnknownCase, where she neither acts for the firm nor leads the case; ConsentMissing, where she
    leads it only and nobody of the firm lets her act for them; CaseClosed; NotAllFree.
    """
    require_may_change(by, case, now=now)
    if lock_open(case):  # handed over meanwhile
        require_may_change(by, case, now=now)
    rewrite(case=case, change=change, by=by, now=now, noticed=noticed)
    if agreed is not None:
        _agree(agreed)
    event = record("case.changed", by=by, on=case, **numbers(change))
    for tell in (tell_firm, tell_lead):
        tell("case.changed", case=case, key=event.pk, by=by, now=now)
    tell_providers(case=case, by=by, now=now)


@transaction.atomic
def rewrite(
    *, case: Case, change: Rewritten, by: User, now: dt.datetime, noticed: dt.datetime | None = None
) -> None:
    """Write what is planned of a case now, as `change_case` does, for whoever has seen to who may ask for it.

    The caller records it, and tells who is to know. Refuses: CaseClosed; NotAllFree.
    """
    lock_open(case)
    rows = {step.seq: step for step in case.steps.all()}
    planned = (*change.moved, *change.added)
    touched = [rows[seq] for seq in {step.seq for step in planned} | change.dropped if seq in rows]
    give_back(Slot.objects.live().filter(step__in=touched), why="changed", by=by, now=now)
    written = _write(case, rows, planned)
    bookings, orders = hold_firm(planned, by=by, now=now, noticed=noticed)
    lay_slots(written, iter(bookings), iter(orders), now=now)
    case.steps.filter(seq__in=change.dropped).update(dropped_at=now, dropped_by=by)
    for seq, price in change.prices.items():
        case.steps.filter(seq=seq).update(cost_thb=price)
    for seq, after in change.after.items():
        if seq in rows and rows[seq].after != list(after):
            case.steps.filter(seq=seq).update(after=list(after))
    Miss.objects.filter(step__in=touched, made_good_at=None).update(made_good_at=now)
    Case.objects.filter(pk=case.pk).update(asked=change.asked)


def _agree(proposal: Proposal) -> None:
    """Keep that a provider has said yes to the time it proposed."""
    slot = proposal.slot
    same = Slot.objects.asked().filter(step=slot.step_id, resource=slot.resource_id)
    for _answered in range(same.update(answered_at=proposal.made_at, answered_by=proposal.by)):
        record("case.answered", by=proposal.by, on=slot.step.case, step=slot.step.seq, yes=True)


def _write(
    case: Case, rows: dict[int, Step], planned: Iterable[PlannedStep]
) -> list[tuple[Step, PlannedStep]]:
    """Write steps as they are planned now, also those that are new or were left out; return both of each."""
    written = []
    for step in planned:
        row = write_step(rows[step.seq], step) if step.seq in rows else step_of(case, step)
        row.dropped_at = row.dropped_by = None
        row.save()
        written.append((row, step))
    return written


def numbers(change: Rewritten) -> dict[str, list[int]]:
    """Return the numbers of the steps that change, by how."""
    return {
        "moved": sorted(step.seq for step in change.moved),
        "added": sorted(step.seq for step in change.added),
        "dropped": sorted(change.dropped),
        "priced": sorted(change.prices),
    }

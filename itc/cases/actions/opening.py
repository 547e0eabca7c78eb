"""Opening a case: all its firm steps are held at once, or none and there is no case."""

import datetime as dt
from collections.abc import Iterator, Sequence

from django.db import transaction

from itc.accounts.models import User
from itc.audit.actions import record
from itc.cases.actions.telling import tell_lead, tell_providers
from itc.cases.errors import OnePending
from itc.cases.models import Case, Slot, Step
from itc.cases.rules.planned import Accepted, PlannedStep
from itc.cases.rules.working_days import lapses_at
from itc.db.locking import locked
from itc.firms.models import Firm
from itc.network.models import USUAL_FIRM_DAYS
from itc.resources.actions import hold_all
from itc.resources.actions.holding import Held
from itc.resources.models import Booking, Counter, LabOrder, Resource
from itc.resources.queries.taken import holidays
from itc.resources.rules.holding import Hold, Order

PURPOSE = "case"
"""What a booking of a case is for."""


@transaction.atomic
def open_case(
    *, firm: Firm, accepted: Accepted, by: User, now: dt.datetime, noticed: dt.datetime | None = None
) -> Case:
    """Return the case of an accepted plan, holding all its firm steps; accepted again, the same open case.

    The firm is locked first, so that of two presses of the button the second finds the case of the first.
    Notice counts from `noticed`, else from now.
    Refuses: OnePending; NotAllFree, with everything of it that cannot be held any more.
    """
    locked(Firm.objects.all()).get(pk=firm.pk)
    if known := Case.objects.open().filter(firm=firm, plan=accepted.plan).first():
        return known
    if waiting := Case.objects.pending().filter(firm=firm).first():
        raise OnePending(waiting.code)
    bookings, placed = hold_firm(accepted.steps, by=by, now=now, noticed=noticed)
    case = _case(firm, accepted, by, now)
    rows = Step.objects.bulk_create(step_of(case, step) for step in accepted.steps)
    lay_slots(list(zip(rows, accepted.steps, strict=True)), iter(bookings), iter(placed), now=now)
    record("case.opened", by=by, on=case, firm=firm.pk, plan=accepted.plan)
    until = case.lapses_at.isoformat()
    tell_lead("case.opened", case=case, key=case.code, by=by, now=now, until=until)
    tell_providers(case=case, by=by, now=now)
    return case


def hold_firm(
    steps: Sequence[PlannedStep], *, by: User, now: dt.datetime, noticed: dt.datetime | None
) -> Held:
    """Return what is held for those of the steps that are firm, in their order. Refuses: NotAllFree."""
    wishes = [wish for step in steps if step.is_firm for wish in step.wanted]
    return hold_all(
        holds=[wish for wish in wishes if isinstance(wish, Hold)],
        orders=[wish for wish in wishes if isinstance(wish, Order)],
        purpose=PURPOSE,
        by=by,
        now=now,
        noticed=noticed,
    )


def _case(firm: Firm, accepted: Accepted, by: User, now: dt.datetime) -> Case:
    return Case.objects.create(
        firm=firm,
        product=accepted.product,
        family_id=accepted.family,
        lead_centre_id=accepted.lead_centre,
        plan=accepted.plan,
        plan_kind=accepted.kind,
        asked=accepted.asked,
        made_at=now,
        made_by=by,
        lapses_at=lapses_at(now, holidays()),
    )


def lay_slots(
    pairs: Sequence[tuple[Step, PlannedStep]],
    bookings: Iterator[Booking],
    orders: Iterator[LabOrder],
    *,
    now: dt.datetime,
) -> None:
    """Write the slots of steps, those of firm steps with what was held for them, in the same order."""
    steps = [step for _, step in pairs]
    known = _resources(steps)
    counters = {row.pk: row for row in Counter.objects.filter(pk__in=_counters(steps))}
    slots = []
    for row, step in pairs:
        for wish in step.wanted:
            if isinstance(wish, Hold):
                resource = known[wish.resource]
                booking = next(bookings) if step.is_firm else None
                slots.append(_slot_of_hold(row, wish, resource, booking))
            else:
                order = next(orders) if step.is_firm else None
                slots.append(_slot_of_order(row, step, counters[wish.counter], order))
    if asked := [slot for slot in slots if slot.must_ask]:
        usual = lapses_at(now, holidays())
        for slot in asked:
            slot.asked_at, slot.answer_by = now, _answer_by(slot, usual)
    Slot.objects.bulk_create(slots)


def _answer_by(slot: Slot, usual: dt.datetime) -> dt.datetime:
    """Return until when a slot is to be answered: as a case, or, foreseen only, as it is to be held."""
    assert slot.resource is not None
    if slot.booking_id is None:
        centre = slot.resource.centre
        window = dt.timedelta(days=centre.firm_window_days if centre else USUAL_FIRM_DAYS)
        usual = max(usual, slot.held_from - window)
    return min(usual, slot.held_from)


def _resources(steps: Sequence[PlannedStep]) -> dict[str, Resource]:
    codes = {wish.resource for step in steps for wish in step.wanted if isinstance(wish, Hold)}
    return {row.code: row for row in Resource.objects.filter(code__in=codes).select_related("centre")}


def _counters(steps: Sequence[PlannedStep]) -> set[str]:
    return {wish.counter for step in steps for wish in step.wanted if isinstance(wish, Order)}


def step_of(case: Case, step: PlannedStep) -> Step:
    """Return a planned step as a row that is not saved yet."""
    return write_step(Step(case=case, seq=step.seq), step)


def write_step(row: Step, step: PlannedStep) -> Step:
    """Return the row with all that is planned for it, not saved yet."""
    row.after = list(step.after)
    row.stage, row.operation_id, row.certainty = step.stage, step.operation, step.certainty
    row.name_th, row.name_en = step.name_th, step.name_en
    row.booked_as, row.presence = step.booked_as, step.presence
    row.starts_at, row.ends_at, row.ready_at = step.starts_at, step.ends_at, step.ready_at
    row.cost_thb, row.centre_id = step.cost_thb, step.centre
    row.place_th, row.place_en = step.place_th, step.place_en
    return row


def _slot_of_hold(step: Step, hold: Hold, resource: Resource, booking: Booking | None) -> Slot:
    return Slot(
        step=step,
        resource=resource,
        held_from=hold.held_from,
        held_to=hold.held_to,
        use_from=hold.use_from,
        use_to=hold.use_to,
        booking=booking,
        must_ask=resource.approval == Resource.Approval.ASK,
    )


def _slot_of_order(row: Step, step: PlannedStep, counter: Counter, order: LabOrder | None) -> Slot:
    return Slot(
        step=row,
        counter=counter,
        held_from=step.starts_at,
        held_to=step.ends_at,
        use_from=step.starts_at,
        use_to=step.ends_at,
        order=order,
    )

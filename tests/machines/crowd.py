"""Cases that all stand on one machine: one that was planned, and copies of it, a week apart."""

import datetime as dt
from contextlib import suppress

from django.db import IntegrityError, transaction

from itc.accounts.models import User
from itc.audit.actions import record
from itc.cases.models import Case, Slot, Step
from itc.cases.models.cases import new_code
from itc.firms.models import Firm, Membership
from itc.network.models import Post
from itc.resources.models import Booking, Holiday, LabOrder, Resource
from tests.planning.underway import case_of

IDEA = "กาแฟดริป"
WEEK = dt.timedelta(weeks=1)
FIELDS = ("held_from", "held_to", "use_from", "use_to")


def crowd(owner: User, now: dt.datetime, count: int) -> tuple[Resource, list[Case]]:
    """Return a machine and the cases of as many firms that stand on it, the soonest first.

    Nothing else is booked then: `reference` without `network` has no sample bookings.
    """
    Holiday.objects.all().delete()  # a copy a week later must not lie on one
    cases = [case_of(IDEA, owner, now)]
    for weeks in range(1, 60):
        if len(cases) < count:
            with suppress(IntegrityError), transaction.atomic():  # somebody serves another of them then
                cases.append(copied(cases[0], owner, weeks))
    assert len(cases) == count
    return machine_of(cases[0]), cases


def machine_of(case: Case) -> Resource:
    """Return the first machine that a case holds; there is at least another one like it at its centre."""
    slots = Slot.objects.live().filter(step__case=case, booking__isnull=False, resource__kind="machine")
    unit = slots.select_related("resource__centre").earliest("held_from").resource
    assert unit
    if not like(unit):
        twin = Resource.objects.get(pk=unit.pk)
        twin.pk, twin.code = None, f"{unit.code}-twin"
        twin._state.adding = True
        twin.save()
    return unit


def like(unit: Resource) -> list[Resource]:
    """Return the other units of its kind at its centre."""
    same = Resource.objects.filter(centre=unit.centre, machine_kind=unit.machine_kind)
    return list(same.exclude(pk=unit.pk).order_by("code"))


def copied(case: Case, owner: User, weeks: int) -> Case:
    """Return a case like another, of a firm of its own, so many weeks later."""
    shift = weeks * WEEK
    firm = Firm.objects.get(pk=case.firm_id)
    firm.pk, firm.name = None, f"{firm.name} {weeks}"
    firm.save()
    Membership.objects.create(
        firm=firm, person=owner, asked_at=case.made_at, let_in_at=case.made_at, let_in_by=owner
    )
    new = Case.objects.get(pk=case.pk)
    new.pk, new.code, new.firm = None, new_code(), firm
    new.save()
    for step in Step.objects.filter(case=case).prefetch_related("slots__booking", "slots__order"):
        slots = list(step.slots.all())
        step.pk, step._state.adding, step.case = None, True, new
        step.starts_at, step.ends_at, step.ready_at = (
            each + shift for each in (step.starts_at, step.ends_at, step.ready_at)
        )
        step.save()
        for slot in slots:
            _copy_slot(slot, step, shift)
    record("case.opened", by=owner, on=new)
    return new


def _copy_slot(slot: Slot, step: Step, shift: dt.timedelta) -> None:
    times = {name: getattr(slot, name) + shift for name in FIELDS}
    booking = order = None
    if slot.booking:
        booking = Booking.objects.create(resource_id=slot.resource_id, purpose="case", **times)
    if slot.order:
        order = LabOrder.objects.create(
            counter_id=slot.counter_id, drop_off_on=slot.order.drop_off_on + shift
        )
    Slot.objects.create(
        step=step, resource_id=slot.resource_id, counter_id=slot.counter_id, booking=booking, order=order,
        must_ask=slot.must_ask, **times,
    )  # fmt: skip


def served_by(person: User, unit: Resource, role: Post.Role = Post.Role.OPERATOR) -> User:
    """Put a person in a post at the centre of a machine."""
    Post.objects.create(person=person, role=role, centre=unit.centre, valid_from=dt.date(2026, 1, 1))
    return person


def hold(unit: Resource, start: dt.datetime, end: dt.datetime, purpose: str = "rival") -> Booking:
    """Hold a machine for somebody else."""
    return Booking.objects.create(
        resource=unit, held_from=start, held_to=end, use_from=start, use_to=end, purpose=purpose
    )

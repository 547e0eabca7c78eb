"""Writes on calendars."""

import datetime as dt
from collections.abc import Iterable, Set

from django.db import IntegrityError, transaction

from itc.accounts.models import User
from itc.audit.actions import record
from itc.lib import thai
from itc.resources.errors import (
    AbsenceOutOfReason,
    AlreadyReleased,
    BookingsInTheWay,
    DropOffNotTaken,
    NotAnAbsence,
    WeekFull,
)
from itc.resources.models import Booking, Counter, Holiday, LabOrder, Resource
from itc.resources.queries.taken import in_the_way, orders
from itc.resources.rules import seeding
from itc.resources.rules.absences import FURTHEST_DAYS, out_of_reason
from itc.resources.rules.counters import Weeks, monday


@transaction.atomic
def record_absence(
    *, resource: Resource, start: dt.datetime, end: dt.datetime, by: User, now: dt.datetime
) -> Booking:
    """Hold a machine that is out of order, a room that is closed or a person on leave: no plan goes there.

    Refuses: AbsenceOutOfReason; BookingsInTheWay, with every live booking that stands there.
    """
    Resource.objects.select_for_update().get(pk=resource.pk)  # of two at once, the second sees the first
    allow_absence(resource=resource, start=start, end=end, now=now)
    try:
        with transaction.atomic():
            absence = Booking.objects.create(
                resource=resource,
                held_from=start,
                held_to=end,
                use_from=start,
                use_to=end,
                purpose=Booking.ABSENCE,
            )
    except IntegrityError:  # a writer that asked for no lock was quicker, and is seen now
        allow_absence(resource=resource, start=start, end=end, now=now)
        raise
    record("absence.recorded", by=by, on=absence, resource=resource.code)
    return absence


def allow_absence(*, resource: Resource, start: dt.datetime, end: dt.datetime, now: dt.datetime) -> None:
    """Refuse what `record_absence` would refuse, without writing."""
    if reasons := list(out_of_reason(start=start, end=end, now=now)):
        raise AbsenceOutOfReason(*reasons)
    if lines := in_the_way(resource, start, end):
        raise BookingsInTheWay(of=resource.name, absence=resource.bookable.absence, bookings=lines)


@transaction.atomic
def release_absence(*, absence: Booking, why: str, by: User, now: dt.datetime) -> Booking:
    """End an outage, a closure or leave: its calendar is free again.

    Refuses: NotAnAbsence, AlreadyReleased.
    """
    if not absence.is_absence:
        raise NotAnAbsence
    if not Booking.objects.live().filter(pk=absence.pk).update(released_at=now, released_why=why):
        raise AlreadyReleased
    absence.refresh_from_db()
    record("absence.released", by=by, on=absence, resource=absence.resource.code)
    return absence


@transaction.atomic
def order_test(*, counter: Counter, drop_off_on: dt.date, by: User, now: dt.datetime) -> LabOrder:
    """Order a test: samples are dropped off on a day, and take one of the orders of its week.

    Refuses: DropOffNotTaken, where no samples are taken on that day; WeekFull. Both name what is free.
    """
    counter = Counter.objects.select_for_update().get(pk=counter.pk)  # whoever comes next waits and counts us
    today = thai.local_day(now)
    live = counter.orders.filter(released_at=None, drop_off_on__gte=monday(today))
    weeks = _weeks(counter, _holidays(), live.values_list("drop_off_on", flat=True))
    last = today + dt.timedelta(days=FURTHEST_DAYS)
    if not (today <= drop_off_on <= last and weeks.takes_samples(drop_off_on)):
        after = drop_off_on if today <= drop_off_on <= last else today
        raise DropOffNotTaken(drop_off_on, better=weeks.next_day(after, last=last))
    if not weeks.room(drop_off_on):
        week = monday(drop_off_on)
        better = weeks.next_day(week + dt.timedelta(days=6), last=last)
        raise WeekFull(week, capacity=counter.weekly_capacity, better=better and monday(better))
    order = LabOrder.objects.create(counter=counter, drop_off_on=drop_off_on)
    record("test.ordered", by=by, on=order, counter=counter.code, drop_off_on=drop_off_on.isoformat())
    return order


def _weeks(counter: Counter, closed: Set[dt.date], ordered: Iterable[dt.date]) -> Weeks:
    return Weeks(counter.hours, counter.weekly_capacity, closed, ordered)


def _holidays() -> frozenset[dt.date]:
    return frozenset(Holiday.objects.values_list("date", flat=True))


@transaction.atomic
def seed_sample_bookings(*, today: dt.date, days: int = 200, seed: int = 1) -> int:
    """Replace the sample bookings and lab orders by fresh ones from a day on; return how many.

    Real bookings stay, and a sample that would overlap one is left out.
    """
    Booking.objects.filter(is_sample=True).delete()
    LabOrder.objects.filter(is_sample=True).delete()
    taken = _real_spans(today)
    rows = [
        _sample(held)
        for held in seeding.bookings(
            _seedlings(),
            seed=seed,
            start=today,
            days=days,
            holidays=_holidays(),
        )
        if not any(held.start < end and start < held.end for start, end in taken.get(held.resource, ()))
    ]
    Booking.objects.bulk_create(rows, batch_size=2000)
    count = len(rows) + _seed_orders(today=today, days=days, seed=seed)
    record("bookings.seeded", by=None, bookings=count, seed=seed)
    return count


def _sample(held: seeding.Held) -> Booking:
    return Booking(
        resource_id=held.resource,
        held_from=held.start,
        held_to=held.end,
        use_from=held.use_from or held.start,
        use_to=held.use_to or held.end,
        purpose=Booking.ABSENCE if held.absence else Booking.SAMPLE,
        is_sample=True,
    )


def _seedlings() -> list[seeding.Seedling]:
    return [
        seeding.Seedling(
            id=row.pk,
            code=row.code,
            group=row.machine_kind_id or row.role or row.topic,
            hours=row.hours,
            person=row.kind == Resource.Kind.PERSON,
            overnight=row.overnight,
            set_up=row.machine_kind.setup_min if row.machine_kind else 0,
            cleaning=row.machine_kind.cleaning_min if row.machine_kind else 0,
        )
        for row in Resource.objects.select_related("machine_kind").order_by("code")
    ]


def _real_spans(today: dt.date) -> dict[int, list[tuple[dt.datetime, dt.datetime]]]:
    found: dict[int, list[tuple[dt.datetime, dt.datetime]]] = {}
    rows = Booking.objects.live().filter(is_sample=False, held_to__date__gte=today)
    for resource, start, end in rows.values_list("resource", "held_from", "held_to"):
        found.setdefault(resource, []).append((start, end))
    return found


def _seed_orders(*, today: dt.date, days: int, seed: int) -> int:
    closed, real = _holidays(), orders(today)
    rows = [
        LabOrder(counter=counter, drop_off_on=day, is_sample=True)
        for counter in Counter.objects.order_by("code")
        for day in seeding.orders(
            _weeks(counter, closed, real.get(counter.code, ())),
            code=counter.code,
            seed=seed,
            start=today,
            days=days,
        )
    ]
    return len(LabOrder.objects.bulk_create(rows, batch_size=2000))

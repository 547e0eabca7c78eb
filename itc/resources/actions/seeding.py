"""Sample bookings of a sample network."""

import datetime as dt

from django.db import transaction

from itc.audit.actions import record
from itc.resources.models import Booking, Counter, LabOrder, Resource
from itc.resources.queries.taken import holidays, orders, weeks_of
from itc.resources.rules import seeding


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
            holidays=holidays(),
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
    closed, real = holidays(), orders(today)
    rows = [
        LabOrder(counter=counter, drop_off_on=day, is_sample=True)
        for counter in Counter.objects.order_by("code")
        for day in seeding.orders(
            weeks_of(counter, closed, real.get(counter.code, ())),
            code=counter.code,
            seed=seed,
            start=today,
            days=days,
        )
    ]
    return len(LabOrder.objects.bulk_create(rows, batch_size=2000))

"""Writes on calendars."""

import datetime as dt

from django.db import transaction

from itc.audit.actions import record
from itc.resources.models import Booking, Counter, Holiday, LabOrder, Resource
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
        Booking(
            resource_id=held.resource,
            held_from=held.start,
            held_to=held.end,
            use_from=held.start,
            use_to=held.end,
            purpose=held.purpose,
            is_sample=True,
        )
        for held in seeding.bookings(
            _seedlings(),
            seed=seed,
            start=today,
            days=days,
            holidays=frozenset(Holiday.objects.values_list("date", flat=True)),
        )
        if not any(held.start < end and start < held.end for start, end in taken.get(held.resource, ()))
    ]
    Booking.objects.bulk_create(rows, batch_size=2000)
    count = len(rows) + _seed_orders(today=today, days=days, seed=seed)
    record("bookings.seeded", by=None, bookings=count, seed=seed)
    return count


def _seedlings() -> list[seeding.Seedling]:
    return [
        seeding.Seedling(
            id=row.pk,
            code=row.code,
            group=row.machine_kind_id or row.role or row.topic,
            hours=row.hours,
            person=row.kind == Resource.Kind.PERSON,
        )
        for row in Resource.objects.order_by("code")
    ]


def _real_spans(today: dt.date) -> dict[int, list[tuple[dt.datetime, dt.datetime]]]:
    found: dict[int, list[tuple[dt.datetime, dt.datetime]]] = {}
    rows = Booking.objects.live().filter(is_sample=False, held_to__date__gte=today)
    for resource, start, end in rows.values_list("resource", "held_from", "held_to"):
        found.setdefault(resource, []).append((start, end))
    return found


def _seed_orders(*, today: dt.date, days: int, seed: int) -> int:
    rows = [
        LabOrder(counter=counter, drop_off_on=day, is_sample=True)
        for counter in Counter.objects.order_by("code")
        for day in seeding.orders(
            code=counter.code, weekly_capacity=counter.weekly_capacity, seed=seed, start=today, days=days
        )
    ]
    return len(LabOrder.objects.bulk_create(rows, batch_size=2000))

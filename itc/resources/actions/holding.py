"""Holding many resources and counters at once: everything, or nothing."""

import datetime as dt
from collections.abc import Collection, Sequence

from django.db import IntegrityError, OperationalError, transaction

from itc.accounts.models import User
from itc.audit.actions import record
from itc.db.locking import locked
from itc.resources.errors import NotAllFree
from itc.resources.models import Booking, Counter, LabOrder, Resource
from itc.resources.queries.holding import not_free
from itc.resources.rules.holding import Hold, Order

Held = tuple[tuple[Booking, ...], tuple[LabOrder, ...]]


@transaction.atomic
def hold_all(
    *,
    holds: Sequence[Hold],
    orders: Sequence[Order],
    purpose: str,
    by: User | None,
    now: dt.datetime,
    noticed: dt.datetime | None = None,
) -> Held:
    """Hold all that is asked for, or nothing; return the bookings and orders in the order asked.

    All is locked first, always in the order of its key, so that of any number of rivals each waits for the
    one before and none for each other. Notice counts from `noticed`, else from now.
    Refuses: NotAllFree, with everything that cannot be held and why.
    """
    resources = lock_resources({hold.resource for hold in holds})
    counters = lock_counters({order.counter for order in orders})
    if gone := not_free(holds, orders, resources, counters, now=noticed or now):
        raise NotAllFree(gone)
    bookings = [_booking(hold, resources[hold.resource], purpose) for hold in holds]
    try:
        with transaction.atomic():
            Booking.objects.bulk_create(bookings)
    except (IntegrityError, OperationalError):
        # a writer that asked for no lock was quicker, and is seen now; PostgreSQL may call it a deadlock
        if gone := not_free(holds, orders, resources, counters, now=noticed or now):
            raise NotAllFree(gone) from None
        raise
    placed = LabOrder.objects.bulk_create(
        LabOrder(counter=counters[order.counter], drop_off_on=order.drop_off_on) for order in orders
    )
    record("held", by=by, bookings=[row.pk for row in bookings], orders=[row.pk for row in placed])
    return tuple(bookings), tuple(placed)


@transaction.atomic
def release_all(
    *, bookings: Collection[int], orders: Collection[int], why: str, by: User | None, now: dt.datetime
) -> int:
    """Give back bookings and orders, by their keys, that are still live; return how many were."""
    count = Booking.objects.live().filter(pk__in=bookings).update(released_at=now, released_why=why)
    count += LabOrder.objects.filter(pk__in=orders, released_at=None).update(released_at=now)
    record("released", by=by, bookings=sorted(bookings), orders=sorted(orders), why=why)
    return count


def lock_resources(codes: Collection[str]) -> dict[str, Resource]:
    """Lock resources in the order of their key; return them by code. On SQLite the transaction locks all."""
    rows = locked(Resource.objects.filter(code__in=codes).order_by("pk"))
    return {row.code: row for row in rows.select_related("centre")}


def lock_counters(codes: Collection[str]) -> dict[str, Counter]:
    """Lock counters in the order of their key; return them by code."""
    return {row.pk: row for row in locked(Counter.objects.filter(pk__in=codes).order_by("pk"))}


def _booking(hold: Hold, resource: Resource, purpose: str) -> Booking:
    return Booking(
        resource=resource,
        held_from=hold.held_from,
        held_to=hold.held_to,
        use_from=hold.use_from,
        use_to=hold.use_to,
        purpose=purpose,
    )


def shorten(*, booking: Booking, end: dt.datetime, by: User) -> None:
    """Let a booking end sooner, its use with it: the rest of its time is free."""
    Booking.objects.filter(pk=booking.pk).update(held_to=end, use_to=min(booking.use_to, end))
    record("booking.shortened", by=by, on=booking)

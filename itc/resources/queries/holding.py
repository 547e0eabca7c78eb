"""What of a wish to hold cannot be held now."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from itc.lib import thai
from itc.resources.models import Booking, Counter, LabOrder, Resource
from itc.resources.queries.taken import holidays, weeks_of
from itc.resources.queries.timetables import timetables
from itc.resources.rules.counters import monday
from itc.resources.rules.holding import Gone, Hold, Order, Why
from itc.resources.rules.timetables import Timetable


def not_free(
    holds: Sequence[Hold],
    orders: Sequence[Order],
    resources: Mapping[str, Resource],
    counters: Mapping[str, Counter],
    *,
    now: dt.datetime,
) -> list[Gone]:
    """Return all that cannot be held, in the order asked; what is known is given by code."""
    closed, live = holidays(), _live(holds, resources)
    open_at = timetables(resources.values()) if holds else {}
    gone = [
        Gone(hold, why)
        for hold in holds
        if (why := _why_not(hold, resources.get(hold.resource), live, open_at, closed, now)) is not None
    ]
    return gone + _orders_gone(orders, counters, closed, now)


def _live(holds: Sequence[Hold], resources: Mapping[str, Resource]) -> dict[int, list[Booking]]:
    """Return the live bookings of the resources asked for, around the time asked for."""
    found: dict[int, list[Booking]] = defaultdict(list)
    if holds and resources:
        first, last = min(hold.held_from for hold in holds), max(hold.held_to for hold in holds)
        rows = Booking.objects.live().within(first, last)
        for row in rows.filter(resource__in=[each.pk for each in resources.values()]):
            found[row.resource_id].append(row)
    return found


def _why_not(
    hold: Hold,
    resource: Resource | None,
    live: Mapping[int, Sequence[Booking]],
    open_at: Mapping[int, Timetable],
    closed: Set[dt.date],
    now: dt.datetime,
) -> Why | None:
    if resource is None or (resource.centre and resource.centre.is_draft):
        return Why.UNKNOWN
    if resource.centre and thai.local_day(hold.held_from) < (resource.centre.opens_on or dt.date.min):
        return Why.CLOSED
    if hold.held_from < now + dt.timedelta(hours=resource.notice):
        return Why.TOO_LATE
    for row in live.get(resource.pk, ()):
        if hold.overlaps(row.held_from, row.held_to):
            return Why.ABSENT if row.is_absence else Why.TAKEN
    # that it lies within the hours of the day, the planner has seen to
    opens = open_at[resource.pk].opens_on(thai.local_day(hold.held_from), closed)
    return None if opens else Why.CLOSED


def _orders_gone(
    orders: Sequence[Order], counters: Mapping[str, Counter], closed: Set[dt.date], now: dt.datetime
) -> list[Gone]:
    if not orders:
        return []
    since = monday(min(order.drop_off_on for order in orders))
    rows = LabOrder.objects.filter(counter__in=counters, released_at=None, drop_off_on__gte=since)
    placed: dict[str, list[dt.date]] = defaultdict(list)
    for counter, day in rows.values_list("counter", "drop_off_on"):
        placed[counter].append(day)
    gone = []
    for order in orders:
        if (why := _order_gone(order, counters.get(order.counter), placed, closed, now)) is not None:
            gone.append(Gone(order, why))
        else:
            placed[order.counter].append(order.drop_off_on)  # the next one of this plan comes on top
    return gone


def _order_gone(
    order: Order,
    counter: Counter | None,
    placed: Mapping[str, Sequence[dt.date]],
    closed: Set[dt.date],
    now: dt.datetime,
) -> Why | None:
    if counter is None:
        return Why.UNKNOWN
    if order.drop_off_on < thai.local_day(now):
        return Why.TOO_LATE
    weeks = weeks_of(counter, closed, placed.get(order.counter, ()))
    if not weeks.takes_samples(order.drop_off_on):
        return Why.CLOSED
    return None if weeks.room(order.drop_off_on) else Why.WEEK_FULL

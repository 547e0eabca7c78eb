"""What is taken already: spans of every calendar, drop-off days of every lab counter."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from itc.db.fingerprint import Mark, marks
from itc.lib import thai
from itc.lib.minutes import minute_of
from itc.resources.models import Booking, Counter, Holiday, LabOrder, Resource
from itc.resources.rules.counters import Weeks

Span = tuple[int, int]
"""Held from and to, in minutes since 1970-01-01 00:00 UTC."""
MANY = 100
"""Calendars past which all are read at once."""


class Calendars:
    """The spans of each resource from a day on, kept with the mark they were read under.

    Bookings change all day and there are tens of thousands: only the calendars whose mark is another one are
    read anew. Threads may share one; each puts a whole reading in its place.
    """

    def __init__(self) -> None:
        self._read: tuple[dt.date, Mapping[int, Mark], Mapping[int, tuple[Span, ...]]] = (dt.date.min, {}, {})

    def busy(self, today: dt.date) -> Mapping[int, tuple[Span, ...]]:
        """Return the spans by resource, sorted; a resource without any is left out."""
        found = marks(
            Booking, "resource_id"
        )  # before the spans: what comes in between is read again next time
        day, known, kept = self._read if self._read[0] == today else (today, {}, {})
        stale = {resource for resource, mark in found.items() if known.get(resource) != mark}
        if len(stale) > MANY:
            spans = _spans(today, Booking.objects.live())
        else:
            spans = {each: kept[each] for each in kept if each in found and each not in stale}
            spans |= _spans(today, Booking.objects.live().filter(resource__in=stale)) if stale else {}
        self._read = day, found, spans
        return spans


calendars = Calendars()


def until_open(
    busy: Mapping[int, tuple[Span, ...]], opens: Mapping[int, dt.date], today: dt.date
) -> Mapping[int, tuple[Span, ...]]:
    """Return the spans with those resources taken from today on that a centre will have from a later day."""
    first = minute_of(today)
    return {**busy} | {
        resource: (
            (first, start),
            *((max(start, begin), end) for begin, end in busy.get(resource, ()) if end > start),
        )
        for resource, start in ((each, minute_of(day)) for each, day in opens.items())
    }


def _spans(today: dt.date, bookings: QuerySet[Booking]) -> dict[int, tuple[Span, ...]]:
    start = dt.datetime.combine(today, dt.time(), tzinfo=thai.BANGKOK)
    rows = bookings.filter(held_to__gt=start).order_by("resource", "held_from")
    found: dict[int, list[Span]] = defaultdict(list)
    for resource, held_from, held_to in rows.values_list("resource", "held_from", "held_to"):
        # Outwards to whole minutes: a booking of seconds still takes its minute.
        found[resource].append((int(held_from.timestamp() // 60), -int(-held_to.timestamp() // 60)))
    return {resource: tuple(spans) for resource, spans in found.items()}


def orders(today: dt.date) -> dict[str, tuple[dt.date, ...]]:
    """Return the drop-off days already taken at each counter, from the Monday of this week on."""
    monday = today - dt.timedelta(days=today.weekday())
    rows = LabOrder.objects.filter(released_at=None, drop_off_on__gte=monday).order_by("drop_off_on")
    found: dict[str, list[dt.date]] = defaultdict(list)
    for counter, day in rows.values_list("counter", "drop_off_on"):
        found[counter].append(day)
    return {counter: tuple(days) for counter, days in found.items()}


def weeks_of(counter: Counter, closed: Set[dt.date], ordered: Iterable[dt.date]) -> Weeks:
    """Return the weeks of a counter, given the days it is closed and the drop-off days ordered."""
    return Weeks(counter.hours, counter.weekly_capacity, closed, ordered)


def holidays() -> frozenset[dt.date]:
    """Return the days on which the network is closed."""
    return frozenset(Holiday.objects.values_list("date", flat=True))


def in_the_way(resource: Resource, start: dt.datetime, end: dt.datetime) -> list[str]:
    """Return a line for each live booking of a resource between two moments: when, and for what."""
    rows = Booking.objects.live().within(start, end).filter(resource=resource).order_by("held_from")
    return [f"{span_text(row.held_from, row.held_to)}: {what_for(row, resource)}" for row in rows]


def what_for(booking: Booking, resource: Resource) -> str:
    """Return what a booking of a resource is called: outage, closure, leave, or that it is for work."""
    return str(resource.bookable.absence) if booking.is_absence else _("booked for work")


def span_text(start: dt.datetime, end: dt.datetime) -> str:
    """Return `Wed 2 Dec 2026 09:00–12:00`, with both days where it ends on another."""
    first, last = (thai.local_day(each) for each in (start, end))
    one, other = (thai.date_text(day, language=get_language() or "th", weekday=True) for day in (first, last))
    until = thai.clock_text(end) if first == last else f"{other} {thai.clock_text(end)}"
    return f"{one} {thai.clock_text(start)}–{until}"

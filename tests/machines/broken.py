"""A machine that stood for cases and breaks: what tests of outages share."""

import datetime as dt
from collections import defaultdict
from itertools import pairwise

from itc.accounts.models import User
from itc.cases.models import Case, Slot
from itc.machines.actions.outages import Report, report_outage
from itc.machines.models import Outage
from itc.machines.queries.outages_falling import Falling, falling, span_of
from itc.resources.models import Booking, Resource

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
BROKEN = Outage.Why.BREAKDOWN
Crowd = tuple[Resource, list[Case]]


def on(unit: Resource) -> list[Slot]:
    return list(Slot.objects.live().filter(resource=unit).order_by("held_from"))


def looked(unit: Resource, report: Report, now: dt.datetime, *by_hand: str) -> Falling:
    return falling(span_of(unit, report.start, report.end, now=now), now=now, by_hand=by_hand)


def whole(unit: Resource, *, before: dt.timedelta = HOUR, after: dt.timedelta = HOUR) -> Report:
    """Return the report of an outage over all that stands on a machine."""
    slots = on(unit)
    return Report(slots[0].held_from - before, slots[-1].held_to + after, BROKEN)


def press(unit: Resource, report: Report, by: User, now: dt.datetime, *by_hand: str) -> Outage:
    shown = looked(unit, report, now).shown
    return report_outage(unit=unit.pk, report=report, shown=shown, by_hand=by_hand, by=by, now=now)


def nothing_overlaps() -> None:
    """Count over, past the constraint of the database: no two live bookings of a thing share a minute."""
    held: dict[int, list[tuple[dt.datetime, dt.datetime]]] = defaultdict(list)
    for key, start, end in Booking.objects.live().values_list("resource", "held_from", "held_to"):
        held[key].append((start, end))
    for spans in held.values():
        spans.sort()
        assert all(one[1] <= other[0] for one, other in pairwise(spans))

"""Time that is held where a centre is not open any more: it stays, and is listed to be moved."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from itc.cases.models import Slot
from itc.lib import thai
from itc.resources.models import Booking, Resource
from itc.resources.queries.timetables import timetables


@dataclass(frozen=True, slots=True)
class Held:
    """A booking outside the hours of its resource, and the step of a case it is for, where there is one."""

    booking: int
    resource: Resource
    start: dt.datetime
    end: dt.datetime
    step: int | None
    case: str


def held_outside(centre: str, *, now: dt.datetime) -> list[Held]:
    """Return the live bookings of a centre's resources, from now on, that begin or end where these are not
    open or not there; holidays apart, which nobody can have booked."""
    resources = {row.pk: row for row in Resource.objects.filter(centre=centre)}
    open_at = timetables(resources.values())
    rows = (
        Booking.objects.live()
        .filter(resource__in=resources, held_to__gt=now)
        .exclude(purpose=Booking.ABSENCE)
    )
    out = [
        row
        for row in rows.only("resource_id", "held_from", "held_to").order_by("held_from", "pk")
        if not open_at[row.resource_id].admits(
            *(each.astimezone(thai.BANGKOK) for each in (row.held_from, row.held_to)),
            overnight=resources[row.resource_id].overnight,
        )
    ]
    return _told(out, resources)


def _told(rows: list[Booking], resources: dict[int, Resource]) -> list[Held]:
    slots = Slot.objects.live().filter(booking__in=rows[:MOST]).select_related("step__case")
    steps = {slot.booking_id: slot.step for slot in slots}
    return [
        Held(
            row.pk,
            resources[row.resource_id],
            row.held_from,
            row.held_to,
            steps[row.pk].pk if row.pk in steps else None,
            steps[row.pk].case.code if row.pk in steps else "",
        )
        for row in rows
    ]


MOST = 100
"""Bookings whose case is looked up; more are only counted."""


def newly(before: Iterable[Held], after: Iterable[Held]) -> list[Held]:
    """Return what is outside now and was not before."""
    known = set(map(attrgetter("booking"), before))
    return [each for each in after if each.booking not in known]

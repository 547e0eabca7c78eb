"""Outages, closures and leave."""

import datetime as dt

from django.db import IntegrityError, transaction

from itc.accounts.models import User
from itc.audit.actions import record
from itc.db.locking import locked
from itc.resources.errors import AbsenceOutOfReason, AlreadyReleased, BookingsInTheWay, NotAnAbsence
from itc.resources.models import Booking, Resource
from itc.resources.queries.taken import in_the_way
from itc.resources.rules.absences import out_of_reason


@transaction.atomic
def record_absence(
    *, resource: Resource, start: dt.datetime, end: dt.datetime, by: User, now: dt.datetime
) -> Booking:
    """Hold a machine that is out of order, a room that is closed or a person on leave: no plan goes there.

    Refuses: AbsenceOutOfReason; BookingsInTheWay, with every live booking that stands there.
    """
    locked(Resource.objects.all()).get(pk=resource.pk)  # of two at once, the second sees the first
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
def prolong_absence(*, absence: Booking, end: dt.datetime, by: User, now: dt.datetime) -> Booking:
    """Let an outage, a closure or leave end later.

    Refuses: NotAnAbsence, AlreadyReleased, AbsenceOutOfReason; BookingsInTheWay, with all that stands there.
    """
    locked(Resource.objects.all()).get(pk=absence.resource_id)
    if not absence.is_absence:
        raise NotAnAbsence
    if not Booking.objects.live().filter(pk=absence.pk).exists():
        raise AlreadyReleased
    if reasons := list(out_of_reason(start=absence.held_from, end=end, now=now)):
        raise AbsenceOutOfReason(*reasons)
    allow_absence(resource=absence.resource, start=absence.held_to, end=end, now=now)
    Booking.objects.filter(pk=absence.pk).update(held_to=end, use_to=end)
    absence.refresh_from_db()
    record("absence.prolonged", by=by, on=absence, resource=absence.resource.code)
    return absence


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

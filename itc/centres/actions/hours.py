"""Opening hours and closed days."""

import datetime as dt
from collections.abc import Collection, Iterator

from django.db import transaction

from itc.accounts.models import User
from itc.centres.actions.changing import Written, added, altered, keep, lock, removed, require_day
from itc.centres.actions.minding import minding
from itc.centres.errors import UnknownCentre
from itc.centres.models import Change
from itc.db.locking import locked
from itc.lib import thai
from itc.network.models import Centre
from itc.resources.models import Closing, OpenHours, Resource


@transaction.atomic
def change_hours(
    *,
    centre: Centre,
    doors: bool,
    resources: Collection[int],
    hours: str,
    since: dt.date,
    by: User,
    now: dt.datetime,
    agreed: bool = False,
) -> Change:
    """Give the doors of a centre and some of its resources, by their keys, other weekly hours from a day on.

    Nothing at all in `hours` is closed all week. Refuses: UnknownCentre, DayIsPast, NothingChanged;
    HeldThen, where time is held outside the new hours and nobody agreed to leave it there.
    """
    lock(centre, by, now=now)
    require_day(since, now=now)
    today = thai.local_day(now)
    chosen = locked(Resource.objects.filter(centre=centre, pk__in=resources).order_by("pk"))
    with minding(centre, agreed=agreed, now=now):
        rows = [_dated(OpenHours(centre=centre), hours, since)] if doors else []
        for resource in chosen:
            rows += _at_once(resource, hours, since) if since <= today else [
                _dated(OpenHours(resource=resource), hours, since)
            ]  # fmt: skip
    return keep(centre=centre, part=Change.Part.HOURS, rows=rows, by=by, now=now, since=since)


def _at_once(resource: Resource, hours: str, day: dt.date) -> Iterator[Written | None]:
    """Write hours as those the resource has today; what was to begin by today has begun and ended."""
    for row in resource.open_hours.filter(valid_from__lte=day):
        yield removed(row)
    yield altered(resource, hours=hours)


def _dated(row: OpenHours, hours: str, since: dt.date) -> Written | None:
    there = OpenHours.objects.filter(centre=row.centre, resource=row.resource, valid_from=since).first()
    if there is not None:
        return altered(there, hours=hours)
    row.hours, row.valid_from = hours, since
    return added(row)


@transaction.atomic
def close_days(
    *,
    centre: Centre,
    first_day: dt.date,
    last_day: dt.date,
    name_th: str,
    name_en: str,
    by: User,
    now: dt.datetime,
    agreed: bool = False,
) -> Change:
    """Close a centre on some days beside the holidays: nothing of it can be booked then.

    Refuses: UnknownCentre, DayIsPast; HeldThen, where time is held then and nobody agreed to leave it.
    """
    lock(centre, by, now=now)
    require_day(first_day, now=now)
    with minding(centre, agreed=agreed, now=now):
        written = added(
            Closing(centre=centre, first_day=first_day, last_day=last_day, name_th=name_th, name_en=name_en)
        )
    return keep(centre=centre, part=Change.Part.CLOSINGS, rows=[written], by=by, now=now, since=first_day)


@transaction.atomic
def open_days(*, centre: Centre, closing: int, by: User, now: dt.datetime) -> Change:
    """Take closed days away again: they can be booked. Refuses: UnknownCentre, DayIsPast."""
    lock(centre, by, now=now)
    row = Closing.objects.filter(centre=centre, pk=closing).first()
    if row is None:
        raise UnknownCentre
    require_day(row.last_day, now=now)
    since = row.first_day
    return keep(centre=centre, part=Change.Part.CLOSINGS, rows=[removed(row)], by=by, now=now, since=since)


@transaction.atomic
def begin_hours(*, now: dt.datetime) -> int:
    """Write the hours of resources whose day has come as those they have; return how many."""
    today = thai.local_day(now)
    due = OpenHours.objects.filter(resource__isnull=False, valid_from__lte=today)
    rows = list(locked(due.order_by("valid_from", "pk")))
    for row in rows:
        Resource.objects.filter(open_hours=row).update(hours=row.hours)
        row.delete()
    return len(rows)

"""What a centre offers."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.db.models import Q

from itc.accounts.models import User
from itc.catalogue.models import Operation
from itc.centres.actions.changing import Written, added, altered, keep, lock, require_day
from itc.centres.errors import UnknownCentre
from itc.centres.models import Change, Service
from itc.network.models import Centre

Rows = list[Written] | list[Written | None]
DAY = dt.timedelta(days=1)


@transaction.atomic
def offer(
    *, centre: Centre, operations: Collection[str], valid_from: dt.date, by: User, now: dt.datetime
) -> Change:
    """Offer operations of the catalogue from a day on; those offered already are passed over.

    One that was to end later goes on without end, so that no day has it twice.

    Refuses: UnknownCentre, NothingChanged.
    """
    lock(centre, by, now=now)
    still = Q(valid_to=None) | Q(valid_to__gte=valid_from)
    there = Service.objects.filter(still, centre=centre, operation__in=operations).order_by("valid_from")
    last = {row.operation_id: row for row in there}
    new = Operation.objects.filter(pk__in=operations).exclude(pk__in=last).order_by("pk")
    rows = [
        *(altered(row, valid_to=None) for row in last.values()),
        *(added(Service(centre=centre, operation=row, valid_from=valid_from)) for row in new),
    ]
    return _kept(centre, rows, by, now, valid_from)


@transaction.atomic
def offer_own(
    *,
    centre: Centre,
    name_th: str,
    name_en: str,
    about_th: str,
    about_en: str,
    valid_from: dt.date,
    by: User,
    now: dt.datetime,
) -> Change:
    """Offer something the catalogue does not know, in the centre's own words. Refuses: UnknownCentre."""
    lock(centre, by, now=now)
    row = Service(
        centre=centre, name_th=name_th, name_en=name_en, about_th=about_th, about_en=about_en,
        valid_from=valid_from,
    )  # fmt: skip
    return _kept(centre, [added(row)], by, now, valid_from)


@transaction.atomic
def change_service(
    *,
    centre: Centre,
    service: int,
    about_th: str,
    about_en: str,
    valid_to: dt.date | None,
    by: User,
    now: dt.datetime,
    name_th: str = "",
    name_en: str = "",
) -> Change:
    """Say a service in other words, or end it after a day. A service of the catalogue keeps its name.

    Offered again from a day on, it ends the day before at the latest.
    Refuses: UnknownCentre, DayIsPast, NothingChanged.
    """
    lock(centre, by, now=now)
    row = Service.objects.filter(centre=centre, pk=service).first()
    if row is None:
        raise UnknownCentre
    if valid_to is not None and valid_to != row.valid_to:
        require_day(valid_to, now=now)
        valid_to = max(valid_to, row.valid_from)
    if row.operation_id and (then := _next(row)):
        valid_to = min(valid_to or dt.date.max, then - DAY)
    names = {} if row.operation_id else {"name_th": name_th, "name_en": name_en}
    written = altered(row, about_th=about_th, about_en=about_en, valid_to=valid_to, **names)
    return _kept(centre, [written], by, now, None)


def _next(row: Service) -> dt.date | None:
    """Return the day on which the same operation is offered again."""
    later = Service.objects.filter(centre=row.centre, operation=row.operation, valid_from__gt=row.valid_from)
    return later.order_by("valid_from").values_list("valid_from", flat=True).first()


def _kept(centre: Centre, rows: Rows, by: User, now: dt.datetime, since: dt.date | None) -> Change:
    return keep(
        centre=centre, part=Change.Part.SERVICES, rows=rows, by=by, now=now, since=since, found=Service
    )

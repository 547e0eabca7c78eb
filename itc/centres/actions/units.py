"""Machines and rooms of a centre."""

import datetime as dt
import re
from typing import Any

from django.db import transaction

from itc.accounts.models import User
from itc.catalogue.models import MachineKind
from itc.centres.actions.changing import added, altered, keep, lock, require_day
from itc.centres.actions.minding import minding
from itc.centres.errors import UnknownCentre
from itc.centres.models import Change
from itc.network.models import Centre
from itc.resources.models import Resource

ROOMS = "space"
"""The family of machine kinds that are rooms."""
BY_THE_CENTRE = "entered by its centre"
"""The source of what a centre says of itself."""


@transaction.atomic
def add_units(
    *,
    centre: Centre,
    machine_kind: str,
    count: int,
    valid_from: dt.date,
    by: User,
    now: dt.datetime,
    **said: Any,
) -> Change:
    """Add like machines or rooms of a kind, numbered on from those that are there; each has a calendar.

    `said` are columns of `Resource`: capacity, capacity_unit, batch_hours, overnight, approval, notice_hours,
    hours. Refuses: UnknownCentre, DayIsPast.
    """
    lock(centre, by, now=now)
    require_day(valid_from, now=now)
    kind = MachineKind.objects.get(pk=machine_kind)
    first = last_number(centre.pk, kind.pk) + 1
    rows = [
        added(_unit(centre, kind, number, valid_from=valid_from, **said))
        for number in range(first, first + count)
    ]
    return keep(centre=centre, part=Change.Part.UNITS, rows=rows, by=by, now=now, since=valid_from)


def _unit(centre: Centre, kind: MachineKind, number: int, **said: Any) -> Resource:
    """Return a unit, not saved, named as those that come from a file."""
    return Resource(
        code=f"{centre.pk}/{kind.pk}-{number:02d}",
        kind=Resource.Kind.ROOM if kind.family == ROOMS else Resource.Kind.MACHINE,
        name_th=f"{kind.name_th} {number}",
        name_en=f"{kind.name_en} {number}",
        centre=centre,
        province_id=centre.province_id,
        machine_kind=kind,
        source=BY_THE_CENTRE,
        status="confirmed",
        existence_status="confirmed",
        existence_source=BY_THE_CENTRE,
        **said,
    )


def last_number(centre: str, kind: str) -> int:
    """Return the highest number of the units of a kind at a centre, 0 where there are none."""
    codes = Resource.objects.filter(code__startswith=f"{centre}/{kind}-").values_list("code", flat=True)
    return max((int(found[1]) for code in codes if (found := re.search(r"-(\d+)$", code))), default=0)


@transaction.atomic
def change_unit(*, centre: Centre, unit: int, by: User, now: dt.datetime, **said: Any) -> Change:
    """Say a machine or room anew; it counts for whoever asks from now on, what is held stays.

    `said` are columns as for `add_units`, without hours. Refuses: UnknownCentre, NothingChanged.
    """
    lock(centre, by, now=now)
    written = altered(unit_of(centre, unit), **said)
    return keep(centre=centre, part=Change.Part.UNITS, rows=[written], by=by, now=now)


@transaction.atomic
def retire(
    *,
    centre: Centre,
    unit: int,
    valid_to: dt.date | None,
    by: User,
    now: dt.datetime,
    agreed: bool = False,
) -> Change:
    """Take a machine, room or person out of booking after a last day, or None: it stays after all.

    Refuses: UnknownCentre, DayIsPast, NothingChanged; HeldThen, where it is held later and nobody agreed.
    """
    lock(centre, by, now=now)
    if valid_to is not None:
        require_day(valid_to, now=now)
    row = unit_of(centre, unit)
    if valid_to is not None and row.valid_from is not None:
        valid_to = max(valid_to, row.valid_from)
    with minding(centre, agreed=agreed, now=now):
        written = altered(row, valid_to=valid_to)
    part = Change.Part.PEOPLE if row.kind == Resource.Kind.PERSON else Change.Part.UNITS
    return keep(centre=centre, part=part, rows=[written], by=by, now=now, since=valid_to)


def unit_of(centre: Centre, unit: int) -> Resource:
    """Return a resource of a centre by its key. Refuses: UnknownCentre."""
    row = Resource.objects.filter(centre=centre, pk=unit).first()
    if row is None:
        raise UnknownCentre
    return row

"""A unit's own page, which the code at the machine opens, and the labels with these codes."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from itc.accounts.models import User
from itc.cases.models import Case, Slot
from itc.lib import thai
from itc.machines.errors import UnknownUnit
from itc.machines.queries.day import DAY, day_sheet
from itc.machines.queries.rows import Row
from itc.machines.queries.turns import serving_at
from itc.machines.rules.day import Asked
from itc.machines.rules.turns import State
from itc.network.models import Centre
from itc.resources.models import Booking, Resource

HERS_FROM = dt.timedelta(days=7)
"""So long ahead a firm's person finds her own next step at the unit."""


@dataclass(frozen=True, slots=True)
class UnitPage:
    """What the page of a unit shows: to everybody what it is; to who serves there its day; to a firm its own
    step."""

    unit: Resource
    serves: bool
    now: Row | None
    next: Row | None
    rows: tuple[Row, ...]
    hers: tuple[Slot, ...]
    out_until: dt.datetime | None
    """Until when it cannot be had, where it is so now."""
    is_gone: bool
    """Whether it is there no more: its label may still stick somewhere."""


def unit_of(code: str, person: User | None, *, now: dt.datetime) -> Resource:
    """Return a machine or a room by its code, for who looks at it.

    Refuses: UnknownUnit, also for people, whom nobody names, and for what stands at a centre that is
    being prepared, but to its own.
    """
    rows = Resource.objects.exclude(kind=Resource.Kind.PERSON).select_related(
        "centre__province", "machine_kind"
    )
    if "\0" in code or (unit := rows.filter(code=code).first()) is None:
        raise UnknownUnit
    if unit.centre is not None and unit.centre.is_draft:
        hers = Centre.objects.visible_to(person, on=thai.local_day(now)).filter(pk=unit.centre_id)
        if person is None or not (hers.exists() or unit.centre in serving_at(person, on=thai.local_day(now))):
            raise UnknownUnit
    return unit


def unit_page(code: str, person: User | None, *, now: dt.datetime) -> UnitPage:
    """Return the page of a unit for who looks at it. Refuses: UnknownUnit."""
    unit, today = unit_of(code, person, now=now), thai.local_day(now)
    serves = person is not None and unit.centre in serving_at(person, on=today)
    rows = day_sheet(person, Asked(today, unit=unit.code), now=now).rows if person and serves else ()
    on_now = next((row for row in rows if row.is_on), None)
    ahead = (row for row in rows if row.state == State.AHEAD)
    return UnitPage(
        unit=unit,
        serves=serves,
        now=on_now,
        next=next(ahead, None),
        rows=rows,
        hers=() if person is None or serves else tuple(_hers(unit, person, now)),
        out_until=_out_until(unit, now),
        is_gone=unit.valid_to is not None and unit.valid_to < today,
    )


def labels_of(centre: str, person: User, *, now: dt.datetime) -> tuple[Centre, Sequence[Resource]]:
    """Return a centre and its units, for who serves there. Refuses: UnknownUnit."""
    for each in serving_at(person, on=thai.local_day(now)):
        if each.pk == centre:
            return each, list(_units(each, thai.local_day(now)))
    raise UnknownUnit


def label_of(code: str, person: User, *, now: dt.datetime) -> tuple[Centre, Sequence[Resource]]:
    """Return a unit's centre, and the unit alone, for who serves there. Refuses: UnknownUnit."""
    unit = unit_of(code, person, now=now)
    if unit.centre is None or unit.centre not in serving_at(person, on=thai.local_day(now)):
        raise UnknownUnit
    return unit.centre, [unit]


def _units(centre: Centre, today: dt.date) -> QuerySet[Resource]:
    rows = Resource.objects.standing(today).filter(centre=centre).exclude(kind=Resource.Kind.PERSON)
    return rows.select_related("machine_kind").order_by("code")


def _hers(unit: Resource, person: User, now: dt.datetime) -> QuerySet[Slot]:
    """Return what a person's cases hold of a unit, today and in the days to come."""
    today = thai.local_day(now)
    mine = Case.objects.open().visible_to(person, on=today)
    start = thai.start_of_day(today)
    rows = Slot.objects.live().filter(resource=unit, step__case__in=mine, step__dropped_at=None)
    rows = rows.filter(held_to__gt=start, held_from__lt=start + HERS_FROM + DAY)
    return rows.select_related("step__case").order_by("use_from", "pk")


def _out_until(unit: Resource, now: dt.datetime) -> dt.datetime | None:
    out = Booking.objects.live().absences().filter(resource=unit, held_from__lte=now, held_to__gt=now).first()
    return out.held_to if out else None

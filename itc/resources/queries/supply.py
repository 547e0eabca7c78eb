"""Everything that can serve a step, with hours, prices and what already holds it: a snapshot."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from django.db.models import Q

from itc.catalogue.models import Operation
from itc.db.fingerprint import Fingerprint, fingerprint
from itc.network.models import Centre, Province
from itc.resources.models import (
    Booking,
    Closing,
    Counter,
    Filing,
    Holiday,
    LabOrder,
    OpenHours,
    Price,
    Resource,
)
from itc.resources.queries.taken import Span, calendars, orders, until_open
from itc.resources.queries.timetables import timetables
from itc.resources.rules.filings import Office
from itc.resources.rules.prices import Tariff
from itc.resources.rules.timetables import Timetable

NOT_MACHINES = frozenset({"space", "testing", "lab"})
"""Families of machine kinds that are a place or a lab's instruments: nothing a small firm would buy."""

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Place:
    """Where work is done: a centre, or a province's town for people and labs of no centre."""

    code: str
    name_th: str
    name_en: str
    province: str
    point: tuple[float, float]
    region: str
    firm_window_days: int = 45


@dataclass(frozen=True, slots=True)
class Unit:
    """A machine, room or person that can be booked."""

    id: int
    code: str
    kind: str
    name_th: str
    name_en: str
    place: str
    timetable: Timetable
    approval: str
    notice_hours: int
    machine_kind: str | None
    capacity: Decimal | None
    capacity_unit: str
    batch_hours: Decimal | None
    overnight: bool
    role: str
    topic: str
    last_day: dt.date | None
    opens_on: dt.date | None = None
    """The first day of a centre that is not open yet, else None."""

    def stands_on(self, day: dt.date) -> bool:
        """Return whether it is not retired before a day."""
        return self.last_day is None or self.last_day >= day


@dataclass(frozen=True, slots=True)
class Lab:
    """A lab's counter for one operation."""

    code: str
    lab_code: str
    name_th: str
    name_en: str
    place: str
    hours: str
    weekly_capacity: int
    lead_days: int


@dataclass(frozen=True, slots=True, eq=False)
class Supply:
    """The snapshot, compared by identity; maps go from an operation to the ids or rows that serve it."""

    version: Fingerprint
    places: Mapping[str, Place]
    units: Mapping[int, Unit]
    machines_for: Mapping[str, tuple[int, ...]]
    people_for: Mapping[str, tuple[int, ...]]
    advisers_for: Mapping[str, tuple[int, ...]]
    operators_of: Mapping[tuple[str, str], tuple[int, ...]]
    labs_for: Mapping[str, tuple[Lab, ...]]
    offices_for: Mapping[str, tuple[Office, ...]]
    tariffs: Mapping[tuple[str, str, str], tuple[Tariff, ...]]
    holidays: frozenset[dt.date]
    busy: Mapping[int, tuple[Span, ...]]
    orders: Mapping[str, tuple[dt.date, ...]]


STANDING = (Province, Centre, Resource, Counter, Filing, Price, Holiday, Closing, OpenHours, Operation)
TAKEN = (Booking, LabOrder)
"""What changes seldom, and what changes all day."""

_TAKEN_TABLES = frozenset(model._meta.db_table for model in TAKEN)


def supply(today: dt.date) -> Supply:
    """Return the snapshot for planning from a day on; read anew only when something in it changed."""
    return _whole(fingerprint(*STANDING, *TAKEN), today)


@lru_cache(maxsize=2)
def _whole(version: Fingerprint, today: dt.date) -> Supply:
    """Lay what is taken over what stands: a mere booking has nothing read anew but the calendar it is in."""
    standing = _standing(tuple(mark for mark in version if mark[0] not in _TAKEN_TABLES), today)
    later = {unit.id: unit.opens_on for unit in standing.units.values() if unit.opens_on}
    busy = until_open(calendars.busy(today), later, today)
    return replace(standing, version=version, busy=busy, orders=orders(today))


@lru_cache(maxsize=2)
def _standing(version: Fingerprint, today: dt.date) -> Supply:
    every = list(Resource.objects.settled().select_related("centre").order_by("code"))
    open_at = timetables(every)
    resources = [row for row in every if row.valid_to is None or row.valid_to >= today]
    return Supply(
        version=version,
        places=_places(),
        units={row.pk: _unit(row, open_at[row.pk], today) for row in every},
        machines_for=_machines_for(resources),
        people_for=_gather((row.operations, row.pk) for row in resources if row.kind == "person"),
        advisers_for=_gather((row.advises_on, row.pk) for row in resources if row.kind == "person"),
        operators_of=_gather(
            ([(row.centre_id or "", kind) for kind in row.operates], row.pk) for row in resources
        ),
        labs_for=_labs(),
        offices_for=_offices(),
        tariffs=_tariffs(today),
        holidays=frozenset(Holiday.objects.values_list("date", flat=True)),
        busy={},
        orders={},
    )


def _gather(pairs: Iterable[tuple[Iterable[Key], int]]) -> dict[Key, tuple[int, ...]]:
    found: dict[Key, list[int]] = defaultdict(list)
    for keys, value in pairs:
        for key in keys:
            found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


def _places() -> dict[str, Place]:
    towns = {
        row.code: Place(row.code, row.name_th, row.name_en, row.code, row.point, row.region_6)
        for row in Province.objects.all()
    }
    centres = {
        row.code: Place(
            row.code,
            row.name_th,
            row.name_en,
            row.province_id,
            row.point,
            row.province.region_6,
            row.firm_window_days,
        )
        for row in Centre.objects.settled().select_related("province")
    }
    return towns | centres


def _unit(row: Resource, open_at: Timetable, today: dt.date) -> Unit:
    opens_on = row.centre.opens_on if row.centre else None
    return Unit(
        id=row.pk,
        code=row.code,
        kind=row.kind,
        name_th=row.name_th,
        name_en=row.name_en,
        place=row.centre_id or row.province_id,
        timetable=open_at,
        approval=row.approval,
        notice_hours=row.notice,
        machine_kind=row.machine_kind_id,
        capacity=row.capacity,
        capacity_unit=row.capacity_unit,
        batch_hours=row.batch_hours,
        overnight=row.overnight,
        role=row.role,
        topic=row.topic,
        last_day=row.valid_to,
        opens_on=opens_on if opens_on and opens_on > today else None,
    )


def _machines_for(resources: Iterable[Resource]) -> dict[str, tuple[int, ...]]:
    """Return the units by operation: those of the kinds that the operation names as its providers."""
    done_by: dict[str, list[str]] = defaultdict(list)
    for code, kinds in Operation.objects.filter(provider_kind="machine").values_list("code", "provider"):
        for kind in kinds:
            done_by[kind].append(code)
    return _gather((done_by.get(row.machine_kind_id or "", ()), row.pk) for row in resources)


def _labs() -> dict[str, tuple[Lab, ...]]:
    found: dict[str, list[Lab]] = defaultdict(list)
    for row in Counter.objects.order_by("code"):
        lab = Lab(
            code=row.code,
            lab_code=row.lab_code,
            name_th=row.name_th,
            name_en=row.name_en,
            place=row.province_id,
            hours=row.hours,
            weekly_capacity=row.weekly_capacity,
            lead_days=row.lead_days,
        )
        found[row.operation_id].append(lab)
    return {operation: tuple(labs) for operation, labs in found.items()}


def _offices() -> dict[str, tuple[Office, ...]]:
    found: dict[str, list[Office]] = defaultdict(list)
    for row in Filing.objects.order_by("code"):
        office = Office(
            code=row.code,
            name_th=row.name_th,
            name_en=row.name_en,
            reach=row.reach,
            applies_to=row.applies_to,
            expected_days=row.expected_days,
            low_days=row.expected_days_low,
            high_days=row.expected_days_high,
            prepared_by=row.prepared_by,
        )
        found[row.operation_id].append(office)
    return {operation: tuple(offices) for operation, offices in found.items()}


def _tariffs(today: dt.date) -> dict[tuple[str, str, str], tuple[Tariff, ...]]:
    """Return the price rows in force by (kind of provider, provider, machine kind or operation)."""
    found: dict[tuple[str, str, str], list[Tariff]] = defaultdict(list)
    for row in Price.objects.on(today).filter(Q(firm_size="")).order_by("code"):
        key = (row.provider_kind, row.provider, row.machine_kind_id or row.operation_id or "")
        found[key].append(_tariff(row))
    return {key: tuple(tariffs) for key, tariffs in found.items()}


def _tariff(row: Price) -> Tariff:
    return Tariff(
        unit=row.unit,
        rule=row.rule,
        price=row.price_thb,
        first_hour=row.first_hour_thb,
        set_up=row.set_up_thb,
        later=row.later_thb,
        later_after=row.later_after_hours,
    )

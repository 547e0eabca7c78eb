"""GET /api/v1/machines/{kind}/free: when one kind of machine is free, over all centres."""

import datetime as dt
from decimal import Decimal
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Path, Query, Router, Schema

from itc.lib.minutes import moment_of
from itc.resources.queries.free import FREE_COST, FreeTimes, FreeUnit, free_times, wish
from itc.resources.rules.free import LEAST_HOURS, MOST_HOURS
from itc.web.client import charge

router = Router(tags=["machines"])
Kind = Annotated[
    str, Path(max_length=60, description="code of a kind of machine", examples=["fd-freeze-dryer"])
]
Said = Annotated[
    str | None,
    Query(
        alias="day",
        max_length=60,
        description="2026-12-01, 2/12/2569, พรุ่งนี้, next Tuesday; none: the next working day",
    ),
]
Hours = Annotated[
    Decimal | None,
    Query(
        ge=LEAST_HOURS, le=MOST_HOURS, decimal_places=2, description="of use; none: a batch, else one hour"
    ),
]
Where = Annotated[
    str | None, Query(pattern=r"^TH-\d\d$", description="for the way there", examples=["TH-51"])
]


class StartsOut(Schema):
    """Use may start at any minute from first to last."""

    first: dt.datetime
    last: dt.datetime


class UnitOut(Schema):
    """A machine free on the day. `cost_thb` null: to be quoted. `firm`: the day can be held now."""

    unit: str
    centre: str
    centre_name_th: str
    centre_name_en: str
    province: str
    km: Annotated[int | None, Field(description="about, one way; null without a province")]
    cost_thb: Annotated[Decimal | None, Field(description="for the hours asked, before VAT")]
    approval: Annotated[str, Field(description="instant, or ask: the centre answers on request")]
    firm: bool
    starts: list[StartsOut]


class DayOut(Schema):
    """How many machines are free on a day."""

    day: dt.date
    units: int


class FreeOut(Schema):
    """Machines free on the day, earliest first; `week` counts those of each day of its week.

    `next_day`: the first later day with one, where the day has none. `longest_hours`: what fits in an
    opening, where the hours asked fit in none. `operator`: somebody trained on it is free at the same time.
    """

    kind: str
    name_th: str
    name_en: str
    day: dt.date
    hours: Decimal
    units: Annotated[int, Field(description="in the network")]
    operator: bool
    holiday: bool
    free: list[UnitOut]
    week: list[DayOut]
    next_day: dt.date | None
    longest_hours: Decimal | None


@router.get("/machines/{kind}/free", response=FreeOut, summary="When one kind of machine is free on a day")
def free(
    request: HttpRequest, kind: Kind, day: Said = None, hours: Hours = None, province: Where = None
) -> FreeOut:
    """Return free times of a day over all centres, with whoever must run it; nobody is named."""
    charge(request, FREE_COST)
    now = timezone.now()
    asked = wish(kind=kind, day=day, hours=hours, province=province, now=now)
    return _said(free_times(asked, now=now))


def _said(found: FreeTimes) -> FreeOut:
    asked = found.wish
    return FreeOut(
        kind=asked.kind.code,
        name_th=asked.kind.name_th,
        name_en=asked.kind.name_en,
        day=asked.day,
        hours=asked.hours,
        units=found.units,
        operator=found.operator,
        holiday=found.holiday,
        free=[_unit(each) for each in found.free],
        week=[DayOut(day=day, units=units) for day, units in found.week],
        next_day=found.next_day,
        longest_hours=found.longest,
    )


def _unit(each: FreeUnit) -> UnitOut:
    return UnitOut(
        unit=each.unit.code,
        centre=each.place.code,
        centre_name_th=each.place.name_th,
        centre_name_en=each.place.name_en,
        province=each.place.province,
        km=each.km,
        cost_thb=each.cost,
        approval=each.unit.approval,
        firm=each.certain,
        starts=[
            StartsOut(first=moment_of(starts.first), last=moment_of(starts.last)) for starts in each.starts
        ],
    )

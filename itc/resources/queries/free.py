"""Free times of one kind of machine over all centres, together with whoever must run it.

Nobody is named: an operator is only there or not there.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from itc.algorithms.scheduling.open_time import Calendar, common
from itc.algorithms.scheduling.spans import Spans
from itc.catalogue.queries.knowledge import knowledge
from itc.catalogue.queries.rows import MachineKindRow
from itc.lib import geo
from itc.lib.day_words import said_day
from itc.lib.minutes import day_of, minute_at, minute_of
from itc.lib.thai import local_day, parse_date
from itc.resources.errors import DayPassed, DayTooFar, NotADay, UnknownMachine, UnknownPlace
from itc.resources.queries.supply import Place, Supply, Unit, supply
from itc.resources.rules.free import REACH_DAYS, Bench, Need, Starts, united
from itc.resources.rules.prices import Use, cost
from itc.resources.rules.timetables import calendar

FREE_COST = 2
"""Units of the public budget that a look at free times costs."""
TO_FINISH_DAYS = 31
"""Calendars reach this much further than starts: a long use ends later."""
WEEK = 7


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked: so many hours of a kind on a day, and where she is, if she says so."""

    kind: MachineKindRow
    day: dt.date
    hours: Decimal
    province: str | None = None

    @property
    def need(self) -> Need:
        """Minutes of set-up, use and cleaning."""
        use = (self.hours * 60).to_integral_value(ROUND_HALF_UP)
        return Need(self.kind.setup_min, int(use), self.kind.cleaning_min)


@dataclass(frozen=True, slots=True)
class FreeUnit:
    """A machine free on the day: when use may start, baht for the hours (None: to be quoted), km one way.

    `certain` says whether the day lies so near that it can be held; else it is a forecast.
    """

    unit: Unit
    place: Place
    starts: tuple[Starts, ...]
    cost: Decimal | None
    km: int | None
    certain: bool


@dataclass(frozen=True, slots=True)
class FreeTimes:
    """The answer: the units free on the day, earliest first, and how many are on each day of its week.

    `next_day` is the first later day with a free time, where the day has none; `longest` are the hours that
    fit at all, where those asked do not; `units` is how many there are in the network.
    """

    wish: Wish
    free: tuple[FreeUnit, ...]
    week: tuple[tuple[dt.date, int], ...]
    next_day: dt.date | None
    longest: Decimal | None
    units: int
    operator: bool
    holiday: bool


def wish(
    *, kind: str, day: str | None, hours: Decimal | None, province: str | None, now: dt.datetime
) -> Wish:
    """Return what is asked, with what was not said filled in; `day` may be said in words.

    Refuses: UnknownMachine, UnknownPlace, NotADay, DayPassed, DayTooFar.
    """
    row = knowledge().machine_kinds.get(kind)
    if row is None:
        raise UnknownMachine
    today = local_day(now)
    snapshot = supply(today)
    place = snapshot.places.get(province) if province else None
    if province and (place is None or place.province != province):
        raise UnknownPlace
    said = read_day(day, today=today) if day else next_working_day(today, snapshot.holidays)
    return Wish(
        kind=row,
        day=checked(said, today=today),
        hours=usual_hours(row) if hours is None else hours,
        province=province or None,
    )


def read_day(text: str, *, today: dt.date) -> dt.date:
    """Return the day of 2/12/2569 or of words like พรุ่งนี้. Refuses: NotADay."""
    try:
        return parse_date(text)
    except ValueError:
        said = said_day(text, today=today)
        if said is None:
            raise NotADay from None
        return said.day


def checked(day: dt.date, *, today: dt.date) -> dt.date:
    """Return a day on which something may be free. Refuses: DayPassed, DayTooFar."""
    if day < today:
        raise DayPassed
    last = today + dt.timedelta(days=REACH_DAYS)
    if day > last:
        raise DayTooFar(last)
    return day


def next_working_day(today: dt.date, holidays: frozenset[dt.date]) -> dt.date:
    """Return the first day after today that is neither at a weekend nor a public holiday."""
    days = (today + dt.timedelta(days=ahead) for ahead in range(1, REACH_DAYS))
    return next(day for day in days if day.weekday() < 5 and day not in holidays)


def usual_hours(kind: MachineKindRow) -> Decimal:
    """Return the hours of a batch, where a kind works in batches, else one."""
    return kind.typical_batch_h if kind.amount_per == "batch" else Decimal(1)


def free_times(asked: Wish, *, now: dt.datetime) -> FreeTimes:
    """Return the answer to a wish, as things stand now."""
    today = local_day(now)
    search = _Search(supply(today), asked, now)
    monday = asked.day - dt.timedelta(days=asked.day.weekday())
    found = {unit.id: search.by_day(unit, monday) for unit in search.units}
    free = [
        search.free_unit(unit, starts) for unit in search.units if (starts := found[unit.id].get(asked.day))
    ]
    days = [monday + dt.timedelta(days=number) for number in range(WEEK)]
    next_day = None if free else search.next_day()
    return FreeTimes(
        wish=asked,
        free=tuple(sorted(free, key=lambda each: (each.starts[0].first, each.km or 0, each.unit.code))),
        week=tuple((day, sum(day in of_unit for of_unit in found.values())) for day in days),
        next_day=next_day,
        longest=None if free or next_day else search.longest(),
        units=len(search.units),
        operator=asked.kind.operator_needed != "no",
        holiday=asked.day in search.supply.holidays,
    )


class _Search:
    """One wish laid over the snapshot."""

    def __init__(self, snapshot: Supply, asked: Wish, now: dt.datetime) -> None:
        self.supply, self.asked = snapshot, asked
        self.today, self.now = local_day(now), minute_at(now)
        self.units = [
            each
            for each in snapshot.units.values()
            if each.machine_kind == asked.kind.code and each.stands_on(self.today)
        ]
        self.end = minute_of(self.today + dt.timedelta(days=REACH_DAYS + 1))

    def free_unit(self, unit: Unit, starts: tuple[Starts, ...]) -> FreeUnit:
        """Return a unit with its price and way."""
        place, asked = self.supply.places[unit.place], self.asked
        batch = unit.batch_hours or asked.kind.typical_batch_h
        runs = max(1, int((asked.hours / batch).to_integral_value(ROUND_CEILING))) if batch else 1
        tariffs = self.supply.tariffs.get(("machine", unit.place, asked.kind.code), ())
        km = None
        if asked.province:
            km = round(geo.road_km(self.supply.places[asked.province].point, place.point))
        certain = (asked.day - self.today).days <= place.firm_window_days
        return FreeUnit(unit, place, starts, cost(tariffs, Use(asked.hours, runs)), km, certain)

    def by_day(self, unit: Unit, monday: dt.date) -> Mapping[dt.date, tuple[Starts, ...]]:
        """Return when use may start on each day of a week that has any such time."""
        found: dict[dt.date, list[Starts]] = defaultdict(list)
        week_ends = min(minute_of(monday + dt.timedelta(days=WEEK)), self.end)
        for bench, notice in self._benches(unit):
            for starts in bench.starts(self.asked.need, max(minute_of(monday), notice), week_ends):
                found[day_of(starts.first)].append(starts)
        return {day: united(stretches) for day, stretches in found.items()}

    def next_day(self) -> dt.date | None:
        """Return the first day after the one asked on which any unit is free, within reach."""
        after = minute_of(self.asked.day + dt.timedelta(days=1))
        firsts = (
            next(bench.starts(self.asked.need, max(after, notice), self.end), None)
            for unit in self.units
            for bench, notice in self._benches(unit)
        )
        first = min((starts.first for starts in firsts if starts), default=None)
        return None if first is None else day_of(first)

    def longest(self) -> Decimal | None:
        """Return the hours of use that fit in the longest opening, None where nothing does."""
        need = self.asked.need
        openings = (bench.shared.longest for unit in self.units for bench, _notice in self._benches(unit))
        minutes = max(openings, default=0) - need.setup - need.cleaning
        hours = (Decimal(minutes) / 60).quantize(Decimal("0.01"), ROUND_FLOOR)
        return hours if 0 < minutes < need.use else None

    def _benches(self, unit: Unit) -> Iterator[tuple[Bench, int]]:
        """Yield what must be free together, for each who may run it, and the minute the notice is over."""
        own = self._calendar(unit)
        overnight = own if unit.overnight else None
        held = self.supply.busy.get(unit.id, ())
        if self.asked.kind.operator_needed == "no":
            yield Bench(own, Spans.merged(held), overnight), self.now + unit.notice_hours * 60
            return
        for number in self.supply.operators_of.get((unit.place, self.asked.kind.code), ()):
            operator = self.supply.units[number]
            both = Spans.merged([*held, *self.supply.busy.get(number, ())])
            notice = max(unit.notice_hours, operator.notice_hours)
            yield Bench(common(own, self._calendar(operator)), both, overnight), self.now + notice * 60

    def _calendar(self, unit: Unit) -> Calendar:
        return calendar(unit.timetable, self.supply.holidays, self.today, REACH_DAYS + TO_FINISH_DAYS)

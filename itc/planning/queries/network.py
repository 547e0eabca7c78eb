"""What stays the same in the letter between two questions: calendars, what is held, ways on the road."""

import datetime as dt
from collections import Counter as Tally
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from itc.algorithms.scheduling import problem as letter
from itc.algorithms.scheduling.open_time import local_week
from itc.algorithms.scheduling.spans import Spans
from itc.lib import geo
from itc.lib.minutes import BANGKOK_OFFSET, day_number, minute_of
from itc.resources.queries.supply import Supply
from itc.resources.rules.timetables import Timetable, calendar, every_week

HORIZON_DAYS = 540
"""How far calendars reach: the longest recipe takes ten months, and queues may add to it."""
USUAL_HOURS = "Mon-Fri 08:30-16:30"
"""Hours of steps that hold nobody's calendar: makers and agencies."""


@dataclass(frozen=True, slots=True, eq=False)
class Grounds:
    """The network as the planner reads it, and the numbers its places and counters stand under."""

    network: letter.Network
    places: Mapping[str, int]
    counters: Mapping[str, int]
    legs: Mapping[tuple[int, int], letter.Leg]


@lru_cache(maxsize=2)
def grounds(supply: Supply, today: dt.date) -> Grounds:
    """Return the network from a day on; kept as long as the snapshot it was made from."""
    places = {code: number for number, code in enumerate(sorted(supply.places))}
    labs = [lab for group in supply.labs_for.values() for lab in group]
    of_units = {unit.timetable for unit in supply.units.values()}
    open_at = sorted(of_units | {every_week(lab.hours) for lab in labs} | {every_week(USUAL_HOURS)})
    index = {each: number for number, each in enumerate(open_at)}
    network = letter.Network(
        calendars=tuple(calendar(each, supply.holidays, today, HORIZON_DAYS) for each in open_at),
        generic=index[every_week(USUAL_HOURS)],
        resources=_resources(supply, places, index),
        counters={
            number: letter.Counter(
                id=number,
                calendar=index[every_week(lab.hours)],
                place=places[lab.place],
                weekly_capacity=lab.weekly_capacity,
                lead_days=lab.lead_days,
                taken=_taken(supply.orders.get(lab.code, ())),
            )
            for number, lab in enumerate(labs)
        },
        horizon_end=minute_of(today + dt.timedelta(days=HORIZON_DAYS)),
        tz_offset_min=BANGKOK_OFFSET,
    )
    numbers = {lab.code: number for number, lab in enumerate(labs)}
    return Grounds(network, places, numbers, _legs(supply, places))


def days_off(weekdays: tuple[int, ...], today: dt.date) -> Spans:
    """Return the days of these weekdays (Monday 0), from a day to where calendars end."""
    days = (today + dt.timedelta(days=number) for number in range(HORIZON_DAYS))
    return Spans.merged((minute_of(day), minute_of(day) + 1440) for day in days if day.weekday() in weekdays)


def _resources(
    supply: Supply, places: Mapping[str, int], index: Mapping[Timetable, int]
) -> dict[int, letter.Resource]:
    return {
        unit.id: letter.Resource(
            id=unit.id,
            calendar=index[unit.timetable],
            place=places[unit.place],
            busy=_held(supply.busy.get(unit.id, ())),
            overnight=unit.overnight,
            notice_min=unit.notice_hours * 60,
        )
        for unit in supply.units.values()
    }


@lru_cache(maxsize=8192)
def _held(spans: tuple[tuple[int, int], ...]) -> Spans:
    """Return what holds a resource; kept, since a booking changes the calendar of one resource only."""
    return Spans.merged(spans)


def _taken(days: tuple[dt.date, ...]) -> dict[int, int]:
    return dict(Tally(local_week(day_number(day)) for day in days))


def _legs(supply: Supply, places: Mapping[str, int]) -> dict[tuple[int, int], letter.Leg]:
    """Return the way between any two places; estimates, the same in both directions."""
    return _ways(tuple((places[code], place.point) for code, place in supply.places.items()))


@lru_cache(maxsize=4)
def _ways(points: tuple[tuple[int, tuple[float, float]], ...]) -> dict[tuple[int, int], letter.Leg]:
    legs: dict[tuple[int, int], letter.Leg] = {}
    for number, (one, here) in enumerate(points):
        for other, there in points[number + 1 :]:
            km = geo.road_km(here, there)
            leg = letter.Leg(geo.road_minutes(km), round(km), geo.post_minutes(km))
            legs[one, other] = legs[other, one] = leg
    return legs

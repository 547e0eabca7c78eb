"""Centres by a seed: where they stand, their hours, and the people who work a part of them.

Minutes count from 1970-01-01 00:00 UTC, points are (latitude, longitude) in degrees.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random

from itc.algorithms.scheduling.open_time import DAY, Calendar, Hours, from_weekly
from itc.algorithms.scheduling.problem import Leg
from itc.lib import geo

BANGKOK = 420
"""Minutes local time is ahead of UTC."""
MONDAY = 20822
"""The local day on which calendars begin: 2027-01-04."""
DAYS = 400
START = MONDAY * DAY - BANGKOK
END = START + DAYS * DAY
HOMES = 77
REGIONS = (
    (16.5, 19.6, 98.6, 100.9),
    (14.6, 17.8, 101.8, 104.6),
    (13.6, 16.4, 99.4, 101.4),
    (12.6, 13.8, 101.0, 102.4),
    (6.6, 10.4, 98.9, 99.9),
)
"""Rough boxes of the five regions of Thailand: south, north, west, east."""
WEEKDAYS, WEEK = range(5), range(6)
HOLIDAYS, OWN_HOLIDAYS = 17, 2

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Centre:
    """A centre: its place, calendars by index (`part`: of who works four days a week), notice, prices."""

    place: int
    calendar: int
    part: int
    notice_min: int
    dearness: float


def points(chance: Random, centres: int) -> dict[int, Point]:
    """Return where places are: centres from 1 on, then the homes of those who ask."""
    found = {}
    for place in range(1, centres + HOMES + 1):
        south, north, west, east = chance.choice(REGIONS)
        found[place] = (round(chance.uniform(south, north), 4), round(chance.uniform(west, east), 4))
    return found


def legs(places: Mapping[int, Point]) -> dict[tuple[int, int], Leg]:
    """Return the way between any two places, the same in both directions."""
    ways: dict[tuple[int, int], Leg] = {}
    for (one, here), (other, there) in combinations(places.items(), 2):
        km = geo.road_km(here, there)
        way = Leg(geo.road_minutes(km), round(km), geo.post_minutes(km))
        ways[one, other] = ways[other, one] = way
    return ways


def centres_of(chance: Random, count: int) -> tuple[tuple[Centre, ...], tuple[Calendar, ...]]:
    """Return centres, and their calendars: the first is that of whatever holds nobody's."""
    holidays = chance.sample(range(MONDAY, MONDAY + DAYS), HOLIDAYS)
    calendars = [_calendar(510, 990, WEEKDAYS, holidays, lunch=False)]
    centres = []
    for place in range(1, count + 1):
        opens, closes = chance.choice((450, 480, 510, 540)), chance.choice((960, 990, 1020, 1080))
        days = WEEK if chance.random() < 0.3 else WEEKDAYS
        closed = holidays + chance.sample(range(MONDAY, MONDAY + DAYS), OWN_HOLIDAYS)
        lunch = chance.random() < 0.4
        part = sorted(chance.sample(WEEKDAYS, 4))
        centres.append(
            Centre(
                place,
                calendar=len(calendars),
                part=len(calendars) + 1,
                notice_min=chance.choice((0, 0, 1, 1, 2, 3)) * DAY,
                dearness=chance.uniform(0.8, 1.3),
            )
        )
        calendars += [_calendar(opens, closes, each, closed, lunch=lunch) for each in (days, part)]
    return tuple(centres), tuple(calendars)


def _calendar(opens: int, closes: int, days: Sequence[int], closed: list[int], *, lunch: bool) -> Calendar:
    spans = ((opens, 720), (780, closes)) if lunch else ((opens, closes),)
    hours = [Hours(day, *span) for day in days for span in spans]
    return from_weekly(hours, frozenset(closed), START, END, BANGKOK)

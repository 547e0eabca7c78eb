"""Believable sample bookings: the same seed and day give the same ones.

What makes them believable, all of it assumption and marked as sample where shown: near weeks are fuller than
far ones; some kinds are bottlenecks; work lies in opening hours and not on holidays; machines break down now
and then; people take leave.
"""

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from itc.lib import hours
from itc.lib.thai import BANGKOK

BOTTLENECK_SHARE, BOTTLENECK_LOAD, USUAL_LOADS = 0.12, 0.7, (0.15, 0.45)
FADING_DAYS = 75  # the load falls to a third in this many days
OUTAGE_SHARE, LEAVE_SHARE = 0.08, 0.35  # share of machines that fail once, of people who take leave once
BLOCK_HOURS = (1, 1.5, 2, 3, 4, 6)


@dataclass(frozen=True, slots=True)
class Seedling:
    """A resource to fill: its id, what sets its load (machine kind or topic), hours, person or machine."""

    id: int
    code: str
    group: str
    hours: str
    person: bool


@dataclass(frozen=True, slots=True)
class Held:
    """One sample booking."""

    resource: int
    start: dt.datetime
    end: dt.datetime
    purpose: str


def bookings(
    seedlings: Sequence[Seedling], *, seed: int, start: dt.date, days: int, holidays: frozenset[dt.date]
) -> Iterator[Held]:
    """Yield bookings of some days from a day on, none of a resource overlapping another."""
    for each in seedlings:
        chance = random.Random(f"{seed}:{start}:{each.code}")  # noqa: S311 - sample data, not a secret
        away = _away(each, chance, start, days)
        if away is not None:
            yield away
        for number in range(days):
            day = start + dt.timedelta(days=number)
            if day not in holidays:
                yield from _day(each, chance, day, _load(each, seed, number), away)


def orders(*, code: str, weekly_capacity: int, seed: int, start: dt.date, days: int) -> Iterator[dt.date]:
    """Yield drop-off days of lab orders, never more than the capacity of a week."""
    chance = random.Random(f"{seed}:{start}:{code}")  # noqa: S311 - sample data, not a secret
    for week in range(0, days, 7):
        monday = start + dt.timedelta(days=week - start.weekday())
        share = _usual_load(code, seed, person=False) * 3 ** (-week / FADING_DAYS) * chance.uniform(0.6, 1.3)
        for _ in range(min(weekly_capacity, round(weekly_capacity * share))):
            day = monday + dt.timedelta(days=chance.randrange(5))
            if day >= start:
                yield day


def _load(each: Seedling, seed: int, number: int) -> float:
    """Return the share of a day that is taken, so many days ahead."""
    return _usual_load(each.group, seed, person=each.person) * 3 ** (-number / FADING_DAYS)


@lru_cache(maxsize=4096)
def _usual_load(group: str, seed: int, *, person: bool) -> float:
    """Return today's share of a group; a queue of weeks is a matter of machines and labs, not of people."""
    chance = random.Random(f"{seed}:{group}")  # noqa: S311 - sample data, not a secret
    bottleneck = chance.random() < BOTTLENECK_SHARE and not person
    return BOTTLENECK_LOAD if bottleneck else chance.uniform(*USUAL_LOADS)


def _away(each: Seedling, chance: random.Random, start: dt.date, days: int) -> Held | None:
    """Return leave of a person or an outage of a machine, at most one in the time."""
    if chance.random() >= (LEAVE_SHARE if each.person else OUTAGE_SHARE):
        return None
    first = start + dt.timedelta(days=chance.randrange(days))
    length = chance.choice((3, 5, 7, 12)) if each.person else chance.choice((2, 3, 6, 10))
    begin = dt.datetime.combine(first, dt.time(), tzinfo=BANGKOK)
    return Held(each.id, begin, begin + dt.timedelta(days=length), "leave" if each.person else "outage")


def _day(
    each: Seedling, chance: random.Random, day: dt.date, load: float, away: Held | None
) -> Iterator[Held]:
    midnight = dt.datetime.combine(day, dt.time(), tzinfo=BANGKOK)
    for opening in hours.parse(each.hours):
        if opening.weekday != day.weekday():
            continue
        minute = opening.opens
        while minute < opening.closes:
            length = min(round(chance.choice(BLOCK_HOURS) * 60), opening.closes - minute)
            if chance.random() < load:
                held = Held(
                    each.id,
                    midnight + dt.timedelta(minutes=minute),
                    midnight + dt.timedelta(minutes=minute + length),
                    "sample",
                )
                if away is None or held.end <= away.start or held.start >= away.end:
                    yield held
            minute += length

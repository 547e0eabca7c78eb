"""Believable sample bookings: the same seed and day give the same ones.

What makes them believable, all of it assumption and marked as sample where shown: near weeks are fuller than
far ones; some kinds are bottlenecks; work lies in opening hours and not on holidays, but for runs over night
that began before; machines break down now and then; people take leave.
"""

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from itc.lib import hours
from itc.lib.thai import BANGKOK
from itc.resources.rules.counters import Weeks, monday

BOTTLENECK_SHARE, BOTTLENECK_LOAD, USUAL_LOADS = 0.12, 0.7, (0.15, 0.45)
FADING_DAYS = 75  # the load falls to a third in this many days
OUTAGE_SHARE, LEAVE_SHARE = 0.08, 0.35  # share of machines that fail once, of people who take leave once
BLOCK_HOURS = (1, 1.5, 2, 3, 4, 6)
NIGHT_SHARE, NIGHT_HOURS, EVENING = 0.5, (14, 16, 18), dt.timedelta(hours=1)
"""Share of busy days that end in a run over night; how long it takes; how long before closing it begins."""


@dataclass(frozen=True, slots=True)
class Seedling:
    """A resource to fill: its id, what sets its load (machine kind or topic), hours, person or machine.

    `set_up` and `cleaning` are minutes before and after each use.
    """

    id: int
    code: str
    group: str
    hours: str
    person: bool
    overnight: bool = False
    set_up: int = 0
    cleaning: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """One sample booking; an absence is one in which nobody works."""

    resource: int
    start: dt.datetime
    end: dt.datetime
    absence: bool = False
    use_from: dt.datetime | None = None
    use_to: dt.datetime | None = None


def bookings(
    seedlings: Sequence[Seedling], *, seed: int, start: dt.date, days: int, holidays: frozenset[dt.date]
) -> Iterator[Held]:
    """Yield bookings of some days from a day on, none of a resource overlapping another."""
    for each in seedlings:
        chance = random.Random(f"{seed}:{start}:{each.code}")  # noqa: S311 - sample data, not a secret
        away = _away(each, chance, start, days)
        if away is not None:
            yield away
        free_from = dt.datetime.combine(start, dt.time(), tzinfo=BANGKOK)
        for number in range(days):
            day = start + dt.timedelta(days=number)
            if day in holidays:
                continue
            for held in _day(each, chance, day, _load(each, seed, number)):
                if held.start >= free_from and not (away and held.start < away.end and away.start < held.end):
                    yield held
                    free_from = held.end


def orders(weeks: Weeks, *, code: str, seed: int, start: dt.date, days: int) -> Iterator[dt.date]:
    """Yield drop-off days of lab orders while samples are taken, never more than a week has room for."""
    chance = random.Random(f"{seed}:{start}:{code}")  # noqa: S311 - sample data, not a secret
    for number in range(0, days, 7):
        week = monday(start + dt.timedelta(days=number))
        share = (
            _usual_load(code, seed, person=False) * 3 ** (-number / FADING_DAYS) * chance.uniform(0.6, 1.3)
        )
        within = [day for day in (week + dt.timedelta(days=each) for each in range(7)) if day >= start]
        open_days = [day for day in within if weeks.takes_samples(day)]
        for _ in range(min(weeks.room(week), round(weeks.capacity * share)) if open_days else 0):
            yield chance.choice(open_days)


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
    return Held(each.id, begin, begin + dt.timedelta(days=length), absence=True)


def _day(each: Seedling, chance: random.Random, day: dt.date, load: float) -> Iterator[Held]:
    """Yield what a day would hold, one after another; where it may, the last runs on over night."""
    midnight = dt.datetime.combine(day, dt.time(), tzinfo=BANGKOK)
    todays = [opening for opening in hours.parse(each.hours) if opening.weekday == day.weekday()]
    for opening in todays:
        minute = opening.opens
        while minute < opening.closes:
            length = min(round(chance.choice(BLOCK_HOURS) * 60), opening.closes - minute)
            if chance.random() < load:
                yield _held(each, midnight + dt.timedelta(minutes=minute), dt.timedelta(minutes=length))
            minute += length
    if each.overnight and todays and chance.random() < load * NIGHT_SHARE:
        closing = midnight + dt.timedelta(minutes=todays[-1].closes)
        yield _held(each, closing - EVENING, dt.timedelta(hours=chance.choice(NIGHT_HOURS)))


def _held(each: Seedling, start: dt.datetime, length: dt.timedelta) -> Held:
    """Return a booking; where set-up and cleaning would leave nothing of it, they were done before."""
    set_up, cleaning = dt.timedelta(minutes=each.set_up), dt.timedelta(minutes=each.cleaning)
    if set_up + cleaning >= length:
        set_up = cleaning = dt.timedelta()
    return Held(each.id, start, start + length, use_from=start + set_up, use_to=start + length - cleaning)

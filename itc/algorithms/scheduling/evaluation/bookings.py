"""Bookings by a seed: machines, most with an operator, in working hours; the fewer the later the week."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from math import exp
from random import Random
from typing import NamedTuple

from itc.algorithms.scheduling.evaluation.centres import START
from itc.algorithms.scheduling.open_time import DAY, Calendar
from itc.algorithms.scheduling.spans import Spans

WEEKS = 29
"""Weeks ahead in which anything is booked: 203 days."""
FADING = 8
"""Weeks after which about a third as much is booked."""
QUARTER = 15
PATIENCE = 200
"""Times a booking is tried before the network counts as full."""


class Bookable(NamedTuple):
    """A machine, who may run it (nobody: it runs alone), and whether it runs over night."""

    machine: int
    operators: tuple[int, ...]
    overnight: bool


class Busy:
    """What is booked, by resource."""

    def __init__(self) -> None:
        self._starts: dict[int, list[int]] = defaultdict(list)
        self._ends: dict[int, list[int]] = defaultdict(list)

    def free(self, resource: int, start: int, end: int) -> bool:
        """Say whether nothing is booked between two minutes."""
        at = bisect_left(self._ends[resource], start + 1)
        starts = self._starts[resource]
        return at == len(starts) or starts[at] >= end

    def book(self, resource: int, start: int, end: int) -> None:
        """Book what is free."""
        at = bisect_left(self._starts[resource], start)
        self._starts[resource].insert(at, start)
        self._ends[resource].insert(at, end)

    def spans(self, resource: int) -> Spans:
        """Return the bookings of a resource."""
        return Spans(tuple(self._starts.pop(resource, ())), tuple(self._ends.pop(resource, ())))


def booked(
    chance: Random, every: Sequence[Bookable], calendar_of: Callable[[int], Calendar], count: int
) -> Busy:
    """Return so many bookings of machines; ValueError where they do not fit."""
    busy = Busy()
    weights = list(accumulate(exp(-week / FADING) for week in range(WEEKS)))
    for _ in range(count):
        tries = (_try(chance, chance.choice(every), calendar_of, weights) for _ in range(PATIENCE))
        if not any(_book(busy, each) for each in tries if each):
            raise ValueError(f"{count} bookings do not fit on {len(every)} machines")
    return busy


def _book(busy: Busy, booking: tuple[Iterable[int], int, int]) -> bool:
    """Book if all are free."""
    resources, start, end = booking
    if not all(busy.free(each, start, end) for each in resources):
        return False
    for each in resources:
        busy.book(each, start, end)
    return True


def _try(
    chance: Random, what: Bookable, calendar_of: Callable[[int], Calendar], weights: list[float]
) -> tuple[tuple[int, ...], int, int] | None:
    """Return whom to hold from when until when, None where the hours drawn do not do."""
    held = (what.machine, chance.choice(what.operators)) if what.operators else (what.machine,)
    calendar = calendar_of(held[-1])
    week = bisect_right(weights, chance.random() * weights[-1])
    monday = START + week * 7 * DAY
    first, last = calendar.opening(monday), calendar.opening(monday + 7 * DAY)
    if first == last:
        return None
    at = chance.randrange(first, last)
    length = chance.randrange(12, 21) * 60 if what.overnight else chance.randrange(60, 181, 30)
    room = calendar.ends[at] - calendar.starts[at] - (QUARTER if what.overnight else length)
    if room < 0:
        return None
    start = calendar.starts[at] + chance.randrange(room // QUARTER + 1) * QUARTER
    return held, start, start + length

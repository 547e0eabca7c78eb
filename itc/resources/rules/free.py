"""When one machine is free for some hours: set-up, use and cleaning in open time, with whoever must be there.

Minutes count from 1970-01-01 00:00 UTC, as in `algorithms.scheduling`.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from itc.algorithms.scheduling.open_time import Calendar
from itc.algorithms.scheduling.spans import Spans

REACH_DAYS = 365
"""How far ahead one may look: no booking may be further."""
LEAST_HOURS, MOST_HOURS = Decimal("0.25"), Decimal(336)
NEVER_BACK = 2**62
"""The end of a hold that open time cannot finish."""


@dataclass(frozen=True, slots=True)
class Need:
    """Minutes a machine is held before, during and after use; use is more than 0."""

    setup: int
    use: int
    cleaning: int

    @property
    def held(self) -> int:
        """Minutes in all."""
        return self.setup + self.use + self.cleaning


class Starts(NamedTuple):
    """Use may start at any minute from first to last, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Bench:
    """What must be free together: time in which all are open, and what holds any of them.

    `overnight` is the open time of the machine where its use may go on past closing, else None: then set-up,
    use and cleaning stay inside one opening.
    """

    shared: Calendar
    busy: Spans
    overnight: Calendar | None = None

    def held_to(self, begin: int, need: Need) -> int:
        """Return the minute at which all is free again that is held from `begin`."""
        used = begin + need.setup + need.use
        if self.overnight is None or not need.cleaning:
            return used + need.cleaning
        cleaned = self.overnight.worked_before(used) + need.cleaning
        return self.overnight.nth(cleaned - 1) + 1 if cleaned <= self.overnight.total else NEVER_BACK

    def starts(self, need: Need, first: int, last: int) -> Iterator[Starts]:
        """Yield when use may start, held from `first` on and before `last`, in order.

        A hold never ends earlier for starting later, so that each hindrance rules out one stretch of starts.
        """
        room = need.held if self.overnight is None else max(need.setup, 1)
        calendar = self.shared
        for at in range(calendar.opening(first), len(calendar.starts)):
            if calendar.starts[at] >= last:
                return
            low, high = max(calendar.starts[at], first), min(calendar.ends[at] - room, last - 1)
            for begin, end in self._unhindered(need, low, high):
                yield Starts(begin + need.setup, end + need.setup)

    def _unhindered(self, need: Need, low: int, high: int) -> Iterator[tuple[int, int]]:
        at = bisect_right(self.busy.ends, low)
        hindrances = [
            *zip(self.busy.starts[at:], self.busy.ends[at:], strict=True),
            (NEVER_BACK - 1, NEVER_BACK),
        ]
        for taken_from, taken_to in hindrances:
            if low > high:
                return
            reach = range(low, high + 1)
            hindered = low + bisect_right(reach, taken_from, key=lambda begin: self.held_to(begin, need))
            if hindered > low:
                yield low, hindered - 1
            if hindered > high:
                return
            low = max(low, taken_to)


def united(stretches: Iterable[Starts]) -> tuple[Starts, ...]:
    """Return the starts that any of some benches allows; stretches that meet become one."""
    found: list[Starts] = []
    for each in sorted(stretches):
        if found and each.first <= found[-1].last + 1:
            found[-1] = Starts(found[-1].first, max(found[-1].last, each.last))
        else:
            found.append(each)
    return tuple(found)

"""Open time: weekly hours less closed days, walked in open minutes so that closed hours vanish.

Minutes count from 1970-01-01 00:00 UTC; a local day is the number of days since then on the wall clock.
"""

from bisect import bisect_right
from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from itc.algorithms.scheduling.spans import Spans

DAY = 24 * 60


def local_day(minute: int, tz_offset_min: int) -> int:
    """Return the local day (days since 1970-01-01) in which a UTC minute falls."""
    return (minute + tz_offset_min) // DAY


def weekday(day: int) -> int:
    """Return the weekday of a local day, Monday 0 as in `datetime`; 1970-01-01 was a Thursday."""
    return (day + 3) % 7


def local_week(day: int) -> int:
    """Return the number of the Monday-based week of a local day; weeks count on without years."""
    return (day + 3) // 7


def week_start(week: int, tz_offset_min: int) -> int:
    """Return the minute at which a local week begins."""
    return (week * 7 - 3) * DAY - tz_offset_min


class Hours(NamedTuple):
    """One opening of every week: weekday (Monday 0), first and last minute of the local day (0 to 1440)."""

    weekday: int
    opens: int
    closes: int


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """Openings [start, end) in minutes, sorted and apart; shared by many resources, compared by identity."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    worked: tuple[int, ...] = field(init=False, repr=False)
    """Open minutes before each opening, and at the end those of all."""
    longest: int = field(init=False, repr=False)
    """Minutes of the longest opening."""

    def __post_init__(self) -> None:
        Spans(self.starts, self.ends)
        if any(start == end for end, start in zip(self.ends, self.starts[1:], strict=False)):
            raise ValueError("openings that touch are one opening")
        lengths = [end - start for start, end in zip(self.starts, self.ends, strict=True)]
        object.__setattr__(self, "worked", tuple(accumulate(lengths, initial=0)))
        object.__setattr__(self, "longest", max(lengths, default=0))

    @property
    def total(self) -> int:
        """Open minutes of all openings."""
        return self.worked[-1]

    def opening(self, minute: int) -> int:
        """Return the index of the first opening that ends after a minute; past the last one: their number."""
        return bisect_right(self.ends, minute)

    def worked_before(self, minute: int) -> int:
        """Return how many open minutes lie before a minute, which is also the index of the next open one."""
        at = self.opening(minute)
        return self.worked[at] + (max(0, minute - self.starts[at]) if at < len(self.starts) else 0)

    def nth(self, index: int) -> int:
        """Return the open minute of an index, 0 <= index < total."""
        at = bisect_right(self.worked, index) - 1
        return self.starts[at] + index - self.worked[at]


def from_weekly(
    hours: Iterable[Hours], closed_days: Set[int], start: int, end: int, tz_offset_min: int
) -> Calendar:
    """Return the openings of weekly hours between two minutes, without the closed local days."""
    week: list[list[Hours]] = [[] for _ in range(7)]
    for opening in hours:
        if not 0 <= opening.opens < opening.closes <= DAY:
            raise ValueError(f"opening hours must lie inside one day: {opening}")
        week[opening.weekday].append(opening)
    openings = []
    for day in range(local_day(start, tz_offset_min), local_day(end, tz_offset_min) + 1):
        if day in closed_days:
            continue
        midnight = day * DAY - tz_offset_min
        for opening in week[weekday(day)]:
            first, last = max(start, midnight + opening.opens), min(end, midnight + opening.closes)
            if first < last:
                openings.append((first, last))
    spans = Spans.merged(openings)
    return Calendar(spans.starts, spans.ends)


@lru_cache(maxsize=1024)
def common(one: Calendar, other: Calendar) -> Calendar:
    """Return the time in which both are open; kept, because few patterns serve many resources."""
    if one is other:
        return one
    starts, ends = [], []
    i = j = 0
    while i < len(one.starts) and j < len(other.starts):
        start, end = max(one.starts[i], other.starts[j]), min(one.ends[i], other.ends[j])
        if start < end:
            starts.append(start)
            ends.append(end)
        if one.ends[i] <= other.ends[j]:
            i += 1
        else:
            j += 1
    return Calendar(tuple(starts), tuple(ends))

"""Open and held time of many calendars at once, as arrays.

The spans of all rows stand in one array, those of a row shifted by its base, `row * ROW`: so one binary
search answers a question to each of many rows. Minutes count from 1970-01-01 00:00 UTC.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from itc.algorithms.scheduling.open_time import DAY, Calendar
from itc.algorithms.scheduling.spans import Spans

Minutes = NDArray[np.int64]
ROW = 2**26
"""More minutes than any calendar reaches: until the year 2097."""
NEVER = 2**62
"""A minute after all others."""


@dataclass(frozen=True)
class Held:
    """When each of many is held, or away, a row each; `base` says where the row of a key begins.

    `room` are the open minutes between a span and the next of its row. The first and the last of `starts` and
    `ends` lie before and after all rows.
    """

    base: Mapping[Hashable, int]
    starts: Minutes
    ends: Minutes
    room: Minutes

    @classmethod
    def of(cls, spans: Mapping[Hashable, Spans]) -> "Held":
        """Return spans by key as rows, all time between them being room."""
        rows = spans.values()
        shift = np.repeat(np.arange(len(rows)) * ROW, [len(each.starts) for each in rows])
        starts = np.fromiter(chain.from_iterable(each.starts for each in rows), np.int64).clip(0, ROW - 1)
        ends = np.fromiter(chain.from_iterable(each.ends for each in rows), np.int64).clip(0, ROW - 1)
        base = {key: number * ROW for number, key in enumerate(spans)}
        return cls._between(base, starts + shift, ends + shift, np.full(len(shift), NEVER))

    @classmethod
    def _between(cls, base: Mapping[Hashable, int], starts: Minutes, ends: Minutes, room: Minutes) -> "Held":
        return cls(
            base,
            np.concatenate(([-ROW], starts, [NEVER])),
            np.concatenate(([-ROW], ends, [NEVER])),
            np.concatenate(([NEVER], room, [NEVER])),
        )

    def open_in(self, hours: "Hours", calendars: Sequence[int]) -> "Held":
        """Return these with the room that the calendars of their rows leave."""
        row = self.starts[1:-1] // ROW
        base, shift = np.array(calendars, np.int64)[row] * ROW, row * ROW
        before = hours.worked_before(base, self.starts[1:-1] - shift)
        after = hours.worked_before(base, self.ends[1:-1] - shift)
        room = np.full(len(self.room), NEVER)
        room[1:-2] = np.where(row[1:] == row[:-1], before[1:] - after[:-1], NEVER)
        return replace(self, room=room)

    def with_room(self, base: Minutes, worked: int, clock: int) -> "Held":
        """Return some rows, spans joined where the time between is less open, or shorter by the clock."""
        rows = np.unique(base)
        first = np.searchsorted(self.starts, rows)
        count = np.searchsorted(self.starts, rows + ROW) - first
        each = np.arange(count.sum()) + np.repeat(first - count.cumsum() + count, count)
        starts, ends, room = self.starts[each], self.ends[each], self.room[each]
        apart = room >= worked
        apart[:-1] &= starts[1:] - ends[:-1] >= clock
        begins = np.concatenate(([True], apart))[:-1]
        return self._between(self.base, starts[begins], ends[apart], room[apart])

    def overlap_end(self, base: Minutes, start: Minutes, end: Minutes) -> Minutes:
        """Return the end of the last span in each row that overlaps [start, end), -1 if nothing does."""
        at = np.searchsorted(self.starts, base + end) - 1
        last = self.ends[at] - base
        return np.where(last > start, last, -1)

    def overlap_start(self, base: Minutes, start: Minutes, end: Minutes) -> Minutes:
        """Return the start of the first span in each row that overlaps [start, end), NEVER if none does."""
        at = np.searchsorted(self.ends, base + start, side="right")
        first = self.starts[at] - base
        return np.where(first < end, first, NEVER)


class Run(NamedTuple):
    """Minutes of use, which begins with so much room left in an opening, after so much of it, or more.

    `paused`: it pauses in closed hours, else it goes on by the clock.
    """

    use: int
    room: int
    lead: int
    paused: bool


class Hours:
    """Open time of calendars, a row each, as `Calendar` counts it."""

    def __init__(self, rows: Sequence[Calendar]) -> None:
        arrays = [_arrays(each) for each in rows]
        base = np.repeat(np.arange(len(rows)) * ROW, [len(each[0]) for each in arrays])
        starts, ends, worked = (np.concatenate(each) + base for each in zip(*arrays, strict=True))
        self._starts = np.concatenate((starts, [NEVER]))
        self._ends = np.concatenate((ends, [NEVER]))
        self._worked = np.concatenate((worked, [NEVER]))
        self._longest = np.array([each.longest for each in rows], np.int64)
        self._total = np.array([each.total for each in rows], np.int64)

    def total(self, base: Minutes) -> Minutes:
        """Return the open minutes of all openings."""
        return self._total[base // ROW]

    def worked_before(self, base: Minutes, minute: Minutes) -> Minutes:
        """Return how many open minutes lie before a minute, which is also the index of the next open one."""
        at = np.searchsorted(self._ends, base + minute, side="right")
        start = self._starts[at] - base
        worked = self._worked[at] - base + np.maximum(minute - start, 0)
        return np.where(start < ROW, worked, self.total(base))

    def nth(self, base: Minutes, index: Minutes) -> Minutes:
        """Return the open minute of an index; anything where there is none."""
        at = np.searchsorted(self._worked, base + index, side="right") - 1
        return self._starts[at] - self._worked[at] + index

    def first_fit(self, base: Minutes, minute: Minutes, length: Minutes) -> Minutes:
        """Return the first minute from which an opening has a length left, -1 if there is no such one."""
        fits = length <= self._longest[base // ROW]
        at = np.searchsorted(self._ends, base + minute, side="right")
        while True:
            begin = np.maximum(minute, self._starts[at] - base)
            short = fits & (begin < ROW) & (begin + length > self._ends[at] - base)
            if not short.any():
                return np.where(fits & (begin < ROW), begin, -1)
            at = at + short

    def last_fit(self, base: Minutes, minute: Minutes, length: Minutes) -> Minutes:
        """Return the last minute up to one from which an opening has a length left, -1 if there is none."""
        fits = length <= self._longest[base // ROW]
        at = np.searchsorted(self._starts, base + minute, side="right") - 1
        while True:
            start = self._starts[at] - base
            there = fits & (at >= 0) & (start >= 0)
            begin = np.minimum(minute, self._ends[at] - base - length)
            short = there & (begin < start)
            if not short.any():
                return np.where(there, begin, -1)
            at = at - short

    def most_days(self, rows: Minutes, run: Run, span: tuple[int, int], offset: int) -> int:
        """Return the most local days that the use of a run in some rows may span between two minutes."""
        row = self._starts[:-1] // ROW
        base, asked = row * ROW, np.zeros(len(self._total), np.bool_)
        asked[rows] = True
        starts, ends = self._starts[:-1] - base, self._ends[:-1] - base
        at = np.flatnonzero(asked[row] & (ends > span[0]) & (starts < span[1]))
        # an opening over midnight has a last minute in each of its days
        days = (ends[at] - 1 + offset) // DAY - (starts[at] + offset) // DAY + 1
        at, first = np.repeat(at, days), np.arange(days.sum()) - np.repeat(days.cumsum() - days, days)
        midnight = ((starts[at] + offset) // DAY + first + 1) * DAY - offset
        begin = np.minimum(midnight - 1, ends[at] - run.room)
        there = begin >= starts[at] + run.lead
        at, begin = at[there], begin[there]
        until = begin + run.use - 1
        if run.paused:
            index = self._worked[at] - base[at] + begin - starts[at] + run.use - 1
            there = index < self._total[row[at]]
            until = np.where(there, self.nth(base[at], np.where(there, index, 0)), NEVER)
        # what would last beyond the end may begin sooner, on the same day
        until = np.minimum(until, span[1] - 1)
        return int(((until + offset) // DAY - (begin + offset) // DAY).max(initial=0)) + 1


@lru_cache(maxsize=1024)
def _arrays(calendar: Calendar) -> tuple[Minutes, Minutes, Minutes]:
    """Return the openings of a calendar and the open minutes before each; kept, as few serve many."""
    return (
        np.array(calendar.starts, np.int64),
        np.array(calendar.ends, np.int64),
        np.array(calendar.worked[:-1], np.int64),
    )

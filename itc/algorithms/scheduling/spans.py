"""Busy time: sorted half-open intervals of minutes that do not overlap."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, compress
from operator import le, lt
from typing import Final, Self

FIRST: Final = -(2**62)
LAST: Final = 2**62
"""Minutes before and after all others."""


@dataclass(frozen=True, slots=True)
class Spans:
    """Intervals [start, end) in minutes, sorted; they may touch, never overlap."""

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if len(self.starts) != len(self.ends):
            raise ValueError("spans need as many ends as starts")
        if not all(map(lt, self.starts, self.ends)):
            raise ValueError("a span must end after it starts")
        if not all(map(le, self.ends, self.starts[1:])):
            raise ValueError("spans must be sorted and must not overlap")

    @classmethod
    def merged(cls, intervals: Iterable[tuple[int, int]]) -> Self:
        """Return the union of intervals given in any order; what overlaps or touches becomes one."""
        pairs = list(intervals)
        return cls._joined((start for start, _ in pairs), (end for _, end in pairs))

    @classmethod
    def union(cls, several: Iterable["Spans"]) -> Self:
        """Return when any of several spans is; what overlaps or touches becomes one."""
        several = list(several)
        return cls._joined(
            chain.from_iterable(each.starts for each in several),
            chain.from_iterable(each.ends for each in several),
        )

    @classmethod
    def _joined(cls, starts: Iterable[int], ends: Iterable[int]) -> Self:
        begins, closes = sorted(starts), sorted(ends)
        # a span begins where all that began before have ended
        apart = list(map(lt, closes, begins[1:]))
        return cls((*begins[:1], *compress(begins[1:], apart)), (*compress(closes, apart), *closes[-1:]))

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield (start, end) of each interval."""
        return zip(self.starts, self.ends, strict=True)

    def turned(self) -> Self:
        """Return the time between these intervals, and before and after them."""
        return type(self)((FIRST, *self.ends), (*self.starts, LAST))

    def last_overlap(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the last interval that overlaps [start, end), or None if nothing does."""
        last = bisect_left(self.starts, end) - 1
        return (self.starts[last], self.ends[last]) if last >= 0 and self.ends[last] > start else None

    def overlap_end(self, start: int, end: int) -> int | None:
        """Return the end of the last interval that overlaps [start, end), or None if nothing does."""
        last = bisect_left(self.starts, end) - 1
        return self.ends[last] if last >= 0 and self.ends[last] > start else None

    def with_span(self, start: int, end: int) -> Self:
        """Return these intervals and [start, end), which must be free."""
        at = bisect_left(self.starts, start)
        return type(self)(
            (*self.starts[:at], start, *self.starts[at:]), (*self.ends[:at], end, *self.ends[at:])
        )

    def without(self, start: int, end: int) -> Self:
        """Return these intervals less what lies in [start, end)."""
        pieces = [
            piece
            for one, other in self.pairs()
            for piece in ((one, min(other, start)), (max(one, end), other))
            if piece[0] < piece[1]
        ]
        return type(self)(tuple(one for one, _ in pieces), tuple(other for _, other in pieces))


NEVER: Final = Spans()

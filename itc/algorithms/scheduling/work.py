"""The shapes work can take in open time: each finds its first and last slot as if nothing were booked.

Every shape is first in, first out: a slot found from a later minute never starts, or ends, earlier.
"""

from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from itc.algorithms.scheduling.open_time import Calendar


class Slot(NamedTuple):
    """Held minutes and, inside them, the minutes of use; both half-open."""

    held_from: int
    use_from: int
    use_to: int
    held_to: int


class Work(Protocol):
    """Work that can be laid into open time."""

    def first(self, minute: int) -> Slot | None:
        """Return the first slot held from a minute on, None if open time runs out."""

    def last(self, use_by: int, held_by: int) -> Slot | None:
        """Return the last slot used until `use_by` and held until `held_by` at most, None if none is."""

    def held_for_use(self, minute: int) -> int:
        """Return the first minute to hold from so that use starts at this minute or later."""

    def held_for_end(self, minute: int) -> int:
        """Return the first minute to hold from so that use ends after this minute."""


@dataclass(frozen=True, slots=True)
class SplitWork:
    """Set-up, use and cleaning worked through open time, pausing in closed hours."""

    calendar: Calendar
    setup: int
    use: int
    cleaning: int

    @property
    def room(self) -> int:
        """How many minutes of an opening must be left when use begins."""
        return 1

    def first(self, minute: int) -> Slot | None:
        """Return the first slot held from a minute on."""
        return self._slot(self.calendar.worked_before(minute))

    def last(self, use_by: int, held_by: int) -> Slot | None:
        """Return the last slot used and held until these minutes at most."""
        used = self.calendar.worked_before(use_by) - self.setup - self.use
        held = self.calendar.worked_before(held_by) - self.setup - self.use - self.cleaning
        return self._slot(min(used, held)) if min(used, held) >= 0 else None

    def _slot(self, begin: int) -> Slot | None:
        """Return the slot that begins at an open minute's index."""
        use_end = begin + self.setup + self.use
        if use_end + self.cleaning > self.calendar.total:
            return None
        nth = self.calendar.nth
        return Slot(
            nth(begin), nth(begin + self.setup), nth(use_end - 1) + 1, nth(use_end + self.cleaning - 1) + 1
        )

    def held_for_use(self, minute: int) -> int:
        """Return the minute from which set-up is worked off when use may start at the given one."""
        begin = max(0, self.calendar.worked_before(minute) - self.setup)
        return self.calendar.nth(begin) if begin < self.calendar.total else minute

    def held_for_end(self, minute: int) -> int:
        """Return the minute from which use, after set-up, goes on just beyond the given one."""
        begin = max(0, self.calendar.worked_before(minute) - self.setup - self.use + 1)
        return self.calendar.nth(begin) if begin < self.calendar.total else minute


@dataclass(frozen=True, slots=True)
class OpeningWork:
    """Set-up, use and cleaning unbroken inside one opening."""

    calendar: Calendar
    setup: int
    use: int
    cleaning: int

    @property
    def room(self) -> int:
        """How many minutes of an opening must be left when use begins."""
        return self.use + self.cleaning

    def first(self, minute: int) -> Slot | None:
        """Return the first slot held from a minute on."""
        held = self.setup + self.use + self.cleaning
        begin = _first_fit(self.calendar, minute, held)
        return None if begin is None else self._slot(begin)

    def last(self, use_by: int, held_by: int) -> Slot | None:
        """Return the last slot used and held until these minutes at most."""
        held = self.setup + self.use + self.cleaning
        begin = _last_fit(self.calendar, min(use_by - self.setup - self.use, held_by - held), held)
        return None if begin is None else self._slot(begin)

    def _slot(self, begin: int) -> Slot:
        use_from = begin + self.setup
        return Slot(begin, use_from, use_from + self.use, use_from + self.use + self.cleaning)

    def held_for_use(self, minute: int) -> int:
        """Return the minute that leaves just the set-up before use."""
        return minute - self.setup

    def held_for_end(self, minute: int) -> int:
        """Return the minute that leaves set-up and use, and goes on just beyond the given one."""
        return minute - self.setup - self.use + 1


@dataclass(frozen=True, slots=True)
class OvernightWork:
    """Set-up inside one opening of all, use on by the clock, cleaning in the machine's open time after it.

    A run that fits in one opening is found by this shape too, at the same minute, so it needs no second look.
    """

    calendar: Calendar
    machine: Calendar
    setup: int
    use: int
    cleaning: int

    @property
    def room(self) -> int:
        """How many minutes of an opening must be left when use begins."""
        return 0 if self.setup else 1

    def first(self, minute: int) -> Slot | None:
        """Return the first slot held from a minute on; without set-up, use starts in an open minute."""
        begin = _first_fit(self.calendar, minute, self.setup)
        return None if begin is None else self._slot(begin)

    def last(self, use_by: int, held_by: int) -> Slot | None:
        """Return the last slot used and held until these minutes at most."""
        cleaned = self.machine.worked_before(held_by) - self.cleaning
        if cleaned < 0:
            return None
        # use may end as late as the minute before which just the cleaning is left until `held_by`
        by = min(use_by, held_by)
        if self.cleaning and cleaned < self.machine.total:
            by = min(by, self.machine.nth(cleaned))
        begin = _last_fit(self.calendar, by - self.setup - self.use, max(1, self.setup))
        return None if begin is None else self._slot(begin)

    def _slot(self, begin: int) -> Slot | None:
        use_to = begin + self.setup + self.use
        cleaned = self.machine.worked_before(use_to) + self.cleaning
        if cleaned > self.machine.total:
            return None
        held_to = self.machine.nth(cleaned - 1) + 1 if self.cleaning else use_to
        return Slot(begin, begin + self.setup, use_to, held_to)

    def held_for_use(self, minute: int) -> int:
        """Return the minute that leaves just the set-up before use."""
        return minute - self.setup

    def held_for_end(self, minute: int) -> int:
        """Return the minute that leaves set-up and use, and goes on just beyond the given one."""
        return minute - self.setup - self.use + 1


def _first_fit(calendar: Calendar, minute: int, length: int) -> int | None:
    """Return the first minute from which an opening has a length left, None if there is no such opening."""
    if length > calendar.longest:
        return None
    for at in range(calendar.opening(minute), len(calendar.starts)):
        begin = max(minute, calendar.starts[at])
        if begin + length <= calendar.ends[at]:
            return begin
    return None


def _last_fit(calendar: Calendar, minute: int, length: int) -> int | None:
    """Return the last minute up to one from which an opening has a length left, None if there is none."""
    if length > calendar.longest:
        return None
    for at in range(bisect_right(calendar.starts, minute) - 1, -1, -1):
        begin = min(minute, calendar.ends[at] - length)
        if begin >= calendar.starts[at]:
            return begin
    return None

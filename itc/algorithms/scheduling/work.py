"""The shapes work can take in open time: each finds its first slot, knowing nothing of other bookings.

Every shape is first in, first out: a slot found from a later minute never starts, or ends, earlier.
"""

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

    def held_for_use(self, minute: int) -> int:
        """Return the first minute to hold from so that use starts at this minute or later."""


@dataclass(frozen=True, slots=True)
class SplitWork:
    """Set-up, use and cleaning worked through open time, pausing in closed hours."""

    calendar: Calendar
    setup: int
    use: int
    cleaning: int

    def first(self, minute: int) -> Slot | None:
        """Return the first slot held from a minute on."""
        begin = self.calendar.worked_before(minute)
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


@dataclass(frozen=True, slots=True)
class OpeningWork:
    """Set-up, use and cleaning unbroken inside one opening."""

    calendar: Calendar
    setup: int
    use: int
    cleaning: int

    def first(self, minute: int) -> Slot | None:
        """Return the first slot held from a minute on."""
        held = self.setup + self.use + self.cleaning
        begin = _first_fit(self.calendar, minute, held)
        if begin is None:
            return None
        return Slot(begin, begin + self.setup, begin + self.setup + self.use, begin + held)

    def held_for_use(self, minute: int) -> int:
        """Return the minute that leaves just the set-up before use."""
        return minute - self.setup


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

    def first(self, minute: int) -> Slot | None:
        """Return the first slot held from a minute on; without set-up, use starts in an open minute."""
        begin = _first_fit(self.calendar, minute, self.setup)
        if begin is None:
            return None
        use_to = begin + self.setup + self.use
        cleaned = self.machine.worked_before(use_to) + self.cleaning
        if cleaned > self.machine.total:
            return None
        held_to = self.machine.nth(cleaned - 1) + 1 if self.cleaning else use_to
        return Slot(begin, begin + self.setup, use_to, held_to)

    def held_for_use(self, minute: int) -> int:
        """Return the minute that leaves just the set-up before use."""
        return minute - self.setup


def _first_fit(calendar: Calendar, minute: int, length: int) -> int | None:
    """Return the first minute from which an opening has a length left, None if there is no such opening."""
    if length > calendar.longest:
        return None
    for at in range(calendar.opening(minute), len(calendar.starts)):
        begin = max(minute, calendar.starts[at])
        if begin + length <= calendar.ends[at]:
            return begin
    return None

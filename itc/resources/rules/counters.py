"""Weeks of a lab's counter: from Monday on, on the wall clock of Bangkok; so many orders each."""

import datetime as dt
from collections import Counter as Tally
from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from functools import cached_property

from itc.lib import hours

WEEK = dt.timedelta(days=7)


def monday(day: dt.date) -> dt.date:
    """Return the Monday of the week of a day."""
    return day - dt.timedelta(days=day.weekday())


@dataclass(frozen=True)
class Weeks:
    """When a counter takes samples, how many orders a week, and the drop-off days ordered so far."""

    hours: str
    capacity: int
    closed: Set[dt.date]
    ordered: Iterable[dt.date] = field(repr=False)

    @cached_property
    def _tally(self) -> Tally[dt.date]:
        return Tally(monday(day) for day in self.ordered)

    def takes_samples(self, day: dt.date) -> bool:
        """Return whether the counter is open on a day."""
        weekdays = {opening.weekday for opening in hours.parse(self.hours)}
        return day.weekday() in weekdays and day not in self.closed

    def room(self, day: dt.date) -> int:
        """Return how many more orders the week of a day takes."""
        return max(self.capacity - self._tally[monday(day)], 0)

    def next_day(self, after: dt.date, *, last: dt.date) -> dt.date | None:
        """Return the first day after another, up to a last, that takes an order; None where none does."""
        days = (after + dt.timedelta(days=number) for number in range(1, (last - after).days + 1))
        return next((day for day in days if self.takes_samples(day) and self.room(day)), None)

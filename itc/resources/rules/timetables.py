"""When something is open: a week that may change from a day on, less the days its centre is closed."""

import datetime as dt
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from itc.algorithms.scheduling.open_time import Calendar, Hours, from_weekly
from itc.algorithms.scheduling.spans import Spans
from itc.lib import hours
from itc.lib.minutes import BANGKOK_OFFSET, day_number, minute_of

NEVER = ""
"""The week of what is not there: no hours at all."""
ALWAYS = dt.date.min
MOMENT = dt.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, order=True)
class Timetable:
    """Weekly hours, each from a day on, the first from ever; and days of its own on which it is closed."""

    weeks: tuple[tuple[dt.date, str], ...]
    closed: tuple[dt.date, ...] = ()

    def on(self, day: dt.date) -> str:
        """Return the weekly hours in force on a day, as text."""
        return next(text for since, text in reversed(self.weeks) if since <= day)

    def opens_on(self, day: dt.date, holidays: Set[dt.date]) -> bool:
        """Return whether it opens at all on a day."""
        weekdays = {opening.weekday for opening in hours.parse(self.on(day))}
        return day.weekday() in weekdays and day not in holidays and day not in self.closed

    def admits(self, start: dt.datetime, end: dt.datetime, *, overnight: bool = False) -> bool:
        """Return whether work held between two moments of Bangkok begins and ends while it is open.

        What may run over night needs only to begin so.
        """
        return self._open_at(start) and (overnight or self._open_at(end - MOMENT))

    def _open_at(self, moment: dt.datetime) -> bool:
        day, minute = moment.date(), moment.hour * 60 + moment.minute
        week = hours.parse(self.on(day))
        return day not in self.closed and any(
            each.weekday == day.weekday() and each.opens <= minute < each.closes for each in week
        )


def every_week(text: str) -> Timetable:
    """Return the same week for ever."""
    return Timetable(((ALWAYS, text),))


def timetable(
    text: str,
    *,
    changes: Iterable[tuple[dt.date, str]] = (),
    closed: Iterable[dt.date] = (),
    first: dt.date | None = None,
    last: dt.date | None = None,
) -> Timetable:
    """Return the hours of something that has some now and others from days on, and stands from a first to a
    last day, where there are any."""
    weeks = [(ALWAYS, text), *sorted(changes)]
    if first is not None:
        then = [each[1] for each in weeks if each[0] <= first][-1]
        weeks = [(ALWAYS, NEVER), (first, then), *(each for each in weeks if each[0] > first)]
    if last is not None:
        gone = last + dt.timedelta(days=1)
        weeks = [*(each for each in weeks if each[0] < gone), (gone, NEVER)]
    return Timetable(tuple(weeks), tuple(sorted(set(closed))))


@lru_cache(maxsize=512)
def calendar(of: Timetable, holidays: frozenset[dt.date], first: dt.date, days: int) -> Calendar:
    """Return the open time from a day on, for so many days."""
    end = first + dt.timedelta(days=days)
    closed = frozenset(map(day_number, holidays.union(of.closed)))
    found: list[tuple[int, int]] = []
    for (since, text), (until, _next) in pairwise([*of.weeks, (dt.date.max, NEVER)]):
        begins, ends = max(since, first), min(until, end)
        if begins < ends:
            week = [Hours(*opening) for opening in hours.parse(text)]
            part = from_weekly(week, closed, minute_of(begins), minute_of(ends), BANGKOK_OFFSET)
            found += zip(part.starts, part.ends, strict=True)
    spans = Spans.merged(found)
    return Calendar(spans.starts, spans.ends)

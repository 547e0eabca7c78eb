"""Weekly opening hours written as text: `Mon-Fri 08:30-16:30; Sat 09:00-12:00`.

Days are Mon to Sun, a range (`Mon-Fri`) or a list (`Mon,Wed`); closing may be 24:00; times are Asia/Bangkok.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_PART = re.compile(r"^([A-Z][a-z]{2}(?:[-,][A-Z][a-z]{2})*) (\d{2}):(\d{2})-(\d{2}):(\d{2})$")


class Opening(NamedTuple):
    """One weekly opening: weekday 0 = Monday, minutes after midnight."""

    weekday: int
    opens: int
    closes: int


class NotHours(ValueError):
    """Text that cannot be read as opening hours; `part` is the piece at fault."""

    def __init__(self, why: str, part: str) -> None:
        super().__init__(why)
        self.part = part


@lru_cache(maxsize=1024)
def parse(text: str) -> tuple[Opening, ...]:
    """Return the openings of a week in order. Raises NotHours."""
    found: list[Opening] = []
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        match = _PART.match(part)
        if match is None:
            raise NotHours(f"cannot read the hours {part!r}: write Mon-Fri 08:30-16:30", part)
        hours = [int(group) for group in match.groups()[1:]]
        opens, closes = hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]
        if not (hours[1] < 60 and hours[3] < 60 and 0 <= opens < closes <= 24 * 60):
            raise NotHours(f"{part!r}: opening must come before closing, on one day", part)
        found.extend(Opening(day, opens, closes) for day in _weekdays(match[1]))
    found.sort()
    for before, after in pairwise(found):
        if before.weekday == after.weekday and after.opens < before.closes:
            raise NotHours(f"the hours {text!r} overlap on {_DAYS[before.weekday]}", text)
    return tuple(found)


def _weekdays(text: str) -> list[int]:
    days: list[int] = []
    for piece in text.split(","):
        ends = piece.split("-")
        if len(ends) > 2 or any(end not in _DAYS for end in ends):
            raise NotHours(f"cannot read the days {text!r}: write Mon-Fri or Mon,Wed", text)
        first, last = _DAYS.index(ends[0]), _DAYS.index(ends[-1])
        if last < first:
            raise NotHours(f"the days {text!r} run backwards", text)
        days.extend(range(first, last + 1))
    return days


def of_day(text: str, weekday: int) -> str:
    """Return the openings of one weekday as `08:30-12:00, 13:00-16:30`, nothing where it is closed."""
    return ", ".join(
        f"{_clock(each.opens)}-{_clock(each.closes)}" for each in parse(text) if each.weekday == weekday
    )


def written(days: Sequence[str]) -> str:
    """Return a week from the openings of its seven days, each as `of_day` writes them. Raises NotHours."""
    parts = [tuple(filter(None, (piece.strip() for piece in day.split(",")))) for day in days]
    found = [
        f"{_DAYS[first]}{f'-{_DAYS[last]}' if last > first else ''} {span}"
        for first, last in _runs(parts)
        for span in parts[first]
    ]
    text = "; ".join(found)
    parse(text)
    return text


def _runs(parts: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of days in a row that are alike."""
    first = 0
    for day in range(1, len(parts) + 1):
        if day == len(parts) or parts[day] != parts[first]:
            yield first, day - 1
            first = day


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"

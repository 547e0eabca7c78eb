"""Days on which offices work."""

import datetime as dt
from collections.abc import Set

from itc.lib import thai

LAPSE_DAYS = 3
"""A case that nobody has confirmed lapses after so many working days."""
SATURDAY = 5


def lapses_at(made: dt.datetime, holidays: Set[dt.date], days: int = LAPSE_DAYS) -> dt.datetime:
    """Return the end, in Bangkok, of the third working day (or another) after the day a case was made."""
    day, left = thai.local_day(made), days
    while left:
        day += dt.timedelta(days=1)
        left -= day.weekday() < SATURDAY and day not in holidays
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), tzinfo=thai.BANGKOK)

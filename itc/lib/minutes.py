"""Minutes since 1970-01-01 00:00 UTC, as calendars count them, and days and moments of Bangkok."""

import datetime as dt

BANGKOK_OFFSET = 7 * 60
EPOCH = dt.date(1970, 1, 1)
_ZONE = dt.timezone(dt.timedelta(minutes=BANGKOK_OFFSET))


def day_number(day: dt.date) -> int:
    """Return the days from 1970-01-01 to a day."""
    return (day - EPOCH).days


def minute_of(day: dt.date) -> int:
    """Return the minute at which a day begins in Bangkok."""
    return day_number(day) * 24 * 60 - BANGKOK_OFFSET


def minute_at(moment: dt.datetime) -> int:
    """Return the first whole minute not before an aware moment."""
    return -int(-moment.timestamp() // 60)


def moment_of(minute: int) -> dt.datetime:
    """Return the aware moment of a minute, with Bangkok's offset."""
    return dt.datetime.fromtimestamp(minute * 60, tz=_ZONE)


def day_of(minute: int) -> dt.date:
    """Return the day in Bangkok of a minute."""
    return EPOCH + dt.timedelta(days=(minute + BANGKOK_OFFSET) // (24 * 60))

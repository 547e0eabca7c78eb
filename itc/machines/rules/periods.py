"""From when to when something cannot be had, in words: whole days without an hour."""

import datetime as dt

from itc.lib import thai

MOMENT = dt.timedelta(microseconds=1)


def period(start: dt.datetime, end: dt.datetime, *, language: str) -> str:
    """Return `Sat 28 Nov 2026`, `Sat 28 Nov 2026 09:00–17:00` or `… 09:00 – Mon 30 Nov 2026`.

    A day that begins or ends with the period stands for itself; its hour is said where it is another.
    """
    first, last = thai.local_day(start), thai.local_day(end - MOMENT)
    begins = "" if start == thai.start_of_day(first) else thai.clock_text(start)
    ends = "" if end == thai.start_of_day(last + dt.timedelta(days=1)) else thai.clock_text(end)
    one, other = (thai.date_text(day, language=language, weekday=True) for day in (first, last))
    if first == last:
        clock = f"{begins or '00:00'}–{ends or '24:00'}" if begins or ends else ""
        return f"{one} {clock}".strip()
    return f"{one} {begins}".strip() + " – " + f"{other} {ends}".strip()

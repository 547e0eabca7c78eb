"""When a notice may go out."""

import datetime as dt

from itc.lib.thai import BANGKOK


def is_quiet(moment: dt.datetime, start: dt.time, end: dt.time) -> bool:
    """Return whether an aware moment lies in quiet hours of Bangkok, which may run over midnight.

    From and until the same hour: never quiet.
    """
    clock = moment.astimezone(BANGKOK).time()
    if start <= end:
        return start <= clock < end
    return clock >= start or clock < end


def due(now: dt.datetime, *, start: dt.time, end: dt.time, urgent: bool) -> dt.datetime:
    """Return when to send what is told now: at once, or as the quiet hours end."""
    return now if urgent or not is_quiet(now, start, end) else next_at(now, end)


def next_at(now: dt.datetime, clock: dt.time) -> dt.datetime:
    """Return the next moment at which a clock in Bangkok shows a time."""
    local = now.astimezone(BANGKOK)
    moment = dt.datetime.combine(local.date(), clock, BANGKOK)
    return (moment if moment > local else moment + dt.timedelta(days=1)).astimezone(dt.UTC)

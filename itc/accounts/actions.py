"""Tries to sign in, counted so that nobody can guess a password."""

import datetime as dt
from collections.abc import Sequence

from itc.accounts.errors import TooManyTries
from itc.web.actions import count, uncount

TRIES = 10
MINUTES = 5


def count_try(*, callers: Sequence[str], now: dt.datetime) -> None:
    """Count a try for all who stand for it: its line and its name.

    Refuses: TooManyTries, when one of them has had 10 in the last 5 minutes; then none is counted.
    """
    waits = {caller: count(caller=caller, limit=TRIES, minutes=MINUTES, now=now) for caller in callers}
    if longest := max(waits.values()):
        forget_try(callers=[caller for caller, wait in waits.items() if not wait], now=now)
        raise TooManyTries(now=now, retry_after=longest)


def forget_try(*, callers: Sequence[str], now: dt.datetime) -> None:
    """Take back a try that was counted at `now`: its password was right."""
    for caller in callers:
        uncount(caller=caller, now=now)

"""When a task that failed is tried again."""

import datetime as dt

MOST_TRIES = 6
"""The last one is some six hours after the first."""
FIRST_WAIT = dt.timedelta(minutes=1)
TIMES = 4
LONGEST = dt.timedelta(minutes=15)
"""A task that has run so long was left behind by a worker that was killed: no task of ours takes a minute."""


def wait(tries: int) -> dt.timedelta | None:
    """Return how long to wait after so many tries (1 or more); None: it is dead."""
    if tries >= MOST_TRIES:
        return None
    return FIRST_WAIT * int(TIMES ** (tries - 1))

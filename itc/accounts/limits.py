"""Tries and codes, counted so that nobody can guess a password or send messages in a stranger's name.

Counted in the database, by line and by name, so that all processes count together. Many people share a line
in a centre: its limits leave room for a morning of visitors, those of a name do not.
"""

import datetime as dt
from collections.abc import Mapping, Sequence

from itc.accounts.errors import TooManyClaims, TooManyCodes, TooManyTries
from itc.web.actions import count, uncount

TRIES = 10
MINUTES = 5
CODES_OF_A_LINE, CODES_OF_A_CONTACT, CODE_MINUTES = 60, 5, 10
CLAIMS, CLAIM_MINUTES = 10, 10


def count_try(*, callers: Sequence[str], now: dt.datetime) -> None:
    """Count a try for all who stand for it: its line and its name.

    Refuses: TooManyTries, when one of them has had 10 in the last 5 minutes; then none is counted.
    """
    if wait := _count_all(dict.fromkeys(callers, TRIES), MINUTES, now):
        raise TooManyTries(now=now, retry_after=wait)


def forget_try(*, callers: Sequence[str], now: dt.datetime) -> None:
    """Take back a try that was counted at `now`: its password was right."""
    for caller in callers:
        uncount(caller=caller, now=now)


def count_code(*, line: str, contact: str, now: dt.datetime) -> None:
    """Count a code that is about to be sent to a contact, asked for from a line; both are digests.

    Refuses: TooManyCodes, after 60 of a line or 5 to a contact in the last 10 minutes.
    """
    limits = {line: CODES_OF_A_LINE, contact: CODES_OF_A_CONTACT}
    if wait := _count_all(limits, CODE_MINUTES, now):
        raise TooManyCodes(now=now, retry_after=wait)


def count_claim(*, line: str, now: dt.datetime) -> None:
    """Count a claim code typed from a line. Refuses: TooManyClaims, after 10 in the last 10 minutes."""
    if wait := _count_all({line: CLAIMS}, CLAIM_MINUTES, now):
        raise TooManyClaims(now=now, retry_after=wait)


def _count_all(limits: Mapping[str, int], minutes: int, now: dt.datetime) -> int:
    """Count one for each caller, or for none; return the seconds to wait."""
    waits = {
        caller: count(caller=caller, limit=limit, minutes=minutes, now=now)
        for caller, limit in limits.items()
    }
    if longest := max(waits.values()):
        forget_try(callers=[caller for caller, wait in waits.items() if not wait], now=now)
    return longest

"""Tries and codes, counted so that nobody can guess a password or send messages in a stranger's name.

Counted in the database, by line and by name, so that all processes count together. Many people share a line
in a centre: its limits leave room for a morning of visitors, those of a name do not.
"""

import datetime as dt
from collections.abc import Mapping, Sequence

from itc.accounts.errors import TooManyClaims, TooManyCodes, TooManyTries
from itc.accounts.models import SentCode
from itc.web.actions import count, uncount

TRIES = 10
MINUTES = 5
CODES_OF_A_LINE, CODES_OF_A_CONTACT, CODE_MINUTES = 60, 5, 10
CODES_A_DAY, A_DAY = 20, dt.timedelta(days=1)  # of six digits, with three tries each: one in 16,000
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

    Refuses: TooManyCodes, after 60 of a line in 10 minutes, or 5 to a contact in 10 minutes or 20 in a day.
    """
    wait = _count_all({line: CODES_OF_A_LINE}, CODE_MINUTES, now) or _count_sent(contact, now)
    if wait:
        raise TooManyCodes(now=now, retry_after=wait)


def _count_sent(contact: str, now: dt.datetime) -> int:
    """Count one to a contact, or none; return the seconds to wait. Counted first, as in `itc.web.actions`."""
    SentCode.objects.filter(sent_at__lte=now - A_DAY).delete()
    mine = SentCode.objects.create(to=contact, sent_at=now)
    waits = [
        _wait(contact, limit, span, now)
        for limit, span in ((CODES_OF_A_CONTACT, dt.timedelta(minutes=CODE_MINUTES)), (CODES_A_DAY, A_DAY))
    ]
    if any(waits):
        mine.delete()
    return max(waits)


def _wait(contact: str, limit: int, span: dt.timedelta, now: dt.datetime) -> int:
    """Return the seconds until a contact has had fewer codes than its limit in a span of time."""
    sent = SentCode.objects.filter(to=contact, sent_at__gt=now - span).order_by("-sent_at", "-pk")
    over = list(sent.values_list("sent_at", flat=True)[limit : limit + 1])
    return int((over[0] + span - now).total_seconds()) + 1 if over else 0


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

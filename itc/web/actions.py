"""The cost budget of public endpoints, and tries counted over some minutes."""

import datetime as dt

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F

from itc.web.errors import BudgetSpent
from itc.web.models import Spending

# No tries are counted over more.
KEPT_MINUTES = 10  # long enough to look into a flood, short enough to keep nothing of anybody


def spend(*, caller: str, cost: int, now: dt.datetime) -> None:
    """Take cost units off a caller's budget of this minute; a limit of 0 takes nothing.

    Refuses: BudgetSpent, with the seconds until the next minute.
    """
    if not settings.PUBLIC_LIMIT:
        return
    seconds = int(now.timestamp())
    if _add(caller, seconds // 60, cost) > settings.PUBLIC_LIMIT:
        raise BudgetSpent(retry_after=60 - seconds % 60)


def count(*, caller: str, limit: int, minutes: int, now: dt.datetime) -> int:
    """Count one more by a caller; return 0, or, past the limit of the last minutes, the seconds to wait.

    Counted before it is known how it ends, so that many at once do not pass; what must wait is not counted.
    """
    seconds = int(now.timestamp())
    minute = seconds // 60
    _add(caller, minute, 1)
    counted = Spending.objects.filter(caller=caller, minute__gt=minute - minutes, spent__gt=0)
    if sum(counted.values_list("spent", flat=True)) <= limit:
        return 0
    uncount(caller=caller, now=now)
    oldest = counted.order_by("minute").values_list("minute", flat=True).first() or minute
    return (oldest + minutes) * 60 - seconds


def uncount(*, caller: str, now: dt.datetime) -> None:
    """Take back one that was counted at `now`."""
    minute = int(now.timestamp()) // 60
    Spending.objects.filter(caller=caller, minute=minute, spent__gt=0).update(spent=F("spent") - 1)


def _add(caller: str, minute: int, cost: int) -> int:
    """Add to the row of the minute, made by whoever comes first; return what is spent."""
    row = Spending.objects.filter(caller=caller, minute=minute)
    if not row.update(spent=F("spent") + cost):
        try:
            with transaction.atomic():
                Spending.objects.create(caller=caller, minute=minute, spent=cost)
        except IntegrityError:  # another request of the same caller was first
            row.update(spent=F("spent") + cost)
        Spending.objects.filter(minute__lt=minute - KEPT_MINUTES).delete()
    return row.values_list("spent", flat=True).get()

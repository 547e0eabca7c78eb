"""The cost budget of public endpoints."""

import datetime as dt

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F

from itc.web.errors import BudgetSpent
from itc.web.models import Spending

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

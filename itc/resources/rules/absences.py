"""What an absence may be: forwards, not over, not for years, not in a far year."""

import datetime as dt
from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONGEST_DAYS = 366
"""Whoever is away for longer is no longer there: the row itself is to be ended."""
FURTHEST_DAYS = 540
"""Calendars reach no further (itc.planning.queries.network.HORIZON_DAYS)."""


def out_of_reason(*, start: dt.datetime, end: dt.datetime, now: dt.datetime) -> Iterator[Promise]:
    """Yield a sentence for each reason why an absence from one aware moment to another makes no sense."""
    if end <= start:
        yield _("It ends before it begins: mend one of the two.")
    elif end <= now:
        yield _("It is over already: nobody can be booked there any more.")
    elif end - start > dt.timedelta(days=LONGEST_DAYS):
        yield _("It is longer than a year: enter a year at most.")
    if start > now + dt.timedelta(days=FURTHEST_DAYS):
        yield _("It begins more than 18 months from now: calendars reach no further.")

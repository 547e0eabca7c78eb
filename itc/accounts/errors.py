"""Refusals of accounts."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from itc.lib.refusal import TooMany


class TooManyTries(TooMany):
    """Too many wrong passwords came from one line, or for one name."""

    code = "too-many-tries"

    def __init__(self, *, now: dt.datetime, retry_after: int) -> None:
        again = timezone.localtime(now + dt.timedelta(seconds=retry_after))
        super().__init__(
            _(
                "The password was wrong many times, so signing in rests for a while. "
                "Please try again at %(time)s, or ask your centre."
            )
            % {"time": f"{again:%H:%M}"},
            retry_after=retry_after,
        )

"""What is asked to be held, and why one of it cannot be."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from itc.lib import thai


@dataclass(frozen=True, slots=True)
class Hold:
    """A resource, by its code, held from set-up to the end of cleaning; all moments aware."""

    resource: str
    held_from: dt.datetime
    held_to: dt.datetime
    use_from: dt.datetime
    use_to: dt.datetime

    def overlaps(self, start: dt.datetime, end: dt.datetime) -> bool:
        """Say whether it holds any time between two moments."""
        return self.held_from < end and start < self.held_to


@dataclass(frozen=True, slots=True)
class Order:
    """A test at a lab's counter, by its code, dropped off on a day."""

    counter: str
    drop_off_on: dt.date


class Why(StrEnum):
    """Why something cannot be held."""

    UNKNOWN = "unknown"
    TAKEN = "taken"
    ABSENT = "absent"
    TOO_LATE = "too-late"
    CLOSED = "closed"
    WEEK_FULL = "week-full"


@dataclass(frozen=True, slots=True)
class Gone:
    """What cannot be held, and why."""

    asked: Hold | Order
    why: Why

    def __str__(self) -> str:
        asked = self.asked
        day = asked.drop_off_on if isinstance(asked, Order) else thai.local_day(asked.held_from)
        return f"{thai.date_text(day, language=get_language() or 'th', weekday=True)}: {WHY_NOT[self.why]}"


WHY_NOT = {
    Why.UNKNOWN: _("it is not there any more"),
    Why.TAKEN: _("somebody else was quicker"),
    Why.ABSENT: _("it is out of order, closed or on leave then"),
    Why.TOO_LATE: _("it needs more notice than is left"),
    Why.CLOSED: _("it is closed on that day"),
    Why.WEEK_FULL: _("the laboratory takes no more orders that week"),
}
"""Why something cannot be held, in words."""

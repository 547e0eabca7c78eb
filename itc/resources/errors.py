"""Refusals of resources."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from itc.lib import thai
from itc.lib.refusal import Conflict, NotFound, NotReady

NO_ROOM = _("No later week has room either: please choose another laboratory.")


class UnknownMachine(NotFound):
    """There is no such kind of machine."""

    code = "unknown-machine"

    def __init__(self) -> None:
        super().__init__(_("There is no such kind of machine. Search for it by its name."))


class UnknownPlace(NotReady):
    """The province is none of the 77."""

    code = "unknown-province"

    def __init__(self) -> None:
        super().__init__(_("Please choose one of the 77 provinces."))


class NotADay(NotReady):
    """The words for a day say none."""

    code = "not-a-day"

    def __init__(self) -> None:
        super().__init__(_("Write a day like 1/12/2569, 2026-12-01, tomorrow or next Tuesday."))


class DayPassed(NotReady):
    """Nothing can be free on a day that is over."""

    code = "day-passed"

    def __init__(self) -> None:
        super().__init__(_("This day has passed. Choose today or a later one."))


class DayTooFar(NotReady):
    """The day lies beyond what can be booked."""

    code = "day-too-far"

    def __init__(self, last: dt.date) -> None:
        day = thai.date_text(last, language=get_language() or "th")
        super().__init__(_("Calendars are open until %(day)s. Choose an earlier day.") % {"day": day})


class AbsenceOutOfReason(NotReady):
    """An absence runs backwards, is over, is very long or lies very far ahead; each reason is a sentence."""

    code = "absence-out-of-reason"


class BookingsInTheWay(Conflict):
    """Live bookings stand where an absence would be; after the sentence each of them is named."""

    code = "bookings-in-the-way"

    def __init__(self, *, of: str, absence: object, bookings: Iterable[str]) -> None:
        super().__init__(
            _("%(of)s is booked at that time. Before this %(absence)s is entered, each of these has to go:")
            % {"absence": absence, "of": of},
            *bookings,
        )


class NotAnAbsence(NotReady):
    """What should be released is a booking for work."""

    code = "not-an-absence"

    def __init__(self) -> None:
        super().__init__(_("This is booked for work. Only an outage, a closure or leave is ended here."))


class AlreadyReleased(Conflict):
    """It was released before."""

    code = "already-released"

    def __init__(self) -> None:
        super().__init__(_("This was released before, so there is nothing more to do."))


class DropOffNotTaken(NotReady):
    """On that day the counter takes no samples; the next day with room is named."""

    code = "drop-off-not-taken"

    def __init__(self, day: dt.date, *, better: dt.date | None) -> None:
        instead = [_("The next day with room is %(day)s.") % {"day": _text(better)}] if better else [NO_ROOM]
        super().__init__(_("The laboratory takes no samples on %(day)s.") % {"day": _text(day)}, *instead)


class WeekFull(Conflict):
    """The counter has as many orders as it takes in a week; the next week with room is named."""

    code = "week-full"

    def __init__(self, week: dt.date, *, capacity: int, better: dt.date | None) -> None:
        next_week = _("The next week with room is that of %(day)s.")
        instead = [next_week % {"day": _text(better)}] if better else [NO_ROOM]
        super().__init__(
            _("The week of %(day)s is full: the laboratory takes %(capacity)d a week.")
            % {"capacity": capacity, "day": _text(week)},
            *instead,
        )


class NotAllFree(Conflict):
    """Not everything asked for can be held, so nothing is; each of `gone` says what and why."""

    code = "not-all-free"

    def __init__(self, gone: Sequence[Any]) -> None:
        super().__init__(
            _("Not everything of this plan is free any more, so nothing was held:"), *map(str, gone)
        )
        self.gone = tuple(gone)


def _text(day: dt.date) -> str:
    return thai.date_text(day, language=get_language() or "th", weekday=True)

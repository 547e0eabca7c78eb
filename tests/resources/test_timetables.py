"""Weeks that change from a day on, closed days, first and last days: against a count day by day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itc.lib import hours
from itc.lib.minutes import minute_of
from itc.lib.thai import BANGKOK
from itc.resources.rules.timetables import Timetable, calendar, every_week, timetable

MONDAY = dt.date(2026, 12, 7)
DAY = dt.timedelta(days=1)
WEEK, SHORT, NIGHT = "Mon-Fri 08:30-16:30", "Mon-Sat 10:00-12:00", "Mon-Sun 00:00-24:00"
DAYS = 21
days = st.integers(0, DAYS - 1).map(lambda number: MONDAY + number * DAY)
texts = st.sampled_from([WEEK, SHORT, NIGHT, ""])


def test_hours_change_on_their_day_and_not_before() -> None:
    found = timetable(WEEK, changes=[(MONDAY + 7 * DAY, SHORT)])
    assert [found.on(MONDAY + number * DAY) for number in (0, 6, 7, 300)] == [WEEK, WEEK, SHORT, SHORT]


def test_what_is_not_there_yet_or_any_more_is_closed() -> None:
    found = timetable(WEEK, changes=[(MONDAY, SHORT)], first=MONDAY + DAY, last=MONDAY + 8 * DAY)
    assert [found.on(MONDAY + number * DAY) for number in (0, 1, 8, 9)] == ["", SHORT, SHORT, ""]


def test_it_opens_neither_on_a_holiday_nor_on_a_closed_day_of_its_own() -> None:
    found = timetable(WEEK, closed=[MONDAY + DAY])
    opens = [found.opens_on(MONDAY + number * DAY, {MONDAY}) for number in range(7)]
    assert opens == [False, False, True, True, True, False, False]


@pytest.mark.parametrize(
    ("start", "end", "overnight", "fits"),
    [
        ("08:30", "16:30", False, True),
        ("08:29", "09:00", False, False),
        ("16:00", "16:31", False, False),
        ("16:00", "23:00", True, True),
        ("17:00", "23:00", True, False),
    ],
)
def test_what_is_held_begins_and_ends_while_it_is_open(
    start: str, end: str, overnight: bool, fits: bool
) -> None:
    moments = [
        dt.datetime.combine(MONDAY, dt.time.fromisoformat(each), tzinfo=BANGKOK) for each in (start, end)
    ]
    assert every_week(WEEK).admits(moments[0], moments[1], overnight=overnight) is fits
    assert not timetable(WEEK, closed=[MONDAY]).admits(moments[0], moments[1], overnight=overnight)


@given(
    texts,
    st.dictionaries(days, texts, max_size=3),
    st.frozensets(days, max_size=4),
    st.frozensets(days, max_size=3),
    st.none() | days,
    st.none() | days,
)
def test_the_calendar_opens_in_those_minutes_and_no_others(
    text: str,
    changes: dict[dt.date, str],
    closed: frozenset[dt.date],
    holidays: frozenset[dt.date],
    first: dt.date | None,
    last: dt.date | None,
) -> None:
    made = timetable(text, changes=changes.items(), closed=closed, first=first, last=last)
    wanted: set[int] = set()
    for number in range(DAYS):
        day = MONDAY + number * DAY
        gone = day in closed or day in holidays or (first and day < first) or (last and day > last)
        since = max((each for each in changes if each <= day), default=None)
        week = text if since is None else changes[since]
        for opening in () if gone else hours.parse(week):
            if opening.weekday == day.weekday():
                midnight = minute_of(day)
                wanted |= set(range(midnight + opening.opens, midnight + opening.closes))
    open_time = calendar(made, holidays, MONDAY, DAYS)
    spans = zip(open_time.starts, open_time.ends, strict=True)
    assert {minute for start, end in spans for minute in range(start, end)} == wanted


def test_timetables_are_ordered_and_compared_by_what_they_say() -> None:
    assert timetable(WEEK, closed=[MONDAY, MONDAY]) == Timetable(every_week(WEEK).weeks, (MONDAY,))
    assert sorted([timetable(WEEK, closed=[MONDAY]), every_week(WEEK)])[0] == every_week(WEEK)

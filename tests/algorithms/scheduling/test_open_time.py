"""Calendar arithmetic: local days and weeks, weekly hours with holidays, walking open minutes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itc.algorithms.scheduling.open_time import (
    DAY,
    Calendar,
    Hours,
    common,
    from_weekly,
    local_day,
    local_week,
    week_start,
    weekday,
)
from tests.algorithms.scheduling.letters import BANGKOK, MONDAY, at, office, openings, weekly

GAPPED = openings((10, 20), (30, 35), (50, 60))


def minutes_of(calendar: Calendar) -> list[int]:
    pairs = zip(calendar.starts, calendar.ends, strict=True)
    return [minute for start, end in pairs for minute in range(start, end)]


def test_the_local_day_changes_at_midnight_in_bangkok() -> None:
    midnight = MONDAY * DAY - BANGKOK
    assert local_day(midnight - 1, BANGKOK) == MONDAY - 1
    assert local_day(midnight, BANGKOK) == MONDAY


@given(st.dates(date(1970, 1, 1), date(2100, 1, 1)))
def test_weekdays_and_weeks_agree_with_the_calendar_of_python(day: date) -> None:
    number = (day - date(1970, 1, 1)).days
    assert weekday(number) == day.weekday()
    monday = number - day.weekday()
    assert local_week(number) == local_week(monday) == local_week(monday + 6) == local_week(monday - 1) + 1
    same = (day + timedelta(days=1)).isocalendar()[:2] == day.isocalendar()[:2]
    assert (local_week(number + 1) == local_week(number)) is same


def test_a_week_starts_on_monday_at_local_midnight() -> None:
    assert week_start(local_week(MONDAY + 6), BANGKOK) == at(0, 0)


def test_weekly_hours_leave_out_lunch_weekends_and_a_holiday_between() -> None:
    calendar = office(closed=frozenset({1}))
    assert list(zip(calendar.starts, calendar.ends, strict=True))[:4] == [
        (at(0, 8), at(0, 12)),
        (at(0, 13), at(0, 17)),
        (at(2, 8), at(2, 12)),
        (at(2, 13), at(2, 17)),
    ]
    assert at(7, 8) in calendar.starts
    assert not any(at(5, 0) <= start < at(7, 0) for start in calendar.starts)


def test_hours_are_cut_at_both_ends_of_the_horizon() -> None:
    calendar = from_weekly([Hours(0, 480, 1020)], set(), at(0, 9), at(7, 10), BANGKOK)
    assert (calendar.starts, calendar.ends) == ((at(0, 9), at(7, 8)), (at(0, 17), at(7, 10)))


def test_hours_up_to_midnight_join_those_of_the_next_day() -> None:
    night = [Hours(0, 1080, 1440), Hours(1, 0, 360)]
    calendar = from_weekly(night, set(), at(0, 0), at(7, 0), BANGKOK)
    assert (calendar.starts, calendar.ends) == ((at(0, 18),), (at(1, 6),))


@pytest.mark.parametrize("hours", [Hours(0, 600, 600), Hours(0, -1, 60), Hours(0, 600, 1441)])
def test_hours_outside_one_day_are_refused(hours: Hours) -> None:
    with pytest.raises(ValueError, match="inside one day"):
        from_weekly([hours], set(), at(0, 0), at(7, 0), BANGKOK)


def test_openings_that_touch_are_refused_because_they_are_one() -> None:
    with pytest.raises(ValueError, match="one opening"):
        openings((0, 10), (10, 20))


@pytest.mark.parametrize(
    ("minute", "worked"),
    [
        (0, 0),
        (10, 0),
        (11, 1),
        (20, 10),
        (29, 10),
        (30, 10),
        (31, 11),
        (35, 15),
        (59, 24),
        (60, 25),
        (99, 25),
    ],
)
def test_open_minutes_before_a_minute_stand_still_in_closed_hours(minute: int, worked: int) -> None:
    assert GAPPED.worked_before(minute) == worked


@pytest.mark.parametrize(("index", "minute"), [(0, 10), (9, 19), (10, 30), (14, 34), (15, 50), (24, 59)])
def test_the_nth_open_minute_skips_closed_hours(index: int, minute: int) -> None:
    assert GAPPED.nth(index) == minute


def test_a_calendar_knows_its_total_and_its_longest_opening() -> None:
    assert (GAPPED.total, GAPPED.longest) == (25, 10)
    assert (openings().total, openings().longest, openings().worked_before(5)) == (0, 0, 0)


def test_common_time_of_shifted_hours_is_their_overlap() -> None:
    both = common(weekly(8, 16), weekly(10, 20, days=range(1, 7)))
    assert (both.starts[0], both.ends[0]) == (at(1, 10), at(1, 16))
    assert len(both.starts) == 4 * 8


def test_hours_that_only_touch_have_no_time_in_common() -> None:
    assert common(weekly(8, 12), weekly(12, 16)).total == 0


def test_common_time_is_built_once_for_a_pair() -> None:
    one, other = weekly(8, 16), weekly(10, 20)
    assert common(one, other) is common(one, other)
    assert common(one, one) is one


calendars = st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6)), max_size=6).map(
    lambda gaps: openings(*intervals(gaps))
)


def intervals(gaps: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return openings that follow each other after a gap and last a length."""
    found, end = [], 0
    for gap, length in gaps:
        found.append((end + gap, end + gap + length))
        end += gap + length
    return found


@given(calendars, st.integers(0, 80))
def test_counting_and_walking_open_minutes_agree_with_a_list_of_them(calendar: Calendar, minute: int) -> None:
    listed = minutes_of(calendar)
    assert calendar.worked_before(minute) == sum(each < minute for each in listed)
    assert [calendar.nth(index) for index in range(calendar.total)] == listed


@given(calendars, calendars)
def test_common_time_is_just_the_minutes_open_in_both(one: Calendar, other: Calendar) -> None:
    assert minutes_of(common(one, other)) == sorted(set(minutes_of(one)) & set(minutes_of(other)))

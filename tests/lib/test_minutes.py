"""Minutes, days and moments of Bangkok."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from itc.lib import thai
from itc.lib.minutes import day_number, day_of, minute_at, minute_of, moment_of

DAYS = st.dates(dt.date(1970, 1, 2), dt.date(2400, 1, 1))


def test_a_day_begins_at_seven_in_the_evening_before_in_utc() -> None:
    assert moment_of(minute_of(dt.date(2026, 12, 1))).isoformat() == "2026-12-01T00:00:00+07:00"
    assert minute_of(dt.date(1970, 1, 1)) == -7 * 60
    assert day_number(dt.date(1970, 1, 2)) == 1


def test_a_part_of_a_minute_is_the_next_minute() -> None:
    moment = dt.datetime(2026, 12, 1, 9, 0, 1, tzinfo=thai.BANGKOK)
    assert moment_of(minute_at(moment)).strftime("%H:%M") == "09:01"
    assert moment_of(minute_at(moment.replace(second=0))).strftime("%H:%M") == "09:00"


@given(DAYS, st.integers(0, 1439))
def test_every_minute_of_a_day_lies_in_it(day: dt.date, minute: int) -> None:
    moment = moment_of(minute_of(day) + minute)
    assert thai.local_day(moment) == day == day_of(minute_of(day) + minute)
    assert minute_at(moment) == minute_of(day) + minute

"""From when to when something cannot be had, in words."""

import datetime as dt

import pytest

from itc.lib import thai
from itc.machines.rules.periods import period


def at(day: int, hour: int = 0, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 11, day, hour, minute, tzinfo=thai.BANGKOK)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (at(28), at(29), "Sat 28 Nov 2026"),
        (at(28, 9), at(28, 17), "Sat 28 Nov 2026 09:00–17:00"),
        (at(28, 9), at(29), "Sat 28 Nov 2026 09:00–24:00"),
        (at(28), at(28, 12), "Sat 28 Nov 2026 00:00–12:00"),
        (at(28, 9, 30), at(30), "Sat 28 Nov 2026 09:30 – Sun 29 Nov 2026"),
        (at(28), at(30, 8), "Sat 28 Nov 2026 – Mon 30 Nov 2026 08:00"),
    ],
)
def test_whole_days_have_no_hour(start: dt.datetime, end: dt.datetime, said: str) -> None:
    assert period(start, end, language="en") == said


def test_days_are_of_the_buddhist_era_in_thai_and_moments_of_any_zone() -> None:
    start = at(28, 9).astimezone(dt.UTC)
    assert period(start, at(29).astimezone(dt.UTC), language="th") == "ส. 28 พ.ย. 2569 09:00–24:00"

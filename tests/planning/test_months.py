"""The chart over the steps: every day lies where it belongs, every month has its line."""

import datetime as dt
from typing import Any

import pytest
from django.utils.translation import override

from itc.planning.queries.months import MOST_NAMES, Months


def step(starts: str, ends: str, ready: str) -> dict[str, Any]:
    days = {"starts_at": starts, "ends_at": ends, "ready_at": ready}
    return {name: f"{day}T10:00:00+07:00" for name, day in days.items()}


def months(first: str, last: str) -> Months:
    return Months(dt.date.fromisoformat(first), dt.date.fromisoformat(last))


def test_the_days_of_a_plan_reach_from_the_first_start_to_the_last_result() -> None:
    steps = [
        step("2026-12-04", "2026-12-05", "2027-02-01"),
        step("2026-11-30", "2026-11-30", "2026-12-01"),
    ]
    assert Months.of(steps) == months("2026-11-30", "2027-02-01")
    assert Months.of([]) is None


def test_a_day_is_the_one_in_bangkok() -> None:
    late = dict.fromkeys(("starts_at", "ends_at", "ready_at"), "2026-11-30T23:30:00+00:00")
    assert Months.of([late]) == months("2026-12-01", "2026-12-01")


def test_the_first_day_begins_at_nought_and_the_last_ends_at_one() -> None:
    chart = months("2026-12-01", "2026-12-10")
    assert chart.bar(step("2026-12-01", "2026-12-01", "2026-12-10")) == (0, 0.1, 1)
    assert chart.bar(step("2026-12-06", "2026-12-10", "2026-12-10")) == (0.5, 1, 1)


def test_a_plan_of_one_day_fills_the_chart() -> None:
    assert months("2026-12-01", "2026-12-01").bar(step("2026-12-01", "2026-12-01", "2026-12-01")) == (0, 1, 1)


@pytest.mark.parametrize(
    ("language", "names", "first", "last"),
    [
        ("th", ["ธ.ค.", "ม.ค.", "ก.พ."], "เริ่ม 30 พ.ย. 2569", "ถึงตลาด 1 ก.พ. 2570"),
        ("en", ["Dec", "Jan", "Feb"], "Begins 30 Nov 2026", "On the market 1 Feb 2027"),
    ],
)
def test_months_are_named_where_they_begin(language: str, names: list[str], first: str, last: str) -> None:
    with override(language):
        words = months("2026-11-30", "2027-02-01").in_words()
    assert [name for _at, name in words["begins"]] == names
    assert (words["first"], words["last"]) == (first, last)
    shares = [at for at, _name in words["begins"]]
    assert shares == sorted(shares)
    assert 0 < shares[0] < 0.05
    assert shares[-1] < 1


def test_of_many_months_some_stand_without_a_name() -> None:
    words = months("2026-01-15", "2028-06-15").in_words()
    named = [name for _at, name in words["begins"] if name]
    assert len(words["begins"]) == 29
    assert MOST_NAMES / 2 <= len(named) <= MOST_NAMES


def test_within_one_month_none_is_named() -> None:
    assert months("2026-12-01", "2026-12-20").in_words()["begins"] == []

"""Hours as people write them, and as machines read them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itc.centres.rules import opening_days, plain, read_day_hours
from itc.lib.hours import of_day


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("8:30-16:30", "08:30-16:30"),
        ("8.30–16.30 น.", "08:30-16:30"),
        ("๘.๓๐ ถึง ๑๖.๓๐", "08:30-16:30"),
        ("13-16:30, 8:30-12", "08:30-12:00, 13:00-16:30"),
        ("8-12 และ 13-17", "08:00-12:00, 13:00-17:00"),
        ("", ""),
        (" ปิด ", ""),
        ("Closed", ""),
        ("-", ""),
    ],
)
def test_a_day_is_read_as_people_write_it(said: str, meant: str) -> None:
    assert read_day_hours(said) == meant


@pytest.mark.parametrize("said", ["morning", "8:30", "8:3-9", "8-9-10", "8:30-16:30 x", "8-12,"])
def test_what_cannot_be_read_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_day_hours(said)


@given(st.text(max_size=40))
def test_any_text_is_hours_or_refused(said: str) -> None:
    try:
        read = read_day_hours(said)
    except ValueError:
        return
    assert read_day_hours(read) == read


def test_days_of_the_same_hours_stand_together_for_machines() -> None:
    week = "Mon-Fri 08:30-12:00; Mon-Fri 13:00-16:30; Sun 00:00-24:00"
    days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    assert opening_days(week) == [
        (days, "08:30", "12:00"), (days, "13:00", "16:30"), (["Sunday"], "00:00", "23:59"),
    ]  # fmt: skip
    assert opening_days("") == []
    assert of_day(week, 5) == ""


def test_amounts_are_the_same_however_many_noughts_they_have() -> None:
    from_form, from_database = (plain(Decimal(text)) for text in ("0.5", "0.500"))
    assert from_form == from_database == "0.5"

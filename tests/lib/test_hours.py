"""Opening hours written as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itc.lib.hours import NotHours, Opening, of_day, parse, written


def test_a_week_is_read_in_order() -> None:
    assert parse("Sat 09:00-12:00; Mon-Tue 08:30-16:30") == (
        Opening(0, 510, 990),
        Opening(1, 510, 990),
        Opening(5, 540, 720),
    )


def test_lunch_is_a_gap() -> None:
    assert parse("Mon 09:00-12:00; Mon 13:00-16:00") == (Opening(0, 540, 720), Opening(0, 780, 960))


def test_days_may_be_a_list_and_night_ends_at_24() -> None:
    assert parse("Mon,Thu 00:00-24:00") == (Opening(0, 0, 1440), Opening(3, 0, 1440))


@pytest.mark.parametrize("text", ["", " ", ";"])
def test_nothing_written_is_never_open(text: str) -> None:
    assert parse(text) == ()


@pytest.mark.parametrize(
    ("text", "why", "part"),
    [
        ("Sat 09:00-12:00; Mon 8:30-16:30", "cannot read", "Mon 8:30-16:30"),
        ("จ.-ศ. 08:30-16:30", "cannot read", "จ.-ศ. 08:30-16:30"),
        ("Mon 16:30-08:30", "opening must come before", "Mon 16:30-08:30"),
        ("Mon 08:61-16:30", "opening must come before", "Mon 08:61-16:30"),
        ("Mon 08:00-25:00", "opening must come before", "Mon 08:00-25:00"),
        ("Fri-Mon 08:00-09:00", "backwards", "Fri-Mon"),
        ("Mon-Tue-Wed 08:00-09:00", "cannot read the days", "Mon-Tue-Wed"),
        ("Mox 08:00-09:00", "cannot read the days", "Mox"),
        ("Mon 08:00-12:00; Mon-Fri 11:00-13:00", "overlap on Mon", "Mon 08:00-12:00; Mon-Fri 11:00-13:00"),
    ],
)
def test_what_cannot_be_read_is_named(text: str, why: str, part: str) -> None:
    with pytest.raises(NotHours, match=why) as refused:
        parse(text)
    assert refused.value.part == part


@given(st.text(max_size=60))
def test_any_text_is_hours_or_refused(text: str) -> None:
    try:
        openings = parse(text)
    except ValueError:
        return
    assert all(opening.opens < opening.closes for opening in openings)


@pytest.mark.parametrize(
    "text",
    ["", "Mon-Fri 08:30-16:30", "Mon-Thu 09:00-15:00; Fri 09:00-12:00; Fri 13:00-15:00; Sun 00:00-24:00"],
)
def test_a_week_is_written_as_it_was_read(text: str) -> None:
    days = [of_day(text, number) for number in range(7)]
    assert written(days) == text


def test_a_week_whose_day_closes_before_it_opens_is_no_week() -> None:
    with pytest.raises(NotHours):
        written(["16:00-09:00", *[""] * 6])

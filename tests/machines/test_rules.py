"""Pure decisions of the floor: which sheet is asked for, what can be ticked off, what is said of it."""

import datetime as dt

import pytest
from django.utils import translation

from itc.lib.thai import BANGKOK
from itc.machines.rules.day import Asked, read
from itc.machines.rules.turns import (
    ALREADY,
    NEXT,
    State,
    may_undo,
    minutes_early,
    minutes_late,
    said,
    too_early,
)

TODAY = dt.date(2026, 12, 3)
NINE = dt.datetime(2026, 12, 3, 9, 0, tzinfo=BANGKOK)
MINUTE = dt.timedelta(minutes=1)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2026-12-04", dt.date(2026, 12, 4)),
        ("2025-12-03", dt.date(2025, 12, 3)),
        ("2027-12-04", dt.date(2027, 12, 4)),
        ("2027-12-05", TODAY),  # further than anybody looks
        ("0001-01-01", TODAY),
        ("9999-12-31", TODAY),
        ("2569-12-03", TODAY),  # a Buddhist year is centuries away
        ("2026-02-30", TODAY),
        ("yesterday", TODAY),
        ("", TODAY),
        ("๒๕๖๙-๑๒-๐๓", TODAY),
    ],
)
def test_a_day_that_is_none_is_today(day: str, found: dt.date) -> None:
    assert read({"day": day}, today=TODAY).day == found


def test_a_sheet_is_narrowed_by_its_address_and_says_it_again() -> None:
    asked = read({"unit": "A/b 1", "mine": "1"}, today=TODAY)
    assert asked == Asked(TODAY, "A/b 1", mine=True)
    assert asked.whole == "day=2026-12-03&unit=A%2Fb+1&mine=1"
    assert asked.on(TODAY + dt.timedelta(days=1)).query == asked.query
    assert Asked(TODAY).query == ""
    assert Asked(TODAY).whole == "day=2026-12-03"


@pytest.mark.parametrize("given", [{"mine": "yes"}, {"mine": ""}, {}])
def test_mine_is_said_in_one_way(given: dict[str, str]) -> None:
    assert not read(given, today=TODAY).mine


def test_a_unit_from_an_address_is_short_and_holds_no_null() -> None:
    assert read({"unit": "a\0b" + "c" * 200}, today=TODAY).unit == "ab" + "c" * 78


def test_what_follows_what_is_never_what_was_ticked_off_already() -> None:
    for state in State:
        for tick in NEXT[state]:
            assert state not in ALREADY[tick], (state, tick)
    for tick, states in ALREADY.items():
        assert tick in states


@pytest.mark.parametrize("state", [State.CAME, State.RAN, State.DONE])
@pytest.mark.parametrize(
    ("now", "early"),
    [
        (NINE.replace(hour=0), False),
        (NINE.replace(hour=0) - MINUTE, True),
        (NINE + 12 * 60 * MINUTE, False),
        (NINE + 40 * 24 * 60 * MINUTE, False),
    ],
)
def test_work_is_ticked_off_from_its_day_on(state: State, now: dt.datetime, *, early: bool) -> None:
    assert too_early(state, use_from=NINE, held_from=NINE - 30 * MINUTE, now=now) == early


def test_set_up_the_evening_before_is_its_day() -> None:
    """A long set-up begins on the day before: who comes with material then can be ticked off."""
    held_from = NINE - 14 * 60 * MINUTE
    assert not too_early(State.CAME, use_from=NINE, held_from=held_from, now=held_from)


@pytest.mark.parametrize(("minutes", "early"), [(-1, True), (0, True), (14, True), (15, False), (600, False)])
def test_nobody_is_missed_in_the_grace(minutes: int, *, early: bool) -> None:
    now = NINE + minutes * MINUTE
    assert too_early(State.ABSENT, use_from=NINE, held_from=NINE, now=now) == early


def test_a_tick_can_be_undone_for_ten_minutes_and_an_absence_while_it_counts() -> None:
    for state in (State.CAME, State.RAN, State.DONE):
        assert may_undo(state, NINE, NINE + 9 * MINUTE)
        assert not may_undo(state, NINE, NINE + 10 * MINUTE)
    assert may_undo(State.ABSENT, NINE, NINE + 999 * MINUTE)
    assert not may_undo(State.AHEAD, None, NINE)


@pytest.mark.parametrize(("late", "said_late"), [(-60, 0), (0, 0), (4, 0), (5, 5), (61, 61)])
def test_hardly_late_is_not_late(late: int, said_late: int) -> None:
    assert minutes_late(NINE, NINE + late * MINUTE) == said_late
    assert minutes_late(NINE, None) == 0


@pytest.mark.parametrize(
    ("early", "said_early"), [(0, 0), (4, 0), (-4, 0), (5, 5), (-5, -5), (90, 90), (-30, -30)]
)
def test_early_and_over_are_two_signs_of_one_number(early: int, said_early: int) -> None:
    assert minutes_early(NINE, NINE - early * MINUTE) == said_early
    assert minutes_early(NINE, None) == 0


def test_a_note_is_said_in_the_language_of_the_page_and_forgets_old_codes() -> None:
    with translation.override("en"):
        assert said(["cleaned", "gone-since"], "tray 3") == "cleaned · tray 3"
        assert said(["gone-since"], "") == ""
    with translation.override("th"):
        assert "cleaned" not in said(["cleaned"], "")

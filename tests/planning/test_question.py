"""A question survives being kept, and her words survive being cleaned."""

import datetime as dt
import json
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itc.planning.rules.changes import Change, changed, day_wish
from itc.planning.rules.question import IDEA_LETTERS, Question, clean_idea

ASKED = Question(idea="ลำไยอบแห้ง", province="TH-51")
FULL = Question(
    idea="ลำไยอบแห้ง 200 กก.",
    province="TH-51",
    family="dried-fruit",
    platform="export-ready",
    chips_on=("claim:organic",),
    chips_off=("market:JP",),
    amount=Decimal("12.5"),
    amount_unit="kg",
    steps_on=(6,),
    steps_off=(1, 3),
    start=dt.date(2026, 12, 1),
)


@pytest.mark.parametrize("question", [ASKED, FULL])
def test_a_question_reads_back_from_json(question: Question) -> None:
    assert Question.from_json(json.loads(json.dumps(question.as_json()))) == question


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  สบู่\x00น้ำผึ้ง ", "สบู่น้ำผึ้ง"),
        ("สบู่\r\nน้ำผึ้ง\tแท้", "สบู่  น้ำผึ้ง แท้"),
        ("soap \ud83d broken", "soap  broken"),
        ("<b>สบู่</b> '; DROP TABLE", "<b>สบู่</b> '; DROP TABLE"),
        ("🧼 สบู่", "🧼 สบู่"),
        ("", ""),
    ],
)
def test_only_what_no_page_can_hold_is_taken_out(typed: str, kept: str) -> None:
    assert clean_idea(typed) == kept


@given(st.text(max_size=5000))
def test_any_words_can_be_kept(typed: str) -> None:
    kept = clean_idea(typed)
    assert len(kept) <= IDEA_LETTERS
    assert not any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in kept)
    kept.encode()
    assert clean_idea(kept) == kept


def test_a_step_is_switched_off_and_on_again() -> None:
    off = changed(ASKED, Change(step_off=3))
    assert off.steps_off == (3,)
    assert changed(off, Change(step_on=3)).steps_off == ()


def test_a_chip_is_taken_away_and_added_again() -> None:
    away = changed(ASKED, Change(chip_off="market:JP"))
    assert away.chips_off == ("market:JP",)
    back = changed(away, Change(chip_on="market:JP"))
    assert (back.chips_on, back.chips_off) == (("market:JP",), ())


def test_another_family_begins_with_its_own_steps() -> None:
    other = changed(FULL, Change(family="soap"))
    assert (other.family, other.platform, other.steps_on, other.steps_off) == ("soap", None, (), ())
    assert other.chips_on == FULL.chips_on


def test_the_same_family_changes_nothing_else() -> None:
    assert changed(FULL, Change(family="dried-fruit", start=FULL.start)) == FULL


def test_wishes_hold_as_they_stand_in_their_fields() -> None:
    start = dt.date(2027, 1, 5)
    wished = changed(ASKED, Change(days_off=(5, 4, 4), region="North", start=start))
    assert (wished.days_off, wished.region, wished.start) == ((4, 5), "North", start)
    none = changed(wished, Change())
    assert (none.days_off, none.region, none.start) == ((), None, None)


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        ("day-4", ((0,), "North", dt.date(2027, 1, 5))),
        ("region", ((0, 4), None, dt.date(2027, 1, 5))),
        ("start", ((0, 4), "North", None)),
        ("day-6", ((0, 4), "North", dt.date(2027, 1, 5))),
        ("nothing", ((0, 4), "North", dt.date(2027, 1, 5))),
    ],
)
def test_one_wish_is_taken_away_and_the_others_stay(gone: str, left: tuple[object, ...]) -> None:
    fields = Change(days_off=(0, 4), region="North", start=dt.date(2027, 1, 5), wish_off=gone)
    after = changed(ASKED, fields)
    assert (after.days_off, after.region, after.start) == left
    assert after.chips_off == (), "a wish is no chip that was read from her words"


def test_each_weekday_has_a_code_of_its_own() -> None:
    assert len({day_wish(day) for day in range(7)}) == 7
    assert changed(ASKED, Change(days_off=(4,), wish_off=day_wish(4))).days_off == ()


def test_an_amount_is_set_and_taken_away() -> None:
    fifty = changed(ASKED, Change(amount=Decimal(50), amount_unit="kg"))
    assert (fifty.amount, fifty.amount_unit) == (Decimal(50), "kg")
    none = changed(fifty, Change(chip_off="amount", amount=Decimal(50), amount_unit="kg"))
    assert none.amount is None
    assert "amount" in none.chips_off
    assert changed(none, Change(amount=Decimal(5), amount_unit="l")).chips_off == ()


SEQS = st.integers(1, 40)
CHANGES = st.builds(
    Change,
    family=st.none() | st.sampled_from(["soap", "dried-fruit"]),
    chip_on=st.none() | st.sampled_from(["market:JP", "claim:halal"]),
    chip_off=st.none() | st.sampled_from(["market:JP", "amount"]),
    step_on=st.none() | SEQS,
    step_off=st.none() | SEQS,
    amount=st.none() | st.decimals(1, 100, places=1),
    days_off=st.lists(st.integers(0, 6), max_size=7).map(tuple),
    region=st.none() | st.sampled_from(["North", "South"]),
    wish_off=st.none() | st.sampled_from(["day-0", "day-6", "region", "start"]),
)


@given(st.lists(CHANGES, max_size=12))
def test_after_any_changes_nothing_is_both_on_and_off(changes: list[Change]) -> None:
    question = ASKED
    for change in changes:
        question = changed(question, change)
    assert not set(question.steps_on) & set(question.steps_off)
    assert not set(question.chips_on) & set(question.chips_off)
    assert Question.from_json(question.as_json()) == question

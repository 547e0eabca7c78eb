"""Names with room inside: what stands between their parts does not hide them, but another thing does."""

import pytest

from itc.catalogue.rules.sentence import Sentence
from itc.catalogue.rules.understanding_frames import FRAMES, KINDS, Frames
from tests.catalogue.reference import table

FRAME = Frames(["cup"], [("cup", "แก้ว…พลาสติก"), ("cup", "{fruit}+กวน")])


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("แก้วกาแฟพลาสติก", True), ("แก้วพลาสติก", True), ("แก้วใส่พลาสติก", False), ("แก้วกับพลาสติก", False),
        ("มะม่วงกวน", True), ("มะม่วงน้ำปลากวน", False), ("แก้วกาแฟ", False),
    ],
)  # fmt: skip
def test_a_frame_reaches_over_a_few_letters_and_not_into_another_thing(sentence: str, found: bool) -> None:
    assert bool(FRAME.find(Sentence.of(sentence))) is found


def test_frames_of_families_that_are_gone_are_left_out() -> None:
    assert Frames([], FRAMES).find(Sentence.of("มะม่วงกวน")) == []


def test_every_frame_is_of_a_family_and_of_words_there_are() -> None:
    known = {row["code"] for row in table("families")}
    assert {family for family, _frame in FRAMES} <= known
    assert KINDS.keys() >= {"fruit", "herb", "fish"}
    assert len(FRAMES) == len(set(FRAMES))

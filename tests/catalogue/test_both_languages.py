"""Words of the shipped tables that pages show stand in both languages, each in its own letters."""

import re

import pytest

from tests.catalogue.reference import table

PAIRS = [
    ("centres", "specialty"),
    ("machine_kinds", "safety_notes"),
    ("offices", "fee_note"),
    ("requirements", "condition"),
    ("requirements", "parameter"),
    ("standards", "condition"),
    ("standards", "ask_first"),
    ("standards", "asks"),
]
THAI = re.compile("[ก-ฮ]")


@pytest.mark.parametrize(("name", "stem"), PAIRS)
def test_what_is_said_in_one_language_is_said_in_the_other(name: str, stem: str) -> None:
    alone = [row for row in table(name) if bool(row[f"{stem}_th"]) != bool(row[f"{stem}_en"])]

    assert alone == []


@pytest.mark.parametrize(("name", "stem"), PAIRS)
def test_english_has_no_thai_letters(name: str, stem: str) -> None:
    assert [row[f"{stem}_en"] for row in table(name) if THAI.search(row[f"{stem}_en"])] == []


@pytest.mark.parametrize(("name", "stem"), [pair for pair in PAIRS if pair[1] != "parameter"])
def test_thai_has_thai_letters(name: str, stem: str) -> None:
    assert [
        row[f"{stem}_th"] for row in table(name) if row[f"{stem}_th"] and not THAI.search(row[f"{stem}_th"])
    ] == []


def test_a_question_in_thai_has_a_blank_where_latin_letters_or_a_bracket_end_its_name() -> None:
    asked = [row["ask_first_th"] for row in table("standards")]

    assert [text for text in asked if re.search(r"[A-Za-z0-9)]ใช่หรือไม่", text)] == []

"""Words of the pages: groups of links, hazards, triggers, notes in two languages."""

import pytest
from django.utils.translation import override

from itc.catalogue.queries.pages.groups import Link, groups, link_if, word_with
from itc.catalogue.queries.pages.hazards import HAZARDS, hazard
from itc.catalogue.queries.pages.triggers import triggers
from itc.catalogue.queries.pages.words import (
    MACHINE_WORK,
    MARKETS,
    RISKS,
    SCOPES,
    SECTORS,
    STANDARD_KINDS,
)
from itc.catalogue.rules.notes import side
from tests.catalogue.reference import split, table


@pytest.mark.parametrize(
    ("words", "file", "column"),
    [
        (SECTORS, "families", "sector"),
        (RISKS, "families", "risk"),
        (HAZARDS, "families", "hazards"),
        (STANDARD_KINDS, "standards", "kind"),
        (MARKETS, "standards", "market"),
        (MACHINE_WORK, "machine_kinds", "family"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_code_of_the_tables_has_words(words: object, file: str, column: str) -> None:
    codes = {code for row in table(file) for code in split(row[column])} - {"halal"}
    assert {code for code in codes if code not in words} == set()  # type: ignore[operator]  # a dict or a set


def test_every_scope_that_is_no_family_has_words() -> None:
    families = {row["code"] for row in table("families")} | {f"sector:{code}" for code in SECTORS}
    scopes = {each for row in table("standards") for each in split(row["applies_to"])}
    assert scopes - families <= SCOPES.keys()


def test_a_hazard_of_a_row_somebody_added_is_shown_as_written() -> None:
    with override("th"):
        assert hazard("Salmonella") == "ซาลโมเนลลา"
        assert hazard("bad luck") == "bad luck"


@pytest.mark.parametrize(
    ("note", "thai", "said"),
    [
        ("เก็บในที่แห้ง / keep dry", True, "เก็บในที่แห้ง"),
        ("เก็บในที่แห้ง / keep dry", False, "keep dry"),
        ("เก็บ 1/2 ปี", False, "เก็บ 1/2 ปี"),
        ("", True, ""),
    ],
)
def test_a_note_in_two_languages_shows_one(note: str, thai: bool, said: str) -> None:
    assert side(note, thai=thai) == said


# groups


def test_groups_follow_the_titles_and_unknown_ones_come_last() -> None:
    a, b, c = (Link(name, "") for name in "abc")
    found = groups({"x": "X", "y": "Y", "z": "Z"}, [("new", a), ("y", b), ("x", c)])
    assert [(group.title, group.links) for group in found] == [("X", [c]), ("Y", [b]), ("new", [a])]


def test_a_word_is_found_whatever_its_case_digits_or_marks() -> None:
    assert word_with("DRIED", ["dried fruit"]) == "dried fruit"
    assert word_with("๕๐", ["ขนาด 50"]) == "ขนาด 50"
    assert word_with("x", ["dried fruit"]) is None


def test_a_link_found_by_another_word_says_which() -> None:
    assert link_if("กล้วยตาก", "/", "ผลไม้อบแห้ง", ["กล้วยตาก"]) == Link("ผลไม้อบแห้ง", "/", "กล้วยตาก")
    assert link_if("อบแห้ง", "/", "ผลไม้อบแห้ง", ["กล้วยอบแห้ง"]) == Link("ผลไม้อบแห้ง", "/")
    assert link_if("รถ", "/", "ผลไม้อบแห้ง", []) is None


def test_triggers_are_told_by_kind_and_those_without_a_name_are_left_out() -> None:
    names = {"market:JP": "Japan", "market:EU": "Europe", "word:coated": "coated"}
    found = triggers(names, ["word:coated", "market:JP", "word:เคลือบ", "market:EU"])
    assert [each.names for each in found] == [("Japan", "Europe"), ("coated",)]

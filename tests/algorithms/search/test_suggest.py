"""Completions while typing."""

import pytest
from hypothesis import given

from itc.algorithms.search.index import Document, Index
from itc.algorithms.search.normalise import normalise
from itc.algorithms.search.suggest import LIMIT, suggest
from tests.algorithms.search.samples import CHILLI, PUMP, SCALES, catalogue, documents, queries

INDEX = Index.build(catalogue())


def test_texts_that_begin_so_come_first_then_words_then_the_rest() -> None:
    index = Index.build([Document(1, "maker", ("xxpump", "a pump", "pump house", "Pump"))])
    assert [suggestion.text for suggestion in suggest(index, "PUM")] == [
        "Pump",
        "pump house",
        "a pump",
        "xxpump",
    ]


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("สบ", ["สบู่ก้อน", "สบู่สมุนไพร"]),
        ("เค", ["เครื่องคั่วกาแฟ", "เครื่องชั่งตวงน้ำตาล"]),
        ("นำ้", ["น้ำพริกเผา", "ปั๊มน้ำ", "เครื่องชั่งตวงน้ำตาล"]),
        ("wa", ["Water pump"]),
        ("ส", []),
        ("", []),
        ("zz", []),
    ],
)
def test_what_has_been_typed_is_completed(typed: str, texts: list[str]) -> None:
    assert [suggestion.text for suggestion in suggest(INDEX, typed)] == texts


def test_a_suggestion_names_its_document() -> None:
    first = suggest(INDEX, "ปั๊ม")[0]
    assert (first.key, first.kind) == (PUMP, "machine")


def test_only_what_may_be_seen_and_of_the_kinds_asked_is_suggested() -> None:
    assert [s.key for s in suggest(INDEX, "น้ำ", visible=INDEX.mask(keys=[CHILLI, SCALES]))] == [
        CHILLI,
        SCALES,
    ]
    assert [s.key for s in suggest(INDEX, "น้ำ", kinds={"lab"})] == [SCALES]


def test_a_text_is_suggested_once_though_many_bear_it() -> None:
    index = Index.build([Document(key, "maker", ("โรงสีข้าว",)) for key in (3, 1, 2)])
    assert [s.key for s in suggest(index, "โรง")] == [1]


@given(documents, queries)
def test_suggestions_are_few_and_hold_what_was_typed(rows: list[Document], typed: str) -> None:
    found = suggest(Index.build(rows), typed)
    assert len(found) <= LIMIT
    assert all(normalise(typed) in normalise(suggestion.text) for suggestion in found)

"""What comes first, what is left out, and what is said about it."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from itc.algorithms.search import scorer
from itc.algorithms.search.index import Document, Index
from itc.algorithms.search.scorer import LEXICAL, MEANING, search
from tests.algorithms.search.samples import (
    CHILLI,
    COFFEE,
    FREEZER,
    PUMP,
    SCALES,
    SOAP,
    catalogue,
    document,
    documents,
    fake_encode,
    queries,
)

INDEX = Index.build(catalogue())


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("สบู่", SOAP),
        ("สบุ่สมุนไพ", SOAP),
        ("นำ้พริกเผา", CHILLI),
        ("น้ำพิกเผา", CHILLI),
        ("หองเย็น", FREEZER),
        ("เครือ่งชั่งตวงนำตาล", SCALES),
        ("เครื่องคั่วกาเเฟ", COFFEE),
        ("WATER PUMPS", PUMP),
        ("weighning scale", SCALES),
        ("อยากได้ปั๊มน้ำใช้ในสวน", PUMP),
    ],
)
@pytest.mark.parametrize("encode", [fake_encode, None], ids=["meaning", "letters"])
def test_a_query_finds_its_document_in_spite_of_typing_errors(query: str, key: int, encode: object) -> None:
    assert search(INDEX, query, encode=encode).hits[0].key == key  # type: ignore[arg-type]  # both are encoders


def test_meaning_finds_what_shares_no_letters() -> None:
    hit = search(INDEX, "espresso", encode=fake_encode).hits[0]
    assert (hit.key, hit.matched) == (COFFEE, ())
    assert hit.meaning > 0.9
    assert COFFEE not in {hit.key for hit in search(INDEX, "espresso", encode=None).hits}


def test_without_an_encoder_there_are_answers_and_they_say_so() -> None:
    for index, encode in [
        (INDEX, None),
        (INDEX, lambda texts: None),
        (Index.build(catalogue(encoded=False)), fake_encode),
    ]:
        answer = search(index, "สบู่ก้อน", encode=encode)
        assert answer.hits[0].key == SOAP
        assert answer.hits[0].meaning == 0
        assert not answer.by_meaning
    assert search(INDEX, "สบู่ก้อน", encode=fake_encode).by_meaning


def test_a_hit_tells_its_parts_its_text_and_what_matched() -> None:
    hit = search(INDEX, "ขาย Herbal SOAP ก้อน", encode=fake_encode).hits[0]
    assert (hit.key, hit.text, hit.place) == (SOAP, "Herbal soap", 0)
    assert hit.matched == ("Herbal SOAP",)
    assert hit.score == pytest.approx(LEXICAL * hit.lexical + MEANING * hit.meaning, abs=1e-6)


def test_an_exact_label_comes_before_one_that_begins_with_it_and_that_before_the_rest() -> None:
    index = Index.build(
        [
            document(1, "maker", ("ร้านกาแฟ กาแฟ กาแฟ coffee",)),
            document(2, "maker", ("กาแฟคั่วบดบรรจุถุงขายส่งทั่วประเทศ",)),
            document(3, "maker", ("ไร่", "กาแฟ")),
        ]
    )
    hits = search(index, "กาแฟ", encode=fake_encode).hits
    assert [(hit.key, hit.place) for hit in hits] == [(3, 2), (2, 1), (1, 0)]


def test_equal_scores_go_by_key() -> None:
    twins = [document(key, "maker", ("โรงสีข้าว",)) for key in (9, 2, 5)]
    assert [hit.key for hit in search(Index.build(twins), "สีข้าว", encode=fake_encode).hits] == [2, 5, 9]


def test_filters_apply_before_the_cut_to_ten() -> None:
    crowd = [document(key, "maker", ("สบู่ก้อน",)) for key in range(1, 31)]
    index = Index.build([*crowd, document(50, "lab", ("ทดสอบสบู่ก้อนและน้ำยา",))])
    assert [hit.key for hit in search(index, "สบู่ก้อน", kinds={"lab"}, encode=fake_encode).hits] == [50]
    visible = index.mask(keys=[29, 50])
    assert [hit.key for hit in search(index, "สบู่ก้อน", visible=visible, encode=fake_encode).hits] == [29, 50]
    assert len(search(index, "สบู่ก้อน", encode=fake_encode).hits) == 10


@pytest.mark.parametrize("query", ["", "   ", "\0\u200b", "\ud800"])
def test_a_query_without_letters_has_no_answer(query: str) -> None:
    assert search(INDEX, query, encode=fake_encode).hits == ()


def test_letters_that_nothing_shares_have_no_answer_by_letters() -> None:
    assert search(INDEX, "🧼🧼🧼", encode=None).hits == ()


@given(documents, queries, st.randoms(), st.sets(st.integers(1, 40)))
def test_answers_respect_the_mask_and_do_not_depend_on_the_order_of_documents(
    rows: list[Document], query: str, dice: random.Random, keys: set[int]
) -> None:
    index = Index.build(rows)
    dice.shuffle(rows)
    answer = search(index, query, visible=index.mask(keys), encode=fake_encode)
    other = Index.build(rows)
    assert search(other, query, visible=other.mask(keys), encode=fake_encode) == answer
    assert {hit.key for hit in answer.hits} <= keys
    ranks = [(-hit.place, -hit.score, hit.key) for hit in answer.hits]
    assert ranks == sorted(ranks)


@given(documents, queries)
def test_every_matched_piece_is_in_the_query(rows: list[Document], query: str) -> None:
    for hit in search(Index.build(rows), query, encode=fake_encode).hits:
        assert all(piece in query for piece in hit.matched)


@given(queries, st.sets(st.integers(1, 400)))
def test_the_prefilter_gives_the_answers_of_the_exact_comparison(query: str, keys: set[int]) -> None:
    index = LARGE
    exact = search(index, query, visible=index.mask(keys), encode=fake_encode)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scorer, "PREFILTER_ABOVE", 100)
        assert search(index, query, visible=index.mask(keys), encode=fake_encode) == exact


def _large() -> Index:
    """Four hundred documents, most with nothing but their number in common with a query."""
    labels = [texts for _, texts in ((row.kind, row.texts) for row in catalogue())]
    return Index.build(
        document(key, "maker", labels[key] if key < len(labels) else (f"รายการที่ {key}", f"entry {key}"))
        for key in range(400)
    )


LARGE = _large()


def test_a_question_of_ten_thousand_letters_is_cut_and_answered() -> None:
    answer = search(INDEX, "สบู่ " * 2_000, encode=fake_encode)
    assert answer.hits[0].key == SOAP


def test_scores_are_plain_numbers() -> None:
    hit = search(INDEX, "น้ำ", encode=fake_encode).hits[0]
    assert not any(
        isinstance(value, np.generic) for value in (hit.key, hit.score, hit.lexical, hit.meaning, hit.place)
    )

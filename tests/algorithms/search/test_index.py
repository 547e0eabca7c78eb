"""The index, built at once or row by row."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from itc.algorithms.search.index import Document, Index
from itc.algorithms.search.postings import Postings
from tests.algorithms.search.samples import COFFEE, PUMP, SOAP, catalogue, document, documents


def assert_same(one: Index, other: Index) -> None:
    assert one.documents == other.documents
    assert one.texts == other.texts
    assert [one.texts[row] for row in one.alphabet] == [other.texts[row] for row in other.alphabet]
    assert sorted(one.alphabet) == sorted(other.alphabet)
    np.testing.assert_array_equal(one.owners, other.owners)
    np.testing.assert_array_equal(one.vectors, other.vectors)
    for name in Postings.__slots__:
        np.testing.assert_array_equal(
            getattr(one.postings, name), getattr(other.postings, name), err_msg=name
        )


@given(documents, documents, st.sets(st.integers(1, 40)))
def test_an_updated_index_is_the_one_built_from_the_result(
    before: list[Document], changed: list[Document], removed: set[int]
) -> None:
    removed -= {document.key for document in changed}
    rows = {document.key: document for document in (*before, *changed) if document.key not in removed}
    assert_same(Index.build(before).updated(changed, removed), Index.build(rows.values()))


@given(documents, st.randoms())
def test_the_order_of_documents_does_not_matter(rows: list[Document], dice: object) -> None:
    shuffled = list(rows)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert_same(Index.build(rows), Index.build(shuffled))


def test_updating_leaves_the_old_index_as_it_was() -> None:
    old = Index.build(catalogue())
    old.updated([document(SOAP, "maker", ("แชมพู",))], [PUMP])
    assert_same(old, Index.build(catalogue()))


def test_a_changed_document_that_is_also_removed_stays() -> None:
    index = Index.build(catalogue()).updated([document(SOAP, "maker", ("แชมพู",))], [SOAP])
    assert index.documents[0].texts == ("แชมพู",)


def test_an_index_grows_from_nothing_and_back() -> None:
    empty = Index.build([])
    grown = empty.updated(catalogue())
    assert_same(grown, Index.build(catalogue()))
    assert_same(grown.updated(removed=[document.key for document in catalogue()]), empty)


def test_two_documents_cannot_share_a_key() -> None:
    with pytest.raises(ValueError, match="share a key"):
        Index.build([Document(1, "maker", ("a",)), Document(1, "lab", ("b",))])


def test_a_vector_of_the_wrong_size_is_refused() -> None:
    with pytest.raises(ValueError, match="3 bytes"):
        Index.build([Document(1, "maker", ("a",), (b"abc",))])


def test_texts_not_yet_encoded_have_no_vector_and_spare_ones_are_ignored() -> None:
    full = document(1, "maker", ("สบู่", "soap"))
    partly = Document(1, "maker", ("สบู่", "soap", "ก้อน"), (b"", full.vectors[1]))
    spare = Document(1, "maker", ("สบู่",), full.vectors)
    assert (Index.build([partly]).lengths > 0).tolist() == [False, True, False]
    assert len(Index.build([spare]).vectors) == 1
    assert not Index.build([Document(1, "maker", ("สบู่",))]).has_meaning


def test_a_mask_marks_keys_and_kinds() -> None:
    index = Index.build(catalogue())
    assert index.keys[index.mask(keys=[PUMP, SOAP, 99])].tolist() == [SOAP, PUMP]
    assert index.keys[index.mask(kinds=["lab", "nothing"])].tolist() == [5]
    assert index.keys[index.mask([SOAP, COFFEE], ["machine"])].tolist() == [COFFEE]
    assert index.keys[index.mask(kinds=["machine"], visible=index.mask([PUMP, SOAP]))].tolist() == [PUMP]
    assert index.mask().all()
    assert not index.mask(keys=[]).any()


def test_rows_that_begin_with_a_query_come_in_alphabetical_order() -> None:
    index = Index.build(catalogue())
    assert [index.original(row) for row in index.starting_with("เครื่อง")] == ["เครื่องคั่วกาแฟ", "เครื่องชั่งตวงน้ำตาล"]
    assert index.starting_with("zz") == ()


def test_a_document_without_texts_is_kept_and_never_begins_with_anything() -> None:
    index = Index.build([Document(7, "maker", ()), document(8, "maker", ("สบู่",))])
    assert index.keys.tolist() == [7, 8]
    assert [index.rows(place).tolist() for place in (0, 1)] == [[0], [1]]
    assert index.starting_with("ส") == (1,)

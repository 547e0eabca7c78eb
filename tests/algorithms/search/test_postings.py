"""The arrays against the plain definition of BM25 over 3-grams."""

from collections import Counter
from math import log1p

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from itc.algorithms.search.normalise import grams, normalise
from itc.algorithms.search.postings import K1, B, Postings, packed
from tests.algorithms.search.samples import any_text, thai_text

texts = st.lists((any_text | thai_text).map(normalise), max_size=8)


def unpacked(code: int) -> str:
    return "".join(chr(code >> shift & 0x1FFFFF) for shift in (42, 21, 0)).rstrip("\0")


def plain_bm25(rows: list[str], query: str) -> list[float]:
    """BM25 as in a textbook, over the query's grams that occur at all."""
    held = [Counter(grams(row)) for row in rows]
    frequency = Counter(gram for row in held for gram in row)
    idf = {
        gram: log1p((len(rows) - frequency[gram] + 0.5) / (frequency[gram] + 0.5))
        for gram in set(grams(query))
        if frequency[gram]
    }
    if not idf:
        return [0.0] * len(rows)
    mean = sum(row.total() for row in held) / len(rows)
    return [
        sum(
            weight * (K1 + 1) * row[gram] / (row[gram] + K1 * (1 - B + B * row.total() / mean))
            for gram, weight in idf.items()
        )
        / sum(idf.values())
        for row in held
    ]


@given(texts)
def test_packed_grams_are_the_grams_in_order(rows: list[str]) -> None:
    codes, owners = packed(rows)
    expected = [(gram, row) for row, text in enumerate(rows) for gram in grams(text)]
    assert list(zip(map(unpacked, codes.tolist()), owners.tolist(), strict=True)) == expected


@given(texts, (any_text | thai_text).map(normalise).filter(lambda query: len(query) >= 3))
def test_scores_are_bm25(rows: list[str], query: str) -> None:
    np.testing.assert_allclose(Postings.of(rows).bm25(query), plain_bm25(rows, query), atol=1e-9)


def test_a_query_of_two_letters_finds_them_inside_words() -> None:
    scores = Postings.of(["ร้านยาดี", "โรงสี", "ยา"]).bm25("ยา")
    assert scores[0] > 0
    assert scores[2] > 0
    assert scores[1] == 0


def test_a_gram_held_by_few_counts_more() -> None:
    scores = Postings.of(["เครื่องบด", "เครื่องอบ", "เครื่องตวง", "โรงโม่บด"]).bm25("เครื่องตวง")
    assert scores.argmax() == 2
    assert scores[0] < scores[2] / 2


@given(texts, texts, st.data())
def test_merged_postings_are_those_built_from_all_the_rows(
    old: list[str], new: list[str], data: st.DataObject
) -> None:
    kept = [row for row in range(len(old)) if data.draw(st.booleans())]
    order = data.draw(st.permutations([0] * len(kept) + [1] * len(new)))
    place = np.concatenate([np.flatnonzero(np.array(order) == side) for side in (0, 1)])
    joined = [old[row] for row in kept] + new
    rows = [""] * len(joined)
    for text, number in zip(joined, place, strict=True):
        rows[number] = text
    merged = Postings.of(old).merged(np.array(kept, dtype=np.int64), Postings.of(new), place.astype(np.int64))
    rebuilt = Postings.of(rows)
    for name in Postings.__slots__:
        np.testing.assert_array_equal(getattr(merged, name), getattr(rebuilt, name), err_msg=name)


@pytest.mark.parametrize("query", ["", "🧼🧼🧼", "xyz"])
def test_a_query_of_unknown_grams_scores_nothing(query: str) -> None:
    assert not Postings.of(["สบู่", "soap"]).bm25(query).any()

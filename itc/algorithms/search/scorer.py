"""The one scorer: letters and meaning in one number, the same ten answers whatever the database."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from itc.algorithms.search import meaning
from itc.algorithms.search.index import Index, Mask
from itc.algorithms.search.meaning import Encode
from itc.algorithms.search.normalise import normalise
from itc.algorithms.search.pieces import common_pieces
from itc.algorithms.search.postings import Floats, Ints

LEXICAL, MEANING = 1.5, 3.0
MAX_QUERY = 300  # letters looked at; a longer query is a document, not a question
PREFILTER_ABOVE = 4_000  # documents; below, every vector is compared exactly
CANDIDATES = 200
_NEVER = np.uint16(2 * 512)  # a distance no pair of vectors has


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found: the one of its texts that fits best, and the pieces of the query `matched` in it.

    `lexical` is about 0 to 1, `meaning` a cosine of 0 to 1; `score` is their weighted sum. `place` says
    whether a text is the query (2), begins with it (1) or neither (0), which goes before the score.
    """

    key: int
    score: float
    lexical: float
    meaning: float
    place: int
    text: str
    matched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Hits, best first. `by_meaning` is False where letters at most were compared; a page should say so."""

    hits: tuple[Hit, ...]
    by_meaning: bool


def search(
    index: Index,
    query: str,
    *,
    kinds: Collection[str] | None = None,
    visible: Mask | None = None,
    limit: int = 10,
    encode: Encode | None = meaning.encode,
) -> Answer:
    """Give the documents nearest to `query` among those of `kinds` and those marked in `visible`.

    `visible` lines up with `index.keys`. Without `encode`, or where it gives None, letters alone decide.
    """
    query = query[: 2 * MAX_QUERY]
    asked = normalise(query)[:MAX_QUERY].strip()
    allowed = index.mask(kinds=kinds, visible=visible)
    if not asked or not allowed.any():
        return Answer((), by_meaning=False)
    vectors = encode([asked]) if encode is not None and index.has_meaning else None
    scores = _scores(index, asked, allowed, None if vectors is None else vectors[0])
    hits = (_hit(index, query, scores, document) for document in _best(index, scores, allowed, limit))
    return Answer(tuple(hits), by_meaning=vectors is not None)


@dataclass(frozen=True, slots=True)
class _Scores:
    """The parts of the score of every row."""

    lexical: Floats
    meaning: Floats
    places: NDArray[np.int8]


def _scores(index: Index, asked: str, allowed: Mask, vector: NDArray[np.int8] | None) -> _Scores:
    lexical = index.postings.bm25(asked)
    places = _places(index, asked)
    cosine = np.zeros(len(lexical))
    if vector is not None:
        rows = _candidates(index, lexical, places, allowed, vector)
        cosine[rows] = _cosine(index, rows, vector)
    return _Scores(lexical, cosine, places)


def _best(index: Index, scores: _Scores, allowed: Mask, limit: int) -> list[int]:
    """Give the places of the best documents; those that share nothing with the query are left out."""
    total = _total(index.best(scores.lexical), index.best(scores.meaning))
    place = index.best(scores.places)
    found = np.flatnonzero(allowed & ((total > 0) | (place > 0)))
    order = np.lexsort((found, -total[found], -place[found]))
    return [int(document) for document in found[order[:limit]]]


def _total(lexical: Floats, near: Floats) -> Floats:
    """Sum the parts; rounded, so that the order of the sums inside cannot part two equal documents."""
    return np.round(LEXICAL * lexical + MEANING * near, 6)


def _hit(index: Index, query: str, scores: _Scores, document: int) -> Hit:
    rows = index.rows(document)
    lexical, near, places = scores.lexical[rows], scores.meaning[rows], scores.places[rows]
    row = int(rows[np.lexsort((-_total(lexical, near), -places))[0]])
    return Hit(
        key=int(index.keys[document]),
        score=float(_total(lexical.max(), near.max())),
        lexical=float(lexical.max()),
        meaning=float(near.max()),
        place=int(places.max()),
        text=index.original(row),
        matched=common_pieces(query, index.texts[row]),
    )


def _places(index: Index, asked: str) -> NDArray[np.int8]:
    """Mark the rows that begin with the query (1) and those that are the query (2)."""
    places = np.zeros(len(index.texts), dtype=np.int8)
    for row in index.starting_with(asked):
        places[row] = 2 if index.texts[row] == asked else 1
    return places


def _candidates(
    index: Index, letters: Floats, places: NDArray[np.int8], allowed: Mask, vector: NDArray[np.int8]
) -> Ints:
    """Give the rows worth an exact comparison: all of a small index, of a large one the likeliest."""
    open_rows = allowed[index.owners]
    if len(index.documents) <= PREFILTER_ABOVE:
        return np.flatnonzero(open_rows)
    signs = np.packbits(vector > 0).view(np.uint64)
    distance = np.zeros(len(index.texts), dtype=np.uint16)
    for column, sign in zip(index.signs, signs, strict=True):
        distance += np.bitwise_count(column ^ sign)
    distance[~open_rows | (index.lengths == 0)] = _NEVER
    likely = distance <= min(np.partition(distance, CANDIDATES)[CANDIDATES], _NEVER - 1)
    scores = letters * open_rows
    likely |= (scores > 0) & (scores >= np.partition(scores, -CANDIDATES)[-CANDIDATES])
    likely |= (places > 0) & open_rows
    owners = np.unique(index.owners[likely])
    return np.flatnonzero(np.isin(index.owners, owners))


def _cosine(index: Index, rows: Ints, vector: NDArray[np.int8]) -> Floats:
    """Give the cosine of a vector with each of `rows`, nothing below 0; 0 where there is no vector."""
    one = vector.astype(np.float32)
    products = index.vectors[rows].astype(np.float32) @ one
    lengths = index.lengths[rows] * np.linalg.norm(one)
    cosine: Floats = np.divide(products, lengths, out=np.zeros(len(rows)), where=lengths > 0)
    return np.maximum(cosine, 0.0, out=cosine)

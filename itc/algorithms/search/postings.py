"""Which rows of text hold which 3-grams, as sorted arrays, and BM25 over them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from itc.algorithms.search.normalise import GRAM

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

# The settings usual for short fields; 1.2 and 0.75 rank the examples a little worse.
K1 = 0.9
B = 0.4
_BITS = 21  # enough for a code point; three of them fill an int64
_ROW = np.int64(32)  # a posting while it is sorted: the gram's rank above, the row below


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """Rows by gram: those of `vocabulary[i]` are `rows[starts[i]:starts[i + 1]]`, ascending, with counts."""

    vocabulary: Ints
    starts: Ints
    rows: NDArray[np.int32]
    counts: NDArray[np.uint8]
    lengths: NDArray[np.int32]  # grams in each row

    @classmethod
    def of(cls, texts: Sequence[str]) -> Self:
        """Index normalised texts, the i-th as row i."""
        codes, rows = packed(texts)
        vocabulary, ranks = np.unique(codes, return_inverse=True)
        postings, counts = np.unique((ranks << _ROW) | rows, return_counts=True)
        lengths = np.bincount(rows, minlength=len(texts)).astype(np.int32)
        return cls._from_sorted(vocabulary, postings, np.minimum(counts, 255).astype(np.uint8), lengths)

    @classmethod
    def _from_sorted(
        cls, vocabulary: Ints, postings: Ints, counts: NDArray[np.uint8], lengths: NDArray[np.int32]
    ) -> Self:
        frequency = np.bincount(postings >> _ROW, minlength=len(vocabulary))
        used = frequency > 0
        starts = np.concatenate(([0], np.cumsum(frequency[used])))
        rows = (postings & np.int64(0xFFFFFFFF)).astype(np.int32)
        return cls(vocabulary[used], starts, rows, counts, lengths)

    def merged(self, kept: Ints, other: Self, place: Ints) -> Self:
        """Keep rows `kept` of this one and add all of `other`, in the order of `place`.

        `place` holds the new number of each kept row, then of each row of `other`; within either it ascends.
        """
        vocabulary = np.union1d(self.vocabulary, other.vocabulary)
        new_number = np.full(len(self.lengths), -1, dtype=np.int64)
        new_number[kept] = place[: len(kept)]
        old, stays = self._renumbered(vocabulary, new_number)
        new, _ = other._renumbered(vocabulary, place[len(kept) :])
        at = np.searchsorted(old, new)
        lengths = np.empty(len(place), dtype=np.int32)
        lengths[place] = np.concatenate((self.lengths[kept], other.lengths))
        counts = np.insert(self.counts[stays], at, other.counts)
        return self._from_sorted(vocabulary, np.insert(old, at, new), counts, lengths)

    def _renumbered(self, vocabulary: Ints, new_number: Ints) -> tuple[Ints, NDArray[np.bool_]]:
        """Give the postings under another vocabulary and numbering, those numbered -1 left out."""
        ranks = np.repeat(np.searchsorted(vocabulary, self.vocabulary), np.diff(self.starts))
        rows = new_number[self.rows]
        stays = rows >= 0
        return (ranks[stays] << _ROW) | rows[stays], stays

    def bm25(self, query: str) -> Floats:
        """Score every row for a normalised query, as a share of the sum of the idf of its grams known here.

        A query shorter than a gram asks for any gram that begins with it.
        """
        total = np.zeros(len(self.lengths))
        known = self._known(query)
        if not len(known):
            return total
        frequency = self.starts[known + 1] - self.starts[known]
        idf = np.log1p((len(self.lengths) - frequency + 0.5) / (frequency + 0.5))
        spread = K1 * (1 - B + B * self.lengths / self.lengths.mean())
        for gram, weight in zip(known, idf, strict=True):
            here = slice(self.starts[gram], self.starts[gram + 1])
            rows, counts = self.rows[here], self.counts[here]
            total[rows] += weight * (K1 + 1) * counts / (counts + spread[rows])
        return np.asarray(total / (idf.sum() if len(query) >= GRAM else idf.max()))

    def _known(self, query: str) -> Ints:
        """Give the places in the vocabulary of the grams of a query."""
        codes = packed([query])[0]
        if not codes.size or len(query) >= GRAM:
            return np.flatnonzero(np.isin(self.vocabulary, codes))
        after = codes[0] + (1 << _BITS * (GRAM - len(query)))
        return np.arange(*np.searchsorted(self.vocabulary, [codes[0], after]))


def packed(texts: Sequence[str]) -> tuple[Ints, Ints]:
    """Give the 3-grams of normalised texts, three code points to a number, and the text each came from.

    The same grams as `normalise.grams` in the same order; a text shorter than three is filled up with zeros.
    """
    pad = "\0" * (GRAM - 1)
    letters = np.frombuffer("".join(text + pad for text in texts).encode("utf-32-le"), dtype=np.uint32)
    letters = np.concatenate((letters, [0, 0])).astype(np.int64)
    size = np.fromiter((len(text) + GRAM - 1 for text in texts), dtype=np.int64, count=len(texts))
    first = np.zeros(len(letters) - 2, dtype=bool)
    first[(np.cumsum(size) - size)[size >= GRAM]] = True
    codes = (letters[:-2] << 2 * _BITS) | (letters[1:-1] << _BITS) | letters[2:]
    whole = ((letters[2:] > 0) | first) & (letters[:-2] > 0)
    return codes[whole], np.repeat(np.arange(len(texts)), size)[whole]

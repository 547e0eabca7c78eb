"""Which family of products a sentence speaks of, by the names in it, its letters and its meaning.

    score = (1.5 × named + letters + 2 × meaning) / 4.5, each part from 0 to 1

- named: 1 where the head begins with a known name (in English: ends), the longest where two overlap; down to
  a half the more stands before it; `OUTSIDE` for a name elsewhere, which is a part, a material or a use;
- letters: BM25 over 3-grams, as a share of the best possible, of the family's nearest name;
- meaning: cosine with the family's nearest name; without the encoder it and its weight are left out.

Letters and meaning are the mean of head and whole, so that what comes after the head still counts. Phrases
that are no products (`not_products.csv`: a haircut, a taxi, the weather) are scored as one more family. A
sentence is understood where its best family is ahead of that one by `MARGIN`; one whose letters make no words
(less than `READABLE` of its 3-grams are known) is noise.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from itc.algorithms.search.index import Document, Index
from itc.algorithms.search.meaning import Encode, Vectors
from itc.algorithms.search.normalise import grams, normalise
from itc.algorithms.search.pieces import common_pieces
from itc.algorithms.search.postings import Floats
from itc.catalogue.rules import sentence_products
from itc.catalogue.rules.chips import Reading
from itc.catalogue.rules.sentence import Sentence, Words, key
from itc.catalogue.rules.sentence_dialect import in_standard_words, standard
from itc.catalogue.rules.sentence_kinds import Kind
from itc.catalogue.rules.sentence_words import WORDS
from itc.catalogue.rules.understanding_frames import Frames
from itc.catalogue.rules.understanding_head import WISH, Core, core

NAMED, LETTERS, MEANING = 1.5, 1.0, 2.0
OUTSIDE = 0.2
FEW = 16  # letters without a name in which nearness says nothing: จานบิน is near to plates
SHORT = 4  # letters: a shorter name must stand alone
MARGIN = 0.08
READABLE = 0.35
SHORTLIST = 5
_LOOKED_AT = 300  # letters in which pieces of a name are looked for


def _not_products() -> dict[str, str]:
    path = Path(__file__).with_name("not_products.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {row["phrase"]: row["kind"] for row in csv.DictReader(file)}


NOT_PRODUCTS: Final = _not_products()
"""What people also type, with its kind: a few phrases for many services, journeys and errands like them."""

UNKNOWN: Final = "unknown"
"""The kind of a sentence that is near to nothing."""


@dataclass(frozen=True, slots=True)
class Match:
    """A family, its score of 0 to 1, and the words of hers that point to it: none where only meaning does."""

    code: str
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The families nearest to a sentence, best first.

    `instead` is empty where the first is meant; else noise, the kind of what is no product and nearer, or
    `UNKNOWN`.
    `products` are two or more families that a sentence names side by side.
    """

    matches: tuple[Match, ...]
    instead: str
    products: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class _Name:
    """A known name found at letters `start` to `end`."""

    start: int
    end: int
    family: str
    latin: bool
    letters: int


class Families:
    """The names of families compiled for reading sentences; `vectors` hold those that are encoded."""

    def __init__(self, names: Mapping[str, Sequence[str]], vectors: Mapping[str, bytes]) -> None:
        """Take the names of each family by its code, and the vectors of names and of `NOT_PRODUCTS`."""
        self._codes = tuple(names)
        self._index = Index.build(
            Document(at, "", tuple(map(standard, texts)), tuple(vectors.get(text, b"") for text in texts))
            for at, texts in enumerate((*names.values(), NOT_PRODUCTS))
        )
        lengths = np.where(self._index.lengths > 0, self._index.lengths, 1)[:, None]
        self._units = self._index.vectors.astype(np.float32) / lengths
        self._family = {
            form: code for code, texts in names.items() for text in texts for form in _forms(text)
        }
        self._grams = {gram for text in self._index.texts for gram in grams(text)}
        self._words = Words([*self._family, *WORDS["block"], *(word for word in WISH if len(word) >= SHORT)])
        self._frames = Frames(self._codes)

    def rank(self, text: str, reading: Reading, encode: Encode | None) -> Ranking:
        """Return the families nearest to a sentence, whose chips and amount are `reading`."""
        sentence = in_standard_words(Sentence.of(text))
        names = self._longest(sentence)
        about = core(sentence, reading, ((name.start, name.end) for name in names))
        scores, rows = self._scores(about, names, encode)
        order = np.lexsort((np.arange(len(self._codes)), -scores[:-1])).tolist()
        matches = tuple(self._match(sentence, names, at, scores, rows) for at in order[:SHORTLIST])
        heads = [sentence_products.Match(name.family, *sentence.span(name.start, name.end)) for name in names]
        products = sentence_products.split_products(text, heads)
        instead = self._instead(scores, rows) if names or self._is_readable(about.whole) else Kind.NOISE
        return Ranking(
            matches,
            instead or (UNKNOWN if _is_guess(matches, names, about) else ""),
            tuple(
                Match(product.family, float(scores[self._codes.index(product.family)]), (product.text,))
                for product in products
            ),
        )

    def _match(
        self, sentence: Sentence, names: Iterable[_Name], at: int, scores: Floats, rows: Floats
    ) -> Match:
        """Return a family with the names of it she wrote, else the letters shared with its nearest name."""
        code = self._codes[at]
        spans = [sentence.span(name.start, name.end) for name in names if name.family == code]
        words = dict.fromkeys(sentence.text[start:end] for start, end in spans)
        nearest = self._index.texts[self._nearest(at, rows)]
        return Match(
            code, float(scores[at]), tuple(words) or common_pieces(sentence.text[:_LOOKED_AT], nearest)
        )

    def _nearest(self, at: int, rows: Floats) -> int:
        """Return the row of the name of a family that is nearest by letters and meaning."""
        own = self._index.rows(at)
        return int(own[rows[own].argmax()])

    def _is_readable(self, text: str) -> bool:
        """Tell whether enough of the 3-grams of a text are those of words; a hand at play makes others."""
        own = [gram for gram in grams(normalise(text)) if " " not in gram]
        return sum(gram in self._grams for gram in own) >= READABLE * max(len(own), 1)

    def _instead(self, scores: Floats, rows: Floats) -> str:
        """Return nothing where the best family is meant, else what is nearer (see `Ranking`)."""
        other, best = scores[-1], scores[:-1].max(initial=0)
        if best - other >= MARGIN:
            return ""
        nearest = self._index.texts[self._nearest(len(self._codes), rows)]
        return _KINDS[nearest] if other > best else UNKNOWN

    def _longest(self, sentence: Sentence) -> list[_Name]:
        """Return the names in a sentence in order: of two that overlap the longer, none in a block word."""
        names = [
            _Name(start, end, self._family.get(word, ""), word.isascii(), end - start)
            for start, end, word in self._words.find(sentence)
        ]
        names += [
            _Name(start, end, family, sentence.letters[start:end].isascii(), letters)
            for start, end, family, letters in self._frames.find(sentence)
        ]
        taken: set[int] = set()
        kept = []
        for name in sorted(names, key=lambda name: (-name.letters, name.start)):
            if taken.isdisjoint(range(name.start, name.end)):
                taken.update(range(name.start, name.end))
                if name.family and (
                    name.end - name.start >= SHORT or sentence.stands_alone(name.start, name.end)
                ):
                    kept.append(name)
        return sorted(kept, key=lambda name: name.start)

    def _scores(self, about: Core, names: Sequence[_Name], encode: Encode | None) -> tuple[Floats, Floats]:
        """Return the score of each family, that of no product last, and the part of it of each name."""
        asked = [normalise(text) for text in dict.fromkeys((about.head, about.whole))]
        vectors = encode(asked) if encode is not None and self._index.has_meaning else None
        rows = LETTERS * np.mean([self._index.postings.bm25(text) for text in asked], axis=0)
        total, most = self._index.best(rows), NAMED + LETTERS
        if vectors is not None:
            near = self._near(vectors)
            rows = rows + MEANING * near
            total, most = total + MEANING * self._index.best(near), most + MEANING
        named = np.zeros(len(total))
        head = _head_name(about, names)
        for name in names:
            at = self._codes.index(name.family)
            named[at] = max(named[at], _share(about, name) if name is head else OUTSIDE)
        scores = np.minimum((total + NAMED * named) / most, 1).astype(np.float64)
        return np.round(scores, 4), rows

    def _near(self, vectors: Vectors) -> Floats:
        """Return the mean cosine of each row with the vectors, nothing below 0."""
        asked = vectors.astype(np.float32)
        sizes = np.linalg.norm(asked, axis=1, keepdims=True)
        cosines = self._units @ (asked / np.where(sizes > 0, sizes, 1)).T
        return np.asarray(np.maximum(cosines, 0).mean(axis=1), dtype=np.float64)


_KINDS: Final = {standard(phrase): kind for phrase, kind in NOT_PRODUCTS.items()}


def _is_guess(matches: Sequence[Match], names: Iterable[_Name], about: Core) -> bool:
    """Tell whether the best family rests on too little: on no name, and few letters or none of hers."""
    if not matches or any(name.family == matches[0].code for name in names):
        return False
    return not matches[0].words or len(about.whole.replace(" ", "")) < FEW


def _share(about: Core, name: _Name) -> float:
    """Return 1 for a name where the head begins (English: ends), less the more stands before (after) it."""
    reach = about.end - name.start if name.latin else name.end - about.start
    return 0.5 + 0.5 * (name.end - name.start) / max(reach, name.end - name.start)


def _head_name(about: Core, names: Iterable[_Name]) -> _Name | None:
    """Return the name of the thing itself: the first in the head, in English the last (goat milk soap)."""
    inside = [name for name in names if about.start <= name.start < about.end]
    if not inside:
        return None
    latin = [name for name in inside if name.latin]
    return latin[-1] if inside[0].latin else inside[0]


def _forms(text: str) -> tuple[str, ...]:
    """Return the letters a name is found by: an English one in the plural too."""
    form = key(standard(text))
    return (form, f"{form}s") if form.isascii() else (form,)

"""One sentence as she wrote it beside the letters it is compared by, and known words found in it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, Self

from itc.algorithms.search.normalise import aligned, normalise

MAX_LETTERS = 500
"""A sentence is read this far; what follows is a story, and would only slow the answer."""

_SPACED = str.maketrans("-‐‑–—’", "     '")
_SILENCER = "์"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: `text` as written; `letters` normalised; `spaced`, the same with each hyphen a space.

    Positions are those of `letters` until `span` turns them into those of `text`.
    """

    text: str
    letters: str
    spaced: str
    origins: Sequence[int]

    @classmethod
    def of(cls, text: str) -> Self:
        """Normalise the first `MAX_LETTERS` of `text`, once."""
        return cls.of_letters(text, *aligned(text[:MAX_LETTERS]))

    @classmethod
    def of_letters(cls, text: str, letters: str, origins: Sequence[int]) -> Self:
        """Take normalised letters, and where in `text` each of them and their end stand."""
        return cls(text, letters, letters.translate(_SPACED), origins)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where `letters[start:end]` stands in `text`."""
        return self.origins[start], self.origins[end]

    def stands(self, start: int, end: int) -> bool:
        """Tell whether the piece tears no mark or vowel from its letter and no word of a spaced script."""
        return all(self._is_cut(at) and not self._splits(at) for at in (start, end))

    def stands_alone(self, start: int, end: int) -> bool:
        """Tell whether the piece is a whole word as far as letters can say.

        Thai has no spaces, but a single consonant is no syllable: one left over at either side belongs to the
        piece, and the piece to a longer word (ทอ in ทอย, ปลา in ปลาร์).
        """
        after = self.letters[end : end + 2]
        before = self.letters[max(start - 2, 0) : start][::-1]
        return self.stands(start, end) and not _is_lone(after) and not _is_lone(before)

    def _is_cut(self, at: int) -> bool:
        return at in {0, len(self.letters)} or self.origins[at] != self.origins[at - 1]

    def _splits(self, at: int) -> bool:
        return 0 < at < len(self.letters) and all(
            _is_spaced(letter) for letter in self.letters[at - 1 : at + 1]
        )


class Found(NamedTuple):
    """A known word, by its `key`, at letters[start:end]."""

    start: int
    end: int
    key: str


class Words:
    """Known words of two letters or more, compiled to be found in many sentences."""

    def __init__(self, words: Iterable[str]) -> None:
        self._known = {key(word) for word in words}
        sizes: defaultdict[str, set[int]] = defaultdict(set)
        for word in self._known:
            sizes[word[:2]].add(len(word))
        self._sizes = {head: tuple(lengths) for head, lengths in sizes.items() if len(head) == 2}

    def find(self, sentence: Sentence) -> list[Found]:
        """Return every word found in order of start, those inside others too."""
        text = sentence.spaced
        found = []
        for start, head in enumerate(map("".join, pairwise(text))):
            for size in self._sizes.get(head, ()):
                end = start + size
                word = text[start:end]
                if end <= len(text) and word in self._known and sentence.stands(start, end):
                    found.append(Found(start, end, word))
        return found


def key(word: str) -> str:
    """Return the letters a word is compared by: normalised, a hyphen as a space."""
    return normalise(word).translate(_SPACED)


def _is_spaced(letter: str) -> bool:
    return letter < "\u0e00" and letter.isalnum()


def _is_lone(pair: str) -> bool:
    """Tell whether a consonant with nothing Thai beyond it, or a silent one, comes first."""
    if not pair or not "ก" <= pair[0] <= "ฮ":
        return False
    return len(pair) == 1 or pair[1] == _SILENCER or not "ก" <= pair[1] <= "๎"

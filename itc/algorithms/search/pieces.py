"""Pieces of a text found in another: known words in an unsegmented sentence, and what two texts share."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from itc.algorithms.search.normalise import aligned, normalise

SHORTEST = 3  # letters of a shared piece
_THAI = 0x0E00


def longest_matches(sentence: str, words: Iterable[str]) -> list[tuple[int, int, str]]:
    """Find words in a sentence written without spaces: (start, end, word), in order, none overlapping.

    Of two that overlap the longer stays, of equal ones the left. Letters are compared normalised, positions
    are those of `sentence`. A Thai word ends with a whole cluster; one of a spaced script must stand alone.
    """
    text, origins = aligned(sentence)
    known, sizes = _by_letters(tuple(words))
    found = [
        (-size, start)
        for start in range(len(text))
        for size in sizes
        if start + size <= len(text)
        and text[start : start + size] in known
        and _stands(text, origins, start, start + size)
    ]
    taken = [False] * len(text)
    matches = []
    for minus, start in sorted(found):
        end = start - minus
        if not any(taken[start:end]):
            taken[start:end] = [True] * (end - start)
            matches.append((origins[start], origins[end], known[text[start:end]]))
    return sorted(matches)


def common_pieces(query: str, text: str) -> tuple[str, ...]:
    """Give the pieces of `query`, as written, of three letters or more that a normalised text holds too.

    The longest from each place, from the left; of words written with spaces, none that begins inside one.
    """
    asked, origins = aligned(query)
    cuts = [at for at in range(len(asked) + 1) if _is_cut(asked, origins, at)]
    pieces: dict[str, None] = {}
    first = 0
    while first < len(cuts) - 1:
        last = first
        if not _splits(asked, cuts[first]):
            while last + 1 < len(cuts) and asked[cuts[first] : cuts[last + 1]] in text:
                last += 1
        end = _whole(asked, cuts[first], cuts[last])
        if len(asked[cuts[first] : end].strip()) >= SHORTEST:
            pieces[query[origins[cuts[first]] : origins[end]].strip()] = None
            first = cuts.index(end)
        else:
            first += 1
    return tuple(pieces)


def _whole(text: str, start: int, end: int) -> int:
    """Give up the beginning of a last word where a whole one stands before it."""
    return text.rfind(" ", start, end) if _splits(text, end) and " " in text[start:end].lstrip() else end


@lru_cache(maxsize=8)
def _by_letters(words: tuple[str, ...]) -> tuple[dict[str, str], tuple[int, ...]]:
    """Give the words by their normalised letters, the first of equal ones, and the lengths that occur."""
    known = {normalise(word): word for word in reversed(words)}
    known.pop("", None)
    return known, tuple(sorted({len(word) for word in known}))


def _stands(text: str, origins: Sequence[int], start: int, end: int) -> bool:
    return all(_is_cut(text, origins, at) and not _splits(text, at) for at in (start, end))


def _is_cut(text: str, origins: Sequence[int], at: int) -> bool:
    """Tell whether a cluster ends before `at`, so that no mark is torn from its letter."""
    return at in {0, len(text)} or origins[at] != origins[at - 1]


def _splits(text: str, at: int) -> bool:
    """Tell whether `at` is inside a word of a script that is written with spaces."""
    return 0 < at < len(text) and all(
        letter.isalnum() and ord(letter) < _THAI for letter in text[at - 1 : at + 1]
    )

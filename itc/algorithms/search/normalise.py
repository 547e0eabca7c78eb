"""One normaliser for what is indexed and what is asked, and the character 3-grams of a text."""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

GRAM = 3

_THAI_MARKS = "\u0e31\u0e33-\u0e3a\u0e47-\u0e4e"
_NIKHAHIT, _SARA_AA, _SARA_AM = "\u0e4d", "\u0e32", "\u0e33"
# The order in which marks follow their consonant: below, above, tone, silencer, and sara am last.
_MARK_ORDER = (
    "\u0e3a\u0e38\u0e39\u0e31\u0e34\u0e35\u0e36\u0e37\u0e4d\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4e\u0e33"
)
_MARK_RANK = {mark: rank for rank, mark in enumerate(_MARK_ORDER)}
_MARK_RUN = re.compile(f"[{_THAI_MARKS}]{{2,}}{_SARA_AA}?|{_NIKHAHIT}{_SARA_AA}")
# Diacritics, Lao, Burmese and Khmer marks typed twice by accident.
_REPEATED_MARK = re.compile("([\u0300-\u036f\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b6-\u17d3])\\1+")
_DOUBLE_E = re.compile("\u0e40\u0e40")
_LEADING_VOWELS = frozenset("\u0e40\u0e41\u0e42\u0e43\u0e44")
_FOLLOWING_VOWELS = frozenset("\u0e30\u0e32\u0e33\u0e45")


class _Letters(dict[int, str | None]):
    """What each code point becomes, worked out once: digits Arabic, spaces plain, invisible ones gone."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        if char.isspace():
            new: str | None = " "
        elif unicodedata.category(char) in {"Cc", "Cf", "Cs"}:
            new = None
        elif 0x0E50 <= code <= 0x0E59:
            new = chr(code - 0x0E50 + ord("0"))
        else:
            new = char.lower()
        self[code] = new
        return new


_LETTERS = _Letters({ord("ς"): "σ"})


def normalise(text: str) -> str:
    """Give `text` as it is indexed and compared; normalising twice changes nothing."""
    text = _in_order(unicodedata.normalize("NFC", text.translate(_LETTERS)))
    return " ".join(text.split())


@lru_cache(maxsize=64)  # one query is compared with every text it finds
def aligned(text: str) -> tuple[str, tuple[int, ...]]:
    """Give the normalised text and, for each of its letters and for its end, the position in `text`.

    A letter, its marks and the vowels around it are one cluster: each of them points at where that begins.
    """
    letters: list[str] = []
    origins: list[int] = []
    for start, cluster in _clusters(text):
        new = normalise(cluster) or (" " if cluster.isspace() else "")
        if new == " " and (not letters or letters[-1] == " "):
            continue
        letters.extend(new)
        origins.extend([start] * len(new))
    if letters and letters[-1] == " ":
        letters.pop()
        end = origins.pop()
    else:
        end = len(text)
    return "".join(letters), (*origins, end)


def grams(text: str) -> list[str]:
    """Give the character 3-grams of a normalised text in order; a shorter text is its own only one."""
    if len(text) <= GRAM:
        return [text] if text else []
    return [text[i : i + GRAM] for i in range(len(text) - GRAM + 1)]


def _in_order(text: str) -> str:
    """Put marks in canonical order until nothing moves: NFC may bring two runs of marks together."""
    while True:
        ordered = _DOUBLE_E.sub("\u0e41", _REPEATED_MARK.sub(r"\1", _MARK_RUN.sub(_ordered_run, text)))
        ordered = unicodedata.normalize("NFC", ordered)
        if ordered == text:
            return text
        text = ordered


def _ordered_run(match: re.Match[str]) -> str:
    run = match[0]
    marks = set(run)
    if _SARA_AA in marks:
        marks.remove(_SARA_AA)
        if _NIKHAHIT not in marks:
            return "".join(sorted(marks, key=_MARK_RANK.__getitem__)) + _SARA_AA
        marks.remove(_NIKHAHIT)
        marks.add(_SARA_AM)
    return "".join(sorted(marks, key=_MARK_RANK.__getitem__))


def _clusters(text: str) -> list[tuple[int, str]]:
    """Cut `text` where normalising one side cannot depend on the other: (position, letter with its marks)."""
    starts: list[int] = []
    before = " "
    for i, char in enumerate(text):
        gone = _LETTERS[ord(char)] is None
        if before.isspace() or char.isspace() or not (gone or _clings(char, before)):
            starts.append(i)
        if not gone:
            before = char
    return [(start, text[start:end]) for start, end in pairwise([*starts, len(text)])]


def _clings(char: str, before: str) -> bool:
    return (
        unicodedata.category(char) in {"Mn", "Mc", "Me"}
        or char in _FOLLOWING_VOWELS
        or before in _LEADING_VOWELS
        or "\u1160" <= char <= "\u11ff"
    )

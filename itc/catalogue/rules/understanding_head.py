"""What a sentence is about: its words without wishes, markets and amounts, and the head among them.

A Thai phrase says first what the thing is, then what it is made of or for: the head of "กระเป๋าสานผักตบชวา
ซับในผ้าไหม" ends before ซับใน. An English one ends before its first preposition, with the thing itself.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from itc.catalogue.rules.chips import Reading
from itc.catalogue.rules.sentence import Sentence
from itc.catalogue.rules.sentence_words import pattern

MAKE: Final = ("ทำ", "ผลิต", "แปรรูป", "เฮ็ด", "เยียะ", "ยะ", "make", "making", "produce", "producing")
SELL: Final = ("ขาย", "sell", "selling")
WISH: Final = (
    "อยาก", "อยากได้", "จะ", "ต้องการ", "ใคร่", "สนใจ", "ส่ง", "ขอ", "แบรนด์ตัวเอง", "ของตัวเอง", "มีแบรนด์",
    "i", "we", "want", "to", "would", "like", "my", "our", "own", "brand",
)  # fmt: skip
PART: Final = (
    "ใส่", "จาก", "เคลือบ", "ซับใน", "สำหรับ", "บรรจุ", "ผสม", "รส", "กลิ่น", "ไส้", "ลาย", "แบบ", "สูตร", "ให้", "ห่อ",
    "in", "from", "for", "with", "of", "to", "made",
)  # fmt: skip
NOT_ABOUT: Final = frozenset({"market", "channel", "amount"})
"""Kinds of chips that say nothing of the thing itself."""

SHORTEST: Final = 3  # letters of a head: what is shorter says nothing

Piece = tuple[int, int]

_MAKE = re.compile(pattern(MAKE))
_SELL = re.compile(rf"(?:{pattern(WISH)}|\s)*{pattern(SELL)}")
_PART = re.compile(pattern(PART))
_WISH = re.compile(pattern((*WISH, *MAKE, *SELL)))
_EDGE = re.compile(rf"{_WISH.pattern}|\s+")
_EDGE_END = re.compile(rf"(?:{_WISH.pattern}|\s)$")


@dataclass(frozen=True, slots=True)
class Core:
    """The words a sentence is about: `whole`, and the `head`, which spans letters `start` to `end`."""

    whole: str
    head: str
    start: int
    end: int


def core(sentence: Sentence, reading: Reading, names: Iterable[Piece]) -> Core:
    """Return what a sentence is about; known `names` (start, end) in it are never cut."""
    names = sorted(names)
    inside = {at for start, end in names for at in range(start, end)}
    text = _blanked(sentence, reading, inside)
    start = _start(text, inside)
    end = _end(text, start, inside)
    start, end = _first_name(text, *_trimmed(text, start, end, inside), names)
    whole = _without_wishes(text, 0, len(text), inside) or sentence.letters
    head = _without_wishes(text, start, end, inside)
    return Core(whole, head if len(head) >= SHORTEST else whole, start, end)


def _blanked(sentence: Sentence, reading: Reading, inside: set[int]) -> str:
    """Return the letters with markets, channels and the amount made blank."""
    spans = [(chip.start, chip.end) for chip in reading.chips if chip.kind in NOT_ABOUT]
    if reading.amount is not None:
        spans.append((reading.amount.start, reading.amount.end))
    letters = list(sentence.spaced)
    for first, last in spans:
        span = range(bisect_left(sentence.origins, first), bisect_left(sentence.origins, last))
        if inside.isdisjoint(span):
            for at in span:
                letters[at] = " "
    return "".join(letters)


def _start(text: str, inside: set[int]) -> int:
    """Return where the head begins: after the last word of making, or a sentence that opens with selling."""
    opening = _SELL.match(text)
    starts = [0] if opening is None else [0, opening.end()]
    starts += [match.end() for match in _MAKE.finditer(text) if match.start() not in inside]
    return max(start for start in starts if start == 0 or len(text[start:].strip()) >= SHORTEST)


def _end(text: str, start: int, inside: set[int]) -> int:
    """Return where the head ends: before the first word of a part or use, though not at once."""
    begun = start + len(text[start:]) - len(text[start:].lstrip()) + SHORTEST - 1
    ends = (match.start() for match in _PART.finditer(text, begun) if match.start() not in inside)
    return next(ends, len(text))


def _first_name(text: str, start: int, end: int, names: Iterable[Piece]) -> Piece:
    """Return the head up to a second name: what follows สบู่ is its material. In English what goes before."""
    first, *others = [name for name in names if start <= name[0] < end] or [(start, end)]
    if not others:
        return start, end
    return (others[-1][0], end) if text[first[0] : first[1]].isascii() else (start, others[0][0])


def _trimmed(text: str, start: int, end: int, inside: set[int]) -> Piece:
    """Return the piece without wishes and blanks at either end."""
    while (match := _EDGE.match(text, start, end)) and start not in inside:
        start = match.end()
    while (match := _EDGE_END.search(text, start, end)) and match.start() not in inside:
        end = match.start()
    return start, end


def _without_wishes(text: str, start: int, end: int, inside: set[int]) -> str:
    kept, at = [], start
    for match in _WISH.finditer(text, start, end):
        if match.start() not in inside:
            kept.append(text[at : match.start()])
            at = match.end()
    return " ".join(" ".join((*kept, text[at:end])).split())

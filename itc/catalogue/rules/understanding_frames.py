"""Names with room inside: "แก้ว…พลาสติก" is also แก้วกาแฟพลาสติก, "{fruit}…กวน" is also ทุเรียนเนื้อกวน.

They are data, `understanding_frames.csv`, in columns family and frame. A frame is one part, or two with …
(room) or + (no room) between; each part is words parted by |, where {fruit} stands for the words of that kind
in `understanding_kinds.csv`.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from itc.catalogue.rules.sentence import Sentence
from itc.catalogue.rules.sentence_dialect import standard
from itc.catalogue.rules.sentence_words import pattern

ROOM: Final = 20  # letters between the two parts
BARS: Final = (
    "ซับใน", "ไส้", "รส", "กลิ่น", "ลาย", "เคลือบ", "ใส่", "กับ", "และ", "หรือ", "ขาย", "ทำ",
    "with", "and", "or", "for",
)  # fmt: skip
"""What stands before a part, a use or another thing: the frame does not reach across."""


def _rows(name: str) -> Iterator[tuple[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        yield from ((first, second) for first, second in list(csv.reader(file))[1:])


def _kinds() -> dict[str, tuple[str, ...]]:
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    for kind, word in _rows("understanding_kinds.csv"):
        kinds[kind].append(word)
    return {kind: tuple(words) for kind, words in kinds.items()}


KINDS: Final = _kinds()
"""The words of each kind of material: fruit, fish, herb."""

FRAMES: Final = tuple(_rows("understanding_frames.csv"))
"""Family and frame."""


class Framed(NamedTuple):
    """A frame found at letters[start:end], its family, and the letters of its parts without the room."""

    start: int
    end: int
    family: str
    letters: int


class Frames:
    """Frames compiled to be found in many sentences, those of `families` alone."""

    def __init__(self, families: Collection[str], frames: Iterable[tuple[str, str]] = FRAMES) -> None:
        parts: defaultdict[str, list[str]] = defaultdict(list)
        for family, frame in frames:
            if family in families:
                parts[family].append(_compiled(frame))
        self._patterns = [(family, re.compile("|".join(of_family))) for family, of_family in parts.items()]

    def find(self, sentence: Sentence) -> list[Framed]:
        """Return the frames in a sentence: of one family the first that do not overlap."""
        text = sentence.spaced
        return [
            Framed(match.start(), match.end(), family, sum(len(part) for part in match.groups() if part))
            for family, frame in self._patterns
            for match in frame.finditer(text)
            if sentence.stands(match.start(), match.end())
        ]


def _compiled(frame: str) -> str:
    joint = next((joint for joint in _BETWEEN if joint in frame), "")
    return _BETWEEN.get(joint, "").join(map(_words, frame.split(joint) if joint else [frame]))


def _words(part: str) -> str:
    words = (each for word in part.split("|") for each in (KINDS[word[1:-1]] if word[0] == "{" else (word,)))
    return f"({pattern(form for word in words for form in _forms(standard(word)))}){_WHOLE}"


def _forms(word: str) -> tuple[str, ...]:
    return (word, f"{word}s") if word.isascii() else (word,)


_WHOLE: Final = "(?![\u0e30-\u0e3a\u0e45-\u0e4e])"
"""No vowel or mark follows: ใส ends no part in ใส่."""

_BETWEEN: Final = {"+": r"\s?", "…": rf"(?:(?!{pattern(BARS)}).){{0,{ROOM}}}?"}

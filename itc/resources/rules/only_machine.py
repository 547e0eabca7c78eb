"""Sentences that ask for one machine and no plan: "only the dryer, on Tuesday", จองเครื่องอบพรุ่งนี้."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from itc.lib.day_words import said_day

LONGEST = 120
"""Letters; what is longer is a story, and stories are about products."""
_ONLY = re.compile(
    r"\b(?:only|just|book|reserve|hire|use|free)\b|แค่|เฉพาะ|จอง|อยากใช้|ขอใช้|ต้องการใช้|ว่าง(?:ไหม|มั้ย)?",
    re.IGNORECASE,
)
_FILLING = re.compile(
    r"\b(?:i|we|the|a|an|to|on|at|for|want|need|would|like|please|when|is|are|me|my|in|by)\b"
    r"|อยาก|ต้องการ|ขอ(?=\s*(?:เครื่อง|ตู้|เตา|หม้อ))|หน่อย|ได้ไหม|ครับ|ค่ะ|คะ|เท่านั้น|เมื่อไร|เมื่อไหร่|อย่างเดียว|ตัวเดียว",
    re.IGNORECASE,
)
_MOST = 0.7
"""The part of her words that must stand in the name of a machine."""


@dataclass(frozen=True, slots=True)
class OnlyMachine:
    """What is left of a sentence that may ask for a machine alone, and the day it says."""

    words: str
    day: dt.date | None


def only_machine(text: str, *, today: dt.date) -> OnlyMachine | None:
    """Return the words that may name a machine; None where neither a day nor "only" or "book" is said."""
    if len(text) > LONGEST:
        return None
    said = said_day(text, today=today)
    rest = said.rest if said else text
    bare, only = _ONLY.subn(" ", rest)
    if not (said or only):
        return None
    words = re.sub(r"[\s,.;:?!]+", " ", _FILLING.sub(" ", bare)).strip()
    return OnlyMachine(words, said.day if said else None) if words else None


def names_it(words: str, matched: Iterable[str]) -> bool:
    """Return whether the pieces found in a name of a machine are most of her words."""
    letters = len(words.replace(" ", ""))
    return sum(len(piece.replace(" ", "")) for piece in matched) >= _MOST * letters

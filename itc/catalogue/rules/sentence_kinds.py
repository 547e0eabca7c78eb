"""Cheap signs that a sentence is no idea for a product: a greeting, a place, a job hunt, a service, noise."""

import re
import unicodedata
from collections import Counter
from enum import StrEnum
from typing import Final

from itc.algorithms.search.normalise import normalise
from itc.catalogue.rules.sentence import MAX_LETTERS
from itc.catalogue.rules.sentence_words import role


class Kind(StrEnum):
    """What a sentence looks like; `IDEA` is said of all that shows no other sign."""

    IDEA = "idea"
    EMPTY = "empty"
    TOO_SHORT = "too-short"
    NO_LETTERS = "no-letters"
    OTHER_SCRIPT = "other-script"
    NOISE = "noise"
    GREETING = "greeting"
    SWEARING = "swearing"
    PLACE = "place"
    JOB = "job"
    LOAN = "loan"
    SERVICE = "service"


SCRIPTS: Final = frozenset({"THAI", "LATIN"})
"""The scripts we read, as the first word of a letter's Unicode name."""

KEYBOARD_ROWS: Final = (
    "qwertyuiop", "asdfghjkl", "zxcvbnm", "poiuytrewq", "lkjhgfdsa", "mnbvcxz",
    "ๆไำพะัีรนยบล", "ฟหกดเ้่าสวง", "ผปแอิืทมใฝ", "งวสา่้เดกหฟ",
)  # fmt: skip
"""Rows of the keyboard, both ways: four neighbours and nothing else are a hand at play."""

_ASKS: Final = {
    kind: re.compile(role(kind.value).replace("…", ".{0,30}?"))
    for kind in (Kind.SWEARING, Kind.PLACE, Kind.JOB, Kind.LOAN)
}
_MAKES = re.compile(role("make"))
_FOR_HIRE = rf"{role('for_hire')}(?!\s*{role('hired_to_make')})"
_SERVES = re.compile(rf"(?:{role('before_service')}|\s)*(?:{role('service')}|{_FOR_HIRE})")
_GOODS = re.compile(role("goods"))
_GREETING = re.compile(rf"(?:(?:{role('greeting')}|{role('polite')})[\s,.!?]*)+")
_ONE_LETTER_ROW = re.compile(r"(.)\1{3,}")
_NO_VOWEL = re.compile("[b-df-hj-np-tv-xz]{6,}")


def looks_like(sentence: str) -> Kind:
    """Tell what a sentence looks like by its signs, each overruled where she also says to make or sell."""
    text = normalise(sentence[:MAX_LETTERS])
    return _by_letters(text) or _by_words(text) or Kind.IDEA


def _by_letters(text: str) -> Kind | None:
    """Tell by the letters: none, one, no letters, other scripts, keyboard noise."""
    if not text:
        return Kind.EMPTY
    letters = [letter for letter in text if unicodedata.category(letter)[0] in "LM"]
    if not letters:
        return Kind.NO_LETTERS
    if len(letters) == 1:
        return Kind.TOO_SHORT
    scripts = Counter(unicodedata.name(letter, "?").split()[0] in SCRIPTS for letter in letters)
    if scripts[False] > scripts[True]:
        return Kind.OTHER_SCRIPT
    return Kind.NOISE if _is_noise(text.replace(" ", "")) else None


def _is_noise(text: str) -> bool:
    if _ONE_LETTER_ROW.fullmatch(text) or _NO_VOWEL.fullmatch(text):
        return True
    return len(text) >= 4 and any(text in row for row in _ROWS)


def _by_words(text: str) -> Kind | None:
    """Tell by the words: nothing but a greeting, or a sign with no word of making beside it."""
    if _GREETING.fullmatch(text):
        return Kind.GREETING
    for kind, sign in _ASKS.items():
        if sign.search(text):
            return None if _MAKES.search(sign.sub(" ", text)) else kind
    return Kind.SERVICE if _SERVES.match(text) and not _GOODS.search(text) else None


_ROWS: Final = tuple(map(normalise, KEYBOARD_ROWS))

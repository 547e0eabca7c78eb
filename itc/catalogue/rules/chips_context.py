"""What stands around a word of a sentence: whether she says no to it, and whether a country is a market."""

import re

from itc.catalogue.rules.sentence_words import WORDS, pattern

WINDOW = 48
"""Letters looked at on either side of a word; what is further away speaks of something else."""


def is_denied(letters: str, start: int, end: int) -> bool:
    """Tell whether she says no to `letters[start:end]`: ไม่ส่งออก, ยังไม่ได้ขายญี่ปุ่น, not for export."""
    return bool(_DENIED.search(_before(letters, start)) or _DENIED_AFTER.match(letters, end))


def is_market(letters: str, start: int, end: int) -> bool:
    """Tell whether a country is where she sells, not a style (แบบเกาหลี, ผ้าไหมญี่ปุ่น, Japanese style).

    So it is where a word of trade stands right before or after it, or she speaks of export anywhere.
    """
    before = _before(letters, start)
    if _STYLE.search(before) or _STYLE_AFTER.match(letters, end):
        return False
    trades = _TRADES.match(letters, start, end) or _TRADE.search(before)
    return bool(trades or _TRADE_AFTER.match(letters, end) or _TRADE_FAR.search(letters))


def is_listed(between: str) -> bool:
    """Tell whether what stands between two countries joins them: ญี่ปุ่น เกาหลี และจีน."""
    return _JOINED.fullmatch(between) is not None


def _before(letters: str, start: int) -> str:
    return letters[max(start - WINDOW, 0) : start]


def _any(*roles: str) -> str:
    """Return the pattern of a word of `roles` right before another: Latin ones with their space."""
    words = {word for name in roles for word in WORDS[name]}
    thai = pattern(word for word in words if not word.isascii())
    latin = pattern(word for word in words if word.isascii())
    return rf"(?:{thai}|{latin}\s)"


# A space ends a Thai clause: of "ไม่ส่งออก ขายออนไลน์" only the first half is denied.
_FILLER = _any("negation_filler")
_DENIED = re.compile(
    rf"{_any('negation')}(?:(?:{_FILLER}){{0,5}}\s?|(?:{_FILLER}){{0,4}}{_any('trade')}(?:{_FILLER}){{0,4}})$"
)
_DENIED_AFTER = re.compile(rf"\s?{pattern(WORDS['negation_after'])}(?:\s|$|{pattern(WORDS['polite'])})")
_TRADE = re.compile(rf"(?:{_any('trade')})\s?(?:{_any('trade_filler')}\s?){{0,5}}$")
_TRADES = re.compile(pattern(WORDS["trade"]))  # the word itself begins so: ส่งจีน
_TRADE_AFTER = re.compile(rf"\s?{pattern(WORDS['trade_after'])}")
_TRADE_FAR = re.compile(pattern(WORDS["trade_far"]))
_STYLE = re.compile(rf"{_any('style')}(?:ประเทศ)?$")
_STYLE_AFTER = re.compile(rf"\s?{pattern(WORDS['style_after'])}")
_JOINED = re.compile(rf"(?:\s|{pattern(WORDS['joiner'])}|{_any('trade_filler')})*")

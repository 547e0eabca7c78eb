"""Numbers as people write and say them in Thai: 1,200; 1.5 ล้าน; สองพันห้า; ครึ่ง; สองสามร้อย."""

import re
from decimal import Decimal
from typing import Final

from itc.catalogue.rules.sentence_words import pattern

_HALF, _HALVED = "ครึ่ง", Decimal("0.5")
_DIGITS: Final = {
    "หนึ่ง": 1, "นึง": 1, "เอ็ด": 1, "สอง": 2, "ยี่": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7,
    "แปด": 8, "เก้า": 9, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip
_SCALES: Final = {
    "สิบ": 10, "ร้อย": 100, "พัน": 1_000, "หมื่น": 10_000, "แสน": 100_000, "ล้าน": 1_000_000,
    "hundred": 100, "thousand": 1_000, "million": 1_000_000,
}  # fmt: skip
_ONES = frozenset({"นึง", "หนึ่ง"})
_MILLION = 1_000_000

_SCALE = pattern(_SCALES)
_WORD = pattern((*_DIGITS, *_SCALES, _HALF))
_FIGURES = (
    r"(?<!\d)(?<!\d[.,])(?<![a-wyz])"  # not amid a longer number nor a name such as IP67; x is "times"
    r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,9})(?:\.\d{1,6})?(?!\d)"
    rf"(?:\s?{_SCALE}){{0,2}}+"
)
_SPOKEN = rf"{_WORD}(?:\s?{_WORD}){{0,11}}+"
NUMBER: Final = rf"(?:{_FIGURES}|{_SPOKEN})"
"""A regular expression, without groups, for a number in normalised letters."""

_TOKENS = re.compile(rf"\d[\d,]*(?:\.\d+)?|{_WORD}")


def values(text: str) -> tuple[Decimal, Decimal]:
    """Return the low and the high of what `NUMBER` matched: the same twice unless said as สองสามร้อย."""
    low, high = _split(_TOKENS.findall(text))
    return _count(low), _count(high)


def between(low: str, high: str) -> tuple[Decimal, Decimal]:
    """Return the two ends of a range; in 2-3 ร้อย the scale belongs to both."""
    first, last = values(low)[0], values(high)[1]
    scales = [_SCALES[token] for token in _TOKENS.findall(high) if token in _SCALES]
    if high[0].isdigit() and scales and first * scales[0] <= last:
        first *= scales[0]
    return min(first, last), max(first, last)


def _split(tokens: list[str]) -> tuple[list[str], list[str]]:
    """Part a range said in one breath: สอง-สามร้อย by its two digits, ร้อย-สองร้อย where scales do not fall."""
    last = 0
    for i, token in enumerate(tokens[1:], 1):
        if _DIGITS.get(token, 10) < 10 and _DIGITS.get(tokens[i - 1], 10) < 10:
            return tokens[:i] + tokens[i + 1 :], tokens[: i - 1] + tokens[i:]
        last = _SCALES.get(tokens[i - 1], last)
        if 0 < last <= _SCALES.get(token, 0) < _MILLION:
            head = i - 1 if tokens[i - 1] in _DIGITS else i
            return tokens[:head], tokens[head:]
    return tokens, tokens


def _count(tokens: list[str]) -> Decimal:
    """Add up one number; พันห้า is 1,500, ร้อยห้า 105, พันนึง 1,000, ล้านครึ่ง 1,500,000."""
    total = section = Decimal(0)
    digit: Decimal | None = None
    scale = 1
    for token in tokens:
        if token in _SCALES:
            scale = _SCALES[token]
            if scale == _MILLION:
                total, section = (total + section + (digit or Decimal(0)) or Decimal(1)) * scale, Decimal(0)
            else:
                section += (Decimal(1) if digit is None else digit) * scale
            digit = None
        elif token == _HALF:
            half = _HALVED * scale if total + section else _HALVED
            digit = half if digit is None else digit + half
        else:
            tens = digit if digit is not None and digit >= 20 else Decimal(0)
            digit = tens + Decimal(_DIGITS.get(token, token.replace(",", "")))
    return total + section + _tail(tokens[-1], digit, scale)


def _tail(token: str, digit: Decimal | None, scale: int) -> Decimal:
    """Return what a digit after the last scale is worth."""
    if digit is None or (scale > 1 and token in _ONES):
        return Decimal(0)
    if scale >= 1_000 and token in _DIGITS:
        return digit * scale / 10
    return digit

"""The regular expressions an amount is found by, from the words of units and periods."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from itc.catalogue.rules.sentence_numbers import NUMBER
from itc.catalogue.rules.sentence_words import pattern, role

_SEPARATOR = r"\s?(?:-|–|—|~|ถึง|(?<![a-z])to(?![a-z]))\s?"
_MORE = r"(?:กว่า|\+|ต้นๆ)ๆ?"
_ONE = "ครึ่ง|นึง|หนึ่ง"


@dataclass(frozen=True, slots=True)
class Patterns:
    """`quantity` finds numbers with a unit; the others look at what stands before (to its end) and after."""

    quantity: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    keeps: re.Pattern[str]
    money_after: re.Pattern[str]
    per_piece: re.Pattern[str]
    pack_before: re.Pattern[str]
    pack_after: re.Pattern[str]

    @classmethod
    def of(cls, *, units: Iterable[str], pieces: Iterable[str], periods: Iterable[str]) -> Self:
        """Compile the patterns; `pieces` are the units that count things, containers among them."""
        periods, piece = tuple(periods), pattern(_with_plurals(pieces))
        # เดือนละ speaks of the number after it; "20 kilos of chilli paste a month" names the thing in between.
        after = _period(word for word in periods if not word.endswith(("ละ", "ล่ะ")))
        after = rf"(?:(?:of\s)(?:[a-z]+\s){{1,4}}?)?(?P<period>{after})"
        return cls(
            quantity=re.compile(_quantity(_unit(units))),
            before=re.compile(_before(_period(periods))),
            after=re.compile(rf"\s?(?:(?P<refused>{role('rate')})|{after}|(?P<times>[x×*]\s?\d))?"),
            keeps=re.compile(rf"{role('keeps')}\S{{0,15}}\s?$"),
            money_after=re.compile(rf"\s?\d[\d,.]*\s?{role('money')}"),
            per_piece=re.compile(rf"\s?(?:ต่อ|/|per)\s?{piece}"),
            pack_before=re.compile(rf"{piece}(?:ละ)?\s?$|(?<![a-z])of\s$"),
            pack_after=re.compile(rf"\s?(?:(?:ต่อ|/|per)?\s?{piece}|[x×*]\s?\d)"),
        )


def _unit(words: Iterable[str]) -> str:
    """Return a pattern of units that are not the head of another word (ตัว of ตัวอย่าง) nor a price (โลละ)."""
    return rf"(?!{role('unit_block')}){pattern(_with_plurals(words))}\.?(?!ละ)"


def _quantity(unit: str) -> str:
    """Return the pattern of a number or range with its unit, or of a unit alone: โลครึ่ง, เดือนละตัน."""
    span = rf"(?P<low>{NUMBER})(?:(?:\s?{unit})?{_SEPARATOR}(?P<high>{NUMBER}))?"
    counted = rf"{span}\s?(?P<more>{_MORE})?\s?(?P<unit>{unit})"
    alone = rf"(?P<alone>{unit}(?={_ONE})|(?<=ละ){unit})"
    return rf"(?:{counted}|{alone})(?P<tail>{_ONE})?"


def _before(period: str) -> str:
    """Return the pattern of a price, dose or size, or of a period and its "about", right before a number."""
    refused = rf"(?P<refused>{role('dose', 'price', 'size')}\s?)?"
    bounds = rf"(?P<at_most>{role('at_most')})|(?P<at_least>{role('at_least')})|{role('about')}"
    return rf"{refused}(?P<period>{period})?(?:\s?(?:{bounds})){{0,4}}\s?$"


def _period(words: Iterable[str]) -> str:
    """Return a pattern of periods that allows a space after "per": ต่อ เดือน, / month."""
    return pattern(words).replace("ต่อ", r"ต่อ\s?").replace("/", r"/\s?")


def _with_plurals(words: Iterable[str]) -> list[str]:
    return [form for word in words for form in ((word, f"{word}s") if word.isascii() else (word,))]

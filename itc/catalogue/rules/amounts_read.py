"""How much she wants to make, read from her sentence: 200 กก. ต่อเดือน, วันละสองโลครึ่ง, 1,000 bottles."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

from itc.catalogue.rules.amounts_read_patterns import Patterns
from itc.catalogue.rules.sentence import Sentence
from itc.catalogue.rules.sentence_numbers import between, values

WORKING_DAYS, WEEKS, MONTHS = Decimal(26), Decimal("4.33"), Decimal(12)
"""Working days and weeks of a month, months of a year."""

MAX_PACK = Decimal(50)
"""Kilos or litres of the largest pack, a sack: more than that beside a container is an amount."""

MAX_AMOUNT = Decimal(10**9)
"""More than this of anything is a slip of the hand."""

_WINDOW = 40
_HALF = Decimal("0.5")
_LEADS = ("period", "at_most", "at_least")


class Unit(StrEnum):
    """What an amount is counted in."""

    KG = "kg"
    L = "l"
    PIECE = "piece"


class Period(StrEnum):
    """How often an amount is made; `ONCE` where she names no time."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    ONCE = "once"


_A_MONTH: Final[Mapping[Period, tuple[Decimal, Decimal]]] = {
    Period.DAY: (WORKING_DAYS, Decimal(1)),
    Period.WEEK: (WEEKS, Decimal(1)),
    Period.YEAR: (Decimal(1), MONTHS),
}
_TRIGGER = re.compile(r"amount:>(\d+(?:\.\d+)?)(kg|l|piece)")


@dataclass(frozen=True, slots=True)
class Amount:
    """From `low` to `high` of `unit` each `period`, read from `text` = sentence[start:end].

    `low` is 0 where she gave a ceiling only; `and_more` where she gave a floor only or said "over a hundred".
    """

    low: Decimal
    high: Decimal
    unit: Unit
    period: Period
    text: str
    start: int
    end: int
    and_more: bool = False

    def lot(self) -> Decimal:
        """Return the size of one trial lot, in `unit`: what she makes in a month.

        By rule, of the high end: 26 working days or 4.33 weeks a month, a twelfth of a year; an amount for a
        month or for once stays as it is. What was converted is rounded half up: to tens from 100, to ones
        from 10 and for pieces, else to tenths; never to nothing.
        """
        if self.period not in _A_MONTH:
            return self.high
        times, parts = _A_MONTH[self.period]
        lot = self.high * times / parts
        whole = lot >= 10 or self.unit is Unit.PIECE
        step = Decimal(10) if lot >= 100 else Decimal(1) if whole else Decimal("0.1")
        return max((lot / step).to_integral_value(ROUND_HALF_UP) * step, step)


def meets(trigger: str, amount: Amount) -> bool:
    """Tell whether the trial lot is over what a trigger like `amount:>100kg` names (kg, l or piece)."""
    match = _TRIGGER.fullmatch(trigger)
    if match is None or match[2] != amount.unit:
        return False
    bound = Decimal(match[1])
    return amount.lot() > bound or (amount.and_more and amount.lot() == bound)


class AmountReader:
    """The words of units and periods, compiled; `read` finds the amount of a sentence."""

    def __init__(self, units: Mapping[str, tuple[Unit, Decimal]], periods: Mapping[str, Period]) -> None:
        """Take each unit word with its base unit and how many of it one is, and each word of a period."""
        # A unit may be written with its "per" (ซองต่อ): the period is read for itself.
        self._units = {_bare(word).removesuffix("ต่อ"): unit for word, unit in units.items()}
        self._periods = {_bare(word): period for word, period in periods.items()}
        pieces = [word for word, (unit, _) in self._units.items() if unit is Unit.PIECE]
        self._patterns = Patterns.of(units=self._units, pieces=pieces, periods=self._periods)

    def read(self, sentence: Sentence) -> Amount | None:
        """Return the amount she names: the first with a period, else the first; packs and prices are none."""
        best: tuple[int, Amount] | None = None
        for match in self._patterns.quantity.finditer(sentence.letters):
            ranked = self._ranked(sentence, match)
            if ranked is not None and (best is None or ranked[0] < best[0]):
                best = ranked
        return best[1] if best else None

    def _ranked(self, sentence: Sentence, match: re.Match[str]) -> tuple[int, Amount] | None:
        """Return the amount of one quantity and its rank, the lower the better, or None where it is none."""
        letters, (start, end) = sentence.letters, match.span()
        window = letters[max(start - _WINDOW, 0) : start]
        low, high, unit = self._value(match)
        before = self._patterns.before.search(window)
        after = self._patterns.after.match(letters, end)
        if not 0 < high <= MAX_AMOUNT or not before or not after or before["refused"] or after["refused"]:
            return None
        named = after["period"] or before["period"]
        if not named and self._is_other(window, letters, end, high, unit):
            return None
        lead = [before.start(name) for name in _LEADS if before[name]]
        start -= len(window) - min(lead, default=len(window))
        end = max(end, after.end("period"))
        if not sentence.stands(start, end):
            return None
        first, last = sentence.span(start, end)
        low = Decimal(0) if before["at_most"] else low
        period = self._periods[_bare(named)] if named else Period.ONCE
        and_more = bool(match["more"] or before["at_least"])
        amount = Amount(low, high, unit, period, sentence.text[first:last], first, last, and_more)
        return (0 if named else 2 if after["times"] else 1), amount

    def _value(self, match: re.Match[str]) -> tuple[Decimal, Decimal, Unit]:
        """Return low and high in the base unit; a unit without a number is one of it."""
        unit, factor = self._unit(match["unit"] or match["alone"])
        low = high = Decimal(1)
        if match["high"]:
            low, high = between(match["low"], match["high"])
        elif match["low"]:
            low, high = values(match["low"])
        half = _HALF if match["tail"] == "ครึ่ง" else 0
        return _plain((low + half) * factor), _plain((high + half) * factor), unit

    def _unit(self, text: str) -> tuple[Unit, Decimal]:
        word = _bare(text)
        return self._units[word if word in self._units else word.removesuffix("s")]

    def _is_other(self, window: str, letters: str, end: int, high: Decimal, unit: Unit) -> bool:
        """Tell whether it is no amount but a price for so many, animals she keeps, or what one pack holds.

        A pack is under a kilo or litre, or has a container or a multiplication beside it.
        """
        if self._patterns.money_after.match(letters, end):
            return True
        if unit is Unit.PIECE:
            return bool(self._patterns.keeps.search(window) or self._patterns.per_piece.match(letters, end))
        beside = self._patterns.pack_before.search(window) or self._patterns.pack_after.match(letters, end)
        return high < 1 or (high <= MAX_PACK and beside is not None)


def _plain(number: Decimal) -> Decimal:
    """Return the number without the zeros of its factor: 1500, not 1500.0."""
    return number.to_integral_value() if number == number.to_integral_value() else number.normalize()


def _bare(word: str) -> str:
    """Return the letters a unit or period is looked up by."""
    return word.strip().rstrip(".").replace("ต่อ ", "ต่อ").replace("/ ", "/")

"""A sentence in her own words read into chips: market, claim, material, channel, platform, and the amount.

`Lexicon` is compiled once from the chip words and reads many sentences. A word counts by its `match`:
- longest: anywhere, though never inside a longer known word;
- token: only as a whole word. Thai has no spaces, so a token must not lie inside a word of the block list
  (ทอ in ทองม้วน) nor amid a family's alias, unless at its edge (the ลำไย of ลำไยอบแห้ง), nor beside a letter
  that would join it;
- after_number: a unit, read with its number by `amounts_read`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from itc.algorithms.search.normalise import normalise
from itc.catalogue.rules.amounts_read import Amount, AmountReader, Period, Unit, meets
from itc.catalogue.rules.chips_context import is_denied, is_listed, is_market
from itc.catalogue.rules.sentence import Sentence, Words, key
from itc.catalogue.rules.sentence_words import WORDS

NOT_COUNTRIES = frozenset({"market:export", "market:TH"})
"""Markets that are no style: they count wherever they stand."""

_PERIODS: Final = {f"unit:{period}": period for period in Period}


@dataclass(frozen=True, slots=True)
class Word:
    """A row of chips.csv: `word` in `lang` stands for `chip` of `kind`, which implies other chips.

    A unit also has its `base_unit` (kg, l, piece) and how many of it one is; a period (`unit:month`) has
    neither.
    """

    word: str
    lang: str
    match: str
    chip: str
    kind: str
    implies: tuple[str, ...] = ()
    base_unit: str = ""
    factor: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Chip:
    """What was read, from which words: `text` = sentence[start:end]."""

    chip: str
    kind: str
    text: str
    start: int
    end: int
    implies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The chips of a sentence in order, each once, and the amount she named."""

    chips: tuple[Chip, ...]
    amount: Amount | None

    @property
    def codes(self) -> frozenset[str]:
        """Every chip read and every chip one of them implies: what a recipe's `when` is compared with."""
        return frozenset(code for chip in self.chips for code in (chip.chip, *chip.implies))


class Lexicon:
    """Chip words compiled for reading; `aliases` are the names of families, which hide tokens amid them."""

    def __init__(self, words: Iterable[Word], aliases: Iterable[str] = ()) -> None:
        units: dict[str, tuple[Unit, Decimal]] = {}
        periods: dict[str, Period] = {}
        chips: defaultdict[str, list[Word]] = defaultdict(list)
        self._triggers: dict[str, Word] = {}
        for word in words:
            if word.match == "after_number":
                if word.base_unit and word.factor:
                    units[normalise(word.word)] = Unit(word.base_unit), word.factor
                elif word.chip in _PERIODS:
                    periods[normalise(word.word)] = _PERIODS[word.chip]
            elif word.kind == "amount":
                self._triggers[word.chip] = word
            else:
                for form in _forms(word):
                    chips[form].append(word)
        self._chips: Mapping[str, list[Word]] = dict(chips)
        self._blocks = frozenset(map(key, WORDS["block"]))
        self._aliases = frozenset(map(key, aliases))
        self._words = Words({*chips, *self._blocks, *self._aliases})
        self._amounts = AmountReader(units, periods)

    def read(self, text: str) -> Reading:
        """Read one sentence of any length and content; what is not understood is passed over."""
        sentence = Sentence.of(text)
        amount = self._amounts.read(sentence)
        chips: dict[str, Chip] = {}
        for start, end, word in self._meant(sentence, self._longest(sentence)):
            first, last = sentence.span(start, end)
            chip = Chip(word.chip, word.kind, text[first:last], first, last, word.implies)
            chips.setdefault(word.chip, chip)
        if amount is not None:
            for word in self._triggers.values():
                if meets(word.chip, amount):
                    place = (amount.text, amount.start, amount.end)
                    chips[word.chip] = Chip(word.chip, word.kind, *place, word.implies)
        return Reading(tuple(sorted(chips.values(), key=lambda chip: chip.start)), amount)

    def _longest(self, sentence: Sentence) -> list[tuple[int, int, str]]:
        """Return (start, end, key) of the chip words found, in order: of two that overlap, the longer."""
        found = self._words.find(sentence)
        hiding = [piece for piece in found if piece[2] in self._blocks or piece[2] in self._aliases]
        candidates = [
            piece
            for piece in found
            if piece[2] in self._chips and not self._is_hidden(sentence, piece, hiding)
        ]
        taken: set[int] = set()
        kept = []
        for start, end, word in sorted(candidates, key=lambda piece: (piece[0] - piece[1], piece[0])):
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                kept.append((start, end, word))
        return sorted(kept)

    def _is_hidden(
        self, sentence: Sentence, piece: tuple[int, int, str], hiding: list[tuple[int, int, str]]
    ) -> bool:
        start, end, word = piece
        around = [(s, e, other) for s, e, other in hiding if s <= start and end <= e and other != word]
        if any(other in self._blocks for _, _, other in around):
            return True
        if self._chips[word][0].match != "token":
            return False
        return not sentence.stands_alone(start, end) or any(s < start and end < e for s, e, _ in around)

    def _meant(
        self, sentence: Sentence, pieces: Iterable[tuple[int, int, str]]
    ) -> Iterator[tuple[int, int, Word]]:
        """Give the words she means: none she says no to, and no country that is only a style."""
        listed = None
        for start, end, found in pieces:
            denied = is_denied(sentence.spaced, start, end)
            for word in self._chips[found]:
                if word.kind == "market" and word.chip not in NOT_COUNTRIES:
                    joined = listed is not None and is_listed(sentence.spaced[listed:start])
                    if not joined and not is_market(sentence.spaced, start, end):
                        continue
                    listed = None if denied else end
                if not denied:
                    yield start, end, word


def _forms(word: Word) -> list[str]:
    """Return the letters a word is found by; an English one in the plural too."""
    form = key(word.word)
    return [form, f"{form}s"] if word.lang == "en" and form[-1:].isalpha() else [form]

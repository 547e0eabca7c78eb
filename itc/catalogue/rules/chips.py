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
from itc.catalogue.rules.sentence import Found, Sentence, Words, key
from itc.catalogue.rules.sentence_words import WORDS

HOME, EXPORT = "market:TH", "market:export"
"""Markets that are no foreign country, so never a style: they count wherever they stand."""

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
        for piece, word in self._meant(sentence, self._longest(sentence)):
            first, last = sentence.span(piece.start, piece.end)
            chip = Chip(word.chip, word.kind, text[first:last], first, last, word.implies)
            chips.setdefault(word.chip, chip)
        if amount is not None:
            for word in self._triggers.values():
                if meets(word.chip, amount):
                    place = (amount.text, amount.start, amount.end)
                    chips[word.chip] = Chip(word.chip, word.kind, *place, word.implies)
        return Reading(tuple(sorted(chips.values(), key=lambda chip: chip.start)), amount)

    def _longest(self, sentence: Sentence) -> list[Found]:
        """Return the chip words found, in order: of two that overlap the longer, of equal ones the left."""
        found = self._words.find(sentence)
        hiding = [piece for piece in found if piece.key in self._blocks or piece.key in self._aliases]
        longest_first = sorted(
            (piece for piece in found if piece.key in self._chips),
            key=lambda piece: (piece.start - piece.end, piece.start),
        )
        taken: set[int] = set()
        kept = []
        for piece in longest_first:
            letters = range(piece.start, piece.end)
            if taken.isdisjoint(letters) and not self._is_hidden(sentence, piece, hiding):
                taken.update(letters)
                kept.append(piece)
        return sorted(kept)

    def _is_hidden(self, sentence: Sentence, piece: Found, hiding: Iterable[Found]) -> bool:
        """Tell whether a word is part of another: of a longer one that hides it, or, a token, of any."""
        start, end, word = piece
        around = [
            other for other in hiding if other.start <= start and end <= other.end and other.key != word
        ]
        if any(other.key in self._blocks for other in around):
            return True
        if self._chips[word][0].match != "token":
            return False
        amid = any(other.start < start and end < other.end for other in around)
        return amid or not sentence.stands_alone(start, end)

    def _meant(self, sentence: Sentence, pieces: list[Found]) -> Iterator[tuple[Found, Word]]:
        """Give the words she means: none she says no to, and no country that is only a style."""
        letters = sentence.spaced
        countries = {piece.start for piece in pieces if self._is_country(piece)}
        listed = None
        for piece in pieces:
            denied = is_denied(letters, piece.start, piece.end)
            if piece.start in countries:
                joined = listed is not None and is_listed(letters[listed : piece.start])
                if not joined and not is_market(letters, piece.start, piece.end):
                    continue
                listed = None if denied else piece.end
            for word in self._chips[piece.key]:
                # "In the country" right before a country's name is that country: ในประเทศญี่ปุ่น.
                if not denied and not (word.chip == HOME and piece.end in countries):
                    yield piece, word

    def _is_country(self, piece: Found) -> bool:
        return any(
            word.kind == "market" and word.chip not in {HOME, EXPORT} for word in self._chips[piece.key]
        )


def _forms(word: Word) -> list[str]:
    """Return the letters a word is found by; an English one in the plural too."""
    form = key(word.word)
    return [form, f"{form}s"] if word.lang == "en" and form[-1:].isalpha() else [form]

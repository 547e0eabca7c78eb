"""The shipped chip words and family names, compiled once for the tests that read sentences."""

from decimal import Decimal
from functools import cache

from itc.algorithms.search.pieces import longest_matches
from itc.catalogue.rules.chips import Lexicon, Word
from itc.catalogue.rules.sentence_products import Match
from tests.catalogue.reference import split, table


@cache
def lexicon() -> Lexicon:
    words = (
        Word(
            row["word"],
            row["lang"],
            row["match"],
            row["chip"],
            row["kind"],
            split(row["implies"]),
            row["base_unit"],
            Decimal(row["factor"]) if row["factor"] else None,
        )
        for row in table("chips")
    )
    return Lexicon(words, names())


@cache
def names() -> dict[str, str]:
    """Return the family of each name and alias."""
    return {
        name: row["code"]
        for row in table("families")
        for column in ("name_th", "name_en", "aliases_th", "aliases_en")
        for name in split(row[column])
        if name
    }


def families_in(sentence: str) -> list[Match]:
    """Return the families whose names stand in the sentence, the longest."""
    return [Match(names()[name], start, end) for start, end, name in longest_matches(sentence, names())]


def codes(sentence: str, *kinds: str) -> set[str]:
    """Return the chips read, of these kinds only if any are given."""
    return {chip.chip for chip in lexicon().read(sentence).chips if not kinds or chip.kind in kinds}

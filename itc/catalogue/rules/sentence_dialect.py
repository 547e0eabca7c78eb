"""Words of the North, the North-East and the South, and common misspellings, read as the standard word.

They are data, `sentence_dialect.csv`, in columns spoken, standard and reason. Names of families are given in
standard words only; บักม่วงกวน and บะม่วงกวน are then found as มะม่วงกวน, and the encoder knows the word.
"""

import csv
import re
from pathlib import Path
from typing import Final

from itc.algorithms.search.normalise import normalise
from itc.catalogue.rules.sentence import Sentence


def _standard() -> dict[str, str]:
    with Path(__file__).with_name("sentence_dialect.csv").open(encoding="utf-8", newline="") as file:
        return {normalise(row["spoken"]): normalise(row["standard"]) for row in csv.DictReader(file)}


STANDARD: Final = _standard()
"""The standard word of each spoken one, both normalised."""


def in_standard_words(sentence: Sentence) -> Sentence:
    """Return a sentence with its spoken words replaced; each new letter points to where the old one began."""
    letters: list[str] = []
    origins: list[int] = []
    at = 0
    for match in _SPOKEN.finditer(sentence.letters):
        start, end = match.span()
        if not sentence.stands(start, end):
            continue
        new = STANDARD[match[0]]
        letters += [sentence.letters[at:start], new]
        origins += [*sentence.origins[at:start], *([sentence.origins[start]] * len(new))]
        at = end
    if not letters:
        return sentence
    text = "".join((*letters, sentence.letters[at:]))
    return Sentence.of_letters(sentence.text, text, (*origins, *sentence.origins[at:]))


def standard(text: str) -> str:
    """Return the normalised letters of a text in standard words."""
    return in_standard_words(Sentence.of(text)).letters


def _guarded(spoken: str) -> str:
    """Return a pattern for a spoken word that is not the end of its own standard word: พร้าว in มะพร้าว."""
    standard = STANDARD[spoken]
    before = standard.removesuffix(spoken) if standard.endswith(spoken) else ""
    after = standard.removeprefix(spoken) if standard.startswith(spoken) else ""
    ahead = rf"(?!{re.escape(after)})" if after and after != standard else ""
    behind = rf"(?<!{re.escape(before)})" if before and before != standard else ""
    latin = (r"(?<![a-z])", r"(?![a-z])") if spoken.isascii() else ("", "")
    return f"{latin[0]}{behind}{re.escape(spoken)}{ahead}{latin[1]}"


_SPOKEN = re.compile("|".join(map(_guarded, sorted(STANDARD, key=lambda word: (-len(word), word)))))

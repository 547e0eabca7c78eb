"""The words a sentence is read by that are no chips: what stands before, after and between them.

They are data, `sentence_words.csv`, in columns role, word and reason; a reason stands where it is not plain.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from itc.algorithms.search.normalise import normalise


def _by_role() -> dict[str, tuple[str, ...]]:
    path = Path(__file__).with_name("sentence_words.csv")
    roles: defaultdict[str, list[str]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            roles[row["role"]].append(row["word"])
    return {role: tuple(words) for role, words in roles.items()}


WORDS: Final = _by_role()
"""The words of each role, as the table gives them."""


def pattern(words: Iterable[str]) -> str:
    """Return a regular expression for any of `words` in normalised letters, the longest first.

    A Thai word stands anywhere, one of Latin letters only by itself. Without words it matches nothing.
    """
    longest_first = sorted({normalise(word) for word in words} - {""}, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(_bounded(word) for word in longest_first) + ")" if longest_first else "(?!)"


def role(*names: str) -> str:
    """Return the `pattern` of the words of these roles together."""
    return pattern(word for name in names for word in WORDS[name])


def _bounded(word: str) -> str:
    before = r"(?<![a-z])" if re.match("[a-z]", word) else ""
    after = r"(?![a-z])" if re.search("[a-z]$", word) else ""
    return before + re.escape(word) + after

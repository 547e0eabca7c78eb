"""Two products in one sentence, or one product with its parts: "ทำสบู่กับน้ำพริกขาย" against "สบู่น้ำผึ้ง"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from itc.algorithms.search.normalise import normalise
from itc.catalogue.rules.sentence_words import WORDS, role


@dataclass(frozen=True, slots=True)
class Match:
    """A family whose name or alias was found at sentence[start:end]."""

    family: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Product:
    """One of several products of a sentence and the words it was read from."""

    family: str
    text: str
    start: int
    end: int


def split_products(sentence: str, matches: Iterable[Match]) -> tuple[Product, ...]:
    """Return the products in order where a sentence names two or more, else nothing.

    Conservative: two families are two products only where a joiner stands between them (กับ, และ, /, and) and
    neither is a material, a filling or a use: no such word (ใส่, จาก, เคลือบ, for) lies before the first or
    between the two, and the second is no common ingredient ("สบู่ขมิ้นและน้ำผึ้ง"), unless she says to make it
    as well ("และทำคุกกี้").
    """
    ordered = sorted(matches, key=lambda match: (match.start, -match.end))
    if not ordered:
        return ()
    heads = [ordered[0]]
    for before, after in pairwise(ordered):
        if before is heads[-1] and _are_two(sentence, before, after):
            heads.append(after)
    first_of_each = {head.family: head for head in reversed(heads)}
    kept = sorted(first_of_each.values(), key=lambda head: head.start)
    if len(kept) < 2:
        return ()
    return tuple(Product(head.family, sentence[head.start : head.end], head.start, head.end) for head in kept)


def _are_two(sentence: str, before: Match, after: Match) -> bool:
    if before.family == after.family:
        return False
    joined = _JOINED.fullmatch(normalise(f"^{sentence[before.end : after.start]}$")[1:-1])
    if joined is None:
        return False
    if joined["make"]:
        return True
    if _PART.search(joined["tail"]) or _PART_BEFORE.search(normalise(sentence[: before.start])):
        return False
    return normalise(sentence[after.start : after.end]) not in _INGREDIENTS


_JOINED = re.compile(
    rf"(?P<tail>.{{0,30}}?)\s?{role('joiner')}\s?(?:อยาก|จะ|i\s)?(?P<make>{role('make')})?\s?"
)
_PART = re.compile(role("part"))
_PART_BEFORE = re.compile(rf"{role('part')}\S{{0,12}}\s?$")
_INGREDIENTS = frozenset(map(normalise, WORDS["ingredient"]))

"""How long a thing is open while others are there: its unbroken work cannot be longer."""

from collections.abc import Iterable, Iterator
from itertools import product

from itc.lib import hours


def attended(text: str | None, operators: Iterable[str | None]) -> int | None:
    """Return the most minutes in which a machine is open and one of its operators is there.

    None where some hours cannot be read, which is told elsewhere.
    """
    found = [longest(text, each) for each in operators]
    return None if None in found else max(filter(None, found), default=0)


def longest(*texts: str | None) -> int | None:
    """Return the most minutes open by all of some hours; None where they cannot be read."""
    try:
        one, *others = [hours.parse(text or "") for text in texts]
    except ValueError:
        return None
    for other in others:
        one = tuple(_both(one, other))
    return max((each.closes - each.opens for each in one), default=0)


def _both(one: Iterable[hours.Opening], other: Iterable[hours.Opening]) -> Iterator[hours.Opening]:
    """Yield when both are open."""
    for mine, theirs in product(one, other):
        opens, closes = max(mine.opens, theirs.opens), min(mine.closes, theirs.closes)
        if mine.weekday == theirs.weekday and opens < closes:
            yield hours.Opening(mine.weekday, opens, closes)

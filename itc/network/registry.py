"""What a centre needs before it may open: each app declares what it asks for in its `opening.py`."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from itc.network.models import Centre


@dataclass(frozen=True, slots=True)
class Need:
    """Something a new centre lacks: a sentence that says what to do, and the page where it is done.

    `page` is the name of a URL that takes the code of the centre. What `must` be there keeps it from opening;
    the rest is worth a word.
    """

    code: str
    text: str
    page: str
    must: bool = True


Asking = Callable[[Centre, dt.date], Iterable[Need]]
"""Looks at a centre as it would be on its first day, and yields what it lacks."""

_asking: list[Asking] = []


def register(*declared: Asking) -> None:
    """Add what is asked of a new centre, in the order it is shown: lower apps first."""
    _asking.extend(each for each in declared if each not in _asking)


def needs(centre: Centre, *, on: dt.date) -> tuple[Need, ...]:
    """Return all that a centre lacks to open on a day, what it must have first."""
    found = [need for ask in _asking for need in ask(centre, on)]
    return tuple(sorted(found, key=lambda need: not need.must))

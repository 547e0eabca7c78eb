"""What can be booked: each app declares its kinds in its `bookable.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Bookable:
    """A kind of thing that is booked, and how people speak of it.

    `kind` is kept with each of them. `absence` is what it is called when one of them cannot be had for some
    time; a kind without has no calendar: it takes so many orders a week. `page` gives the address of the page
    that tells everybody of one, None where there is none.
    """

    kind: str
    name: Text
    absence: Text
    page: Callable[[Any], str | None]


_registered: dict[str, Bookable] = {}


def register(*declared: Bookable) -> None:
    """Add kinds; lists have them in the order they are declared, lower apps first."""
    _registered.update({each.kind: each for each in declared})


def bookable(kind: str) -> Bookable:
    """Return a kind; one that nobody declares any more is called by its code and has no page."""
    return _registered.get(kind) or Bookable(kind, kind, kind, page=lambda _row: None)


def calendar_kinds() -> list[tuple[str, Text]]:
    """Return code and name of every kind with a calendar, as choices of a form."""
    return [(each.kind, each.name) for each in _registered.values() if each.absence]

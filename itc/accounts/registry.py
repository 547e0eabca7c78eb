"""What is kept of a person: each app declares its tables in its `personal.py`."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise

from itc.accounts.models import User
from itc.lib.refusal import Refusal


class Fate(StrEnum):
    """What erasing a person does with a column."""

    ERASED = "erased"
    """Emptied, or the row is removed."""
    REPLACED = "replaced"
    """A neutral word stands in its place."""
    NAMELESS = "nameless"
    """It points to her number still, and nobody can tell whose it was."""
    WITH_THE_FIRM = "with the firm"
    """It stays with the firm while others act for it; of the last one it is emptied."""
    KEPT = "kept"
    """It stays as it is: it names nobody."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Columns of a table that name a person or may hold her words, and what becomes of them.

    `why` and `how_long` say for what they are kept and how long; `docs/privacy.md` repeats them. `told` are
    the values of a row she takes along, as paths of attributes, of the rows that are `hers`: unless told,
    those with a column that names her. `file` is the column whose file goes along. `called` has better names
    for those of a table that is not ours, its own under an empty one. `erase` does what `fields` say; tables
    declared last are erased first, while what leads to them still stands.
    """

    model: type[Model]
    fields: Mapping[str, Fate]
    why: str
    how_long: str
    told: tuple[str, ...] = ()
    hers: Callable[[User], Q] | None = None
    file: str = ""
    called: Mapping[str, str | Promise] = field(default_factory=dict)
    erase: Callable[[User, dt.datetime], object] | None = None

    def rows(self, person: User) -> QuerySet[Any]:
        """Return the rows of a person, oldest first; none where there is nothing to tell."""
        everything = self.model._default_manager.all()
        if not self.told:
            return everything.none()
        asked = (
            self.hers(person) if self.hers else reduce(or_, (Q(**{name: person}) for name in self.names()))
        )
        return everything.filter(asked).order_by("pk")

    def names(self) -> list[str]:
        """Return the columns that point to a person."""
        found = (self.model._meta.get_field(name) for name in self.fields)
        return [each.name for each in found if each.related_model is User]


def columns(**by_fate: str) -> dict[str, Fate]:
    """Return columns by the name of their fate: `columns(erased="email phone", nameless="made_by")`."""
    return {name: Fate[fate.upper()] for fate, names in by_fate.items() for name in names.split()}


Hinder = Callable[[User, dt.datetime], Iterable[Refusal]]
"""Says what stands in the way of erasing a person at a moment, each with what to do."""

_kept: list[Kept] = []
_hinders: list[Hinder] = []


def register(*declared: Kept, hinder: Hinder | None = None) -> None:
    """Add tables, and what may stand in the way of erasing somebody from them."""
    _kept.extend(declared)
    _hinders.extend([hinder] if hinder else [])


def kept() -> tuple[Kept, ...]:
    """Return every table, lower apps first."""
    return tuple(_kept)


def in_the_way(person: User, *, now: dt.datetime) -> list[Refusal]:
    """Return all that stands in the way of erasing a person."""
    return [refusal for hinder in _hinders for refusal in hinder(person, now)]

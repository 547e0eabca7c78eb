"""What can be found: each app declares its kinds in its `searchable.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise

from itc.search.models import Entry


@dataclass(frozen=True, slots=True)
class Draft:
    """What an object would have found of it; `key` names it among its kind and stays the same.

    `page` is the name of a URL and `page_key` what it takes.
    """

    key: str
    name_th: str
    name_en: str
    page: str
    page_key: str = ""
    aliases: tuple[str, ...] = ()
    about_th: str = ""
    about_en: str = ""
    audience: Entry.Audience = Entry.Audience.PUBLIC
    centre_code: str = ""
    province_code: str = ""


@dataclass(frozen=True, slots=True)
class Searchable:
    """A kind of thing to find: every row of `model` that `draft` gives a draft for, under `label` in a list.

    `related` are relations that `draft` reads; `also` are other models whose change may change a draft.
    """

    kind: str
    label: str | Promise
    model: type[Model]
    draft: Callable[[Any], Draft | None]
    related: tuple[str, ...] = ()
    also: tuple[type[Model], ...] = ()

    @property
    def sources(self) -> frozenset[type[Model]]:
        """Return every model its entries are made from."""
        return frozenset({self.model, *self.also})

    def drafts(self) -> dict[str, Draft]:
        """Return the drafts of all rows, by key."""
        rows = self.model._default_manager.prefetch_related(*self.related).order_by("pk")
        return {draft.key: draft for draft in map(self.draft, rows) if draft is not None}


_registered: dict[str, Searchable] = {}


def register(*declared: Searchable) -> None:
    """Add kinds; pages list them in the order they are declared, lower apps first."""
    _registered.update({searchable.kind: searchable for searchable in declared})


def searchables() -> dict[str, Searchable]:
    """Return every kind, by its code."""
    return dict(_registered)

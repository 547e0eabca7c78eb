"""What a centre has that costs something, and what it asks for it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from itc.catalogue.queries.knowledge import knowledge
from itc.db.models import DatedQuerySet
from itc.network.models import Centre
from itc.resources.models import Price, Resource


@dataclass(frozen=True, slots=True)
class Thing:
    """Something priced: a kind of machine at a centre, or the work of one of its people."""

    key: str
    name: str
    of: str
    """The name of the person, nothing for a machine."""
    columns: Mapping[str, Any]
    """The columns of `Price` that say of what a price is."""

    @property
    def full_name(self) -> str:
        """What it is called among all of them."""
        return f"{self.of} · {self.name}" if self.of else self.name


def things(centre: Centre) -> dict[str, Thing]:
    """Return what stands at a centre or works there, by a key for forms: kinds of machine first."""
    known, found = knowledge(), {}
    rows = list(Resource.objects.filter(centre=centre).order_by("code"))
    for code in sorted({row.machine_kind_id for row in rows if row.machine_kind_id}):
        columns = {"provider_kind": "machine", "provider": centre.pk, "machine_kind_id": code}
        found[f"machine:{code}"] = Thing(f"machine:{code}", known.machine_kinds[code].name, "", columns)
    for row in rows:
        for code in row.operations if row.kind == Resource.Kind.PERSON else ():
            if code in known.operations:
                key = f"person:{row.code}:{code}"
                columns = {"provider_kind": "person", "provider": row.code, "operation_id": code}
                found[key] = Thing(key, known.operations[code].name, row.name, columns)
    return found


def prices_of(thing: Thing) -> DatedQuerySet[Price]:
    """Return every price of a thing for firms of any size."""
    return Price.objects.filter(**thing.columns, firm_size="")


def replaces(row: Price, unit: str, rule: str) -> bool:
    """Whether a row may not stand beside a new one: of the same unit, or where either is no amount at all."""
    return row.unit == unit or not row.rule == rule == Price.Rule.PRICE


@dataclass(frozen=True, slots=True)
class Priced:
    """A thing, the prices in force on a day and those that begin later."""

    thing: Thing
    now: tuple[Price, ...]
    later: tuple[Price, ...]


def priced_things(centre: Centre, today: dt.date) -> list[Priced]:
    """Return everything priced at a centre with its prices of today and later: one query for all prices."""
    every = things(centre)
    providers = {each.columns["provider"] for each in every.values()}
    rows = Price.objects.filter(provider__in=providers, firm_size="").exclude(valid_to__lt=today)
    found: dict[tuple[str, str], list[Price]] = defaultdict(list)
    for row in rows.order_by("valid_from", "code"):
        found[row.provider, row.machine_kind_id or row.operation_id or ""].append(row)
    return [_priced(each, found, today) for each in every.values()]


def _priced(thing: Thing, found: Mapping[tuple[str, str], list[Price]], today: dt.date) -> Priced:
    columns = thing.columns
    rows = found.get((columns["provider"], columns.get("machine_kind_id") or columns["operation_id"]), ())
    now = tuple(row for row in rows if row.valid_from <= today)
    return Priced(thing, now, tuple(row for row in rows if row.valid_from > today))

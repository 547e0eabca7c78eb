"""What a centre offers without a word on its price."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from itc.catalogue.queries.knowledge import knowledge
from itc.network.models import Centre
from itc.resources.models import Price, Resource


@dataclass(frozen=True, slots=True)
class Unpriced:
    """A provider that has no price row for a machine kind or an operation, in the unit it is priced by."""

    provider_kind: str
    provider: str
    machine_kind: str | None
    operation: str | None
    unit: str
    name: str


def unpriced(centre: Centre, *, on: dt.date) -> list[Unpriced]:
    """Return all that is booked at a centre and has no price, free or quote row in force on a day."""
    resources = list(centre.resources.standing(on).select_related("machine_kind").order_by("code"))
    people = [row.code for row in resources if row.kind == Resource.Kind.PERSON]
    theirs = Q(provider_kind="machine", provider=centre.pk) | Q(provider_kind="person", provider__in=people)
    rows = Price.objects.on(on).filter(theirs, firm_size="")
    priced = set(rows.values_list("provider", "machine_kind", "operation", "unit"))
    asked = dict.fromkeys(each for row in resources for each in _served(row))
    return [
        each for each in asked if (each.provider, each.machine_kind, each.operation, each.unit) not in priced
    ]


def _served(row: Resource) -> Iterator[Unpriced]:
    known = knowledge().operations
    if row.kind == Resource.Kind.PERSON:
        for code in row.operations:
            if code in known:
                name = f"{row.name}: {known[code].name}"
                yield Unpriced("person", row.code, None, code, known[code].unit, name)
    elif row.machine_kind and row.centre_id:
        named = (known[code] for code in row.machine_kind.operations if code in known)
        for unit in sorted({each.unit for each in named if each.provider_kind == "machine" and each.unit}):
            yield Unpriced("machine", row.centre_id, row.machine_kind_id, None, unit, row.machine_kind.name)

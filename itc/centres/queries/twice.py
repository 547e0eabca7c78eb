"""Rows of which no two stand on one day."""

from typing import TypeVar

from django.db.models import Model, Q

from itc.centres.models import Service
from itc.centres.queries.prices import replaces
from itc.network.models import Post
from itc.resources.models import Price

Row = TypeVar("Row", Price, Service, Post)


def stands_twice(row: Model) -> bool:
    """Return whether a price, a service of the catalogue or a post stands on a day on which another does."""
    if isinstance(row, Price):
        same = ("provider_kind", "provider", "machine_kind_id", "operation_id", "firm_size")
        return any(replaces(each, row.unit, row.rule) for each in _beside(row, same))
    if isinstance(row, Service):
        return row.operation_id is not None and bool(_beside(row, ("centre_id", "operation_id")))
    return isinstance(row, Post) and bool(_beside(row, ("centre_id", "person_id", "role")))


def _beside(row: Row, same: tuple[str, ...]) -> list[Row]:
    """Return the other rows that share columns and a day with one."""
    rows = type(row)._default_manager.filter(**{name: getattr(row, name) for name in same})
    rows = rows.filter(Q(valid_to=None) | Q(valid_to__gte=row.valid_from)).exclude(pk=row.pk)
    return list(rows.filter(valid_from__lte=row.valid_to) if row.valid_to else rows)

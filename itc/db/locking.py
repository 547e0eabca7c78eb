"""Locking rows that are about to be changed."""

from typing import TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


def locked(rows: QuerySet[Row]) -> QuerySet[Row]:
    """Return rows that are locked as they are read, for this transaction: who wants to change them waits.

    Who only refers to them does not: PostgreSQL's stronger lock keeps references out too, and then two who
    each refer to what the other has locked wait in a circle. On SQLite the transaction is the lock.
    """
    return rows.select_for_update(of=("self",), no_key=True)

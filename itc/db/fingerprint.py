"""Has anything changed? One query over several tables, for caches held in a process."""

from functools import lru_cache

from django.db import connection

from itc.db.models import Touched

Fingerprint = tuple[tuple[str, int, str], ...]
Mark = tuple[int, str]
"""How many rows, and their mark: another one as soon as any of them is added, removed or changed."""

# The latest change alone would miss a write that began before it and ended after it: a sum sees every row.
# PostgreSQL knows of each row which transaction wrote it; SQLite keeps YYYY-MM-DD HH:MM:SS.ffffff, as text.
_SUMS = {"postgresql": "SUM(xmin::text::bigint)", "sqlite": "TOTAL(SUBSTR(changed_at, 18))"}


def fingerprint(*models: type[Touched]) -> Fingerprint:
    """Return (table, rows, mark) of each model, in one query.

    Two equal fingerprints mean that nothing was added, removed or changed in between by any path of the ORM,
    in whatever order the writers began and ended.
    """
    with connection.cursor() as cursor:
        cursor.execute(_question(models, connection.vendor))
        return tuple((table, *_mark(*found)) for table, *found in cursor.fetchall())


def marks(model: type[Touched], by: str) -> dict[int, Mark]:
    """Return the mark of the rows of each value of a column, in one query."""
    column, table = map(connection.ops.quote_name, (by, model._meta.db_table))
    with connection.cursor() as cursor:
        cursor.execute(_one(connection.vendor, column, table) + f" GROUP BY {column}")
        return {key: _mark(*found) for key, *found in cursor.fetchall()}


def _mark(rows: int, latest: object, total: object) -> Mark:
    return rows, f"{latest} {total}"


@lru_cache(maxsize=64)
def _question(models: tuple[type[Touched], ...], vendor: str) -> str:
    """Return the query; written by hand, since building it from querysets took longer than running it."""
    names = sorted(model._meta.db_table for model in models)
    return " UNION ALL ".join(_one(vendor, f"'{name}'", connection.ops.quote_name(name)) for name in names)


def _one(vendor: str, what: str, table: str) -> str:
    return f"SELECT {what}, COUNT(*), MAX(changed_at), {_SUMS[vendor]} FROM {table}"  # noqa: S608 - our names

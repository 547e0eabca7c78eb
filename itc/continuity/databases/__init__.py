"""How a whole database in use is copied into a file, and put back from it: one way for each kind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from itc.continuity.registry import stored

LEFT_OUT = frozenset({"django_session", "usersessions_usersession"})
"""Tables whose rows stay out of a copy: who has one could go on as whoever is signed in."""
NAMES: Mapping[str, str] = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy holds: rows by table, the migrations it has seen, and the files its rows name."""

    rows: dict[str, int]
    migrations: tuple[str, ...]
    named: frozenset[str]


def what_is_in(cursor: Any, tables: Iterable[str], connection: BaseDatabaseWrapper) -> Copied:
    """Return what a cursor sees in these tables, but for those left out."""
    quote = connection.ops.quote_name

    def asked(query: str) -> list[Any]:
        return list(cursor.execute(query).fetchall())

    kept = sorted(set(tables) - LEFT_OUT)
    rows = {table: asked(f"SELECT COUNT(*) FROM {quote(table)}")[0][0] for table in kept}  # noqa: S608 - names of our own
    applied = asked("SELECT app, name FROM django_migrations ORDER BY app, name")
    named = {name for each in stored() for (name,) in asked(each.sql(quote))}
    return Copied(rows, tuple(f"{app}.{name}" for app, name in applied), frozenset(named))

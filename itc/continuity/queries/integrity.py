"""Is the database sound, and does it still refuse what it has to refuse?"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection

from itc.continuity.registry import Finding
from itc.db.constraints import NoOverlap

BROKEN = {
    "sqlite": {
        "SQLite finds its file damaged": "SELECT integrity_check FROM pragma_integrity_check"
        " WHERE integrity_check <> 'ok'",
        "Rows point to rows that are gone": 'SELECT "table" FROM pragma_foreign_key_check',
    },
    "postgresql": {
        "Indexes are broken": "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid",
        "Constraints were never checked": "SELECT conname FROM pg_constraint WHERE NOT convalidated",
    },
}
MEND = {
    "sqlite": "Stop the site, move the file away, and restore the newest backup in its place.",
    "postgresql": "REINDEX what is named, or VALIDATE CONSTRAINT; see the log of PostgreSQL for why.",
}
KEPT = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT conname FROM pg_constraint WHERE contype = 'x'",
}


def soundness() -> Iterator[Finding]:
    """Find what the database itself finds wrong."""
    for wrong, query in BROKEN[connection.vendor].items():
        if names := sorted(set(_asked(query))):
            named = ", ".join(names[:5])
            yield Finding(f"{wrong}: {named}.", MEND[connection.vendor])


def refusals() -> Iterator[Finding]:
    """Find a rule against two bookings at one time that the database does not keep any more."""
    kept = set(_asked(KEPT[connection.vendor]))
    for model in apps.get_models():
        for rule in model._meta.constraints:
            if isinstance(rule, NoOverlap) and not kept.issuperset(_names(rule)):
                yield Finding(
                    f"The database does not keep {rule.name}: one machine could be booked twice.",
                    "Stop the site; restore a backup, or have the constraint made again by a migration.",
                )


def _names(rule: NoOverlap) -> set[str]:
    """Return as what a database keeps a rule."""
    if connection.vendor == "postgresql":
        return {rule.name}
    return {f"{rule.name}_insert", f"{rule.name}_update"}


def _asked(query: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [value for (value,) in cursor.fetchall()]

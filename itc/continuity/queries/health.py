"""What is wrong: whether the database can be used at all, then every check an app declared."""

import functools
from collections.abc import Iterator
from typing import Any

from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader

from itc.continuity.registry import Check, Finding, checks

Found = tuple[str, tuple[Finding, ...] | None]
"""The name of a check, and what it found; None where it had to be passed over."""


def in_the_way() -> str:
    """Return why no page can be answered now, in a word or two without secrets; empty where all is well."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return "the database cannot be reached"
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT app, name FROM django_migrations")
            return "migrations are waiting" if newest() - set(cursor.fetchall()) else ""
    except Error:
        return "the database has no tables"


@functools.cache
def newest() -> frozenset[tuple[str, str]]:
    """Return the newest migrations of every app, as this code has them."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def looked() -> Iterator[Found]:
    """Yield what each check finds, the database first; a check that breaks is a finding of its own."""
    way = in_the_way()
    yield "database", _of_the_way(way)
    for check in checks():
        yield check.name, None if way and check.of_database else _looked(check)


def _looked(check: Check) -> tuple[Finding, ...]:
    try:
        return tuple(check.look())
    except Exception as error:  # noqa: BLE001 - one check must not keep the others from their look
        return (Finding(f"The check broke: {type(error).__name__}.", "Tell who develops OpenITC."),)


def _of_the_way(way: str) -> tuple[Finding, ...]:
    cures: dict[str, Any] = {
        "the database cannot be reached": "Start it, or mend DATABASE_URL; then look again.",
        "the database has no tables": "Run `itc migrate`, then `itc load data`; or `itc restore` a backup.",
        "migrations are waiting": "Run `itc backup`, then `itc migrate`.",
    }
    return (Finding(f"{way[0].upper()}{way[1:]}.", cures[way]),) if way else ()

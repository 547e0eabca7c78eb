"""What is wrong: whether the database can be used at all, then every check an app declared."""

import functools
from collections.abc import Iterator

from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from itc.continuity.registry import Check, Finding, checks

AWAY, NO_TABLES = "the database cannot be reached", "the database has no tables"
WAITING = "migrations are waiting"
Found = tuple[str, tuple[Finding, ...] | None]
"""The name of a check, and what it found; None where it had to be passed over."""


def in_the_way() -> str:
    """Return why no page can be answered now, in a word or two without secrets; empty where all is well."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return AWAY
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT app, name FROM django_migrations")
            return WAITING if newest() - set(cursor.fetchall()) else ""
    except Error:
        return NO_TABLES


@functools.cache
def newest() -> frozenset[tuple[str, str]]:
    """Return the newest migrations of every app, as this code has them."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def looked(*, before_start: bool = False) -> Iterator[Found]:
    """Yield what each check finds, the database first; a check that breaks is a finding of its own.

    `before_start` leaves out what looks at rows: settings, folders and what is installed take a second.
    """
    way = in_the_way()
    yield gettext_noop("database"), _of_the_way(way)
    for check in checks():
        if not (before_start and check.of_database):
            yield check.name, None if way and check.of_database else _looked(check)


def _looked(check: Check) -> tuple[Finding, ...]:
    try:
        return tuple(check.look())
    except Exception as error:  # noqa: BLE001 - one check must not keep the others from their look
        wrong = _("The check itself broke: %(error)s.") % {"error": type(error).__name__}
        return (Finding(wrong, _("Tell who develops OpenITC.")),)


def _of_the_way(way: str) -> tuple[Finding, ...]:
    said = {
        AWAY: (
            _("The database cannot be reached."),
            _("Start it, or mend DATABASE_URL; then look again."),
        ),
        NO_TABLES: (
            _("The database has no tables."),
            _("Run `itc migrate`, then `itc load data`; or `itc restore` a backup."),
        ),
        WAITING: (_("Migrations are waiting."), _("Run `itc backup`, then `itc migrate`.")),
    }
    return (Finding(*said[way]),) if way else ()

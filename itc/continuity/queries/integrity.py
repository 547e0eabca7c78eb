"""Is the database sound, and does it still refuse what it has to refuse?"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection
from django.utils.translation import gettext_lazy as _

from itc.continuity.registry import Finding
from itc.db.constraints import NoOverlap

BROKEN = {
    "sqlite": (
        (
            _("SQLite finds its file damaged: %(names)s."),
            "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
        ),
        (_("Rows point to rows that are gone: %(names)s."), 'SELECT "table" FROM pragma_foreign_key_check'),
    ),
    "postgresql": (
        (
            _("Indexes are broken: %(names)s."),
            "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid",
        ),
        (
            _("Constraints were never checked: %(names)s."),
            "SELECT conname FROM pg_constraint WHERE NOT convalidated",
        ),
    ),
}
MEND = {
    "sqlite": _("Stop the site, move the file away, and restore the newest backup in its place."),
    "postgresql": _("REINDEX what is named, or VALIDATE CONSTRAINT; the log of PostgreSQL says why."),
}
KEPT = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT conname FROM pg_constraint WHERE contype = 'x'",
}


def soundness() -> Iterator[Finding]:
    """Find what the database itself finds wrong."""
    for wrong, query in BROKEN[connection.vendor]:
        if names := sorted(set(_asked(query))):
            yield Finding(wrong % {"names": ", ".join(names[:5])}, str(MEND[connection.vendor]))


def refusals() -> Iterator[Finding]:
    """Find a rule against two bookings at one time that the database does not keep any more."""
    kept = set(_asked(KEPT[connection.vendor]))
    for model in apps.get_models():
        for rule in model._meta.constraints:
            if isinstance(rule, NoOverlap) and not kept.issuperset(_names(rule)):
                wrong = _("The database does not keep %(rule)s: one machine could be booked twice.")
                mend = _("Stop the site; restore a backup, or have the rule made again by a migration.")
                yield Finding(wrong % {"rule": rule.name}, str(mend))


def _names(rule: NoOverlap) -> set[str]:
    """Return as what a database keeps a rule."""
    if connection.vendor == "postgresql":
        return {rule.name}
    return {f"{rule.name}_insert", f"{rule.name}_update"}


def _asked(query: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [value for (value,) in cursor.fetchall()]

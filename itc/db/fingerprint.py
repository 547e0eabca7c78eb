"""Has anything changed? One query over several tables, for caches held in a process."""

from functools import lru_cache

from django.db import connection

from itc.db.models import Touched

Fingerprint = tuple[tuple[str, int, str], ...]


def fingerprint(*models: type[Touched]) -> Fingerprint:
    """Return (table, rows, latest change) of each model, in one query.

    Two equal fingerprints mean that nothing was added, removed or changed in between by any path of the ORM.
    """
    with connection.cursor() as cursor:
        cursor.execute(_question(models))
        return tuple((table, rows, str(latest)) for table, rows, latest in cursor.fetchall())


@lru_cache(maxsize=64)
def _question(models: tuple[type[Touched], ...]) -> str:
    """Return the query; written by hand, since building it from querysets took longer than running it."""
    names = sorted(connection.ops.quote_name(model._meta.db_table) for model in models)
    one = "SELECT '{0}', COUNT(*), MAX(changed_at) FROM {0}"
    return " UNION ALL ".join(one.format(name) for name in names)

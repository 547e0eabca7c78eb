"""SQLite by its own means: one moment of the database, while others read and write (WAL)."""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_lazy as _

from itc.continuity.databases import LEFT_OUT, Copied, what_is_in
from itc.continuity.errors import Damaged


def copy(connection: BaseDatabaseWrapper, into: Path) -> Copied:
    """Copy the database into a file and return what is in the copy."""
    tables = connection.introspection.table_names()
    with closing(_open(connection)) as source:
        source.execute("VACUUM INTO ?", [str(into)])  # unlike a copy by pages, without what was erased
    with closing(sqlite3.connect(into)) as target:
        target.execute("PRAGMA secure_delete=ON")  # what is left out stands in no free page either
        for table in sorted(LEFT_OUT.intersection(tables)):
            target.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
        target.commit()
        return what_is_in(target.cursor(), tables, connection)


def put_back(connection: BaseDatabaseWrapper, source: Path) -> None:
    """Fill an empty database in one transaction: killed amid it, it is empty still. Refuses: Damaged."""
    with closing(sqlite3.connect(source)) as kept:
        try:
            sound = kept.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        except sqlite3.DatabaseError:
            sound = False
        if not sound:
            raise Damaged(_("its database"))
        with closing(_open(connection)) as target:
            kept.backup(target)


def _open(connection: BaseDatabaseWrapper) -> sqlite3.Connection:
    """Return a connection of its own, so that no open transaction is in the way."""
    opened: sqlite3.Connection = connection.get_new_connection(connection.get_connection_params())
    return opened

"""PostgreSQL by pg_dump and pg_restore of the installed client, in its custom format."""

import os
import shutil
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from itc.continuity.databases import LEFT_OUT, Copied, what_is_in
from itc.continuity.errors import ClientFailed, NoClient

PLAIN = ("--no-owner", "--no-privileges")


def copy(connection: BaseDatabaseWrapper, into: Path) -> Copied:
    """Dump the database into a file and return what is in it: both see the same moment.

    Refuses: NoClient, ClientFailed.
    """
    tables = connection.introspection.table_names()
    opened: Any = connection.get_new_connection(connection.get_connection_params())
    with closing(opened) as source:
        source.autocommit = False
        cursor = source.cursor()
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        (moment,) = cursor.execute("SELECT pg_export_snapshot()").fetchone()
        copied = what_is_in(cursor, tables, connection)
        left_out = [f"--exclude-table-data={table}" for table in sorted(LEFT_OUT)]
        options = ("--format=custom", f"--snapshot={moment}", f"--file={into}", *left_out, *PLAIN)
        run(connection, "pg_dump", *options)
    return copied


def put_back(connection: BaseDatabaseWrapper, source: Path) -> None:
    """Fill an empty database in one transaction: killed amid it, it is empty still.

    Refuses: NoClient, ClientFailed.
    """
    name = connection.settings_dict["NAME"]
    # no comments: that of the extension may be written by its owner alone
    options = ("--no-comments", "--single-transaction", "--exit-on-error", f"--dbname={name}", *PLAIN)
    run(connection, "pg_restore", *options, str(source))


def run(connection: BaseDatabaseWrapper, program: str, *options: str) -> None:
    """Run a program of the client: the password goes by its environment, which no list of processes shows."""
    path = shutil.which(program)
    if path is None:
        raise NoClient(program)
    given = connection.settings_dict
    known = {
        "PGHOST": given["HOST"],
        "PGPORT": str(given["PORT"] or ""),
        "PGUSER": given["USER"],
        "PGPASSWORD": given["PASSWORD"],
        "PGDATABASE": given["NAME"],
    } | {
        f"PG{name.upper()}": str(value) for name, value in given["OPTIONS"].items() if name.startswith("ssl")
    }
    environment = os.environ | {name: value for name, value in known.items() if value}
    done = subprocess.run(  # noqa: S603 - a program of the system with options of ours
        [path, *options], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise ClientFailed(program, next(iter(done.stderr.strip().splitlines()), ""))

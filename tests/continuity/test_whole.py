"""A backup comes back row by row into an empty place, on either database, or nothing of it does."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, connections

from itc.catalogue.queries.knowledge import knowledge
from itc.continuity.actions.restoring import restore
from itc.continuity.databases import LEFT_OUT
from itc.continuity.errors import NotEmpty
from itc.resources.models import Booking
from tests.continuity.conftest import SESSION, Place

pytestmark = pytest.mark.django_db(transaction=True)


def bring_back(path: Path, into: Place) -> None:
    restore(path=path, connection=into.connection, files=into.files)


def test_every_row_and_every_file_is_as_it_was(backup: Path, here: Place, empty: Place) -> None:
    bring_back(backup, empty)
    before, after = here.everything(), empty.everything()
    assert before["django_session"]
    assert SESSION not in str(after)
    before |= {table: [] for table in LEFT_OUT}
    assert after.keys() == before.keys()
    for table, rows in before.items():
        assert after[table] == rows, table
    assert len(before["files"]) == 2
    assert sum(map(len, before.values())) > 300
    _refuses_nonsense(empty)
    _numbers_go_on(empty)


def _refuses_nonsense(place: Place) -> None:
    """What the database itself refuses came along: here, two bookings at one time."""
    columns = [str(field.column) for field in Booking._meta.local_fields if field.column != "id"]
    table, names = Booking._meta.db_table, ", ".join(columns)
    with pytest.raises(IntegrityError), place.connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM {table}")


def _numbers_go_on(place: Place) -> None:
    (last,) = place.asked("SELECT MAX(id) FROM django_migrations")[0]
    with place.connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " SELECT 'x', 'y', MAX(applied) FROM django_migrations"
        )
    assert place.asked("SELECT id FROM django_migrations WHERE app = 'x'") == [(last + 1,)]


def test_a_place_that_is_not_empty_is_left_as_it_is(backup: Path, here: Place) -> None:
    before = here.everything()
    with pytest.raises(NotEmpty, match="move the database away"):
        bring_back(backup, here)
    with pytest.raises(CommandError, match="tables already"):
        call_command("restore", str(backup))
    assert here.everything() == before


KILLED = """
import os, signal, sqlite3
from pathlib import Path
import django
django.setup()
from django.conf import settings
from django.db import connection
from itc.continuity.actions.restoring import restore
from itc.continuity.databases import sqlite

class Dying(sqlite3.Connection):
    def backup(self, target):
        def die(status, remaining, total):
            if remaining < total / 2:
                os.kill(os.getpid(), signal.SIGKILL)
        super().backup(target, pages=20, progress=die)

real = sqlite3.connect
sqlite.sqlite3.connect = lambda path: real(path, factory=Dying)
restore(path=Path({path!r}), connection=connection, files=Path(settings.MEDIA_ROOT), other_key=True)
"""


@pytest.mark.once
def test_killed_amid_the_database_it_is_empty_and_restores_again(
    backup: Path, here: Place, empty: Place, tmp_path: Path
) -> None:
    assert (
        connection.vendor == "sqlite"
    )  # on PostgreSQL the one transaction of pg_restore ends with its process
    home = tmp_path / "home"
    environment = os.environ | {
        "OPENITC_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "itc.config.settings",
        "DATABASE_URL": f"sqlite:///{empty.connection.settings_dict['NAME']}",
    }
    words = [sys.executable, "-c", KILLED.format(path=str(backup))]
    ended = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    assert empty.connection.introspection.table_names() == []
    again = Place(empty.connection, home / "files")
    bring_back(backup, again)
    assert again.everything() == here.everything() | {table: [] for table in LEFT_OUT}


def test_a_process_that_runs_already_sees_what_was_restored(
    backup: Path, empty: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "dried-fruit" in knowledge().families
    call_command("flush", interactive=False, verbosity=0)
    assert knowledge().families == {}
    bring_back(backup, empty)
    monkeypatch.setattr("itc.db.fingerprint.connection", empty.connection)
    held = connections["default"]
    connections["default"] = empty.connection
    try:
        assert "dried-fruit" in knowledge().families
    finally:
        connections["default"] = held

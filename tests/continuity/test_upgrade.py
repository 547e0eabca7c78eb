"""A database of the first release comes up to today: no row is lost, and the doctor finds nothing.

The dumps were made by the code of the commit d5b70ac, the first in which people sign up and a plan becomes a
case, with its own actions, of made-up people; the secret key was `first-release`.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.db import connection, connections

from itc.accounts.models import User
from itc.cases.models import Case, File
from itc.continuity.queries.health import in_the_way, looked
from tests.continuity.conftest import Place

pytestmark = pytest.mark.django_db(transaction=True)
DATA = Path(__file__).resolve().parent.parent / "data"
WRITTEN_ANEW = {("firms_firm", "name_key")}
"""What is worked out of another column, and is worked out otherwise now."""
GROWN = {"django_content_type", "auth_permission", "django_migrations"}
"""Tables in which Django adds rows of its own; in all others nothing comes and nothing goes."""
Rows = dict[str, tuple[list[str], list[tuple[Any, ...]]]]


@pytest.fixture
def first(empty: Place, settings: LazySettings) -> Iterator[Place]:
    """The first release's database as the one of this process, with the one file that it names."""
    dump = (DATA / f"first_release.{connection.vendor}.sql").read_text()
    settings.SECRET_KEY = "first-release"
    settings.MEANING = False
    settings.MEDIA_ROOT = empty.files
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    }
    if connection.vendor == "sqlite":  # by a bare connection, which lets rows come before those they point to
        with closing(sqlite3.connect(empty.connection.settings_dict["NAME"])) as bare:
            bare.executescript(dump)
    else:
        with empty.connection.cursor() as cursor:
            cursor.connection.execute(dump)
    held = connections["default"]
    connections["default"] = empty.connection
    yield empty
    connections["default"] = held


def rows_of(place: Place, before: Rows | None = None) -> Rows:
    """Return every row of every table; of the tables and columns of before, where it is given."""
    quote, held = place.connection.ops.quote_name, {}
    for table in before or place.connection.introspection.table_names():
        if before:
            columns = before[table][0]
        else:
            with place.connection.cursor() as cursor:
                described = place.connection.introspection.get_table_description(cursor, table)
            columns = [each.name for each in described if (table, each.name) not in WRITTEN_ANEW]
        asked = place.asked(f"SELECT {', '.join(map(quote, columns))} FROM {quote(table)}")
        held[table] = (columns, sorted(asked, key=repr))
    return held


def test_no_row_of_the_first_release_is_lost(first: Place, settings: LazySettings) -> None:
    assert in_the_way() == "migrations are waiting"
    before = rows_of(first)
    assert sum(len(rows) for _, rows in before.values()) > 400
    call_command("migrate", verbosity=0)
    after = rows_of(first, before)
    for table, (_, rows) in before.items():
        if table in GROWN:
            assert set(rows) <= set(after[table][1]), table
        else:
            assert after[table][1] == rows, table
    _reads_as_it_was()
    _the_doctor_finds_nothing_but_the_short_key(first)


def _reads_as_it_was() -> None:
    case = Case.objects.get(firm__name="สวนตัวอย่าง")
    assert [step.seq for step in case.steps.order_by("seq")] == [1, 2, 3]
    assert case.messages.count() == 2
    assert User.objects.get(email="dao@example.org").check_password("ลำไยหวานมาก-2569")


def _the_doctor_finds_nothing_but_the_short_key(place: Place) -> None:
    call_command("index")
    stored = place.files / str(File.objects.kept().get().stored.name)
    stored.parent.mkdir(parents=True)
    stored.write_bytes(b"longan")
    assert [name for name, findings in looked() if findings] == ["secret key"]

"""A site with people, a case and files, and an empty place to restore it into."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler
from django.utils import translation

from itc.accounts.models import User
from itc.cases.actions.files import add_file, remove_file
from itc.cases.models import Case
from itc.continuity.actions.backing import back_up
from itc.network.models import Centre
from tests.cases import world
from tests.catalogue.rows import machine_kind, operation
from tests.resources import rows

NOW = world.NOW
SESSION = "k3tq0v9xw2lmnv7rsyzab1c5d8e4f6gh"


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@dataclass(frozen=True)
class Place:
    """A database and a folder of files."""

    connection: BaseDatabaseWrapper
    files: Path

    def asked(self, query: str) -> list[Any]:
        with self.connection.cursor() as cursor:
            cursor.execute(query)
            return list(cursor.fetchall())

    def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return every row of every table, and every file."""
        quote = self.connection.ops.quote_name
        tables = self.connection.introspection.table_names()
        held = {name: sorted(self.asked(f"SELECT * FROM {quote(name)}"), key=repr) for name in tables}
        names = (path for path in self.files.rglob("*") if path.is_file())
        return held | {
            "files": sorted((str(name.relative_to(self.files)), name.read_bytes()) for name in names)
        }


@pytest.fixture
def case(
    transactional_db: None, owner: User, lamphun: Centre, settings: LazySettings, tmp_path: Path
) -> Case:
    """A case of a firm with a held step and three files, of which one was removed."""
    storage = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = settings.STORAGES | {"default": storage}
    settings.MEDIA_ROOT = tmp_path / "files"
    operation("drying")
    world.family()
    rows.unit(lamphun, machine_kind("freeze-dryer"), "U1", hours="Mon-Sun 08:30-16:30")
    Session.objects.create(session_key=SESSION, session_data="signed in", expire_date=NOW)
    firm = world.firm_of(owner, number="0105535099511")
    case = world.case_of(firm, owner, world.planned(2, world.hold("U1", 2)))
    for content in (b"longan", b"chocolate", b"soap"):
        add_file(case=case, name=f"{content.decode()}.txt", content=content, by=owner, now=NOW)
    remove_file(case=case, file=case.files.get(name="soap.txt").pk, by=owner, now=NOW)
    return case


@pytest.fixture
def here(case: Case, tmp_path: Path) -> Place:
    return Place(connection, tmp_path / "files")


@pytest.fixture
def backup(here: Place, tmp_path: Path) -> Path:
    """A backup of the site."""
    folder = tmp_path / "backups"
    return back_up(connection=here.connection, files=here.files, folder=folder, now=NOW)[0]


@pytest.fixture
def empty(transactional_db: None, tmp_path: Path) -> Iterator[Place]:
    """An empty database of the same kind, and a folder that is not there yet."""
    name = f"{connection.settings_dict['NAME']}_restored"
    if connection.vendor == "sqlite":
        name = str(tmp_path / "restored.sqlite3")
    else:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {connection.ops.quote_name(name)}")
    made = ConnectionHandler({"default": connection.settings_dict | {"NAME": name}})["default"]
    yield Place(made, tmp_path / "restored" / "files")
    made.close()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {connection.ops.quote_name(name)} WITH (FORCE)")


def later(seconds: int) -> dt.datetime:
    return NOW + dt.timedelta(seconds=seconds)

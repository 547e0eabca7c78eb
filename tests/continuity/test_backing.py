"""A backup is whole or it is not there; it holds what one moment held, whoever writes meanwhile."""

import os
import stat
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from itc.accounts.models import User
from itc.cases.actions.files import add_file, remove_file
from itc.cases.models import Case, File
from itc.continuity.actions import kind_of
from itc.continuity.actions.backing import back_up, forget_old
from itc.continuity.databases import LEFT_OUT
from itc.continuity.errors import OldTables, Taken
from itc.continuity.rules.manifest import Manifest, read
from tests.continuity.conftest import NOW, SESSION, Place, later

pytestmark = pytest.mark.django_db(transaction=True)


def manifest_of(path: Path) -> Manifest:
    with zipfile.ZipFile(path) as backup:
        return read(backup.read("manifest.json"), backup.namelist())


def test_it_says_what_it_holds_and_of_what_to_its_owner_alone(
    backup: Path, here: Place, settings: LazySettings
) -> None:
    assert os.listdir(backup.parent) == ["openitc-20261201T020000Z.zip"]
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert stat.S_IMODE(backup.parent.stat().st_mode) == 0o700
    made = manifest_of(backup)
    with zipfile.ZipFile(backup) as opened:
        assert SESSION.encode() not in opened.read("database")
    assert settings.SECRET_KEY not in made.as_json()
    kept = {f"files/{name}" for name in File.objects.kept().values_list("stored", flat=True)}
    assert {member.name for member in made.members} == {"database", *kept}
    assert len(kept) == 2
    assert made.missing == ()
    assert made.rows["cases_file"] == 3
    assert made.rows.keys() == set(here.connection.introspection.table_names()) - LEFT_OUT
    assert (made.database, made.version, made.made_at) == (
        connection.vendor,
        "0.1.0",
        "2026-12-01T02:00:00+00:00",
    )
    assert "cases.0001_initial" in made.migrations


@pytest.mark.once
def test_where_it_fails_there_is_nothing_with_its_name(
    here: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(kind_of(connection), "copy", full)
    with pytest.raises(OSError, match="No space"):
        back_up(connection=connection, files=here.files, folder=tmp_path / "to", now=NOW)
    assert os.listdir(tmp_path / "to") == []


def test_who_writes_meanwhile_neither_waits_nor_is_half_in_it(
    here: Place, tmp_path: Path, owner: User
) -> None:
    written, done = threading.Event(), threading.Event()

    def write() -> None:
        open_ = connection.get_new_connection(connection.get_connection_params())
        cursor = open_.cursor()
        if connection.vendor == "sqlite":
            cursor.execute("BEGIN IMMEDIATE")
        cursor.execute("UPDATE accounts_user SET name = 'half way'")
        written.set()
        done.wait(20)
        open_.rollback() if connection.vendor == "postgresql" else cursor.execute("ROLLBACK")
        open_.close()

    writer = threading.Thread(target=write)
    writer.start()
    assert written.wait(20)
    try:
        path, made = back_up(connection=connection, files=here.files, folder=tmp_path / "to", now=NOW)
    finally:
        done.set()
        writer.join()
    assert made.rows["accounts_user"] == User.objects.count()
    if connection.vendor == "sqlite":
        with zipfile.ZipFile(path) as backup:
            assert b"half way" not in backup.read("database")


@pytest.fixture
def amid(
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[Callable[[], object], Callable[[], object]], list[int]]:
    """Do something before and after the first copy of the database."""

    def set_up(before: Callable[[], object], after: Callable[[], object]) -> list[int]:
        kind, copies = kind_of(connection), [0]
        real = kind.copy

        def copy(*given: Any) -> Any:
            copies[0] += 1
            if copies[0] == 1:
                before()
            copied = real(*given)
            if copies[0] == 1:
                after()
            return copied

        monkeypatch.setattr(kind, "copy", copy)
        return copies

    return set_up


@pytest.mark.once
def test_a_file_that_comes_and_goes_between_is_not_missed(
    here: Place, tmp_path: Path, case: Case, owner: User, amid: Any
) -> None:
    def come() -> None:
        add_file(case=case, name="short.txt", content=b"a moment", by=owner, now=NOW)

    def go() -> None:
        remove_file(case=case, file=case.files.get(name="short.txt").pk, by=owner, now=NOW)

    copies = amid(come, go)
    _, made = back_up(connection=connection, files=here.files, folder=tmp_path / "to", now=NOW)
    assert copies == [2]
    assert made.missing == ()
    assert made.rows["cases_file"] == 4


@pytest.mark.once
def test_a_file_that_comes_meanwhile_is_in_it(
    here: Place, tmp_path: Path, case: Case, owner: User, amid: Any
) -> None:
    copies = amid(
        lambda: add_file(case=case, name="new.txt", content=b"new", by=owner, now=NOW), lambda: None
    )
    _, made = back_up(connection=connection, files=here.files, folder=tmp_path / "to", now=NOW)
    assert copies == [1]
    assert len(made.files()) == 3


@pytest.mark.once
def test_a_file_the_site_itself_has_lost_is_named_and_stops_nothing(here: Place, tmp_path: Path) -> None:
    lost = File.objects.kept().first()
    assert lost is not None
    (here.files / str(lost.stored.name)).unlink()
    _, made = back_up(connection=connection, files=here.files, folder=tmp_path / "to", now=NOW)
    assert made.missing == (lost.stored.name,)


@pytest.mark.once
def test_what_is_not_ours_among_the_files_stays_out(here: Place, tmp_path: Path) -> None:
    (here.files / "link").symlink_to("/etc/hostname")
    (here.files / ".hidden").write_text("not ours")
    _, made = back_up(connection=connection, files=here.files, folder=tmp_path / "to", now=NOW)
    assert len(made.files()) == 2


@pytest.mark.once
def test_the_newest_are_kept_and_nothing_that_is_not_ours_goes(tmp_path: Path) -> None:
    for day in range(1, 6):
        (tmp_path / f"openitc-2026120{day}T020000Z.zip").touch()
    others = {"openitc-copy.zip", "photos.zip"}
    for name in others:
        (tmp_path / name).touch()
    (tmp_path / ".openitc-young").mkdir()
    (tmp_path / ".openitc-old").mkdir()
    os.utime(tmp_path / ".openitc-old", (0, 0))
    assert forget_old(folder=tmp_path, keep=2, now=timezone.now()) == 3
    assert set(os.listdir(tmp_path)) == others | {
        "openitc-20261204T020000Z.zip", "openitc-20261205T020000Z.zip", ".openitc-young",
    }  # fmt: skip
    assert forget_old(folder=tmp_path, keep=2, now=timezone.now()) == 0


@pytest.mark.once
def test_two_of_one_second_do_not_replace_each_other(backup: Path, here: Place) -> None:
    before = backup.read_bytes()
    with pytest.raises(Taken):
        back_up(connection=connection, files=here.files, folder=backup.parent, now=NOW)
    assert backup.read_bytes() == before
    back_up(connection=connection, files=here.files, folder=backup.parent, now=later(1))
    assert len(os.listdir(backup.parent)) == 2


@pytest.mark.once
def test_without_tables_there_is_nothing_to_keep(empty: Place, tmp_path: Path) -> None:
    with pytest.raises(OldTables):
        back_up(connection=empty.connection, files=empty.files, folder=tmp_path / "to", now=NOW)
    assert not (tmp_path / "to").exists()


@pytest.mark.once
def test_the_command_says_where_it_is_and_keeps_as_many_as_asked(
    here: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for second in range(3):
        monkeypatch.setattr("django.utils.timezone.now", lambda second=second: later(second))
        call_command("backup", str(tmp_path / "to"), keep=2)
    said = capsys.readouterr().out
    assert "openitc-20261201T020002Z.zip: " in said
    assert ", 2 files, " in said
    assert said.endswith("1 older backups removed\n")
    assert len(os.listdir(tmp_path / "to")) == 2
    with pytest.raises(CommandError, match="from 1 on"):
        call_command("backup", str(tmp_path / "to"), keep=0)


@pytest.mark.once
def test_what_was_erased_stands_in_no_corner_of_it(here: Place, tmp_path: Path, owner: User) -> None:
    name = "Quite A Rare Name " * 6
    User.objects.filter(pk=owner.pk).update(name=name)
    User.objects.filter(pk=owner.pk).update(name="-")
    path, _ = back_up(connection=connection, files=here.files, folder=tmp_path / "to", now=NOW)
    with zipfile.ZipFile(path) as backup:
        assert b"Quite A Rare Name" not in backup.read("database")

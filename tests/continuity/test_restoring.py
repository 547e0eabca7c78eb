"""What is wrong with a backup is said before anything is touched: hand-made ones, without a database."""

import hashlib
import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.conf import LazySettings
from django.db.backends.base.base import BaseDatabaseWrapper

from itc.continuity.actions import key_mark
from itc.continuity.actions.restoring import restore
from itc.continuity.databases import sqlite
from itc.continuity.errors import Damaged, FromNewer, OtherDatabase, OtherFiles, OtherKey, UnknownBackup

Parts = dict[str, bytes]


NO_TABLES = cast(
    BaseDatabaseWrapper,
    SimpleNamespace(vendor="sqlite", introspection=SimpleNamespace(table_names=list)),
)


@dataclass
class Empty:
    """An empty place; `filled` is the database that was put back into it."""

    files: Path
    filled: list[bytes] = field(default_factory=list)


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Empty:
    place = Empty(tmp_path / "restored" / "files")
    monkeypatch.setattr(sqlite, "put_back", lambda _into, source: place.filled.append(source.read_bytes()))
    return place


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A whole backup of a small database and two files."""
    database = tmp_path / "made.sqlite3"
    with closing(sqlite3.connect(database)) as made:
        made.execute("CREATE TABLE cases (words TEXT)")
        made.executemany("INSERT INTO cases VALUES (?)", [[f"case {number}"] for number in range(2_000)])
        made.commit()
    return write(
        tmp_path / "backup.zip",
        {"database": database.read_bytes(), "files/ab/cd": b"longan" * 900, "files/ef/01": b"soap" * 900},
    )


def write(path: Path, parts: Parts, **said: Any) -> Path:
    listed = {
        "format": 1, "version": "0.1.0", "made_at": "2026-12-01T02:00:00+00:00", "database": "sqlite",
        "migrations": ["cases.0001_initial"], "rows": {"cases": 2_000}, "missing": [], "key": key_mark(),
        "members": [
            {"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in parts.items()
        ],
    }  # fmt: skip
    with zipfile.ZipFile(path, "w") as out:
        for name, content in parts.items():
            out.writestr(name, content, zipfile.ZIP_DEFLATED if name == "database" else zipfile.ZIP_STORED)
        out.writestr("manifest.json", json.dumps(listed | said))
    return path


def bring_back(path: Path, into: Empty, *, other_key: bool = False) -> None:
    restore(path=path, connection=NO_TABLES, files=into.files, other_key=other_key)


def is_empty(place: Empty) -> bool:
    return not place.filled and not [path for path in place.files.parent.rglob("*") if path.is_file()]


def test_a_whole_one_comes_back(backup: Path, empty: Empty, tmp_path: Path) -> None:
    bring_back(backup, empty)
    assert empty.filled == [(tmp_path / "made.sqlite3").read_bytes()]
    assert (empty.files / "ab" / "cd").read_bytes() == b"longan" * 900
    assert sorted(path.name for path in empty.files.parent.rglob("*")) == ["01", "ab", "cd", "ef", "files"]


@pytest.fixture
def changed(backup: Path, tmp_path: Path) -> Callable[[Callable[[Parts, Any], None]], Path]:
    """Return a maker of a backup that somebody changed, with a list that fits where he changed that too."""

    def made(change: Callable[[Parts, Any], None]) -> Path:
        with zipfile.ZipFile(backup) as opened:
            parts = {name: opened.read(name) for name in opened.namelist()}
        listed = json.loads(parts.pop("manifest.json"))
        change(parts, listed)
        path = tmp_path / "changed.zip"
        with zipfile.ZipFile(path, "w") as out:
            for name, content in parts.items():
                out.writestr(name, content)
            out.writestr("manifest.json", json.dumps(listed))
        return path

    return made


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_of_a_file_that_was_cut_nothing_comes(backup: Path, empty: Empty, share: float) -> None:
    whole = backup.read_bytes()
    backup.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(Damaged, match="Nothing was restored"):
        bring_back(backup, empty)
    assert is_empty(empty)


def test_of_a_file_with_a_wrong_byte_anywhere_nothing_comes(backup: Path, empty: Empty) -> None:
    whole = backup.read_bytes()
    step = len(whole) // 40
    for place in range(step, len(whole) - 200, step):
        broken = bytearray(whole)
        broken[place : place + 40] = bytes(byte ^ 0xFF for byte in broken[place : place + 40])
        backup.write_bytes(broken)
        with pytest.raises(Damaged):
            bring_back(backup, empty)
        assert is_empty(empty)


def test_no_part_differs_from_its_sha256(changed: Any, empty: Empty) -> None:
    def one_file(parts: Parts, _listed: Any) -> None:
        name = next(name for name in parts if name.startswith("files/"))
        parts[name] = parts[name][::-1]

    with pytest.raises(Damaged, match="files/"):
        bring_back(changed(one_file), empty)
    assert is_empty(empty)


@pytest.mark.parametrize(
    "name", ["files/../../outside", "/etc/outside", "files/a/../../../outside", "files/.ssh", "files\\x", "x"]
)
def test_no_name_leads_out_of_the_folder(changed: Any, empty: Empty, tmp_path: Path, name: str) -> None:
    def add(parts: Parts, listed: Any) -> None:
        parts[name] = b"out"
        digest = hashlib.sha256(b"out").hexdigest()
        listed["members"].append({"name": name, "size": 3, "sha256": digest})

    with pytest.raises(Damaged, match="elsewhere"):
        bring_back(changed(add), empty)
    assert is_empty(empty)
    assert not list(tmp_path.rglob("outside"))


@pytest.mark.parametrize(
    ("name", "value"),
    [("format", 2), ("members", None), ("rows", [1]), ("members", [{"name": "database"}]), ("more", "x")],
)
def test_a_list_that_is_not_ours_is_refused(changed: Any, empty: Empty, name: str, value: object) -> None:
    with pytest.raises(Damaged):
        bring_back(changed(lambda _parts, listed: listed.update({name: value})), empty)


def test_parts_that_are_not_listed_are_refused(changed: Any, empty: Empty) -> None:
    with pytest.raises(Damaged, match="not those it names"):
        bring_back(changed(lambda parts, _listed: parts.update({"files/ab/more": b"x"})), empty)


def test_a_newer_version_is_named(changed: Any, empty: Empty) -> None:
    def newer(_parts: Parts, listed: Any) -> None:
        listed["version"], listed["migrations"] = "9.1.0", [*listed["migrations"], "cases.0999_beyond"]

    with pytest.raises(FromNewer, match=r"9\.1\.0, with cases\.0999_beyond"):
        bring_back(changed(newer), empty)
    assert is_empty(empty)


def test_the_other_kind_of_database_is_named(changed: Any, empty: Empty) -> None:
    with pytest.raises(OtherDatabase, match="backup of PostgreSQL, and the site is set to SQLite"):
        bring_back(changed(lambda _parts, listed: listed.update(database="postgresql")), empty)
    assert is_empty(empty)


def test_another_key_is_not_passed_over_in_silence(
    backup: Path, empty: Empty, settings: LazySettings
) -> None:
    settings.SECRET_KEY = "another"
    with pytest.raises(OtherKey, match="OPENITC_SECRET_KEY"):
        bring_back(backup, empty)
    assert is_empty(empty)
    bring_back(backup, empty, other_key=True)
    assert not is_empty(empty)


def test_where_the_database_fails_the_files_go_again(
    backup: Path, empty: Empty, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(sqlite, "put_back", fails)
        with pytest.raises(OSError, match="No space"):
            bring_back(backup, empty)
    assert is_empty(empty)
    bring_back(backup, empty)  # and a second try does it
    assert not is_empty(empty)


def test_files_of_a_stopped_try_may_lie_there_and_others_may_not(backup: Path, empty: Empty) -> None:
    for name, content in (("ab/cd", b"longan" * 900), ("ef/01", b"something else")):
        (empty.files / name).parent.mkdir(parents=True)
        (empty.files / name).write_bytes(content)
    with pytest.raises(OtherFiles, match="01 belongs"):
        bring_back(backup, empty)
    assert (empty.files / "ef/01").read_bytes() == b"something else"
    assert empty.filled == []
    (empty.files / "ef/01").unlink()
    bring_back(backup, empty)
    assert (empty.files / "ef/01").read_bytes() == b"soap" * 900
    assert len(empty.filled) == 1


def test_there_is_no_such_file(empty: Empty, tmp_path: Path) -> None:
    with pytest.raises(UnknownBackup):
        bring_back(tmp_path / "nowhere.zip", empty)

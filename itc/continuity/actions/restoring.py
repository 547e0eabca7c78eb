"""Putting a backup back into an empty place: all of it, or nothing."""

import hashlib
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from itc.continuity.actions import key_mark, kind_of
from itc.continuity.databases import NAMES
from itc.continuity.errors import (
    Damaged,
    FromNewer,
    NotEmpty,
    OtherDatabase,
    OtherFiles,
    OtherKey,
    UnknownBackup,
)
from itc.continuity.rules.manifest import DATABASE, FILES, MANIFEST, Manifest, Member, read

DRAFT = ".restoring-"
PIECE = 2**20  # bytes
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, RuntimeError)
"""What reading a broken zip ends with: RuntimeError where it seems encrypted, or packed in another way."""


def restore(*, path: Path, connection: BaseDatabaseWrapper, files: Path, other_key: bool = False) -> Manifest:
    """Put a backup into an empty database and a folder of files, as it was; migrating comes after.

    Everything is unpacked aside and held against its SHA-256 first. The database comes last and in one
    transaction: who is stopped before it ended has an empty database, and may simply restore again.
    Refuses: UnknownBackup, Damaged, OtherDatabase, FromNewer, OtherKey, NotEmpty, OtherFiles, NoClient,
    ClientFailed.
    """
    with _opened(path) as backup:
        manifest = _manifest(backup)
        _require_ours(manifest, connection, other_key=other_key)
        _require_empty(connection)
        files.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=DRAFT, dir=files.parent) as drafts:
            for member in manifest.members:
                _unpack(backup, member, Path(drafts))
            _fill(manifest, Path(drafts), connection, files)
    return manifest


@contextmanager
def _read(what: str) -> Iterator[None]:
    """Turn whatever reading a broken file ends with into Damaged."""
    try:
        yield
    except BROKEN as error:
        raise Damaged(what) from error


def _opened(path: Path) -> zipfile.ZipFile:
    if not path.is_file():
        raise UnknownBackup(path)
    with _read(path.name):
        return zipfile.ZipFile(path)


def _manifest(backup: zipfile.ZipFile) -> Manifest:
    with _read(MANIFEST):
        text = backup.read(MANIFEST)
    return read(text, backup.namelist())


def _require_ours(manifest: Manifest, connection: BaseDatabaseWrapper, *, other_key: bool) -> None:
    """Refuse what this site, as it is set, cannot hold: OtherDatabase, FromNewer, OtherKey."""
    if manifest.database != connection.vendor:
        raise OtherDatabase(NAMES.get(manifest.database, manifest.database), NAMES[connection.vendor])
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    for migration in manifest.migrations:
        if migration not in known:
            raise FromNewer(manifest.version, migration)
    if manifest.key != key_mark() and not other_key:
        raise OtherKey


def _require_empty(connection: BaseDatabaseWrapper) -> None:
    if tables := connection.introspection.table_names():
        raise NotEmpty(len(tables), str(connection.settings_dict["NAME"]))


def _unpack(backup: zipfile.ZipFile, member: Member, into: Path) -> None:
    """Write a part aside, and refuse one that is not what the list says: Damaged."""
    target, digest, size = into / member.name, hashlib.sha256(), 0
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    target.touch(mode=0o600)
    with _read(member.name), backup.open(member.name) as source, target.open("r+b") as out:
        while piece := source.read(PIECE):
            size += len(piece)
            if size > member.size:
                break
            digest.update(piece)
            out.write(piece)
    if (size, digest.hexdigest()) != (member.size, member.sha256):
        raise Damaged(member.name)


def _fill(manifest: Manifest, drafts: Path, connection: BaseDatabaseWrapper, files: Path) -> None:
    """Move the files into their place, then fill the database; where that fails, take them away again."""
    wanted = [
        (drafts / member.name, files / member.name.removeprefix(FILES), member) for member in manifest.files()
    ]
    for _, target, member in wanted:
        if target.exists() and hashlib.sha256(target.read_bytes()).hexdigest() != member.sha256:
            raise OtherFiles(target.name, files)
    moved = []
    try:
        for draft, target, _ in wanted:
            if not target.exists():  # of an earlier try that was stopped
                target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                draft.rename(target)
                moved.append(target)
        kind_of(connection).put_back(connection, drafts / DATABASE)
    except BaseException:
        for target in moved:
            target.unlink(missing_ok=True)
        raise

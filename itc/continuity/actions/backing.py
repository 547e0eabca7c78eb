"""Making a backup: one file with everything, while the site is in use."""

import datetime as dt
import hashlib
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

import itc
from itc.continuity.actions import key_mark, kind_of
from itc.continuity.databases import Copied
from itc.continuity.errors import OldTables, Taken
from itc.continuity.rules.manifest import DATABASE, FILES, MANIFEST, PLAIN, Manifest, Member

NAME = re.compile(r"openitc-\d{8}T\d{6}Z\.zip")
DRAFT = ".openitc-"
LEFT_BEHIND = dt.timedelta(days=1)
"""So old a draft is of a process that was stopped."""
PIECE = 2**20  # bytes


def back_up(
    *, connection: BaseDatabaseWrapper, files: Path, folder: Path, now: dt.datetime
) -> tuple[Path, Manifest]:
    """Write a backup of a database and a folder of files into another folder, readable by its owner only.

    It has its name only when it is whole and on the disk. Refuses: OldTables, Taken, NoClient, ClientFailed.
    """
    if "django_migrations" not in connection.introspection.table_names():
        raise OldTables
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"openitc-{now.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}.zip"
    with tempfile.TemporaryDirectory(prefix=DRAFT, dir=folder) as drafts:
        draft = Path(drafts, path.name)
        manifest = _written(connection, files, draft, now)
        if path.exists():
            raise Taken(path)
        draft.rename(path)
    _flush(folder)
    return path, manifest


def forget_old(*, folder: Path, keep: int, now: dt.datetime) -> int:
    """Remove all backups but the newest, and drafts of stopped processes; return how many backups went."""
    ours = sorted(path for path in folder.iterdir() if NAME.fullmatch(path.name))
    gone = ours[: max(0, len(ours) - keep)]
    for path in gone:
        path.unlink()
    for path in folder.glob(f"{DRAFT}*"):
        if now.timestamp() - path.stat().st_mtime > LEFT_BEHIND.total_seconds():
            shutil.rmtree(path, ignore_errors=True)
    return len(gone)


def _written(connection: BaseDatabaseWrapper, files: Path, draft: Path, now: dt.datetime) -> Manifest:
    """Write the parts, the list of them last."""
    draft.touch(mode=0o600)
    with draft.open("r+b") as bare:
        with zipfile.ZipFile(bare, "w") as out:
            copied, parts = _copied(connection, files, out, draft.with_name(DATABASE))
            manifest = Manifest(
                version=itc.__version__,
                made_at=now.astimezone(dt.UTC).isoformat(timespec="seconds"),
                database=connection.vendor,
                migrations=copied.migrations,
                rows=copied.rows,
                members=tuple(parts.values()),
                missing=tuple(sorted(name for name in copied.named if FILES + name not in parts)),
                key=key_mark(),
            )
            out.writestr(MANIFEST, manifest.as_json())
        bare.flush()
        os.fsync(bare.fileno())
    return manifest


def _copied(
    connection: BaseDatabaseWrapper, files: Path, out: zipfile.ZipFile, database: Path
) -> tuple[Copied, dict[str, Member]]:
    """Copy files, then the database, then files again, until every row of the copy has its file.

    A file may come with its row after the first look and go before the second: then a later copy of the
    database no longer asks for it. What is missing twice is missing in the site itself.
    """
    parts: dict[str, Member] = {}
    missing: set[str] | None = None
    while True:
        _take_files(files, out, parts)
        database.unlink(missing_ok=True)
        copied = kind_of(connection).copy(connection, database)
        _take_files(files, out, parts)
        before, missing = missing, {name for name in copied.named if FILES + name not in parts}
        if not missing or missing == before:
            break
    parts[DATABASE] = _add(out, database, DATABASE, zipfile.ZIP_DEFLATED)
    return copied, parts


def _take_files(files: Path, out: zipfile.ZipFile, parts: dict[str, Member]) -> None:
    """Add the files that are not in the backup yet."""
    for name in _names(files):
        if FILES + name not in parts:
            with suppress(FileNotFoundError):  # removed a moment ago
                parts[FILES + name] = _add(out, files / name, FILES + name, zipfile.ZIP_STORED)


def _names(files: Path) -> Iterator[str]:
    """Yield the names of what people sent; links, and what is not ours, are passed over."""
    for path in sorted(files.rglob("*")):
        name = path.relative_to(files).as_posix()
        if path.is_file() and not path.is_symlink() and PLAIN.fullmatch(name):
            yield name


def _add(out: zipfile.ZipFile, path: Path, name: str, how: int) -> Member:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source:
        part = zipfile.ZipInfo(name)
        part.compress_type = how
        with out.open(part, "w", force_zip64=True) as target:
            while piece := source.read(PIECE):
                digest.update(piece)
                size += len(piece)
                target.write(piece)
    return Member(name, size, digest.hexdigest())


def _flush(folder: Path) -> None:
    """Have the name of a new file on the disk as well."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

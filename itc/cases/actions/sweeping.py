"""Files that no case names: left behind where a process ended between storing bytes and keeping their row."""

import datetime as dt
import re
from collections.abc import Iterator

from django.core.files.storage import default_storage

from itc.audit.actions import record
from itc.cases.errors import FilesOfAnother
from itc.continuity.queries.files import names_of_rows

LEFT_ALONE = dt.timedelta(days=1)
"""A file is stored before its row is there, so a young one may still get its row."""
OURS = re.compile(r"[0-9a-f]{2}/[0-9a-f]{30}")


def sweep_files(*, now: dt.datetime) -> int:
    """Remove stored files older than a day that no row names, or only one that says removed; return how many.

    Refuses: FilesOfAnother, where more would go than stay: then this is not the database they belong to.
    """
    rows, stored = names_of_rows(), list(_stored())
    strays = [name for name in stored if name not in rows and _is_old(name, now)]
    if len(strays) > len(rows.intersection(stored)):
        raise FilesOfAnother(len(strays))
    for name in strays:
        default_storage.delete(name)
    if strays:
        record("files.swept", by=None, count=len(strays))
    return len(strays)


def _stored() -> Iterator[str]:
    """Yield the names of what people sent; anything else in that folder is not ours to remove."""
    try:
        folders, _ = default_storage.listdir("")
    except FileNotFoundError:  # nobody has sent a file yet
        return
    for folder in folders:
        names = (f"{folder}/{name}" for name in default_storage.listdir(folder)[1])
        yield from filter(OURS.fullmatch, names)


def _is_old(name: str, now: dt.datetime) -> bool:
    try:
        return default_storage.get_modified_time(name) < now - LEFT_ALONE
    except FileNotFoundError:  # removed a moment ago
        return False

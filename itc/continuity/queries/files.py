"""Do rows and files belong together?"""

import datetime as dt
import itertools
from collections.abc import Iterator

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from itc.continuity.registry import Finding, stored

HALF_DONE = ".restoring-*"


def rows_and_files() -> Iterator[Finding]:
    """Find rows whose bytes are missing, files that no row names, and what a stopped restore left."""
    rows, there = names_of_rows(), set(_stored())
    if missing := rows - there:
        yield Finding(
            _("Files that rows name and that are missing: %(count)d, such as %(name)s.")
            % {"count": len(missing), "name": min(missing)},
            _("Copy them out of a backup (`unzip BACKUP 'files/*'`) into the folder of files."),
        )
    if strays := [name for name in there - rows if _is_old(name)]:
        yield Finding(
            _("Files that belong to no row: %(count)d.") % {"count": len(strays)},
            _("A worker removes them within a day: is one there? Or run `itc worker --once`."),
        )
    for left in sorted(settings.MEDIA_ROOT.parent.glob(HALF_DONE)):
        yield Finding(
            _("A restore was stopped and left %(name)s.") % {"name": left.name},
            _("Remove it: %(command)s") % {"command": f"rm -r {left}"},
        )


def names_of_rows() -> set[str]:
    """Return the names of all files that a row has."""
    names: set[str] = set()
    with connection.cursor() as cursor:
        for each in stored():
            cursor.execute(each.sql(connection.ops.quote_name))
            names |= {name for (name,) in cursor.fetchall()}
    return names


def _stored() -> Iterator[str]:
    """Yield the names of files, which lie two deep."""
    try:
        folders, _ = default_storage.listdir("")
    except FileNotFoundError:  # nobody has sent a file yet
        return
    listed = ([f"{folder}/{name}" for name in default_storage.listdir(folder)[1]] for folder in folders)
    yield from itertools.chain.from_iterable(listed)


def _is_old(name: str) -> bool:
    """Return whether a file is older than two days: a young one may get its row, or goes by night."""
    try:
        return default_storage.get_modified_time(name) < timezone.now() - dt.timedelta(days=2)
    except FileNotFoundError:  # removed a moment ago
        return False

"""The files of a folder, as bytes."""

from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _


def read_folder(path: str) -> dict[str, bytes]:
    """Return the CSV files of a folder by name. Raises CommandError where there is no such folder."""
    folder = Path(path)
    if not folder.is_dir():
        raise CommandError(_("%(path)s is no folder") % {"path": path})
    return {file.name: file.read_bytes() for file in sorted(folder.glob("*.csv"))}

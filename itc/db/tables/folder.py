"""The files of a folder, as bytes."""

import os
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from itc.db.tables.faults import Fault


def read_folder(path: str) -> dict[str, bytes | Fault]:
    """Return the CSV files of a folder by name, or the fault by which one cannot be opened.

    Raises CommandError where there is no such folder, or where it may not be read.
    """
    try:
        os.listdir(path)  # pathlib takes a folder that may not be read for an empty one
    except (FileNotFoundError, NotADirectoryError):
        cure = _("name the folder that holds the CSV files")
        raise CommandError(_("%(path)s is no folder") % {"path": path} + f" — {cure}") from None
    except OSError as error:
        raise CommandError(f"{path}: " + " — ".join(_refused(error))) from None
    return {file.name: _content(file) for file in sorted(Path(path).glob("*.csv"))}


def _content(file: Path) -> bytes | Fault:
    try:
        if file.exists() and not file.is_file():  # a pipe would be waited for
            cure = _("move it away, and put the CSV file of this name here")
            return Fault(file.name, 0, "", _("this is a folder or a device, no file"), cure)
        with open(file, "rb") as opened:
            return opened.read()
    except FileNotFoundError:
        cure = _("put the file itself here in place of the link")
        return Fault(file.name, 0, "", _("a link to a file that is not there"), cure)
    except OSError as error:
        return Fault(file.name, 0, "", *_refused(error))


def _refused(error: OSError) -> tuple[str, str]:
    if isinstance(error, PermissionError):
        return _("you have no right to read it"), _("give yourself the right, or copy it anew")
    return _("it cannot be read: %(why)s") % {"why": error.strerror}, _("copy it anew")

"""`itc check-data DIR`: every fault of the tables in a folder, with file, line, column and cure."""

from itertools import groupby, islice
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from itc.db.tables import Checked, check, tables
from itc.db.tables.folder import read_folder

MOST = 100
"""Faults of a file that are printed; past these it is one mistake again and again."""


class Command(BaseCommand):
    """Checks without touching the database; ends with 1 where anything must be mended."""

    help = "Check the tables in a folder: every fault with file, line, column and cure."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder."""
        parser.add_argument("dir", help="folder with the CSV files")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the faults, or how many rows each table has."""
        checked = check(read_folder(options["dir"]))
        report(self, checked)
        for table in tables():
            self.stdout.write(f"{len(checked.data[table.file]):7,} {table.file}")
        self.stdout.write(self.style.SUCCESS(_("no faults")))


def _more(file: str, count: int) -> str:
    text = ngettext("%(file)s: and %(count)d fault more", "%(file)s: and %(count)d faults more", count)
    return text % {"file": file, "count": count}


def report(command: BaseCommand, checked: Checked) -> None:
    """Print warnings, and the first faults of each file; end the command with 1 where there are faults."""
    for warning in checked.warnings:
        command.stdout.write(command.style.WARNING(str(warning)))
    for file, faults in groupby(checked.faults, key=lambda fault: fault.file):
        for fault in islice(faults, MOST):
            command.stdout.write(str(fault))
        if more := sum(1 for _fault in faults):
            command.stdout.write(_more(file, more))
    if count := len(checked.faults):
        message = ngettext("%(count)d fault", "%(count)d faults", count) % {"count": count}
        command.stdout.write(command.style.ERROR(message))
        raise SystemExit(1)

"""`itc check-data DIR`: every fault of the tables in a folder, with file, line, column and cure."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from itc.db.tables import Checked, check, tables
from itc.db.tables.folder import read_folder


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


def report(command: BaseCommand, checked: Checked) -> None:
    """Print warnings and faults; end the command with 1 where there are faults."""
    for warning in checked.warnings:
        command.stdout.write(command.style.WARNING(str(warning)))
    for fault in checked.faults:
        command.stdout.write(str(fault))
    if count := len(checked.faults):
        message = ngettext("%(count)d fault", "%(count)d faults", count) % {"count": count}
        command.stdout.write(command.style.ERROR(message))
        raise SystemExit(1)

"""`itc load DIR`: the tables of a folder into the database, all or none."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _
from rich.progress import track

from itc.audit.actions import record
from itc.db.tables import Outcome, Table, check, load
from itc.db.tables.folder import read_folder
from itc.resources.management.commands.check_data import report


class Command(BaseCommand):
    """Loads what passes the check; leaves alone, and lists, what was edited in the app."""

    help = "Load the tables in a folder, all or none; rows edited in the app are left alone and listed."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder."""
        parser.add_argument("dir", help="folder with the CSV files")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Check, write in one transaction with its event in the record, and print what was done."""
        checked = check(read_folder(options["dir"]))
        report(self, checked)
        with transaction.atomic():
            outcomes = load(checked.data, track=self._track)
            record("tables.loaded", by=None, files={each.table.file: _counts(each) for each in outcomes})
        for outcome in outcomes:
            self._print(outcome)

    def _track(self, tables: Sequence[Table]) -> Iterable[Table]:
        return track(tables, description=_("Loading"), transient=True, disable=not self.stdout.isatty())

    def _print(self, outcome: Outcome) -> None:
        counts = _("%(added)d added, %(changed)d changed, %(unchanged)d unchanged") % _counts(outcome)
        self.stdout.write(f"{outcome.table.file}: {counts}")
        for edit in outcome.edits:
            what = _("made in the app") if edit.app_made else _("edited in the app")
            line = _("%(column)s is “%(app)s” there, “%(file)s” in the file; left alone")
            app, file = edit.cells
            values = {"column": edit.column, "app": app, "file": file}
            self.stdout.write(self.style.WARNING(f"  {edit.key}: {what}: {line % values}"))
        for key in outcome.gone:
            self.stdout.write(
                self.style.WARNING("  " + _("%(key)s: no longer in the file; kept") % {"key": key})
            )


def _counts(outcome: Outcome) -> dict[str, int]:
    return {
        "added": len(outcome.added),
        "changed": len(outcome.changed),
        "unchanged": outcome.unchanged,
        "edited": len({edit.key for edit in outcome.edits}),
        "gone": len(outcome.gone),
    }

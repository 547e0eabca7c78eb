"""`itc open-centre FOLDER`: what a folder of sheets would open and what is missing; with --apply, open it."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from itc.accounts.queries import person_at
from itc.accounts.rules import read_contact
from itc.centres.actions.opening_folder import open_folder
from itc.centres.models import Opening
from itc.centres.queries.opening import way
from itc.centres.queries.opening_folder import Folder, folder, read_sheets
from itc.db.tables.folder import read_folder
from itc.lib.refusal import Refusal


class Command(BaseCommand):
    """Writes nothing unless told to; ends with 1 where a cell must be mended or something refuses."""

    help = "Show what a folder of CSV files, or one workbook, would open; with --apply, begin that centre."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder, and who opens it."""
        parser.add_argument("folder", help="folder with centre.csv, machines.csv, …, or one .xlsx")
        parser.add_argument("--apply", action="store_true", help="write it")
        parser.add_argument(
            "--by", default="", help="e-mail or phone of the officer who opens it; for --apply"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print faults and what is missing, and write it where that was asked for."""
        try:
            seen = folder(read_sheets(_files(options["folder"])), now=timezone.now())
            self._report(seen)
            if options["apply"] and not seen.faults:
                self._apply(seen, options["by"])
        except Refusal as refusal:
            raise CommandError("\n".join(map(str, refusal.reasons))) from None
        if seen.faults:
            raise SystemExit(1)
        if not options["apply"]:
            self.stdout.write(_("Nothing was written. Add --apply --by CONTACT to open it."))

    def _report(self, seen: Folder) -> None:
        for name, count in seen.counts.items():
            self.stdout.write(f"{count:5} {name}")
        for fault in seen.faults:
            where = ":".join(filter(None, (fault.sheet, fault.place)))
            self.stdout.write(self.style.ERROR(f"{where}: {fault.text!r} {fault.what} — {fault.cure}"))
        for text in seen.missing:
            self.stdout.write(self.style.WARNING(_("missing: %(text)s") % {"text": text}))

    def _apply(self, seen: Folder, contact: str) -> None:
        person = person_at(read_contact(contact))
        if person is None:
            raise CommandError(
                _("Nobody here signs in with %(contact)s: name an officer by --by.") % {"contact": contact}
            )
        made = open_folder(seen, by=person, now=timezone.now())
        opening = Opening.objects.select_related("centre__province", "centre__parent").get(pk=made.pk)
        self.stdout.write(self.style.SUCCESS(_("%(code)s is a draft now.") % {"code": opening.centre_id}))
        for need, _url in way(opening, now=timezone.now()).needs:
            self.stdout.write(self.style.WARNING(_("missing: %(text)s") % {"text": need.text}))


def _files(path: str) -> dict[str, bytes]:
    """Return the files by name. Raises CommandError, where one cannot be read."""
    if path.endswith(".xlsx"):
        try:
            return {Path(path).name: Path(path).read_bytes()}
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from None
    found = read_folder(path)
    broken = [str(each) for each in found.values() if not isinstance(each, bytes)]
    if broken:
        raise CommandError("\n".join(broken))
    return {name: content for name, content in found.items() if isinstance(content, bytes)}

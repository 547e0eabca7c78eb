"""`itc backup`: everything in one file, while the site is in use; for a daily timer."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error, connection
from django.utils import timezone

from itc.continuity.actions.backing import back_up, forget_old
from itc.lib.refusal import Refusal


class Command(BaseCommand):
    """Writes a backup; with --keep, older ones of the same folder go."""

    help = "Write database and files into one backup, while the site is in use."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder and how many to keep."""
        parser.add_argument("folder", nargs="?", default=str(settings.HOME / "backups"))
        parser.add_argument(
            "--keep", type=int, metavar="N", help="keep the N newest of the folder, this one too"
        )

    def handle(self, *, folder: str, keep: int | None, **_options: Any) -> None:
        """Write it, and say what is in it and where."""
        if keep is not None and keep < 1:
            raise CommandError(f"--keep {keep}: write a whole number from 1 on")
        now, target = timezone.now(), Path(folder)
        try:
            path, made = back_up(connection=connection, files=settings.MEDIA_ROOT, folder=target, now=now)
        except (Refusal, OSError, Error) as refusal:
            raise CommandError(str(refusal)) from refusal
        size = path.stat().st_size / 2**20
        self.stdout.write(
            f"{path}: {sum(made.rows.values()):,} rows, {len(made.files())} files, {size:.1f} MB"
        )
        if made.missing:
            self.stderr.write(f"{len(made.missing)} files of rows are missing in the site itself: itc doctor")
        if keep is not None:
            self.stdout.write(f"{forget_old(folder=target, keep=keep, now=now)} older backups removed")

"""`itc restore FILE`: a backup put back into an empty place, brought up to date, and looked over."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error, connection

from itc.continuity.actions.restoring import restore
from itc.lib.refusal import Refusal


class Command(BaseCommand):
    """Restores all or nothing; what the doctor finds afterwards is for who restores."""

    help = "Put a backup back into an empty database and folder."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the backup, and whether the secret key of its site is lost."""
        parser.add_argument("backup", type=Path)
        parser.add_argument("--other-key", action="store_true", help="restore although the old key is lost")

    def handle(self, *, backup: Path, other_key: bool, **_options: Any) -> None:
        """Restore, migrate, then let the doctor look; ends with 1 where it finds something."""
        files = Path(settings.MEDIA_ROOT)
        try:
            made = restore(path=backup, connection=connection, files=files, other_key=other_key)
        except (Refusal, OSError, Error) as refusal:
            raise CommandError(str(refusal)) from refusal
        count = sum(made.rows.values())
        self.stdout.write(f"Restored as of {made.made_at}: {count:,} rows, {len(made.files())} files")
        connection.close()
        call_command("migrate", verbosity=0)
        call_command("doctor", stdout=self.stdout)

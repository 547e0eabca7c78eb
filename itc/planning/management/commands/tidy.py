"""`itc tidy`: remove expired plans, sign-ups nobody confirmed, files of no case; for a daily timer."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from itc.accounts.actions import forget_pending
from itc.cases.actions.sweeping import sweep_files
from itc.cases.errors import FilesOfAnother
from itc.planning.actions import tidy


class Command(BaseCommand):
    """Forgets what need not be kept."""

    help = "Remove expired plans, sign-ups that nobody confirmed, and files that belong to no case."

    def handle(self, **_options: Any) -> None:
        """Remove, and say how many."""
        now = timezone.now()
        self.stdout.write(f"{tidy(now=now)} expired plans removed")
        self.stdout.write(f"{forget_pending(now=now)} sign-ups removed that nobody confirmed")
        try:
            self.stdout.write(f"{sweep_files(now=now)} files removed that belong to no case")
        except FilesOfAnother as refusal:
            raise CommandError(str(refusal)) from refusal

"""`itc tidy`: remove plans whose link has expired and sign-ups nobody confirmed; for a daily timer."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from itc.accounts.actions import forget_pending
from itc.planning.actions import tidy


class Command(BaseCommand):
    """Forgets what need not be kept."""

    help = "Remove expired plans, and sign-ups that nobody confirmed."

    def handle(self, **_options: Any) -> None:
        """Remove, and say how many."""
        now = timezone.now()
        self.stdout.write(f"{tidy(now=now)} expired plans removed")
        self.stdout.write(f"{forget_pending(now=now)} sign-ups removed that nobody confirmed")

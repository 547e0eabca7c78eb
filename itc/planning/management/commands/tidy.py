"""`itc tidy`: remove plans whose link has expired; for a daily timer."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from itc.planning.actions import tidy


class Command(BaseCommand):
    """Forgets what need not be kept."""

    help = "Remove expired plans."

    def handle(self, **_options: Any) -> None:
        """Remove, and say how many."""
        self.stdout.write(f"{tidy(now=timezone.now())} expired plans removed")

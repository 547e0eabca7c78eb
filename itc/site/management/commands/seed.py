"""`itc seed`: sample bookings relative to today, and the demo people with their passwords."""

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from itc.lib.thai import BANGKOK
from itc.resources.actions import seed_sample_bookings
from itc.site.actions import PASSWORD, seed_people


class Command(BaseCommand):
    """Fills the sample network; run again, it starts from the new day."""

    help = "Fill the sample network with bookings and demo people."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the days ahead and the seed."""
        parser.add_argument("--days", type=int, default=200)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *, days: int, seed: int, **_options: Any) -> None:
        """Seed, and say who may sign in."""
        today = dt.datetime.now(tz=BANGKOK).date()
        count = seed_sample_bookings(today=today, days=days, seed=seed)
        self.stdout.write(f"  {count:,} sample bookings from {today} for {days} days")
        for person in seed_people(today=today):
            self.stdout.write(f"  {person.name}: {person.email or person.phone} · {PASSWORD}")

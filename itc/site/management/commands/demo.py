"""`itc demo`: database, knowledge, sample network, one idea planned, then the site."""

import os
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from itc.site.management.commands.serve import require_free

IDEA = "อยากทำลำไยอบแห้งเคลือบช็อกโกแลต ส่งออกญี่ปุ่น เดือนละ 200 กก."
PROVINCE = "TH-51"
HOST = "127.0.0.1"
SECOND_FACTOR = "OPENITC_STAFF_SECOND_FACTOR"


class Command(BaseCommand):
    """Everything a visitor needs to see the main job work; safe to run again."""

    help = "Set up sample data, plan one idea, serve the site."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the port, and whether to serve at all."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-serve", action="store_true")

    def handle(self, *, port: int, no_serve: bool, **_options: Any) -> None:
        """Run the steps in order, each with the seconds it took."""
        if not no_serve:
            require_free(HOST, port)
        self._step("Database", "migrate", verbosity=0)
        self._step("Reference knowledge", "load", str(settings.BASE_DIR / "data"))
        self._step("Sample bookings and people", "seed")
        self._step(f"One idea planned: {IDEA}", "plan", IDEA, province=PROVINCE)
        if not no_serve:
            self._without_second_factor()
            call_command("serve", host=HOST, port=port, stdout=self.stdout)

    def _without_second_factor(self) -> None:
        """Let the demo's staff in by password alone, and say so; who set the variable keeps it."""
        if os.environ.setdefault(SECOND_FACTOR, "0") == "0":
            self.stdout.write(
                f"\n  Demo only: staff sign in without a second factor ({SECOND_FACTOR}=0). Elsewhere the "
                "back office asks for one; with itc serve, too."
            )

    def _step(self, title: str, command: str, *args: str, **options: Any) -> None:
        self.stdout.write(self.style.MIGRATE_HEADING(f"\n▸ {title}"))
        self.stdout.flush()
        begun = time.perf_counter()
        call_command(command, *args, stdout=self.stdout, **options)
        self.stdout.write(f"  {time.perf_counter() - begun:.1f} s")

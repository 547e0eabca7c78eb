"""`itc worker`: does what falls due while nobody looks; as many as wanted may run at once."""

import time
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections
from django.utils import timezone

from itc.cases.actions.ending import lapse_cases
from itc.cases.actions.firming import firm_up
from itc.cases.actions.visits import open_visits
from itc.planning.actions import tidy

EVERY_SECONDS = 60


class Command(BaseCommand):
    """Each job finds its own work in the database and locks it, so that none is done twice."""

    help = "Do what falls due: cases lapse, stages open, forecasts become firm, old links go."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether to stop after one round."""
        parser.add_argument("--once", action="store_true", help="one round, then stop")

    def handle(self, *, once: bool, **_options: Any) -> None:
        """Work until stopped; a job that fails is tried again in the next round, and the others go on."""
        jobs: dict[str, Callable[[], object]] = {
            "cases lapsed": lambda: lapse_cases(now=timezone.now()),
            "stages opened": lambda: open_visits(now=timezone.now()),
            "steps held, missed": lambda: firm_up(now=timezone.now()),
            "links gone": lambda: tidy(now=timezone.now()),
        }
        while True:
            for name, job in jobs.items():
                self._do(name, job)
            close_old_connections()
            if once:
                return
            time.sleep(EVERY_SECONDS)

    def _do(self, name: str, job: Callable[[], object]) -> None:
        try:
            self.stdout.write(f"{name}: {job()}")
        except Exception as error:  # noqa: BLE001 - one job must not keep the others from their work
            self.stderr.write(f"{name}: failed, {type(error).__name__}; tried again in {EVERY_SECONDS} s")

"""`itc worker`: does what falls due and what was queued; as many as wanted may run at once."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from itc.jobs.actions import beat, begin_all

EVERY_SECONDS = 1


class Hand(Worker):
    """The backend's own worker, which looks for what has fallen due after each task."""

    def __init__(self, *, say: Any) -> None:
        super().__init__(
            queue_names=["*"], interval=0, batch=True, backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False, max_tasks=None, worker_id=get_random_string(32), excluded_queue_names=[],
        )  # fmt: skip
        self.say = say
        self.looks_for_due = True

    def run_task(self, db_task_result: DBTaskResult[Any, Any]) -> None:
        """Run a task, say how it ended, and see what has fallen due meanwhile, however long the queue is."""
        super().run_task(db_task_result)
        if db_task_result.status == "FAILED":
            self.say(f"{db_task_result.task_name}: failed, {db_task_result.exception_class_path}")
        elif db_task_result.return_value:
            self.say(f"{db_task_result.task_name}: {db_task_result.return_value}")
        if self.looks_for_due:
            beat(now=timezone.now())

    def work(self) -> None:
        """Work until told to stop."""
        while self.running:
            beat(now=timezone.now())
            self.run()
            close_old_connections()
            time.sleep(EVERY_SECONDS)


class Command(BaseCommand):
    """Each task is claimed in the database before it is done, so that none is done by two."""

    help = "Do what falls due and what was queued: cases lapse, forecasts become firm, notices go out."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether to stop after one round."""
        parser.add_argument("--once", action="store_true", help="do every job once, then stop")

    def handle(self, *, once: bool, **_options: Any) -> None:
        """Work until stopped; SIGTERM lets the task under way end first."""
        hand = Hand(say=self._say)
        if once:
            hand.looks_for_due = False
            begin_all()
            hand.run()
            return
        hand.configure_signals()
        hand.work()

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

"""What falls due again and again: each app declares its jobs in its `tasks.py`."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django_tasks.base import Task

MINUTE, HOUR, DAY = 60, 3_600, 86_400
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Job:
    """A task without arguments that falls due every so many seconds, counted from 1970 in UTC.

    It finds its own work and may run beside itself: two workers may be at it, and one may die in the middle.
    What it returns, a number or words without personal data, is shown on the page of background work.
    """

    name: str
    title: str | Promise
    every: int
    task: Task[[], Any]

    def due(self, now: dt.datetime) -> dt.datetime:
        """Return the latest moment at which it fell due."""
        return dt.datetime.fromtimestamp(now.timestamp() // self.every * self.every, tz=dt.UTC)


_jobs: dict[str, Job] = {}


def register(*declared: Job) -> None:
    """Add jobs. Raises ValueError where two bear one name."""
    for job in declared:
        if job.name in _jobs:
            raise ValueError(f"two jobs are called {job.name}")
        _jobs[job.name] = job


def jobs() -> tuple[Job, ...]:
    """Return every job by its name, lower apps first."""
    return tuple(_jobs.values())

"""Queueing what falls due, trying again what failed, and putting aside what is dead."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction
from django.db.models import Model
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from itc.audit.actions import record
from itc.db.locking import locked
from itc.jobs.errors import UnknownTask
from itc.jobs.models import Round
from itc.jobs.registry import Job, jobs
from itc.jobs.rules import LONGEST, wait

Task = DBTaskResult[Any, Any]
KEPT_DONE = dt.timedelta(days=1)
KEPT_DEAD = dt.timedelta(days=90)
MOST_REST = dt.timedelta(minutes=16)
"""So long at most a job rests after it failed, however often it did."""
LOST = "itc.jobs.Lost"
"""Stands as the error of a task whose worker was killed."""


def beat(*, now: dt.datetime) -> int:
    """Queue every job that has fallen due since it was last begun; return how many. Safe side by side."""
    begun = dict(Round.objects.values_list("job", "due_at"))
    return sum(_begin(job, now) for job in jobs() if job.name not in begun or begun[job.name] < job.due(now))


@transaction.atomic
def _begin(job: Job, now: dt.datetime) -> bool:
    """Take a job up for all workers, unless another was quicker or its last task still waits its turn."""
    due = job.due(now)
    waiting = DBTaskResult.objects.filter(task_path=job.task.module_path, status=TaskResultStatus.READY)
    # what falls due often does not rest for hours because it failed; the year 9999 says: at once
    waiting.filter(run_after__gt=now + MOST_REST, run_after__year__lt=9999).update(run_after=now + MOST_REST)
    Round.objects.get_or_create(job=job.name, defaults={"due_at": dt.datetime.fromtimestamp(0, tz=dt.UTC)})
    if not Round.objects.filter(job=job.name, due_at__lt=due).update(due_at=due):
        return False
    if waiting.exists():
        return False
    job.task.enqueue()
    return True


@transaction.atomic
def begin_all() -> int:
    """Queue every job now, due or not; return how many."""
    for job in jobs():
        job.task.enqueue()
    return len(jobs())


def keep_error(*, task: uuid.UUID, traceback: str) -> None:
    """Keep what is to be told of how a task failed."""
    DBTaskResult.objects.filter(pk=task).update(traceback=traceback)


def try_later(*, task: uuid.UUID, tries: int, now: dt.datetime) -> bool:
    """Put a task that failed back in the queue, later each time; return whether it was: else it is dead."""
    pause = wait(tries)
    if pause is None:
        return False
    failed = DBTaskResult.objects.failed().filter(pk=task)
    return bool(failed.update(status=TaskResultStatus.READY, run_after=now + pause))


def take_back_lost(*, now: dt.datetime) -> int:
    """Put back what killed workers have left behind; return how much. What was tried too often is dead."""
    lost = DBTaskResult.objects.running().filter(started_at__lt=now - LONGEST)
    return sum(_take_back(row, now) for row in lost.order_by("started_at"))


@transaction.atomic
def _take_back(row: Task, now: dt.datetime) -> bool:
    same = DBTaskResult.objects.running().filter(pk=row.pk, started_at=row.started_at)
    if not same.update(status=TaskResultStatus.FAILED, finished_at=now, exception_class_path=LOST):
        return False
    try_later(task=row.pk, tries=len(row.worker_ids), now=now)
    return True


def forget_done(*, now: dt.datetime) -> int:
    """Forget what was done a day ago, and what has been dead for 90 days; return how much."""
    done = DBTaskResult.objects.successful().filter(finished_at__lt=now - KEPT_DONE)
    dead = DBTaskResult.objects.failed().filter(finished_at__lt=now - KEPT_DEAD)
    return done.delete()[0] + dead.delete()[0]


@transaction.atomic
def revive(*, task: uuid.UUID, by: Model, now: dt.datetime) -> None:
    """Try a dead task once more, from its first try on. Refuses: UnknownTask."""
    dead = DBTaskResult.objects.failed().filter(pk=task)
    if not dead.update(status=TaskResultStatus.READY, run_after=now, worker_ids=[]):
        raise UnknownTask
    record("task.revived", by=by, task=str(task))


@transaction.atomic
def put_aside(*, task: uuid.UUID, by: Model) -> None:
    """Forget a dead task. Refuses: UnknownTask."""
    dead = locked(DBTaskResult.objects.failed().filter(pk=task)).first()
    if dead is None:
        raise UnknownTask
    record("task.put-aside", by=by, task=str(task), path=dead.task_path)
    dead.delete()

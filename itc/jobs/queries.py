"""How the background work stands, and who may see it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, Q, Subquery
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from itc.jobs.errors import UnknownTask
from itc.jobs.models import Round
from itc.jobs.registry import Job, jobs

Task = DBTaskResult[Any, Any]
RUNS = "django_tasks_database.change_dbtaskresult"
"""The permission to see background work and to take up what is dead."""
ALIVE = dt.timedelta(minutes=5)
"""Some job falls due every minute: a worker that took up none for so long is not there."""
PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class JobLine:
    """A job, when it was last begun, and its latest task."""

    job: Job
    begun: dt.datetime | None
    latest: Task | None


@dataclass(frozen=True, slots=True)
class Work:
    """All that the page of background work shows."""

    alive: bool
    seen: dt.datetime | None
    waiting: int
    later: int
    lines: tuple[JobLine, ...]
    dead: Page[Task]


def require_runs(user: AbstractBaseUser | AnonymousUser) -> AbstractBaseUser:
    """Return who may run the background work. Refuses: UnknownTask."""
    if not isinstance(user, AbstractBaseUser) or not user.has_perm(RUNS):  # type: ignore[attr-defined]
        raise UnknownTask
    return user


def last_seen() -> dt.datetime | None:
    """Return when a worker last took up anything that had fallen due; None: never."""
    return Round.objects.order_by("-due_at").values_list("due_at", flat=True).first()


def is_alive(*, now: dt.datetime) -> bool:
    """Return whether a worker is at work."""
    return _is_fresh(last_seen(), now)


def _is_fresh(seen: dt.datetime | None, now: dt.datetime) -> bool:
    return seen is not None and now - seen < ALIVE


def work(*, page: str, now: dt.datetime) -> Work:
    """Return how the background work stands: five queries, however much of it there is."""
    rounds = dict(Round.objects.values_list("job", "due_at"))
    seen = max(rounds.values(), default=None)
    ahead = Q(run_after__gt=now, run_after__year__lt=9999)  # the backend's word for at once is the year 9999
    queued = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    counts = queued.aggregate(later=Count("pk", filter=ahead), every=Count("pk"))
    dead = DBTaskResult.objects.failed().order_by("-finished_at", "pk")
    return Work(
        alive=_is_fresh(seen, now),
        seen=seen,
        waiting=counts["every"] - counts["later"],
        later=counts["later"],
        lines=tuple(_lines(rounds)),
        dead=Paginator(dead, PER_PAGE).get_page(page),
    )


def _lines(rounds: dict[str, dt.datetime]) -> list[JobLine]:
    latest = _latest([job.task.module_path for job in jobs()])
    return [JobLine(job, rounds.get(job.name), latest.get(job.task.module_path)) for job in jobs()]


def _latest(paths: list[str]) -> dict[str, Task]:
    """Return the task begun last of each path."""
    same = DBTaskResult.objects.filter(task_path=OuterRef("task_path"), started_at__isnull=False)
    newest = same.order_by("-started_at").values("pk")[:1]
    rows = DBTaskResult.objects.filter(task_path__in=paths, pk=Subquery(newest))
    return {row.task_path: row for row in rows}

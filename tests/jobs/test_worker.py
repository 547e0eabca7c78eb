"""Tasks are done once, by whichever worker; what fails is tried again, later each time, until it is dead."""

import datetime as dt
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from itc.audit.models import Event
from itc.jobs import actions
from itc.jobs.actions import beat, forget_done, take_back_lost
from itc.jobs.management.commands.worker import Hand
from itc.jobs.models import Round
from itc.jobs.registry import DAY, MINUTE, Job, jobs, register
from itc.jobs.rules import LONGEST, MOST_TRIES, wait
from tests.jobs import chores

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 27, 15, 30, 20, tzinfo=dt.UTC)
ROOT = Path(__file__).resolve().parents[2]
TASKS, WORKERS, SECONDS = 60, 2, 60


def drain() -> list[str]:
    said: list[str] = []
    hand = Hand(say=said.append)
    hand.looks_for_due = False
    hand.run()
    return said


def only() -> DBTaskResult[Any, Any]:
    return DBTaskResult.objects.get()


def at(moment: dt.datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


def test_each_job_is_queued_once_when_it_falls_due() -> None:
    assert beat(now=NOW) == len(jobs())
    assert beat(now=NOW) == 0
    minutely = [job for job in jobs() if job.every <= MINUTE]
    DBTaskResult.objects.all().delete()  # as if they had been done
    assert beat(now=NOW + dt.timedelta(minutes=1)) == len(minutely)
    assert Round.objects.get(job="cases-lapsed").due_at == dt.datetime(2026, 11, 27, 15, 31, tzinfo=dt.UTC)


def test_what_still_waits_is_not_queued_again() -> None:
    beat(now=NOW)
    waiting = DBTaskResult.objects.count()
    assert beat(now=NOW + dt.timedelta(days=2)) == 0
    assert DBTaskResult.objects.count() == waiting


def test_a_job_that_failed_often_does_not_rest_for_hours() -> None:
    beat(now=NOW)
    lapse = DBTaskResult.objects.get(task_path="itc.cases.tasks.lapse")
    DBTaskResult.objects.filter(pk=lapse.pk).update(run_after=NOW + dt.timedelta(hours=4))
    beat(now=NOW + dt.timedelta(minutes=1))
    lapse.refresh_from_db()
    assert lapse.run_after == NOW + dt.timedelta(minutes=1) + actions.MOST_REST


def test_a_job_falls_due_at_whole_spans() -> None:
    job = next(job for job in jobs() if job.every == DAY)
    assert job.due(NOW) == dt.datetime(2026, 11, 27, tzinfo=dt.UTC)


def test_two_jobs_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="cases-lapsed"):
        register(Job("cases-lapsed", "again", MINUTE, chores.fail))


def test_every_job_may_be_done_with_nothing_there(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("worker", "--once")
    assert "failed" not in capsys.readouterr().out
    assert DBTaskResult.objects.successful().count() == len(jobs())


def test_what_failed_waits_longer_each_time_and_is_dead_at_last(monkeypatch: pytest.MonkeyPatch) -> None:
    at(NOW, monkeypatch)
    chores.fail.enqueue()
    moment, waits = NOW, []
    for _ in range(MOST_TRIES - 1):
        assert drain() == ["fail: failed, builtins.ValueError"]
        task = only()
        assert task.status == "READY"
        waits.append(task.run_after - moment)
        assert drain() == [], "not before its time"
        moment = task.run_after
        at(moment, monkeypatch)
    assert waits == sorted(waits)
    assert waits[0] == dt.timedelta(minutes=1)
    drain()
    assert only().status == "FAILED"
    at(moment + dt.timedelta(days=1), monkeypatch)
    assert drain() == []
    assert wait(MOST_TRIES) is None


def test_an_error_is_kept_without_what_people_typed() -> None:
    chores.fail.enqueue()
    drain()
    assert "081" not in only().traceback
    assert "ใช้แล้ว" not in only().traceback
    assert "chores.py" in only().traceback


def test_who_gives_up_is_not_asked_again() -> None:
    chores.hopeless.enqueue()
    drain()
    assert only().status == "FAILED"
    assert len(only().worker_ids) == 1


def test_what_a_killed_worker_left_is_taken_up(monkeypatch: pytest.MonkeyPatch) -> None:
    at(NOW, monkeypatch)
    chores.note.enqueue(1)
    only().claim("killed")
    assert take_back_lost(now=NOW + LONGEST) == 0
    later = NOW + LONGEST + dt.timedelta(seconds=1)
    assert take_back_lost(now=later) == 1
    at(later + dt.timedelta(minutes=2), monkeypatch)
    assert drain() == ["note: 1"]
    assert only().status == "SUCCESSFUL"


def test_what_kills_its_worker_each_time_is_dead() -> None:
    chores.note.enqueue(1)
    DBTaskResult.objects.update(
        status="RUNNING", started_at=NOW - dt.timedelta(days=1), worker_ids=["killed"] * MOST_TRIES
    )
    assert take_back_lost(now=NOW) == 1
    assert (only().status, only().exception_class_path) == ("FAILED", actions.LOST)


def test_what_is_done_is_forgotten_and_what_is_dead_stays_for_a_while() -> None:
    chores.note.enqueue(1)
    chores.hopeless.enqueue()
    drain()
    assert forget_done(now=timezone.now()) == 0
    assert forget_done(now=timezone.now() + dt.timedelta(days=2)) == 1
    assert only().status == "FAILED"
    assert forget_done(now=timezone.now() + dt.timedelta(days=91)) == 1


@pytest.mark.django_db(transaction=True)
def test_of_workers_that_look_at_once_one_takes_a_job_up() -> None:
    counts: list[int] = []
    ready = threading.Barrier(4)

    def look() -> None:
        ready.wait(timeout=20)
        counts.append(beat(now=NOW))
        connection.close()

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sum(counts) == len(jobs()) == DBTaskResult.objects.count()


def here() -> dict[str, str]:
    """Return the environment of a process that works on the database of this test."""
    name, host = str(connection.settings_dict["NAME"]), connection.settings_dict["HOST"].replace("/", "%2F")
    url = f"sqlite:///{name}" if connection.vendor == "sqlite" else f"postgres://postgres@{host}/{name}"
    return os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "itc.config.settings"}


@pytest.fixture
def workers() -> Iterator[None]:
    """Two workers, each in a process of its own."""
    with ExitStack() as stack:
        for _ in range(WORKERS):
            command = [sys.executable, "-m", "itc.config.cli", "worker"]
            worker = stack.enter_context(
                subprocess.Popen(command, cwd=ROOT, env=here(), stdout=subprocess.DEVNULL)
            )
            stack.callback(worker.terminate)
        yield


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("workers")
def test_two_workers_never_do_one_thing_twice() -> None:
    for number in range(TASKS):
        chores.note.enqueue(number)
    until = time.monotonic() + SECONDS
    while Event.objects.filter(verb="chore.done").count() < TASKS and time.monotonic() < until:
        time.sleep(0.2)
    done = Event.objects.filter(verb="chore.done").values_list("details__number", flat=True)
    assert sorted(done) == list(range(TASKS))
    notes = DBTaskResult.objects.filter(task_path="tests.jobs.chores.note")
    assert {len(task.worker_ids) for task in notes} == {1}
    while notes.exclude(status="SUCCESSFUL").exists() and time.monotonic() < until:
        time.sleep(0.2)
    assert not notes.exclude(status="SUCCESSFUL").exists()

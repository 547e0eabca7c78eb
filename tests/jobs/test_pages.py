"""The page of background work: for who runs the site, and nobody else."""

import pytest
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries

from itc.accounts.models import User
from itc.audit.models import Event
from itc.jobs.actions import beat
from itc.jobs.checkup import nothing_is_dead, worker_is_there
from tests.jobs import chores
from tests.jobs.test_worker import NOW, drain


@pytest.fixture
def runner(db: None) -> User:
    """Who runs the site."""
    return User.objects.create_user(
        name="Runner", email="runner@example.org", is_staff=True, is_superuser=True
    )


def dead() -> DBTaskResult[..., object]:
    chores.hopeless.enqueue()
    drain()
    return DBTaskResult.objects.failed().get()


def test_who_runs_the_site_sees_what_is_dead_and_tries_it_again(client: Client, runner: User) -> None:
    task = dead()
    client.force_login(runner)
    assert "hopeless" in client.get("/en/work").content.decode()
    assert client.post(reverse("work_again", args=[task.pk]), follow=True).status_code == 200
    task.refresh_from_db()
    assert (task.status, task.worker_ids) == ("READY", [])
    assert Event.objects.filter(verb="task.revived", by_id=runner.pk).exists()
    assert client.post(reverse("work_again", args=[task.pk])).status_code == 404


def test_how_a_job_ended_is_said_in_thai(client: Client, runner: User) -> None:
    beat(now=NOW)
    drain()
    client.force_login(runner)
    html = client.get("/work").content.decode()
    assert "เสร็จแล้ว" in html
    assert "Successful" not in html


def test_what_is_put_aside_is_gone(client: Client, runner: User) -> None:
    task = dead()
    client.force_login(runner)
    client.post(reverse("work_aside", args=[task.pk]))
    assert not DBTaskResult.objects.exists()


def test_it_says_that_no_worker_is_there(
    client: Client, runner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(runner)
    assert "itc worker" in client.get("/en/work").content.decode()
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    beat(now=NOW)
    assert "A worker is at work." in client.get("/en/work").content.decode()


def test_as_many_queries_however_much_is_dead(
    client: Client, runner: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(runner)
    for _ in range(2):
        for _each in range(10):
            chores.hopeless.enqueue()
        drain()
        with django_assert_num_queries(8):
            client.get("/work")


def test_an_officer_is_told_that_there_is_nothing(client: Client, officer: User, stranger: User) -> None:
    task = dead()
    for person in (officer, stranger):
        client.force_login(person)
        assert client.get("/work").status_code == 404
        assert client.post(reverse("work_again", args=[task.pk])).status_code == 404
        assert client.post(reverse("work_aside", args=[task.pk])).status_code == 404
    assert DBTaskResult.objects.failed().count() == 1


def test_the_doctor_asks_for_a_worker_that_has_gone_and_for_what_is_dead(db: None) -> None:
    assert list(worker_is_there()) == [], "a site that never had one may be new"
    beat(now=NOW)
    assert [found.mend for found in worker_is_there()] != []
    assert list(nothing_is_dead()) == []
    dead()
    assert "1" in next(iter(nothing_is_dead())).wrong

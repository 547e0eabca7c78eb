"""Whoever watches us is answered: any host, no https, session, language or line in the log.

Both addresses are answered before any route is looked for, so the table of tests/test_who_may_see.py has
neither: everybody may see them, and they tell of nobody.
"""

import logging
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import OperationalError, connection
from django.test import Client


@pytest.fixture
def public(settings: LazySettings) -> None:
    """As on a site of the public."""
    settings.ALLOWED_HOSTS = ["itc.example.go.th"]
    settings.SECURE_SSL_REDIRECT = True
    settings.PUBLIC_LIMIT = 1


def test_a_process_that_lives_says_so_without_a_database(client: Client, public: None) -> None:
    for _ in range(3):
        answer = client.get("/healthz", headers={"host": "10.0.0.7:8000", "accept-language": "en"})
        assert (answer.status_code, answer.json()) == (200, {"alive": True})
    assert answer.cookies == {}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_a_process_that_can_answer_pages_says_so(
    client: Client, public: None, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(2):
        answer = client.get("/readyz", headers={"host": "10.0.0.7:8000"})
    assert (answer.status_code, answer.json()) == (200, {"ready": True, "reason": ""})
    assert answer.cookies == {}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_only_looking_is_allowed(client: Client, public: None, path: str) -> None:
    assert client.head(path).status_code == 200
    assert client.head(path).content == b""
    assert client.post(path).status_code == 405


@pytest.mark.django_db
def test_a_database_that_is_away_is_503_and_tells_nothing_of_itself(
    client: Client, public: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses() -> None:
        raise OperationalError("connection to 10.0.0.1 as openitc refused: password s3cret")

    monkeypatch.setattr(connection, "cursor", refuses)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "reason": "the database cannot be reached"}
    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_waiting_migrations_are_503(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'cases'")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["reason"]) == (503, "migrations are waiting")


def test_a_look_writes_no_line(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        client.get("/healthz")
    assert caplog.records == []

"""The doctor says what is wrong and how to mend it, and breaks over nothing."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils.translation import gettext, override

from itc.continuity import registry
from itc.continuity.queries import health
from itc.continuity.registry import Check, Finding, checks, register

FINDING = Finding("The roof leaks.", "Put a bucket under it.")


def finds(*findings: Finding) -> Any:
    return lambda: iter(findings)


def breaks() -> Iterator[Finding]:
    raise ZeroDivisionError("of แม่คำ")


@pytest.fixture
def declared(monkeypatch: pytest.MonkeyPatch) -> dict[str, Check]:
    """Checks of our own instead of those of the house."""
    mine: dict[str, Check] = {}
    monkeypatch.setattr(registry, "_checks", mine)
    return mine


@pytest.fixture
def way(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Say what is the matter with the database."""
    return lambda reason: monkeypatch.setattr(health, "in_the_way", lambda: reason)


def examined(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = 0
    try:
        call_command("doctor", *words)
    except SystemExit as ended:
        code = int(str(ended.code))
    return code, capsys.readouterr().out


def test_all_is_well(declared: dict[str, Check], way: Any, capsys: pytest.CaptureFixture[str]) -> None:
    way("")
    register(Check("roof", finds()))
    code, said = examined(capsys)
    assert (code, said.splitlines()[-1]) == (0, "All is well.")


def test_what_is_wrong_is_said_with_its_cure(
    declared: dict[str, Check], way: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    way("")
    register(Check("roof", finds(FINDING)), Check("cellar", finds()))
    code, said = examined(capsys)
    assert code == 1
    assert [line.strip() for line in said.splitlines()] == [
        "well  database", "wrong  roof", "The roof leaks.", "→ Put a bucket under it.", "well  cellar",
        "Things to mend: 1.",
    ]  # fmt: skip


def test_a_check_that_breaks_stops_no_other_and_quotes_nothing(
    declared: dict[str, Check], way: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    way("")
    register(Check("roof", breaks), Check("cellar", finds(FINDING)))
    code, said = examined(capsys)
    assert code == 1
    assert "The check itself broke: ZeroDivisionError." in said
    assert "แม่คำ" not in said
    assert "Things to mend: 2." in said


@pytest.mark.parametrize(
    ("reason", "cure"),
    [
        ("the database cannot be reached", "DATABASE_URL"),
        ("the database has no tables", "itc migrate"),
        ("migrations are waiting", "itc backup"),
    ],
)
def test_without_a_database_what_needs_none_is_looked_at(
    declared: dict[str, Check], way: Any, capsys: pytest.CaptureFixture[str], reason: str, cure: str
) -> None:
    way(reason)
    register(Check("rows", breaks), Check("roof", finds(FINDING), of_database=False))
    code, said = examined(capsys, "--json")
    answer = json.loads(said)
    assert (code, answer["well"]) == (1, False)
    found = {check["name"]: check["findings"] for check in answer["checks"]}
    assert cure in found["database"][0]["mend"]
    assert found["rows"] is None
    assert found["roof"] == [{"wrong": "The roof leaks.", "mend": "Put a bucket under it."}]


def test_a_check_of_the_same_name_takes_the_place(declared: dict[str, Check]) -> None:
    first, second = Check("worker", finds()), Check("worker", finds(FINDING))
    register(first)
    register(second)
    assert checks() == (second,)


def test_every_app_has_its_say() -> None:
    assert {
        "sound database", "no double booking", "files", "room on the disk", "folders", "clocks", "installed",
        "secret key", "settings of a public site", "checks of Django", "search index", "sentence encoder",
        "reference tables", "second factors", "erased people",
    } <= {check.name for check in checks()}  # fmt: skip


def test_who_reads_thai_reads_all_of_it_in_thai() -> None:
    with override("th"):
        untold = [check.name for check in checks() if gettext(check.name) == check.name]
    assert untold == []


@pytest.mark.django_db
def test_a_site_that_is_migrated_has_nothing_in_the_way() -> None:
    assert health.in_the_way() == ""


@pytest.mark.django_db
def test_a_migration_that_waits_is_in_the_way() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'cases'")
    assert health.in_the_way() == "migrations are waiting"


@pytest.mark.django_db
def test_a_database_that_is_away_is_in_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses() -> None:
        raise OperationalError("connection to 10.0.0.1 as openitc refused: password s3cret")

    monkeypatch.setattr(connection, "cursor", refuses)
    assert health.in_the_way() == "the database cannot be reached"


def test_before_the_start_nothing_of_the_database_is_looked_at(
    declared: dict[str, Check], way: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    way("")
    register(Check("roof", finds(FINDING)), Check("door", finds(), of_database=False))
    code, said = examined(capsys, "--before-start")
    assert (code, "door" in said, "roof" in said) == (0, True, False)

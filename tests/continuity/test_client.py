"""How the programs of PostgreSQL are called, without them: what is missing, what is told to whom."""

import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

from itc.continuity.databases import postgresql
from itc.continuity.errors import ClientFailed, NoClient

GIVEN = {
    "HOST": "db.example.go.th", "PORT": 5433, "USER": "openitc", "PASSWORD": "s3cret", "NAME": "openitc",
    "OPTIONS": {"sslmode": "require", "pool": True},
}  # fmt: skip
CONNECTION = cast(BaseDatabaseWrapper, SimpleNamespace(settings_dict=GIVEN))


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    seen: dict[str, Any] = {"code": 0, "said": ""}

    def run(words: list[str], *, env: dict[str, str], **_rest: object) -> object:
        seen.update(words=words, env=env)
        return SimpleNamespace(returncode=seen["code"], stderr=seen["said"])

    monkeypatch.setattr(shutil, "which", lambda program: f"/usr/bin/{program}")
    monkeypatch.setattr(subprocess, "run", run)
    return seen


def test_without_the_client_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _program: None)
    with pytest.raises(NoClient, match="postgresql-client"):
        postgresql.run(CONNECTION, "pg_dump")


def test_the_password_stands_on_no_command_line(ran: dict[str, Any]) -> None:
    postgresql.run(CONNECTION, "pg_dump", "--format=custom")
    assert ran["words"] == ["/usr/bin/pg_dump", "--format=custom"]
    told = {name: value for name, value in ran["env"].items() if name.startswith("PG")}
    assert told == {
        "PGHOST": "db.example.go.th", "PGPORT": "5433", "PGUSER": "openitc", "PGPASSWORD": "s3cret",
        "PGDATABASE": "openitc", "PGSSLMODE": "require",
    }  # fmt: skip


def test_what_the_program_says_is_said_on(ran: dict[str, Any]) -> None:
    ran.update(code=1, said="pg_dump: error: server version 18; pg_dump version 15\nmore\n")
    with pytest.raises(ClientFailed, match=r"server version 18; pg_dump version 15$"):
        postgresql.run(CONNECTION, "pg_dump")


@pytest.mark.parametrize(("command", "action"), [("backup", "back_up"), ("restore", "restore")])
def test_a_database_that_is_away_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str, action: str
) -> None:
    def away(**_given: object) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(f"itc.continuity.management.commands.{command}.{action}", away)
    with pytest.raises(CommandError, match="connection refused"):
        call_command(command, str(tmp_path))

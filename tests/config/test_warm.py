"""A served process is warm before its first question, and comes up without a database too."""

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from itc.catalogue.queries import understanding
from itc.catalogue.queries.knowledge import _Held as KnowledgeHeld
from itc.catalogue.queries.knowledge import knowledge
from itc.config.warm import warm
from itc.lib import thai
from itc.planning.queries import network as letters
from itc.resources.queries import supply as supplies


@pytest.fixture
def cold(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what this process has read, and keep the connection of the test open."""
    monkeypatch.setattr(KnowledgeHeld, "snapshot", None)
    monkeypatch.setattr(understanding._Held, "reader", None)
    supplies._whole.cache_clear()
    supplies._standing.cache_clear()
    letters.grounds.cache_clear()
    monkeypatch.setattr(connection, "close", lambda: None)


@pytest.mark.django_db
@pytest.mark.usefixtures("cold")
def test_it_fills_all_that_a_question_reads(
    network: dt.datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    warm()
    today = thai.local_day(network)
    assert understanding._Held.reader is not None
    with django_assert_num_queries(2):
        known, stock = knowledge(), supplies.supply(today)
    assert len(known.families) == 90
    assert len(stock.units) > 500
    hits = letters.grounds.cache_info().hits
    assert letters.grounds(stock, today).network.counters
    assert letters.grounds.cache_info().hits == hits + 1


@pytest.mark.django_db
@pytest.mark.usefixtures("cold", "network")
def test_a_warm_process_answers_its_first_question_by_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    warm()
    asked = {"idea": "สบู่น้ำผึ้ง", "province": "TH-51"}
    with django_assert_max_num_queries(20):
        answer = client.post("/api/v1/plans", asked, content_type="application/json")
    assert answer.json()["family"]["code"] == "soap"


@pytest.mark.parametrize("state", ["no file", "not a database"])
def test_a_process_without_its_tables_comes_up_and_says_so(tmp_path: Path, state: str) -> None:
    file = tmp_path / "openitc.sqlite3"
    if state != "no file":
        file.write_bytes(b"not a database" * 100)
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"OPENITC_HOME": str(tmp_path), "OPENITC_WARM": "1", "OPENITC_MEANING": "0"}
    started = "import itc.config.wsgi as door; print(callable(door.application))"
    ended = subprocess.run(
        [sys.executable, "-c", started], env=environment, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout.strip()) == (0, "True"), ended.stderr
    assert "the database is not ready: the first question will read it" in ended.stderr

"""Page, program and terminal give the same plans to the same question."""

import io
import json
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from itc.planning.models import Plan
from itc.planning.queries import answering
from itc.planning.queries.solving import Solver

pytestmark = pytest.mark.django_db
IDEA = "อยากทำสบู่น้ำผึ้ง"


@pytest.fixture(autouse=True)
def nothing_remembered(network: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every question be worked out, not read from what was answered before."""

    class Forgetful(Solver):
        def _still_good(self, problem: object, key: object) -> None:  # type: ignore[override]
            return None

    monkeypatch.setattr(answering, "solver", Forgetful())


def by_page(client: Client) -> list[dict[str, Any]]:
    token = client.post("/plans", {"idea": IDEA, "province": "TH-51"})["Location"].rpartition("/")[2]
    plans: list[dict[str, Any]] = Plan.objects.get(pk=token).answer["plans"]
    return plans


def by_program(client: Client) -> list[dict[str, Any]]:
    body = {"idea": IDEA, "province": "TH-51"}
    plans: list[dict[str, Any]] = client.post("/api/v1/plans", body, "application/json").json()["plans"]
    return plans


def by_terminal() -> list[dict[str, Any]]:
    out = io.StringIO()
    call_command("plan", IDEA, "--province", "TH-51", "--json", stdout=out)
    plans: list[dict[str, Any]] = json.loads(out.getvalue())["plans"]
    return plans


def test_page_program_and_terminal_give_the_same_plans(client: Client) -> None:
    plans = by_page(client)
    assert plans == by_program(client) == by_terminal()
    assert {"earliest", "cheapest", "nearest"} == {kind for plan in plans for kind in plan["kinds"]}

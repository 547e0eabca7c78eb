"""Two processes do at one moment what cannot both be done with a case: told = saved, nothing is half done.

On SQLite they share a file, on PostgreSQL a server. What is saved is counted in plain SQL of its own.
"""

import datetime as dt
import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from dataclasses import field as given
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

from scripts.postgres import cluster
from tests.cases.recount import Ask, faults
from tests.planning.serving import ROOT, Environment, demo, environment_of

pytestmark = [pytest.mark.prove, pytest.mark.postgres]
ROUNDS = 4
LOOKS = 1.5
"""Seconds a change is looked at before it is done."""
Act = dict[str, Any]
End = dict[str, Any]


@dataclass
class Field:
    """Two processes, what they share, the plan and the officers of their duels."""

    pair: tuple[subprocess.Popen[str], subprocess.Popen[str]]
    ask: Ask
    phones: Iterator[str]
    plan: str = ""
    officers: tuple[int, int] = (0, 0)
    came: list[Any] = given(default_factory=list)
    """What came of the acts of the last duel."""

    def alone(self, do: str, **given: Any) -> Any:
        """Do something that nobody disputes; return what came of it."""
        self._say(0, {"do": do, **given})
        end = self._hear(0)
        assert end["end"] == "done", end
        return end["out"]

    def duel(self, one: Act, other: Act, *, wait: float = 0.05) -> list[str]:
        """Let both act at the same moment; return how each ended, and look at what is saved."""
        at, before = time.time() + wait, self.counted()
        for number, act in enumerate((one, other)):
            self._say(number, {**act, "at": at})
        ends = [self._hear(number) for number in (0, 1)]
        said, self.came = [end["end"] for end in ends], [end.get("out") for end in ends]
        assert not [each for each in said if each.startswith("FAULT")], said
        assert faults(self.ask) == [], said
        done = sum(
            act["do"] == "change" and end == "done" for act, end in zip((one, other), said, strict=True)
        )
        assert self.counted() - before == done, "one event a change that was done"
        return said

    def case(self, *, confirmed: bool = True) -> tuple[str, int]:
        """Return a new case, by its code, and its owner; what was open before is ended."""
        self.alone("settle")
        made = self.alone("firm", phone=next(self.phones))
        code = self.alone("accept", plan=self.plan, firm=made["firm"], by=made["owner"])
        if confirmed:
            self.alone("confirm", case=code, by=self.officers[0])
        return code, made["owner"]

    def one(self, question: str) -> Any:
        """Return the one value that a question has."""
        return self.ask(question)[0][0]

    def counted(self) -> int:
        return int(self.ask("SELECT COUNT(*) FROM audit_event WHERE verb = 'case.changed'")[0][0])

    def _say(self, number: int, act: Act) -> None:
        door = self.pair[number].stdin
        assert door
        door.write(json.dumps(act) + "\n")
        door.flush()

    def _hear(self, number: int) -> End:
        door = self.pair[number].stdout
        assert door
        end: End = json.loads(door.readline())
        return end


@contextmanager
def asking(url: str, home: Path) -> Iterator[Ask]:
    """Give what answers SQL questions, past the site."""
    if url:
        with psycopg.connect(url, autocommit=True) as server:
            yield lambda words: server.execute(words).fetchall()
        return
    with closing(sqlite3.connect(home / "openitc.sqlite3", isolation_level=None)) as file:
        yield lambda words: file.execute(words).fetchall()


@contextmanager
def half(environment: Environment) -> Iterator[subprocess.Popen[str]]:
    """Give a process that does one side of the duels."""
    command, pipe = [sys.executable, "-m", "tests.planning.duellist"], subprocess.PIPE
    with subprocess.Popen(command, env=environment, cwd=ROOT, text=True, stdin=pipe, stdout=pipe) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def field(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Field]:
    home = tmp_path_factory.mktemp("duels")
    with ExitStack() as ending:
        url = ending.enter_context(cluster()) if request.param == "postgresql" else ""
        environment = environment_of(home, url)
        demo(environment)
        pair = [ending.enter_context(half(environment)) for _ in range(2)]
        made = Field(
            (pair[0], pair[1]),
            ending.enter_context(asking(url, home)),
            (f"+66830{number:06}" for number in count()),
        )
        found = made.alone("planned")
        made.plan, made.officers = found["plan"], tuple(found["officers"])
        yield made


@pytest.fixture(params=range(ROUNDS))
def round_(request: pytest.FixtureRequest) -> int:
    return int(request.param)


def ahead(field: Field, case: str, *, held: bool) -> dict[str, Any]:
    """Return a step of a case that may still be moved, held or foreseen."""
    steps = field.alone("steps", case=case)
    found: dict[str, Any] = max(
        (step for step in steps if step["held"] == held), key=lambda step: step["in_days"]
    )
    return found


def later(step: dict[str, Any], days: int) -> dict[str, str]:
    """Return the wish to have a step so many days later."""
    day = dt.date.fromisoformat(step["day"]) + dt.timedelta(days=days)
    return {str(step["seq"]): day.isoformat()}


def test_two_change_one_case(field: Field, round_: int) -> None:
    case, owner = field.case()
    step, other = ahead(field, case, held=True), ahead(field, case, held=False)
    mine = {"do": "change", "case": case, "by": owner, "move": later(step, 7)}
    his = {"do": "change", "case": case, "by": field.officers[0]}
    his |= {"drop": [other["seq"]]} if round_ % 2 else {"move": later(step, 7 + round_ % 4)}
    said = field.duel(mine, his, wait=LOOKS)
    assert "done" in said
    assert set(said) <= {"done", "ChangedMeanwhile"}


def test_a_walk_in_entered_by_a_double_press_is_one_case(field: Field, round_: int) -> None:
    field.alone("settle")
    act = {"do": "walk in", "plan": field.plan, "by": field.officers[0], "phone": next(field.phones)}
    assert field.duel(act, act) == ["done", "done"]
    assert field.came[0] == field.came[1]
    phone = act["phone"]
    assert field.one(f"SELECT COUNT(*) FROM accounts_user WHERE phone = '{phone}'") == 1
    act |= {"phone": next(field.phones)}
    said = field.duel(act, act | {"by": field.officers[1]})
    assert sorted(said)[1] == "done" or "done" not in said


def test_who_erases_herself_while_she_accepts(field: Field, round_: int) -> None:
    field.alone("settle")
    made = field.alone("firm", phone=next(field.phones))
    said = field.duel(
        {"do": "erase", "by": made["owner"]},
        {"do": "accept", "plan": field.plan, "firm": made["firm"], "by": made["owner"]},
    )
    assert said in (["done", "UnknownFirm"], ["LastOfOpenCase", "done"], ["done", "NotConfirmed"])
    opened = field.one(f"SELECT COUNT(*) FROM cases_case WHERE firm_id = {made['firm']}")
    assert opened == (said[1] == "done")


@pytest.mark.parametrize("ends", ["withdraw", "lapse"])
def test_confirmed_while_it_ends(field: Field, round_: int, ends: str) -> None:
    case, owner = field.case(confirmed=False)
    ending = {"do": "lapse", "days": 20} if ends == "lapse" else {"do": "withdraw", "case": case, "by": owner}
    said = field.duel({"do": "confirm", "case": case, "by": field.officers[0]}, ending)
    assert said[1] == "done"
    assert said[0] in {"done", "CaseClosed"}
    key = field.one(f"SELECT id FROM cases_case WHERE code = '{case}'")
    assert field.one(f"SELECT COUNT(*) FROM cases_confirmation WHERE case_id = {key}") == (said[0] == "done")
    closed = field.one(f"SELECT COUNT(*) FROM cases_closure WHERE case_id = {key}")
    assert closed == (ends == "withdraw" or said[0] == "CaseClosed")


def test_two_officers_answer_otherwise_and_close_one_stage(field: Field, round_: int) -> None:
    case, _ = field.case()
    slot = next(
        step["slots"][0] for step in field.alone("steps", case=case) if step["held"] and step["slots"]
    )
    field.alone("asks", slot=slot)
    yes, no = ({"do": "answer", "slot": slot, "yes": yes} for yes in (True, False))
    said = field.duel(yes | {"by": field.officers[0]}, no | {"by": field.officers[1]})
    assert sorted(said) == ["NothingAsked", "done"]
    assert field.one(f"SELECT COUNT(*) FROM cases_slot WHERE id = {slot} AND ended_at IS NULL") == (
        said[0] == "done"
    )
    stage = field.alone("steps", case=case)[0]["stage"]
    over = max(each["ends_in"] for each in field.alone("steps", case=case)) + 200
    field.alone("open", days=over)
    shut = {"do": "close", "case": case, "stage": stage, "days": over + 1}
    said = field.duel(shut | {"by": field.officers[0]}, shut | {"by": field.officers[1]})
    assert sorted(said) == ["NotOpen", "done"]


def test_the_owner_moves_what_the_worker_holds(field: Field, round_: int) -> None:
    case, owner = field.case()
    step = ahead(field, case, held=False)
    days = step["in_days"] - 10
    far = {"do": "change", "case": case, "by": owner, "move": later(step, 80), "days": days}
    said = field.duel(far, {"do": "firm up", "days": days}, wait=LOOKS)
    assert said[1] == "done"
    assert said[0] in {"done", "ChangedMeanwhile"}


def test_two_workers_do_each_thing_once(field: Field, round_: int) -> None:
    case, _ = field.case()
    days = ahead(field, case, held=False)["in_days"] - 10
    for act in ({"do": "firm up", "days": days}, {"do": "open", "days": days}):
        assert field.duel(act, act) == ["done", "done"]
    case, _ = field.case(confirmed=False)
    act = {"do": "lapse", "days": 20}
    assert field.duel(act, act) == ["done", "done"]
    assert sorted(field.came) == [0, 1]


def test_a_machine_breaks_while_the_owner_moves_what_stands_on_it(field: Field, round_: int) -> None:
    """Whoever is second is shown it anew: nothing stands in the outage, and nobody is told what is not so."""
    case, owner = field.case()
    step = next(each for each in field.alone("steps", case=case) if each["held"] and each["machine"])
    at = field.alone("technician", case=case, seq=step["seq"])
    moves = {"do": "change", "case": case, "by": owner, "move": later(step, 7)}
    said = field.duel(moves, {"do": "break", "case": case, **at}, wait=LOOKS * 2)
    assert "done" in said
    assert set(said) <= {"done", "ChangedMeanwhile", "FallenAnew"}
    stands = f"""SELECT COUNT(*) FROM resources_booking b JOIN resources_booking o ON o.id IN
        (SELECT booking_id FROM machines_outage WHERE ended_at IS NULL) AND o.resource_id = b.resource_id
        WHERE b.id <> o.id AND b.resource_id = {at["unit"]} AND b.released_at IS NULL
        AND b.held_from < o.held_to AND b.held_to > o.held_from"""
    assert field.one(stands) == 0
    assert field.one("SELECT COUNT(*) FROM machines_outage WHERE ended_at IS NULL") == (said[1] == "done")


def test_a_machine_that_two_report_at_once_is_out_once(field: Field, round_: int) -> None:
    case, _ = field.case()
    step = next(each for each in field.alone("steps", case=case) if each["held"] and each["machine"])
    at = field.alone("technician", case=case, seq=step["seq"])
    act = {"do": "break", "case": case, **at}
    assert field.duel(act, act, wait=LOOKS * 2) == ["done", "done"]
    assert field.came[0] == field.came[1]
    key = field.came[0]
    assert (
        field.one(f"SELECT COUNT(*) FROM audit_event WHERE verb = 'outage.reported' AND on_key = '{key}'")
        == 1
    )

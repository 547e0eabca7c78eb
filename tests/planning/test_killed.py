"""Servers and databases are killed amid 200 accepts: nothing confirmed is lost, nothing is half held.

On SQLite the web server is killed ten times; on PostgreSQL, as it is in use, its four processes and the
database in turn, five times each. A machine that loses its power is another matter: docs/operations.md.
"""

import random
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any

import pytest

from scripts.postgres import Cluster, running
from tests.planning.serving import Environment, Server, crowd, demo, environment_of

pytestmark = [pytest.mark.prove, pytest.mark.postgres]
FIRMS, THREADS, ROUNDS = 200, 16, 10
SECRET = "a" * 32
NO_ANSWER = 0


@dataclass(frozen=True)
class Press:
    """Somebody's accepting of her plan, and the shape that her case must have."""

    session: str
    firm: int
    plan: str
    shape: list[int]


@dataclass(frozen=True)
class Told:
    """What the site answered: a status, and the code of the case she was led to."""

    status: int
    code: str = ""


class Stay(urllib.request.HTTPRedirectHandler):
    """Does not follow: where she is led to is the answer."""

    def redirect_request(self, *_args: Any) -> None:
        return None


OPENER = urllib.request.build_opener(Stay)


def asked(site: str, session: str, path: str, body: dict[str, str] | None = None) -> Told:
    request = urllib.request.Request(
        site + path,
        data=urllib.parse.urlencode(body).encode() if body else None,
        headers={"Cookie": f"sessionid={session}; csrftoken={SECRET}", "Origin": site},
    )
    try:
        with OPENER.open(request, timeout=60) as answer:
            return Told(answer.status)
    except urllib.error.HTTPError as answer:
        code = re.fullmatch(r"/cases/(\w+)", answer.headers.get("Location", ""))
        return Told(answer.code, code[1] if code else "")
    except (OSError, HTTPException):
        return Told(NO_ANSWER)


def accept(site: str, press: Press) -> Told:
    typed = {"firm": str(press.firm), "kind": "earliest", "csrfmiddlewaretoken": SECRET}
    return asked(site, press.session, f"/plans/{press.plan}/accept", typed)


def accept_all(
    site: str, presses: list[Press], at: int = 0, then: Callable[[], None] | None = None
) -> list[Told]:
    """Let all press, some at a time; do something once so many are answered; return what each was told."""
    with ThreadPoolExecutor(THREADS) as pool:
        futures = [pool.submit(accept, site, press) for press in presses]
        for number, _ in enumerate(as_completed(futures), 1):
            if number == at and then:
                then()
        return [future.result() for future in futures]


@dataclass
class World:
    """A site, what serves it, and the shapes that cases must have by their firm."""

    environment: Environment
    server: Server
    database: Cluster | None
    presses: list[Press]

    def kill(self, *, database: bool) -> None:
        """Kill the server, or its database, and start it again."""
        killed = self.database if database and self.database else self.server
        killed.kill()
        killed.start()

    def require_whole(self, found: dict[str, Any]) -> dict[int, str]:
        """Require what is saved to be without fault; return the code of her case by firm."""
        assert found["faults"] == []
        shapes = {press.firm: press.shape for press in self.presses}
        half = {code: shape for firm, code, shape in found["cases"] if shape != shapes[firm]}
        assert half == {}, "each case holds all of its plan"
        cases = {firm: code for firm, code, _ in found["cases"]}
        assert len(cases) == len(found["cases"]), "a plan accepted twice is one case"
        return cases


@pytest.fixture(params=["sqlite", "postgresql"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    with ExitStack() as ending:
        database = ending.enter_context(running()) if request.param == "postgresql" else None
        environment = environment_of(tmp_path, database.url if database else "") | {"OPENITC_MEANING": "0"}
        demo(environment)
        people = crowd(environment, "people", FIRMS)
        plans = crowd(environment, "plans", FIRMS)
        presses = [Press(*person, *plan) for person, plan in zip(people, plans, strict=True)]
        server = Server(environment, 4 if database else 1)
        server.start()
        ending.callback(server.kill)
        yield World(environment, server, database, presses)


def test_what_was_confirmed_is_kept_and_nothing_is_half_held(world: World) -> None:
    dice = random.Random(20_261_128)
    for number in range(ROUNDS):
        database = number % 2 == 1 and world.database is not None
        moment, pause = dice.randint(20, FIRMS - 20), dice.uniform(0, 0.05)

        def strike(pause: float = pause, database: bool = database) -> None:
            time.sleep(pause)
            world.kill(database=database)

        first = accept_all(world.server.site, world.presses, moment, strike)
        told = {press.firm: said.code for press, said in zip(world.presses, first, strict=True) if said.code}
        others = {said.status for said in first if not said.code}
        assert others <= ({NO_ANSWER, 500} if database else {NO_ANSWER}), (
            "no refusal: all can be held at once"
        )
        assert 0 < len(told) < FIRMS, "killed in the midst"
        kept = world.require_whole(crowd(world.environment, "saved"))
        assert told.items() <= kept.items(), "what was confirmed is kept"

        again = accept_all(world.server.site, world.presses)
        assert {said.status for said in again} == {302}
        cases = {press.firm: said.code for press, said in zip(world.presses, again, strict=True)}
        assert kept.items() <= cases.items(), "who asks again has the case she has"
        last = world.presses[-1]
        assert asked(world.server.site, last.session, f"/cases/{cases[last.firm]}").status == 200
        assert world.require_whole(crowd(world.environment, "settle")) == cases

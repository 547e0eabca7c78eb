"""32 firms press accept on one plan at the same moment, 20 times: one has all of it, told = saved, no 5xx.

On SQLite with one process, on PostgreSQL with four, each over HTTP as browsers do.
"""

import json
import re
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path

import pytest

from scripts.postgres import cluster
from tests.planning.serving import Environment, crowd, demo, elsewhere, environment_of, served

pytestmark = [pytest.mark.prove, pytest.mark.postgres]
RIVALS, ROUNDS = 32, 20
SAVED = """
import json, django
django.setup()
from itc.cases.models import Case, Slot
from itc.resources.models import Booking, LabOrder
print(json.dumps({
    "cases": {case.code: case.firm_id for case in Case.objects.open()},
    "held": Booking.objects.live().filter(purpose="case").count()
    + LabOrder.objects.filter(is_sample=False, released_at=None).count(),
    "slots": Slot.objects.live().exclude(booking=None, order=None).count(),
}))
"""
SECRET = "a" * 32
Rival = tuple[str, int]
"""The cookie of her session, and her firm."""


@pytest.fixture(params=["sqlite", "postgresql"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Environment, int]]:
    """Give the environment of the demo's network on a database, and how many processes serve it."""
    with ExitStack() as running:
        url = running.enter_context(cluster()) if request.param == "postgresql" else ""
        environment = environment_of(tmp_path, url)
        demo(environment)
        yield environment, 4 if url else 1


def page(site: str, cookie: str, path: str, body: dict[str, str] | None = None) -> tuple[int, str, str]:
    """Ask for a page, or post to it; return the status, the address one ends at, and the text."""
    request = urllib.request.Request(
        site + path,
        data=urllib.parse.urlencode(body).encode() if body else None,
        headers={"Cookie": cookie, "Origin": site},
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.url, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.url, error.read().decode()


def asked(site: str) -> str:
    """Return the link of a new plan."""
    body = json.dumps({"idea": "สบู่น้ำผึ้ง", "province": "TH-51"}).encode()
    request = urllib.request.Request(
        f"{site}/api/v1/plans", data=body, headers={"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return str(json.load(answer)["token"])


def race(sites: list[str], people: list[Rival], token: str) -> list[tuple[int, str]]:
    """Let all press at once; return (status, the code of her case or nothing) of each, in their order."""
    start, ends = threading.Barrier(len(people)), [(0, "")] * len(people)
    path = f"/plans/{token}/accept"

    def one(number: int, site: str) -> None:
        session, firm = people[number]
        cookie = f"sessionid={session}; csrftoken={SECRET}"
        typed = {"firm": str(firm), "kind": "earliest", "csrfmiddlewaretoken": SECRET}
        start.wait(timeout=60)
        status, url, _text = page(site, cookie, path, typed)
        code = re.search(r"/cases/(\w+)", url)
        ends[number] = (status, code[1] if code else "")

    threads = [
        threading.Thread(target=one, args=(number, site))
        for number, site in zip(range(len(people)), cycle(sites), strict=False)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=300)
    return ends


def test_one_of_32_has_all_of_it(home: tuple[Environment, int]) -> None:
    environment, count = home
    with served(environment, count, "--workers", "1") as sites:
        people = [tuple(each) for each in crowd(environment, "people", RIVALS)]
        for _ in range(ROUNDS):
            ends = race(sites, people, asked(sites[0]))
            assert Counter(status for status, _ in ends) == {200: 1, 409: RIVALS - 1}, ends
            number, code = next((number, code) for number, (status, code) in enumerate(ends) if status == 200)
            session, firm = people[number]
            saved = json.loads(elsewhere(environment, SAVED))
            assert saved["cases"] == {code: firm}, "who was told so has it, and nobody else"
            assert saved["held"] == saved["slots"] > 0, "nothing is half held"
            assert withdraw(sites[0], session, code) == 200
            saved = json.loads(elsewhere(environment, SAVED))
            assert saved == {"cases": {}, "held": 0, "slots": 0}, "what is withdrawn is free again"


def withdraw(site: str, session: str, code: str) -> int:
    return page(
        site, f"sessionid={session}; csrftoken={SECRET}", f"/cases/{code}/withdraw",
        {"csrfmiddlewaretoken": SECRET},
    )[0]  # fmt: skip

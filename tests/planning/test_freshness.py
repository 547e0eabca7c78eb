"""What one server books is seen by the next question at another, on PostgreSQL; given back, it is free."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.error import URLError

import pytest

from scripts.postgres import cluster
from tests.planning.answers import Answer, Span, best, held, overlaps

pytestmark = [pytest.mark.prove, pytest.mark.postgres]
ITC = str(Path(sys.executable).with_name("itc"))
BOOK = """
import sys, django
django.setup()
from itc.resources.models import Booking, Resource
code, start, end = sys.argv[1:]
Booking.objects.create(resource=Resource.objects.get(code=code), held_from=start, held_to=end,
                       use_from=start, use_to=end, purpose="case")
"""
GIVE_BACK = """
import django
django.setup()
from itc.resources.models import Booking
Booking.objects.filter(purpose="case").delete()
"""
UP_SECONDS = 60


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Give the environment of a home of its own, with the demo's network on a PostgreSQL of its own."""
    with cluster() as url:
        environment = os.environ | {
            "DATABASE_URL": url,
            "OPENITC_HOME": str(tmp_path_factory.mktemp("fresh")),
            "DJANGO_SETTINGS_MODULE": "itc.config.settings",
        }
        subprocess.run([ITC, "demo", "--no-serve"], env=environment, check=True, capture_output=True)
        yield environment


@pytest.fixture(scope="module")
def servers(home: dict[str, str]) -> Iterator[list[str]]:
    """Give the addresses of two servers of one database."""
    with ExitStack() as running:
        sites = []
        for _ in range(2):
            port = free_port()
            server = running.enter_context(
                subprocess.Popen([ITC, "serve", "--port", str(port)], env=home, stderr=subprocess.DEVNULL)
            )
            running.callback(server.terminate)
            sites.append(f"http://127.0.0.1:{port}")
            wait_for(sites[-1])  # one after the other: both lay out static files in one home
        yield sites


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def wait_for(site: str) -> None:
    until = time.monotonic() + UP_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{site}/help", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.3)
    pytest.fail(f"{site} did not come up")


def ask(site: str) -> Answer:
    body = json.dumps({"idea": "สบู่น้ำผึ้ง", "province": "TH-51"}).encode()
    request = urllib.request.Request(
        f"{site}/api/v1/plans", data=body, headers={"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as response:
        answer: Answer = json.load(response)
        return answer


def elsewhere(home: dict[str, str], script: str, *words: str) -> None:
    subprocess.run([sys.executable, "-c", script, *words], env=home, check=True)


def taken(body: Answer) -> list[tuple[str, Span]]:
    return [each for step in best(body)["steps"] for each in held(step)]


def test_what_one_server_books_the_next_question_at_another_stays_clear_of(
    home: dict[str, str], servers: list[str]
) -> None:
    here, there = servers
    first = taken(ask(here))
    assert taken(ask(there)) == first, "two servers of one database give one answer"
    code, span = first[0]
    elsewhere(home, BOOK, code, *(each.isoformat() for each in span))
    for site in (there, here):
        second = taken(ask(site))
        assert second != first
        assert not [each for each in second if each[0] == code and overlaps(each[1], span)]
    elsewhere(home, GIVE_BACK)
    assert taken(ask(here)) == taken(ask(there)) == first

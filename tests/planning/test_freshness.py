"""What one server books is seen by the next question at another, on PostgreSQL; given back, it is free."""

import json
import urllib.request
from collections.abc import Iterator

import pytest

from scripts.postgres import cluster
from tests.planning.answers import Answer, Span, best, held, overlaps
from tests.planning.serving import Environment, demo, elsewhere, environment_of, served

pytestmark = [pytest.mark.prove, pytest.mark.postgres]
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


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Environment]:
    """Give the environment of a home of its own, with the demo's network on a PostgreSQL of its own."""
    with cluster() as url:
        environment = environment_of(tmp_path_factory.mktemp("fresh"), url)
        demo(environment)
        yield environment


@pytest.fixture(scope="module")
def servers(home: Environment) -> Iterator[list[str]]:
    """Give the addresses of two servers of one database."""
    with served(home, 2) as sites:
        yield sites


def ask(site: str) -> Answer:
    body = json.dumps({"idea": "สบู่น้ำผึ้ง", "province": "TH-51"}).encode()
    request = urllib.request.Request(
        f"{site}/api/v1/plans", data=body, headers={"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as response:
        answer: Answer = json.load(response)
        return answer


def taken(body: Answer) -> list[tuple[str, Span]]:
    return [each for step in best(body)["steps"] for each in held(step)]


def test_what_one_server_books_the_next_question_at_another_stays_clear_of(
    home: Environment, servers: list[str]
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

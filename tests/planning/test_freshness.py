"""What another process books is seen by the next question here, and what it gives back is free again."""

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.planning.answers import Answer, Span, best, held, overlaps

pytestmark = pytest.mark.prove
ITC = str(Path(sys.executable).with_name("itc"))
SETTLED = "import os, sys, json, django; django.setup();"
ANSWER = f"""{SETTLED}
import datetime as dt
from itc.planning.queries.saying import answer
from itc.planning.rules.question import Question
for line in sys.stdin:
    question = Question(idea="สบู่น้ำผึ้ง", province="TH-51")
    print(json.dumps(answer(question, now=dt.datetime.fromisoformat(line.strip()))), flush=True)
"""
BOOK = f"""{SETTLED}
from itc.resources.models import Booking, Resource
code, start, end = sys.argv[1:]
Booking.objects.create(resource=Resource.objects.get(code=code), held_from=start, held_to=end,
                       use_from=start, use_to=end, purpose="case")
"""
GIVE_BACK = f"""{SETTLED}
from itc.resources.models import Booking
Booking.objects.filter(purpose="case").delete()
"""
Ask = Callable[[], Answer]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Give the environment of a home of its own with the demo's network."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {
        "OPENITC_HOME": str(tmp_path_factory.mktemp("fresh")),
        "DJANGO_SETTINGS_MODULE": "itc.config.settings",
    }
    subprocess.run([ITC, "demo", "--no-serve"], env=environment, check=True, capture_output=True)
    return environment


@pytest.fixture
def ask(home: dict[str, str]) -> Iterator[Ask]:
    """Give a process that stays, and answers the same question at the same moment each time."""
    now = dt.datetime.now(tz=dt.UTC).isoformat()
    with subprocess.Popen(
        [sys.executable, "-c", ANSWER], env=home, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        reading, writing = process.stdout, process.stdin

        def asked() -> Answer:
            writing.write(f"{now}\n")
            writing.flush()
            body: Answer = json.loads(reading.readline())
            return body

        yield asked
        writing.close()


def elsewhere(home: dict[str, str], script: str, *words: str) -> None:
    subprocess.run([sys.executable, "-c", script, *words], env=home, check=True)


def taken(body: Answer) -> list[tuple[str, Span]]:
    return [each for step in best(body)["steps"] for each in held(step)]


def test_a_booking_of_another_process_is_stayed_clear_of_at_once(home: dict[str, str], ask: Ask) -> None:
    first = ask()
    assert taken(ask()) == taken(first), "nothing changed, nothing moves"
    code, span = taken(first)[0]
    elsewhere(home, BOOK, code, *(each.isoformat() for each in span))
    second = ask()
    assert taken(second) != taken(first)
    assert not [each for each in taken(second) if each[0] == code and overlaps(each[1], span)]
    elsewhere(home, GIVE_BACK)
    assert taken(ask()) == taken(first)

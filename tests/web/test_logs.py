"""No line of the log leads to a plan or tells what somebody asked."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.test import Client

from itc.web.logs import DiscreetFormatter, discreet

TOKEN = "bT4k-9_xQw2LmNv7RsYzAa"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the handler of our settings writes, as it is set up."""
    (handler,) = (it for it in logging.getLogger().handlers if isinstance(it.formatter, DiscreetFormatter))
    assert isinstance(handler, logging.StreamHandler)
    written = io.StringIO()
    stream = handler.setStream(written)
    yield written
    handler.setStream(stream)


@pytest.mark.django_db
@pytest.mark.parametrize("before", ["", "/en"])
@pytest.mark.parametrize("after", ["", "/changes"])
def test_a_link_that_fails_stands_in_no_line(
    client: Client, log: io.StringIO, before: str, after: str
) -> None:
    client.get(f"{before}/plans/{TOKEN}{after}")
    assert f"{before}/plans/***{after}" in log.getvalue()
    assert TOKEN not in log.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("before", ["", "/en"])
def test_the_secret_of_a_calendar_stands_in_no_line(client: Client, log: io.StringIO, before: str) -> None:
    client.get(f"{before}/calendar/{TOKEN}.ics")
    assert f"{before}/calendar/***" in log.getvalue()
    assert TOKEN not in log.getvalue()


@pytest.mark.django_db
def test_a_form_from_elsewhere_does_not_write_where_it_came_from(log: io.StringIO) -> None:
    client = Client(enforce_csrf_checks=True)
    client.post("/sign-out", secure=True, headers={"referer": f"https://x.example/plans/{TOKEN}"})
    assert "x.example/plans/***" in log.getvalue()
    assert TOKEN not in log.getvalue()


def test_a_traceback_quotes_nothing_that_was_sent(log: io.StringIO) -> None:
    sent = "Noi of Lamphun"
    try:
        int(sent)
    except ValueError:
        logging.getLogger("itc").exception("Broken")
    assert "ValueError: invalid literal for int() with base 10: ***" in log.getvalue()
    assert "Noi of" not in log.getvalue().replace('sent = "Noi of Lamphun"', "")


def test_a_traceback_is_as_discreet(log: io.StringIO) -> None:
    try:
        raise ValueError(f"/plans/{TOKEN}")
    except ValueError:
        logging.getLogger("itc").exception("Broken: %s", f"/plans/{TOKEN}")
    assert "ValueError: /plans/***" in log.getvalue()
    assert TOKEN not in log.getvalue()


@pytest.mark.parametrize("name", ["django", "django.server", "django.request", "django.security.csrf"])
def test_no_logger_of_django_writes_past_it(name: str) -> None:
    # Those of pytest are of classes of its own.
    handlers = [it for it in logging.getLogger(name).handlers if type(it) is logging.StreamHandler]
    assert all(isinstance(it.formatter, DiscreetFormatter) for it in handlers)


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ('"GET /plans/abc?x=1 HTTP/1.1" 200', '"GET /plans/***?*** HTTP/1.1" 200'),
        ('"GET /search?q=%E0%B8%AA HTTP/1.1" 200', '"GET /search?*** HTTP/1.1" 200'),
        ("/sign-in next=%2Fplans%2Fabc%2Fchanges", "/sign-in next=%2Fplans%2F***%2Fchanges"),
        ("Not Found: /en/calendar/a-_9.ics", "Not Found: /en/calendar/***"),
        ("Gone: /come/a-_9 and /en/come/b", "Gone: /come/*** and /en/come/***"),
        ("webcal://x/calendar/a.ics and %2Fcalendar%2Fa", "webcal://x/calendar/*** and %2Fcalendar%2F***"),
        ("Not Found: /cases/ABC/calendar.ics", "Not Found: /cases/ABC/calendar.ics"),
        ("Bad Request: /plans", "Bad Request: /plans"),
        ("Is it so? Yes.", "Is it so? Yes."),
        ("2 plans / 3 centres", "2 plans / 3 centres"),
        ("Key of noi@example.org, noi%40example.org", "Key of ***, ***"),
        ("+66812345678, 081-234 5678, 0812345678", "***, ***, ***"),
        ("0105535099511 is taken", "*** is taken"),
        ("2026-11-28 02:21:34,569 took 1234567890 ns", "2026-11-28 02:21:34,569 took 1234567890 ns"),
        ("แม่คำ ลำไย asked", "*** asked"),
        ("broken\nDETAIL:  Failing row contains (1, Noi).\nend", "broken\nDETAIL: ***\nend"),
    ],
)
def test_only_secrets_are_left_out(line: str, written: str) -> None:
    assert discreet(line) == written

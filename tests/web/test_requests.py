"""Each request has a number and one line, which names the route and never the address."""

import io
import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from itc.web.logs import JsonFormatter, id_of, request_id
from tests.accounts.people import sign_up
from tests.web.test_logs import TOKEN

MADE = re.compile(r"[0-9a-f]{16}")


@pytest.fixture
def lines() -> Iterator[Any]:
    """Return the lines written so far, as a program reads them."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonFormatter("{message}", style="{"))
    root = logging.getLogger()
    before = root.level
    root.setLevel(logging.DEBUG)
    root.addHandler(handler)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(before)


@pytest.mark.django_db
def test_a_line_says_what_was_asked_by_its_route_and_how_it_went(client: Client, lines: Any) -> None:
    answer = client.get(f"/en/plans/{TOKEN}?of=แม่คำ", headers={"x-request-id": "balancer-0001-ab"})
    (line,) = (line for line in lines() if line["logger"] == "itc.requests")
    assert line["time"].endswith("+00:00")
    assert 0 <= line.pop("ms") < 60_000
    assert line | {"time": "", "message": ""} == {
        "time": "", "level": "INFO", "logger": "itc.requests", "message": "", "request": "balancer-0001-ab",
        "method": "GET", "route": "plan_detail", "status": 404,
    }  # fmt: skip
    assert answer["X-Request-ID"] == "balancer-0001-ab"
    said = [line for line in lines() if line["logger"] == "django.request"]
    assert [line["request"] for line in said] == ["balancer-0001-ab"]
    assert TOKEN not in json.dumps(lines())


@pytest.mark.django_db
def test_an_address_that_leads_nowhere_has_no_route(client: Client, lines: Any) -> None:
    answer = client.get("/0812345678")
    (line,) = (line for line in lines() if line["logger"] == "itc.requests")
    assert (line["route"], line["status"]) == ("-", 404)
    assert line["request"] == answer["X-Request-ID"]
    assert MADE.fullmatch(line["request"])
    assert request_id.get() == ""


@pytest.mark.parametrize("said", ["balancer-0001-ab", "a" * 64, "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"])
def test_a_number_that_is_one_is_taken(said: str) -> None:
    assert id_of(said) == said


@pytest.mark.parametrize(
    "said",
    [
        "", "short", "a" * 65, "0812345678", "0105535099511", "เลขของฉัน", "with blanks in it",
        "noi@example.org", 'quoted"json"', "line\nbreak00", "../../etc/passwd",
    ],
)  # fmt: skip
def test_what_may_be_anything_else_is_replaced(said: str) -> None:
    assert MADE.fullmatch(id_of(said))
    assert id_of(said) != id_of(said)


def test_an_error_is_one_line_without_what_it_quotes(lines: Any) -> None:
    sent = "Noi of Lamphun"
    try:
        int(sent)
    except ValueError:
        logging.getLogger("itc").exception("Broken for %s", "noi@example.org")
    (line,) = lines()
    assert line["message"] == "Broken for ***"
    assert line["error"].endswith("ValueError: invalid literal for int() with base 10: ***")
    assert "request" not in line


@pytest.mark.django_db
def test_signing_up_leaves_no_trace(client: Client, lines: Any) -> None:
    sign_up(client, "maliwan.phiset@example.org", name="มะลิวัลย์ Phiset")
    assert [line["route"] for line in lines() if line["logger"] == "itc.requests"]
    written = json.dumps(lines(), ensure_ascii=False).lower()
    assert not [trace for trace in ("maliwan", "phiset", "มะลิวัลย์") if trace in written]


@pytest.mark.django_db
def test_a_method_nobody_knows_is_not_repeated(client: Client, lines: Any) -> None:
    client.generic("SOMCHAI", "/")
    assert [line["method"] for line in lines() if line["logger"] == "itc.requests"] == ["other"]

"""Whatever goes wrong under /api/, a machine reads one shape; and the document says what a plan is."""

import json
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from itc.config import api as house
from itc.web.problems import API_PROBLEMS, api_problem_of

pytestmark = pytest.mark.django_db
PLANS = "/api/v1/plans"


def refused(answer: Any, status: int) -> str:
    """Return the code of a refusal, which has one shape and never is a page."""
    assert answer.status_code == status
    assert answer["Content-Type"].startswith("application/json")
    body = answer.json()
    assert body.keys() == {"code", "reasons"}
    assert all(isinstance(reason, str) and reason for reason in body["reasons"])
    assert body["reasons"]
    return str(body["code"])


@pytest.mark.parametrize(
    "path", ["/api/", "/api/v1/", "/api/v1/nope", "/api/v1/plans/", "/api/v2/plans", "/api/v1/ก"]
)
@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_an_address_with_nothing_at_it(client: Client, path: str, method: str) -> None:
    assert refused(getattr(client, method)(path), 404) == "not-found"


@pytest.mark.parametrize(
    ("method", "path", "taken"),
    [
        ("GET", PLANS, "POST"),
        ("PUT", PLANS, "POST"),
        ("FOO", PLANS, "POST"),
        ("POST", "/api/v1/search", "GET"),
    ],
)
def test_a_method_that_is_not_taken(client: Client, method: str, path: str, taken: str) -> None:
    answer = client.generic(method, path)
    assert refused(answer, 405) == "not-that-way"
    assert taken in answer["Allow"]


def test_a_body_larger_than_a_megabyte(client: Client) -> None:
    body = json.dumps({"idea": "x" * 1_000_001, "province": "TH-51"})
    answer = client.post(PLANS, body, content_type="application/json")
    assert refused(answer, 413) == "too-large"
    assert "1000000" in answer.json()["reasons"][0]


@pytest.mark.parametrize("charset", ["tis-620", "windows-874", "utf-16", "no-such"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_letters_of_another_coding(client: Client, charset: str, method: str) -> None:
    path = "/api/v1/search?q=a" if method == "GET" else PLANS
    answer = client.generic(method, path, b"{}", content_type=f"application/json; charset={charset}")
    assert refused(answer, 400) == "not-in-utf-8"


def test_a_break_of_ours_is_said_without_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("itc.search.api.find", None)
    answer = Client(raise_request_exception=False).get("/api/v1/search", {"q": "a"})
    assert refused(answer, 500) == "broken"


@pytest.mark.parametrize(("status", "as_if"), [(418, 400), (431, 400), (503, 500)])
def test_an_unknown_status_is_told_by_its_side(status: int, as_if: int) -> None:
    assert api_problem_of(status) is API_PROBLEMS[as_if]


def test_its_words_are_thai_as_those_of_every_address_without_a_language(client: Client) -> None:
    assert "ไม่มีอะไรอยู่ที่ที่อยู่นี้" in client.get("/api/v1/nope").json()["reasons"][0]


def test_the_document_says_what_stands_in_a_plan(client: Client) -> None:
    document = client.get("/api/v1/openapi.json").json()
    answer = document["paths"][PLANS]["post"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert answer == {"$ref": "#/components/schemas/Answer"}
    whole = Draft202012Validator(answer | {"components": document["components"]})
    assert whole.is_valid({"idea": "", "chips": [], "family": None, "plans": [], "took_ms": 1})
    assert not whole.is_valid({"idea": "", "chips": [], "family": None, "plans": [{}], "took_ms": 1})


def test_without_the_folder_of_documents_the_api_still_has_one(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "answer_schemas", dict)
    document = client.get("/api/v1/openapi.json").json()
    assert "Answer" not in document["components"]["schemas"]


@pytest.mark.parametrize(("asked", "thai"), [("", True), ("en-GB,en;q=0.8", False), ("xx", True)])
def test_a_program_is_answered_in_the_language_of_its_request(client: Client, asked: str, thai: bool) -> None:
    reasons = client.get("/api/v1/nope", headers={"accept-language": asked}).json()["reasons"]
    assert any("\u0e01" <= letter <= "\u0e4e" for letter in reasons[0]) is thai

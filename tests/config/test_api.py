"""The API by its own word: one answer shape, one error shape, and never a 500."""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.conf import LazySettings
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from schemathesis.specs.openapi.checks import (
    ignored_auth,
    negative_data_rejection,
    positive_data_acceptance,
)

from itc.accounts.models import User
from itc.config.wsgi import application
from itc.lib import thai
from itc.planning.models import Plan
from itc.planning.rules.question import IDEA_LETTERS, MOST_DAYS_AHEAD, PLAN_COST
from tests.planning.answers import Answer, validated
from tests.reference import STORY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("network")]
PLANS = "/api/v1/plans"
SECRET = "a" * 32
ASKED = {"idea": STORY, "province": "TH-51"}
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


def post(client: Client, body: object, status: int = 200) -> Answer:
    text = body if isinstance(body, (str, bytes)) else json.dumps(body)
    response = client.post(PLANS, text, content_type="application/json")
    assert response.status_code == status, response.content.decode()[:300]
    answer: Answer = response.json()
    return answer


def refused(client: Client, body: object, status: int = 422) -> Answer:
    """Post, and return the refusal, which has one shape."""
    answer = post(client, body, status)
    assert answer.keys() == {"code", "reasons"}
    assert answer["reasons"]
    assert all(isinstance(reason, str) and reason for reason in answer["reasons"])
    return answer


def test_an_idea_becomes_a_plan_under_a_link(client: Client) -> None:
    body = validated(post(client, ASKED))
    assert body["family"]["code"] == "dried-fruit"
    kept = Plan.objects.get(pk=body["token"])
    assert kept.answer["plans"] == body["plans"]
    assert client.get(f"/plans/{body['token']}").status_code == 200


def test_every_choice_is_heard(client: Client, network: dt.datetime) -> None:
    start = thai.local_day(network) + dt.timedelta(days=20)
    choices = {
        "family": "dried-fruit", "platform": "green-circular", "amount": 12.5, "amount_unit": "kg",
        "chips_on": ["claim:halal"], "chips_off": ["market:JP"], "steps_on": [13], "steps_off": [6],
        "start": start.isoformat(),
    }  # fmt: skip
    body = validated(post(client, ASKED | choices))
    assert body["platform"]["code"] == "green-circular"
    assert body["amount"] == {"value": "12.5", "unit": "kg"}
    chips = {chip["chip"] for chip in body["chips"]}
    assert "claim:halal" in chips
    assert "market:JP" not in chips
    on = {step["seq"] for step in body["path"] if step["on"]}
    assert 13 in on
    assert 6 not in on
    assert min(step["starts_at"] for step in body["plans"][0]["steps"]) >= start.isoformat()


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"province": "TH-99"}, ""),
        ({"province": "ลำพูน"}, "province"),
        ({"province": "TH-๕๑"}, ""),
        ({"province": None}, "province"),
        ({"family": "gone"}, ""),
        ({"family": "a\x00b"}, "family"),
        ({"idea": None}, "idea"),
        ({"idea": 7}, "idea"),
        ({"idea": "ก" * 100_001}, "idea"),
        ({"start": "31/12/2569"}, "start"),
        ({"start": "2026-02-30"}, "start"),
        ({"start": "9999-12-31"}, ""),
        ({"amount": 0}, "amount"),
        ({"amount": -5}, "amount"),
        ({"amount": 10_000_001}, "amount"),
        ({"amount": "1e400"}, "amount"),
        ({"amount": "NaN"}, "amount"),
        ({"amount": "-Infinity"}, "amount"),
        ({"amount": float("nan")}, "amount"),
        ({"amount": float("inf")}, "amount"),
        ({"amount": 0.0001}, "amount"),
        ({"amount": 5, "amount_unit": "ton"}, "amount_unit"),
        ({"steps_on": [0]}, "steps_on"),
        ({"steps_off": ["x"]}, "steps_off"),
        ({"chips_on": ["c"] * 41}, "chips_on"),
        ({"chips_on": ["\x00"]}, "chips_on"),
        ({"chips_on": ["claim:halal", "claim:gone"]}, "claim:gone"),
        ({"chips_on": ["amount:5kg"]}, "amount:5kg"),
        ({"chips_off": "market:JP"}, "chips_off"),
    ],
)
def test_what_does_not_fit_is_refused_in_one_shape(
    client: Client, change: dict[str, Any], where: str
) -> None:
    answer = refused(client, ASKED | change)
    assert where in answer["reasons"][0]
    assert not Plan.objects.exists()


@pytest.mark.parametrize("missing", ["idea", "province"])
def test_a_missing_field_is_named(client: Client, missing: str) -> None:
    kept = {name: value for name, value in ASKED.items() if name != missing}
    assert missing in refused(client, kept)["reasons"][0]


@pytest.mark.parametrize("body", ["{", "idea=x", b"\xff\xfe", "[" * 20_000])
def test_a_body_that_is_no_json_is_refused_in_the_same_shape(client: Client, body: str | bytes) -> None:
    assert refused(client, body, 400)["code"] == "not-readable"


def test_no_body_at_all_is_refused(client: Client) -> None:
    assert refused(client, "")["code"] == "not-valid"


@pytest.mark.parametrize("body", ["[]", "null", "7", '"ลำไย"'])
def test_json_that_is_no_question_is_refused(client: Client, body: str) -> None:
    refused(client, body)


def test_a_first_day_beyond_the_calendars_is_refused(client: Client, network: dt.datetime) -> None:
    far = thai.local_day(network) + dt.timedelta(days=MOST_DAYS_AHEAD + 2)
    assert refused(client, ASKED | {"start": far.isoformat()})["code"] == "start-too-far"


@pytest.mark.parametrize(
    "words",
    [
        "", " ", "ก", "\x00", "สบู่\x00น้ำผึ้ง", "🧼🍯", "<script>alert(1)</script>", "' OR 1=1; --",
        "ສະບູ່ນ້ຳເຜິ້ງ", "ပျားရည်ဆပ်ပြာ", "蜂蜜肥皂", "สบู่" * 25_000,
        "a\u0301" * 500, "\u202eยาสระผม", "%s %(x)s {0}",
    ],
)  # fmt: skip
def test_any_words_are_answered(client: Client, words: str) -> None:
    body = validated(post(client, ASKED | {"idea": words}))
    assert len(body["idea"]) <= IDEA_LETTERS
    assert "\x00" not in body["idea"]
    assert (body["family"] is None) == (body["plans"] == [])


@pytest.mark.parametrize("words", ["\ud800", "สบู่\udfff"])
def test_half_a_letter_is_no_text(client: Client, words: str) -> None:
    assert "idea" in refused(client, ASKED | {"idea": words})["reasons"][0]


@pytest.mark.parametrize("field", ["province", "family", "platform", "amount_unit", "chips_on", "chips_off"])
@pytest.mark.parametrize("text", ["\x00", "\ud800", "🧼", "<b>", "'", "ລາວ", "x" * 81])
def test_no_text_breaks_a_field(client: Client, field: str, text: str) -> None:
    value = [text] if field.startswith("chips") else text
    response = client.post(PLANS, json.dumps(ASKED | {field: value}), content_type="application/json")
    assert response.status_code in {200, 422}


def test_who_asks_too_often_is_told_when_to_come_back(client: Client, settings: LazySettings) -> None:
    settings.PUBLIC_LIMIT = 2 * PLAN_COST
    quick = ASKED | {"idea": ""}
    answers = [client.post(PLANS, json.dumps(quick), content_type="application/json") for _ in range(5)]
    first_refused = next(answer for answer in answers if answer.status_code == 429)
    assert answers[0].status_code == 200
    assert first_refused.json()["code"] == "budget-spent"
    assert 1 <= int(first_refused["Retry-After"]) <= 60


def test_without_a_limit_nobody_is_turned_away(client: Client, settings: LazySettings) -> None:
    settings.PUBLIC_LIMIT = 0
    for _ in range(3):
        post(client, ASKED | {"idea": ""})


def test_search_answers_and_limits_its_question(client: Client) -> None:
    found = client.get("/api/v1/search", {"q": "ลำไยอบแห้ง", "limit": 3}).json()
    assert len(found["hits"]) == 3
    assert ("family", "dried-fruit") in {(hit["kind"], hit["key"]) for hit in found["hits"]}
    for query in ({}, {"q": "x" * 301}, {"q": "x", "limit": 51}, {"q": "x", "limit": "ten"}):
        response = client.get("/api/v1/search", query)
        assert response.status_code == 422
        assert response.json().keys() == {"code", "reasons"}


def test_the_document_names_every_endpoint_and_how_it_refuses(client: Client) -> None:
    document = client.get("/api/v1/openapi.json").json()
    assert set(document["paths"]) == {
        "/api/v1/plans", "/api/v1/plans/{token}/accept", "/api/v1/search", "/api/v1/machines/{kind}/free",
        "/api/v1/cases", "/api/v1/cases/{code}",
    }  # fmt: skip
    for operation in (each for path in document["paths"].values() for each in path.values()):
        assert operation["summary"]
        assert {"200", "422", "429"} <= set(operation["responses"])


def session_of(person: User) -> str:
    """Return the cookie of a person who is signed in."""
    client = Client()
    client.force_login(person)
    return str(client.cookies["sessionid"].value)


@pytest.fixture(scope="module")
def _connection_kept() -> Iterator[None]:
    """Keep the transaction of a test open: the real door ends connections between requests."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("_connection_kept")
@schema.parametrize()
@hypothesis_settings(max_examples=10, suppress_health_check=list(HealthCheck))
@pytest.mark.parametrize("signed_in", [False, True])
def test_the_api_keeps_to_its_document(case: schemathesis.Case, signed_in: bool, owner: User) -> None:
    keeps_to_its_document(case, signed_in, owner)


@pytest.mark.prove
@pytest.mark.usefixtures("_connection_kept")
@schema.parametrize()
@hypothesis_settings(max_examples=100, suppress_health_check=list(HealthCheck))
@pytest.mark.parametrize("signed_in", [False, True])
def test_the_api_keeps_to_it_whatever_is_asked(case: schemathesis.Case, signed_in: bool, owner: User) -> None:
    keeps_to_its_document(case, signed_in, owner)


def keeps_to_its_document(case: schemathesis.Case, signed_in: bool, owner: User) -> None:
    cookies = {"csrftoken": SECRET} | ({"sessionid": session_of(owner)} if signed_in else {})
    # A family nobody knows fits the document and is refused all the same: 422 with its sentence. Called in
    # process, the caller cannot unpack what travels small.
    answer = case.call(headers={"Accept-Encoding": "identity", "X-CSRFToken": SECRET}, cookies=cookies)
    excluded = [positive_data_acceptance]
    if signed_in:  # by our cookie, whatever cookie was made up
        excluded += [ignored_auth, negative_data_rejection]
    if answer.status_code == 413:  # refused before it is read: the check of refusals does not know of it
        excluded.append(negative_data_rejection)
    case.validate_response(answer, excluded_checks=excluded)

"""Before sign-in a plan names roles, kinds, places and days: no person and no maker, by page or API."""

import csv
import datetime as dt
import json
import re
from html import unescape

import pytest
from django.test import Client

from itc.planning.actions import ask
from itc.planning.models import Plan
from itc.planning.queries.called import called
from itc.planning.rules.question import Question
from itc.resources.models import Maker, Resource
from tests.planning.answers import Answer, best, held
from tests.planning.offering import person
from tests.reference import DATA, STORY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("network")]
FAMILIES = [None, "soap", "handwoven-textile", "plastic-product"]


def rows(file: str) -> list[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def names(file: str) -> set[str]:
    """Return the names of a table in both languages, without the mark of a sample."""
    marked = {row[column] for row in rows(file) for column in ("name_th", "name_en")}
    return {re.sub(r"^\((?:ตัวอย่าง|sample)\) ", "", name) for name in marked}


NAMES = names("experts.csv") | names("makers.csv")
MAKERS = {row["code"] for row in rows("makers.csv")}


def kept(now: dt.datetime, family: str | None = None) -> Plan:
    body = ask(question=Question(idea=STORY, province="TH-51", family=family), now=now)
    return Plan.objects.get(pk=body["token"])


def named_in(text: str) -> set[str]:
    return {name for name in NAMES | MAKERS if name in text}


def roles(body: Answer, language: str) -> set[str]:
    """Return what the people of a plan are called."""
    booked = [each for step in best(body)["steps"] for each in step["resources"]]
    return {each[f"name_{language}"] for each in booked if each["kind"] == "person"}


def test_there_are_names_to_keep_back() -> None:
    assert len(names("experts.csv")) > 200
    assert len(names("makers.csv")) > 50
    assert named_in("(sample) Food process engineer 1") == {"Food process engineer 1"}


@pytest.mark.parametrize("family", FAMILIES)
def test_the_page_names_no_person_and_no_maker(
    client: Client, network: dt.datetime, family: str | None
) -> None:
    plan = kept(network, family)
    booked = {code for step in best(plan.answer)["steps"] for code, _span in held(step)}
    assert any(code.startswith("EX") for code in booked), "experts are booked"
    assert any(step["booked_as"] == "choice" for step in best(plan.answer)["steps"]), (
        "a maker is chosen later"
    )
    for prefix in ("", "/en"):
        html = unescape(client.get(f"{prefix}/plans/{plan.pk}").content.decode())
        assert named_in(html) == set()
        assert not [code for code in booked if code in html]


def test_the_answer_of_the_api_names_no_person_and_no_maker(client: Client) -> None:
    asked = json.dumps({"idea": STORY, "province": "TH-51"})
    body = client.post("/api/v1/plans", asked, content_type="application/json").json()
    assert named_in(json.dumps(body, ensure_ascii=False)) == set()
    assert "Intake officer" in roles(body, "en")
    assert any(role.startswith("Expert: ") for role in roles(body, "en"))


def test_the_name_of_a_person_or_a_maker_is_in_no_plan(network: dt.datetime, client: Client) -> None:
    fresh = {"name_th": "คำแก้ว ใจดี", "name_en": "Khamkaew Jaidee"}
    Resource.objects.filter(kind=Resource.Kind.PERSON).update(**fresh)
    Maker.objects.update(**fresh)
    plan = kept(network)
    pages = [client.get(f"{prefix}/plans/{plan.pk}").content.decode() for prefix in ("", "/en")]
    for text in (json.dumps(plan.answer, ensure_ascii=False), *pages):
        assert "คำแก้ว" not in text
        assert "Khamkaew" not in text


def test_the_page_says_roles_and_trades_in_its_language(client: Client, network: dt.datetime) -> None:
    plan = kept(network)
    for language, prefix in (("th", ""), ("en", "/en")):
        html = unescape(client.get(f"{prefix}/plans/{plan.pk}").content.decode())
        assert len(roles(plan.answer, language)) > 3
        assert {role for role in roles(plan.answer, language) if role not in html} == set()


@pytest.mark.parametrize(
    ("role", "topic", "thai", "english"),
    [
        ("officer", "intake officer", "เจ้าหน้าที่รับเรื่อง", "Intake officer"),
        ("expert", "business", "ผู้เชี่ยวชาญ: ธุรกิจ", "Expert: business"),
        ("expert", "", "ผู้เชี่ยวชาญ", "Expert"),
        ("engineer", "", "บุคคล", "Person"),
        ("", "", "บุคคล", "Person"),
    ],
)
def test_a_person_is_called_by_role_and_trade(role: str, topic: str, thai: str, english: str) -> None:
    unit = person(1, "DIP-01", role, topic)
    assert (called(unit, "th"), called(unit, "en")) == (thai, english)


def test_the_page_of_a_fault_is_kept_out_of_engines_and_referrers_too(
    client: Client, network: dt.datetime
) -> None:
    plan = kept(network)
    for answer in (
        client.get(f"/en/plans/{plan.pk}"),
        client.post(f"/plans/{plan.pk}/changes", {"amount": "มาก"}),
    ):
        assert answer["X-Robots-Tag"] == "noindex"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer["Cache-Control"]
        html = answer.content.decode()
        assert '<meta name="robots" content="noindex">' in html
        assert '<meta name="referrer" content="no-referrer">' in html

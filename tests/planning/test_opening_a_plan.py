"""One link, up to three plans: each opens by its kind, and all of the page follows the one that is open."""

import copy
import datetime as dt
import itertools
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from itc.planning.actions import ask
from itc.planning.models import Plan
from itc.planning.rules.question import Question
from itc.resources.models import Maker, Resource
from tests.planning.test_nobody_is_named import named_in
from tests.reference import STORY

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("network")]
Json = dict[str, Any]
KINDS = ("earliest", "cheapest", "nearest")


def kept(now: dt.datetime, idea: str = STORY, province: str = "TH-51", **choices: Any) -> Plan:
    body = ask(question=Question(idea=idea, province=province, **choices), now=now)
    return Plan.objects.get(pk=body["token"])


@pytest.fixture
def plan(network: dt.datetime) -> Plan:
    """Give a plan whose nearest is another than the earliest."""
    found = kept(timezone.now())
    assert len(found.answer["plans"]) > 1
    return found


@pytest.fixture
def three(plan: Plan) -> Plan:
    """Give a plan of three kinds that differ in every figure."""
    answer = copy.deepcopy(plan.answer)
    first = answer["plans"][0]
    answer["plans"] = [
        first | {"kinds": ["earliest"], "travel_km": 1111, "not_bought": []},
        copy.deepcopy(first) | {"kinds": ["cheapest"], "travel_km": 2222},
        copy.deepcopy(first) | {"kinds": ["nearest"], "travel_km": 333, "exact": True, "bound": None},
    ]
    for made, name in zip(answer["plans"][1:], ("ขั้นที่ถูก", "ขั้นที่ใกล้"), strict=True):
        made["steps"][0] |= {"name_th": name, "name_en": name}
    Plan.objects.filter(pk=plan.pk).update(answer=answer)
    return Plan.objects.get(pk=plan.pk)


def html_of(client: Client, plan: Plan, kind: str | None = None, prefix: str = "") -> str:
    address = f"{prefix}/plans/{plan.pk}" + (f"?kind={kind}" if kind is not None else "")
    return unescape(client.get(address).content.decode())


def cards(html: str) -> list[str]:
    return re.findall(r'<article class="card card--link plan-card.*?</article>', html, flags=re.DOTALL)


def opened(html: str) -> list[str]:
    """Return the kinds of the cards marked as open."""
    return re.findall(r'\?kind=(\w+)#plan" aria-current="true"', html)


def test_every_plan_has_its_card_before_the_steps_and_the_first_is_open(client: Client, three: Plan) -> None:
    html = html_of(client, three)
    assert len(cards(html)) == 3
    assert opened(html) == ["earliest"]
    assert html.index("plan-cards") < html.index('id="change"') < html.index('class="steps dated"')
    for name in ("เร็วที่สุด", "ถูกที่สุด", "ใกล้ที่สุด"):
        assert sum(f">{name}</a>" in card for card in cards(html)) == 1


@pytest.mark.parametrize(
    ("kind", "step", "km"),
    [("earliest", "วิเคราะห์", "1,111"), ("cheapest", "ขั้นที่ถูก", "2,222"), ("nearest", "ขั้นที่ใกล้", "333")],
)
def test_a_kind_opens_its_plan_and_the_page_follows(
    client: Client, three: Plan, kind: str, step: str, km: str
) -> None:
    html = html_of(client, three, kind)
    assert opened(html) == [kind]
    steps = html.split('class="steps dated"', 1)[1]
    assert step in steps.split("</ol>")[0]
    assert f"paper.pdf?kind={kind}" in html
    assert f'name="kind" value="{kind}"' in html
    assert ("เครื่องจักรที่ไม่ต้องซื้อ" in steps) is (kind != "earliest")
    assert all(f"{each} กม." in html for each in ("1,111", "2,222", "333"))


@pytest.mark.parametrize("kind", ["", "x", "<b>", "earliest,cheapest", "ลำไย"])
def test_a_kind_nobody_knows_opens_the_first(client: Client, three: Plan, kind: str) -> None:
    html = html_of(client, three, kind)
    assert opened(html) == ["earliest"]
    assert kind not in {"<b>", "ลำไย"} or f"kind={kind}" not in html.replace("hreflang", "").split("<main")[1]


def test_where_kinds_coincide_one_card_has_both_names_and_opens_by_either(client: Client, plan: Plan) -> None:
    merged = plan.answer["plans"][0]
    assert len(merged["kinds"]) > 1
    for kind in merged["kinds"]:
        assert opened(html_of(client, plan, kind)) == [merged["kinds"][0]]
    alone = copy.deepcopy(plan.answer) | {"plans": [merged | {"kinds": list(KINDS)}]}
    Plan.objects.filter(pk=plan.pk).update(answer=alone)
    html = html_of(client, plan, "nearest", "/en")
    assert len(cards(html)) == 1
    assert "Earliest, cheapest and nearest" in cards(html)[0]
    assert "Your plan" in html


def test_a_plan_kept_before_there_were_several_still_opens(client: Client, plan: Plan) -> None:
    new = ("bound", "bound_on", "cost_low_thb", "cost_high_thb", "first_days_thb")
    old = {name: value for name, value in plan.answer["plans"][0].items() if name not in new}
    answer = {name: value for name, value in plan.answer.items() if name != "notes"}
    asked = {name: value for name, value in plan.asked.items() if name not in {"days_off", "region"}}
    old |= {"kinds": ["earliest"], "exact": False}
    Plan.objects.filter(pk=plan.pk).update(answer=answer | {"plans": [old]}, asked=asked)
    for prefix in ("", "/en"):
        html = html_of(client, plan, "nearest", prefix)
        assert opened(html) == ["earliest"]
        assert "30 วันแรก" not in html
        assert "First 30 days" not in html
        assert "พิสูจน์แล้ว" not in html
        assert "better plan" not in html
    assert client.get(f"/plans/{plan.pk}/paper.pdf?kind=nearest").status_code == 200
    assert client.post(f"/plans/{plan.pk}/changes", {"amount": "50"}).status_code == 302


def test_notes_of_an_answer_stand_as_a_notice_in_the_language_of_the_page(client: Client, plan: Plan) -> None:
    note = {"code": "no-centre", "text_th": "จังหวัดนี้ <ไม่มี> ศูนย์", "text_en": "No centre <here>"}
    Plan.objects.filter(pk=plan.pk).update(answer=plan.answer | {"notes": [note]})
    assert note["text_th"] in html_of(client, plan)
    assert note["text_en"] in html_of(client, plan, None, "/en")
    assert "<here>" not in client.get(f"/en/plans/{plan.pk}").content.decode()


def test_how_machines_are_counted_is_asked_for_those_of_the_opened_plan(client: Client, three: Plan) -> None:
    kinds = [each["kind"] for each in three.answer["plans"][1]["not_bought"]]
    assert kinds
    counted = "/how-counted?" + "&".join(f"kind={kind}" for kind in kinds)
    assert f'href="{counted}"' in html_of(client, three, "cheapest")
    assert client.get(counted).status_code == 200
    assert "/how-counted?kind" not in html_of(client, three, "earliest")


def test_the_map_is_of_the_opened_plan(client: Client, plan: Plan) -> None:
    for made in plan.answer["plans"]:
        section = html_of(client, plan, made["kinds"][0]).split('class="route"')[1]
        assert f"{made['travel_km']:,} กม." in section.split("</section>")[0]


def test_the_language_link_keeps_the_opened_plan(client: Client, three: Plan) -> None:
    assert f'href="/en/plans/{three.pk}?kind=nearest"' in html_of(client, three, "nearest")


def test_no_plan_names_a_person_a_maker_or_minutes(client: Client, plan: Plan) -> None:
    Resource.objects.filter(kind=Resource.Kind.PERSON).update(name_th="คำแก้ว ใจดี", name_en="Khamkaew")
    Maker.objects.update(name_th="โรงงานคำแก้ว", name_en="Khamkaew")
    people = {
        each["id"] for made in plan.answer["plans"] for step in made["steps"] for each in step["resources"]
    }
    for prefix, kind in itertools.product(("", "/en"), KINDS):
        html = html_of(client, plan, kind, prefix)
        assert named_in(html) == set(), kind
        assert "คำแก้ว" not in html, kind
        assert not re.search(r"\b\d{1,2}:\d{2}\b", re.sub(r"<[^>]+>", " ", html)), kind
        assert [code for code in people if f'"{code}"' in html] == [], kind


def test_a_change_opens_the_new_plan_in_the_kind_she_was_looking_at(client: Client, plan: Plan) -> None:
    def led_to(kind: str) -> str:
        answer = client.post(f"/plans/{plan.pk}/changes", {"kind": kind, "amount": "50"})
        return str(answer["Location"])

    assert led_to("nearest").endswith("?kind=nearest")
    assert "?" not in led_to("earliest")
    assert "?" not in led_to("<b>&next=//evil.example")


def test_a_refused_change_keeps_the_opened_plan(client: Client, three: Plan) -> None:
    answer = client.post(f"/plans/{three.pk}/changes", {"kind": "nearest", "amount": "มาก"})
    assert answer.status_code == 422
    assert opened(unescape(answer.content.decode())) == ["nearest"]


def test_other_kinds_cost_no_more_queries(
    client: Client, plan: Plan, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    html_of(client, plan)
    with django_assert_max_num_queries(7):
        html_of(client, plan, "nearest")


def test_without_the_link_no_kind_shows_anything(client: Client, plan: Plan) -> None:
    assert client.get(f"/plans/{'a' * 22}?kind=nearest").status_code == 404
    Plan.objects.filter(pk=plan.pk).update(expires_at=timezone.now())
    assert client.get(f"/plans/{plan.pk}?kind=nearest").status_code == 404

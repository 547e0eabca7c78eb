"""The page of a plan: who has the link sees it, and each press makes a new one; who has not sees nothing."""

import datetime as dt
import re
from html import escape

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from itc.planning.actions import ask, tidy
from itc.planning.models import Plan, new_token
from itc.planning.rules.question import Question
from tests.reference import STORY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("network")]


@pytest.fixture
def plan(network: dt.datetime) -> Plan:
    body = ask(question=Question(idea=STORY, province="TH-51"), now=timezone.now())
    return Plan.objects.get(pk=body["token"])


def press(client: Client, plan: Plan, **fields: str) -> Plan:
    """Press a button of the page and return the plan it leads to."""
    answer = client.post(f"/plans/{plan.pk}/changes", fields)
    assert answer.status_code == 302, answer.content.decode()[:400]
    return Plan.objects.get(pk=answer["Location"].rsplit("/", 1)[1])


def on(plan: Plan) -> set[int]:
    return {step["seq"] for step in plan.answer["path"] if step["on"]}


def seq_of(plan: Plan, operation: str) -> int:
    return next(step["seq"] for step in plan.answer["path"] if step["operation"] == operation)


@pytest.mark.parametrize(("prefix", "words"), [("", "ผลไม้อบแห้ง"), ("/en", "Dried fruit")])
def test_the_page_reads_in_both_languages(client: Client, plan: Plan, prefix: str, words: str) -> None:
    html = client.get(f"{prefix}/plans/{plan.pk}").content.decode()
    assert words in html
    assert STORY in html


def test_the_link_is_kept_out_of_engines_referrers_and_caches(client: Client, plan: Plan) -> None:
    answer = client.get(f"/plans/{plan.pk}")
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert STORY not in answer.request["PATH_INFO"]


def test_before_sign_in_it_says_days_and_no_minutes(client: Client, plan: Plan) -> None:
    html = client.get(f"/plans/{plan.pk}").content.decode()
    text = re.sub(r"<[^>]+>", " ", html)
    assert not re.search(r"\b\d{2}:\d{2}\b", text)


@pytest.mark.parametrize("token", ["x", "a" * 22, "ลำไย", "../admin", "%00", "a" * 3000])
def test_who_has_no_link_sees_nothing(client: Client, plan: Plan, token: str) -> None:
    assert client.get(f"/plans/{token}").status_code == 404
    assert client.get("/plans").status_code == 405


def test_a_link_cannot_be_guessed() -> None:
    assert len({new_token() for _ in range(1000)}) == 1000
    assert all(len(new_token()) == 22 for _ in range(100))


def test_after_thirty_days_the_link_is_gone(client: Client, plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(expires_at=timezone.now())
    gone = client.get(f"/plans/{plan.pk}")
    assert gone.status_code == 404
    assert "30 วัน" in gone.content.decode(), "and says what to do"
    assert client.post(f"/plans/{plan.pk}/changes", {"step_off": "1"}).status_code == 404
    assert tidy(now=timezone.now()) == 1


def test_a_change_makes_a_new_plan_and_leaves_the_old_one(client: Client, plan: Plan) -> None:
    coating = seq_of(plan, "enrobing-coating")
    assert coating in on(plan)
    changed = press(client, plan, step_off=str(coating))
    assert coating not in on(changed)
    assert coating in on(Plan.objects.get(pk=plan.pk))
    assert coating in on(press(client, changed, step_on=str(coating)))


def test_a_step_is_put_in_and_says_that_she_chose_it(client: Client, plan: Plan) -> None:
    extra = next(step["seq"] for step in plan.answer["path"] if not step["on"])
    more = press(client, plan, step_on=str(extra))
    assert on(more) == on(plan) | {extra}
    assert extra in {step["seq"] for step in more.answer["plans"][0]["steps"]}
    (step,) = (step for step in more.answer["path"] if step["seq"] == extra)
    assert step["switched_by"] == "choice"


def test_another_way_of_development_may_be_chosen_and_stays(client: Client, plan: Plan) -> None:
    assert plan.answer["platform"]["code"] != "green-circular"
    green = press(client, plan, platform="green-circular")
    assert green.answer["platform"]["code"] == "green-circular"
    assert on(green) != on(plan)
    assert press(client, green, province="TH-50").answer["platform"]["code"] == "green-circular"
    html = client.get(f"/plans/{green.pk}").content.decode()
    assert re.search(r'<option value="green-circular"[^>]* selected>', html)


@pytest.mark.parametrize("chip", ["claim:gone", "ลำไย", "amount", "<b>", "market:"])
def test_a_wish_that_nobody_knows_is_passed_over(client: Client, plan: Plan, chip: str) -> None:
    same = press(client, plan, chip_on=chip)
    assert same.answer["chips"] == plan.answer["chips"]
    assert same.asked["chips_on"] == []
    halal = press(client, same, chip_on="claim:halal")
    assert halal.asked["chips_on"] == ["claim:halal"]


def test_a_wish_that_left_the_catalogue_does_not_stand_in_the_way(client: Client, plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(asked=plan.asked | {"chips_on": ["claim:gone", "claim:halal"]})
    changed = press(client, plan, province="TH-50")
    assert changed.asked["chips_on"] == ["claim:halal"]
    assert "claim:halal" in {chip["chip"] for chip in changed.answer["chips"]}


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_words_that_nobody_reads_any_more_stand_in_the_form_at_home(
    client: Client, plan: Plan, prefix: str
) -> None:
    words = "เที่ยวบินไป <เชียงใหม่>"
    Plan.objects.filter(pk=plan.pk).update(asked=plan.asked | {"idea": words})
    answer = client.post(f"{prefix}/plans/{plan.pk}/changes", {"province": "TH-90"})
    assert (answer.status_code, answer["Location"]) == (302, f"{prefix}/"), "no words in the address"
    html = client.get(answer["Location"]).content.decode()
    assert f">{escape(words)}</textarea>" in html
    assert '<option value="TH-90" selected>' in html
    assert 'class="messages"' in html
    again = client.get(answer["Location"]).content.decode()
    assert "เที่ยวบิน" not in again, "kept once, not for who comes after her"


def test_taking_a_chip_away_takes_its_steps_away(client: Client, plan: Plan) -> None:
    dry = press(client, plan, chip_off="word:ช็อกโกแลต")
    assert "word:ช็อกโกแลต" not in {chip["chip"] for chip in dry.answer["chips"]}
    assert "claim:halal" in {c["chip"] for c in press(client, dry, chip_on="claim:halal").answer["chips"]}


def test_another_family_may_be_chosen(client: Client, plan: Plan) -> None:
    other = plan.answer["family"]["others"][0]["code"]
    chosen = press(client, plan, family=other)
    assert chosen.answer["family"]["code"] == other
    assert chosen.answer["family"]["chosen"]


@pytest.mark.parametrize("typed", ["50", "๕๐", "50.0"])
def test_an_amount_may_be_written_in_thai_digits(client: Client, plan: Plan, typed: str) -> None:
    changed = press(client, plan, amount=typed, amount_unit="kg")
    assert changed.answer["amount"] == {"value": "50", "unit": "kg"}


def test_a_first_day_may_be_written_in_the_buddhist_era(client: Client, plan: Plan) -> None:
    first = timezone.localdate() + dt.timedelta(days=30)
    changed = press(client, plan, start=f"{first.day}/{first.month}/{first.year + 543}")
    starts = min(step["starts_at"] for step in changed.answer["plans"][0]["steps"])
    assert starts >= first.isoformat()


def test_another_province_has_another_lead_and_another_road(client: Client, plan: Plan) -> None:
    moved = press(client, plan, province="TH-90")
    assert moved.answer["lead_centre"] == "DIP-11"
    assert moved.answer["plans"][0]["travel_km"] != plan.answer["plans"][0]["travel_km"]


@pytest.mark.parametrize(
    ("field", "typed"), [("amount", "มาก"), ("amount", "-3"), ("amount", "0"), ("start", "31/2/2569")]
)
def test_a_fault_in_a_field_loses_nothing_typed(client: Client, plan: Plan, field: str, typed: str) -> None:
    answer = client.post(f"/plans/{plan.pk}/changes", {field: typed})
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.content.decode()
    assert Plan.objects.count() == 1


@pytest.mark.parametrize(
    "fields", [{"province": "TH-99"}, {"province": "DIP-01"}, {"family": "gone"}, {"start": "2999-01-01"}]
)
def test_what_is_not_there_is_refused_with_a_page(client: Client, plan: Plan, fields: dict[str, str]) -> None:
    answer = client.post(f"/plans/{plan.pk}/changes", fields)
    assert answer.status_code == 422
    assert "<h1" in answer.content.decode()


def test_the_page_costs_few_queries(
    client: Client, plan: Plan, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(f"/plans/{plan.pk}")
    with django_assert_max_num_queries(7):
        client.get(f"/plans/{plan.pk}")

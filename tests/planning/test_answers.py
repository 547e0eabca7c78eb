"""Answers by plan.schema.json: what was understood, and what each of her choices changes."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from jsonschema import ValidationError

from itc.lib import thai
from itc.planning.errors import StartTooFar, UnknownFamily, UnknownProvince
from itc.planning.rules.question import MOST_DAYS_AHEAD
from tests.planning.answers import Answer, ask, best, moment, path, slots, validated

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def story(network: dt.datetime) -> Answer:
    return ask(network)


def chips(body: Answer) -> set[str]:
    return {chip["chip"] for chip in body["chips"]}


def less_clock(body: Answer) -> Answer:
    return {name: value for name, value in body.items() if name not in {"took_ms", "token"}}


@pytest.mark.parametrize(("name", "wrong"), [("finish", "22 March"), ("kinds", []), ("cost_thb", "-1")])
def test_the_schema_we_test_by_does_refuse(story: Answer, name: str, wrong: object) -> None:
    spoilt = story | {"plans": [best(story) | {name: wrong}]}
    with pytest.raises(ValidationError):
        validated(spoilt)


def test_the_story_is_dried_fruit_with_four_others_each_with_its_words(story: Answer) -> None:
    family = story["family"]
    assert (family["code"], family["chosen"]) == ("dried-fruit", False)
    assert "ลำไยอบแห้ง" in family["words"]
    assert len(family["others"]) == 4
    assert all(other["words"] and 0 < other["score"] < family["score"] for other in family["others"])
    assert family["code"] not in {other["code"] for other in family["others"]}


def test_the_story_has_its_market_its_words_and_its_amount(story: Answer) -> None:
    assert {"market:JP", "word:เคลือบ", "word:ช็อกโกแลต"} <= chips(story)
    assert story["amount"] == {"value": "200", "unit": "kg"}
    texts = {chip["chip"]: chip["text"] for chip in story["chips"]}
    assert texts["market:JP"] == "ญี่ปุ่น"


@pytest.mark.parametrize(
    ("operation", "by", "said"),
    [
        ("enrobing-coating", "word:เคลือบ", "เคลือบ"),
        ("haccp-certification", "market:JP", "ญี่ปุ่น"),
        ("export-dossier", "market:export", "ส่งออก"),
    ],
)
def test_a_step_that_her_words_switched_on_says_so(story: Answer, operation: str, by: str, said: str) -> None:
    step = path(story)[operation]
    assert (step["on"], step["switched_by"], step["said"]) == (True, by, said)
    assert operation in slots(story)


def test_her_lead_centre_is_the_one_of_her_province(story: Answer, network: dt.datetime) -> None:
    assert story["lead_centre"] == "DIP-01"
    assert ask(network, province="TH-10")["lead_centre"] == "DIP-00"


def test_the_earliest_comes_first_and_every_kind_once(story: Answer) -> None:
    kinds = [kind for plan in story["plans"] for kind in plan["kinds"]]
    assert kinds[0] == "earliest"
    assert sorted(kinds) == ["cheapest", "earliest", "nearest"]


def test_a_plan_is_exact_or_says_how_much_less_there_could_be(story: Answer) -> None:
    for plan in story["plans"]:
        assert plan["exact"] is (plan["bound"] is None)
        assert plan["exact"] or 0 <= plan["bound"] <= 1


def test_no_other_kind_beats_a_plan_in_its_own(network: dt.datetime) -> None:
    for idea in ("สบู่น้ำผึ้ง", "เส้นด้ายไหม", "ผลไม้อบแห้ง"):
        plans = {kind: plan for plan in ask(network, idea=idea)["plans"] for kind in plan["kinds"]}
        assert all(plans["earliest"]["finish"] <= plan["finish"] for plan in plans.values())
        costs = {kind: Decimal(plan["cost_thb"]) for kind, plan in plans.items()}
        assert costs["cheapest"] <= min(costs.values())
        assert plans["nearest"]["travel_km"] <= min(plan["travel_km"] for plan in plans.values())
        latest = moment(plans["earliest"]["finish"]) - network
        spare = max(dt.timedelta(days=14), latest / 4)
        assert all(moment(plan["finish"]) <= network + latest + spare for plan in plans.values())


def test_what_the_first_days_cost_lies_in_the_whole_and_the_whole_in_its_range(story: Answer) -> None:
    for plan in story["plans"]:
        first, whole, low, high = (
            Decimal(plan[name]) for name in ("first_days_thb", "cost_thb", "cost_low_thb", "cost_high_thb")
        )
        assert 0 < first <= whole
        assert low <= whole <= high


def test_the_same_question_on_the_same_data_has_the_same_answer(story: Answer, network: dt.datetime) -> None:
    assert less_clock(ask(network)) == less_clock(story)


@pytest.mark.parametrize(
    ("idea", "family"),
    [
        ("สบู่น้ำผึ้ง", "soap"),
        ("อยากขายผ้าฝ้ายย้อมคราม", "handwoven-textile"),
        ("ขมิ้นชันแคปซูล", "herbal-capsule"),
        ("dried mango for Germany", "dried-fruit"),
    ],
)
def test_products_are_told_apart(network: dt.datetime, idea: str, family: str) -> None:
    assert ask(network, idea)["family"]["code"] == family


@pytest.mark.parametrize(
    "idea", ["", "ก", "🧼🧼", "asdfgh", "<script>alert(1)</script>", "'; DROP TABLE plan;--"]
)
def test_what_is_not_understood_has_no_family_and_no_plan(network: dt.datetime, idea: str) -> None:
    body = ask(network, idea)
    assert (body["family"], body["plans"], body["path"], body["token"]) == (None, [], [], None)
    assert body["idea"] == idea


def test_a_market_taken_away_takes_its_steps(story: Answer, network: dt.datetime) -> None:
    body = ask(network, chips_off=("market:JP",))
    assert chips(story) - chips(body) == {"market:JP"}
    assert not path(body)["haccp-certification"]["on"]
    assert "haccp-certification" not in slots(body)
    assert path(body)["export-dossier"]["on"], "she still exports"


def test_every_chip_can_be_taken_away(story: Answer, network: dt.datetime) -> None:
    for chip in sorted(chips(story)):
        gone = chips(ask(network, chips_off=(chip,)))
        assert chip not in gone
        assert gone < chips(story)


def test_the_amount_can_be_taken_away(network: dt.datetime) -> None:
    body = ask(network, chips_off=("amount",))
    assert body["amount"] is None
    assert not any(chip.startswith("amount:") for chip in chips(body))


def test_a_claim_added_switches_its_step_on(story: Answer, network: dt.datetime) -> None:
    assert not path(story)["halal-certification"]["on"]
    body = ask(network, chips_on=("claim:halal",))
    assert chips(body) - chips(story) == {"claim:halal"}
    assert path(body)["halal-certification"]["switched_by"] == "claim:halal"
    assert "halal-certification" in slots(body)


def test_a_chip_named_twice_stands_once(network: dt.datetime) -> None:
    codes = [chip["chip"] for chip in ask(network, chips_on=("claim:halal", "claim:halal"))["chips"]]
    assert codes.count("claim:halal") == 1


def test_more_to_coat_takes_more_runs_and_costs_more(story: Answer, network: dt.datetime) -> None:
    more = slots(ask(network, amount=Decimal(400), amount_unit="kg"))["enrobing-coating"]
    less = slots(story)["enrobing-coating"]
    assert less["work"]["covered"] == "200 kg"
    assert more["work"]["covered"] == "400 kg"
    assert more["work"]["minutes"] > less["work"]["minutes"]
    assert Decimal(more["cost_thb"]) > Decimal(less["cost_thb"])


def test_an_amount_without_a_unit_is_in_kilograms(network: dt.datetime) -> None:
    assert ask(network, amount=Decimal(35))["amount"] == {"value": "35", "unit": "kg"}


def test_a_factory_load_is_still_answered(network: dt.datetime) -> None:
    body = ask(network, amount=Decimal(10_000_000), amount_unit="kg")
    assert body["amount"] == {"value": "10000000", "unit": "kg"}
    works = [step["work"] for step in best(body)["steps"] if step["work"] and step["work"]["covered"]]
    assert works
    assert all(work["capped"] for work in works)
    assert best(body)["unmet"] == []


def test_a_step_is_switched_off_and_another_on(story: Answer, network: dt.datetime) -> None:
    off, on = path(story)["enrobing-coating"]["seq"], path(story)["pouch-filling"]["seq"]
    body = ask(network, steps_off=(off,), steps_on=(on,))
    assert set(slots(story)) - set(slots(body)) == {"enrobing-coating"}
    assert set(slots(body)) - set(slots(story)) == {"pouch-filling"}


def test_a_step_that_is_not_there_changes_nothing(story: Answer, network: dt.datetime) -> None:
    body = ask(network, steps_off=(999,), steps_on=(998,))
    assert less_clock(body) == less_clock(story)


def test_another_platform_has_other_steps(story: Answer, network: dt.datetime) -> None:
    assert story["platform"]["code"] == story["platform"]["proposed"] == "export-ready"
    body = ask(network, platform="green-circular")
    assert (body["platform"]["code"], body["platform"]["proposed"]) == ("green-circular", "export-ready")
    assert path(body)["carbon-footprint"]["switched_by"] == "platform:green-circular"
    assert "carbon-footprint" in slots(body)


def test_a_platform_that_is_gone_gives_way_to_the_proposed_one(network: dt.datetime) -> None:
    assert ask(network, platform="gone")["platform"]["code"] == "export-ready"


def test_nothing_is_planned_before_her_first_day(story: Answer, network: dt.datetime) -> None:
    start = thai.local_day(network) + dt.timedelta(days=60)
    body = ask(network, start=start)
    assert min(thai.local_day(moment(step["starts_at"])) for step in best(body)["steps"]) >= start
    assert moment(best(body)["finish"]) > moment(best(story)["finish"])


def test_a_first_day_in_the_past_is_today(story: Answer, network: dt.datetime) -> None:
    past = ask(network, start=thai.local_day(network) - dt.timedelta(days=30))
    assert [note["code"] for note in past["notes"]] == ["start-past"]
    assert less_clock(past) | {"notes": []} == less_clock(story)


def test_the_last_first_day_is_a_year_ahead(network: dt.datetime) -> None:
    last = thai.local_day(network) + dt.timedelta(days=MOST_DAYS_AHEAD)
    assert ask(network, start=last)["family"]["code"] == "dried-fruit"
    with pytest.raises(StartTooFar):
        ask(network, start=last + dt.timedelta(days=1))


def test_another_family_is_chosen_and_the_one_understood_stays_at_hand(network: dt.datetime) -> None:
    family = ask(network, family="soap")["family"]
    assert (family["code"], family["chosen"]) == ("soap", True)
    assert family["others"][0]["code"] == "dried-fruit"


@pytest.mark.parametrize(
    ("choices", "refusal"),
    [
        ({"family": "gone"}, UnknownFamily),
        ({"province": "TH-99"}, UnknownProvince),
        ({"province": "DIP-01"}, UnknownProvince),
        ({"province": ""}, UnknownProvince),
    ],
)
def test_what_is_not_in_the_tables_is_refused(
    network: dt.datetime, choices: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        ask(network, **choices)

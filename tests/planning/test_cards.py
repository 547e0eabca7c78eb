"""Cards tell plans apart at a glance: six facts each, what differs from the earliest, how sure that is."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override

from itc.planning.queries.cards import KINDS, Card, cards, kind_name

Json = dict[str, Any]


def step(day: int = 1, presence: str = "owner", **other: Any) -> Json:
    """Return a step on a day of December in Chiang Mai."""
    at = f"2026-12-{day:02}T09:00:00+07:00"
    centre = {"code": "DIP-01", "name_th": "ศูนย์", "name_en": "Centre", "province": "TH-50"}
    times = dict.fromkeys(("starts_at", "ends_at", "ready_at"), at)
    plain = {"presence": presence, "centre": centre, "office": None, "unmet": None, "cost_thb": "100.00"}
    return plain | times | other


def plan(*kinds: str, **other: Any) -> Json:
    plain: Json = {
        "kinds": list(kinds) or ["earliest"],
        "finish": "2027-03-01T08:30:00+07:00",
        "exact": True,
        "bound": None,
        "cost_thb": "46665.00",
        "cost_low_thb": "46665.00",
        "cost_high_thb": "49665.00",
        "first_days_thb": "37665.00",
        "travel_km": 900,
        "not_bought_thb": "185000.00",
        "steps": [step()],
        "unmet": [],
    }
    return plain | other


def kept_long_ago() -> Json:
    """Return a plan as it was kept before there were several."""
    new = {"bound", "cost_low_thb", "cost_high_thb", "first_days_thb"}
    return {name: value for name, value in plan(exact=False).items() if name not in new}


def only(made: Json, language: str = "en") -> Card:
    with override(language):
        (card,) = cards([made], made)
    return card


def second(made: Json, earliest: Json | None = None) -> Card:
    with override("en"):
        return cards([earliest or plan(), made], made)[1]


def test_a_card_has_the_six_facts_of_its_plan() -> None:
    card = only(plan())
    assert card.first
    assert (card.first.day, card.first.place, card.first.in_person) == (dt.date(2026, 12, 1), "Centre", True)
    assert card.first_days == Decimal(37665)
    assert card.whole == "฿46,665–49,665"
    assert card.finish == dt.date(2027, 3, 1)
    assert card.km == 900
    assert card.not_bought == Decimal(185000)


@pytest.mark.parametrize("kinds", KINDS)
@pytest.mark.parametrize("language", ["th", "en"])
def test_where_kinds_coincide_the_card_says_so(kinds: tuple[str, ...], language: str) -> None:
    name = only(plan(*kinds), language).name
    words = {
        "th": {"earliest": "เร็ว", "cheapest": "ถูก", "nearest": "ใกล้"},
        "en": {"earliest": "arliest", "cheapest": "heapest", "nearest": "earest"},
    }[language]
    assert {kind for kind, word in words.items() if word in name} >= set(kinds)
    assert ("ถูก" in name or "heapest" in name) is ("cheapest" in kinds)


def test_every_set_of_kinds_in_their_order_has_a_name() -> None:
    assert len(KINDS) == 7
    assert len({str(kind_name(kinds)) for kinds in KINDS}) == 7


def test_the_opened_card_is_the_one_that_is_shown() -> None:
    plans = [plan(), plan("cheapest"), plan("nearest")]
    assert [card.opened for card in cards(plans, plans[1])] == [False, True, False]
    assert [card.kind for card in cards(plans, plans[1])] == ["earliest", "cheapest", "nearest"]


def test_the_first_appointment_is_the_first_time_she_must_be_there() -> None:
    steps = [step(2, "remote"), step(3, "sample"), step(9), step(5)]
    first = only(plan(steps=steps)).first
    assert first
    assert first.day == dt.date(2026, 12, 5)


def test_what_nobody_does_and_what_has_no_place_is_no_appointment() -> None:
    steps = [step(1, unmet="barred", centre=None), step(2, centre=None), step(7)]
    first = only(plan(steps=steps)).first
    assert first
    assert first.day == dt.date(2026, 12, 7)


def test_who_need_not_go_at_all_is_told_the_first_step() -> None:
    first = only(plan(steps=[step(4, "remote"), step(2, "sample")])).first
    assert first
    assert (first.day, first.in_person) == (dt.date(2026, 12, 2), False)
    assert only(plan(steps=[])).first is None


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({}, []),
        ({"finish": "2027-03-13T08:30:00+07:00"}, [("12 days later", False)]),
        ({"finish": "2027-03-02T08:30:00+07:00"}, [("1 day later", False)]),
        ({"travel_km": 50}, [("850 km less on the road", True)]),
        ({"travel_km": 1900}, [("1,000 km more on the road", False)]),
        ({"cost_thb": "45665.00"}, [("฿1,000 less", True)]),
        ({"cost_thb": "46665.50"}, [("฿0.50 more", False)]),
        (
            {"finish": "2027-03-13T08:30:00+07:00", "travel_km": 50, "cost_thb": "46000.00"},
            [("12 days later", False), ("฿665 less", True), ("850 km less on the road", True)],
        ),
    ],
)
def test_what_differs_from_the_earliest_is_said(other: Json, said: list[tuple[str, bool]]) -> None:
    found = second(plan("nearest", **other)).differences
    assert [(each.text, each.better) for each in found] == said


def test_the_earliest_differs_from_itself_in_nothing() -> None:
    assert only(plan()).differences == ()


def test_later_by_minutes_of_the_same_day_is_no_difference() -> None:
    assert second(plan("nearest", finish="2027-03-01T16:30:00+07:00")).differences == ()


@pytest.mark.parametrize("kinds", KINDS)
def test_what_is_proved_is_that_it_is_the_least_of_its_kinds(kinds: tuple[str, ...]) -> None:
    """A plan proved the earliest may well be farther than the nearest: no card says it is the best."""
    english, thai = only(plan(*kinds)).proof, only(plan(*kinds), "th").proof
    assert english.startswith("Proved: ")
    assert thai.startswith("พิสูจน์แล้วว่า")
    words = {
        "earliest": ("sooner", "เร็วกว่า"),
        "cheapest": ("cheaper", "ถูกกว่า"),
        "nearest": ("less", "เดินทางน้อยกว่า"),
    }
    for kind, (in_english, in_thai) in words.items():
        assert (in_english in english) is (in_thai in thai) is (kind in kinds)


@pytest.mark.parametrize(
    ("part", "most", "english", "thai"),
    [
        ("finish", 1, "May be ready sooner, by 1 day at most", "อาจเสร็จเร็วกว่านี้ได้อีกไม่เกิน 1 วัน"),
        ("finish", 12, "May be ready sooner, by 12 days at most", "อาจเสร็จเร็วกว่านี้ได้อีกไม่เกิน 12 วัน"),
        ("cost", 1500, "May be cheaper, by ฿1,500 at most", "อาจถูกกว่านี้ได้อีกไม่เกิน ฿1,500"),
        ("km", 1130, "May be less on the road, by 1,130 km at most", "อาจเดินทางน้อยกว่านี้ได้อีกไม่เกิน 1,130 กม."),
        ("cost", None, "A cheaper plan may exist", "อาจมีแผนที่ถูกกว่านี้"),
        ("unmet", None, "A plan that leaves fewer steps open may exist", "อาจมีแผนที่ทำได้ครบขั้นตอนกว่านี้"),
        (None, None, "A better plan may exist", "อาจมีแผนที่ดีกว่านี้"),
    ],
)
def test_what_is_not_proved_says_how_much_better_a_plan_could_be(
    part: str | None, most: int | None, english: str, thai: str
) -> None:
    """In days, baht and km, which she counts in, and without a figure where none is sure."""
    made = plan(exact=False, bound=0.1, bound_on=part, bound_by=most)
    assert (only(made).proof, only(made, "th").proof) == (english, thai)


def test_a_bound_kept_before_it_was_counted_in_days_claims_no_figure() -> None:
    assert (
        only(plan(exact=False, bound=0.1, bound_on="finish")).proof == "A plan that is ready sooner may exist"
    )


def test_a_plan_kept_long_ago_says_what_it_knows_and_claims_nothing() -> None:
    card = only(kept_long_ago())
    assert (card.first_days, card.proof) == (None, "")
    assert card.whole == "฿46,665"
    assert card.name == "Earliest"


def test_prices_still_open_and_steps_nobody_does_are_counted() -> None:
    steps = [step(cost_thb=None), step(cost_thb=None), step(cost_thb=None, unmet="barred"), step()]
    card = only(plan(steps=steps, unmet=[{"seq": 3}]))
    assert (card.open_prices, card.unmet) == (2, 1)

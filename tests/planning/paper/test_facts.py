"""The paper says what the card of its plan says, and what she asked for."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import override

from itc.planning.models import Plan
from itc.planning.paper import LAYOUT
from itc.planning.queries.cards import cards
from itc.planning.queries.kept import chosen
from itc.web.templatetags.web import baht, day
from tests.planning.paper.papers import kept, paper, rows, unmet
from tests.web.paper.printed import plain, printed

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(network: dt.datetime) -> Plan:
    return kept(timezone.now())


@pytest.mark.parametrize("kind", ["earliest", "cheapest", "nearest"])
def test_the_paper_says_what_the_card_says(plan: Plan, kind: str) -> None:
    best = chosen(plan.answer["plans"], kind)
    (when, _), (whole, says), (way, _), *owned = paper(unmet(plan, best["steps"][3]["seq"]), kind=kind)[
        "facts"
    ]
    with override("th"):
        card = next(card for card in cards(plan.answer["plans"], best) if card.opened)
    assert card.first_days
    assert (when, whole, way) == (day(card.finish), card.whole, f"{card.km:,} กม.")
    assert f"อีก {card.open_prices} ขั้นตอน" in says
    assert f"30 วันแรก {baht(card.first_days)}" in says
    assert [figure for figure, _ in owned] == [baht(card.not_bought)]


def test_with_a_step_that_nobody_does_the_day_is_the_earliest_there_can_be(plan: Plan) -> None:
    best = plan.answer["plans"][0]
    assert "อย่างเร็ว" not in paper(plan)["facts"][0][1]
    assert "อย่างเร็ว" in paper(unmet(plan, best["steps"][3]["seq"]))["facts"][0][1]


def test_the_paper_says_what_she_asked_for(network: dt.datetime) -> None:
    start = dt.date(timezone.now().year + 1, 1, 5)
    wishes: dict[str, Any] = {
        "days_off": (4,),
        "region": "North",
        "start": start,
        "amount": Decimal(50),
        "amount_unit": "kg",
    }
    made = paper(kept(timezone.now(), **wishes))
    asked = dict(made["about"])["ตามที่คุณขอ"]
    assert asked == f"ลำพูน · 50 กิโลกรัม · ไม่ว่างวันศุกร์ · เฉพาะภาคเหนือ · ตั้งแต่ 5 ม.ค. {start.year + 543}"
    assert asked in printed(LAYOUT, made)
    assert dict(paper(kept(timezone.now(), idea="สบู่น้ำผึ้ง"), "en")["about"])["As you asked"] == "Lamphun"


def test_the_paper_says_what_was_read_otherwise(network: dt.datetime) -> None:
    past = kept(timezone.now(), start=timezone.localdate() - dt.timedelta(days=9))
    (title, rows), *_ = paper(past)["warnings"]
    assert title == "ควรรู้ก่อน"
    assert "ผ่านไปแล้ว" in rows[0][1]
    assert rows[0][1] in printed(LAYOUT, paper(past))


def test_a_way_is_said_to_be_how_far_a_place_is(plan: Plan) -> None:
    ways = {step["km"] for step in plan.answer["plans"][0]["steps"] if step["km"]}
    assert ways
    said = [plain(row["presence"]) for row in rows(paper(plan))]
    assert {f"คุณต้องไปเอง · ห่าง {km:,} กม." for km in ways} <= set(said)


def test_prices_say_what_is_known_and_what_is_open(plan: Plan) -> None:
    best = plan.answer["plans"][0]
    still = sum(step["cost_thb"] is None for step in best["steps"])
    figure, says = paper(plan)["facts"][1]
    assert figure.startswith("฿")
    assert f"อีก {still} ขั้นตอน" in says
    priced = {row["price"] for row in rows(paper(plan))}
    assert {"ไม่มีค่าใช้จ่าย", "รอใบเสนอราคา", "รอเลือก"} <= priced
    assert "฿0" not in priced
    for step in best["steps"]:
        step["cost_thb"] = step["cost_thb"] or "0.00"
    assert paper(plan)["facts"][1][1].startswith("ค่าเครื่อง คน และห้องทดสอบ ก่อนภาษีมูลค่าเพิ่ม · ")

"""What stands on the paper of a plan: all of the plan, in both languages, and nobody's name."""

import copy
import datetime as dt
import json
import re
import unicodedata

import pytest
import typst
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from itc.catalogue.queries.knowledge import knowledge
from itc.planning.models import Plan
from itc.planning.paper import LAYOUT
from itc.planning.paper.sheet import IDEA_LETTERS
from itc.planning.paper.steps import MOST_WITH_WHY
from itc.planning.queries.kept import chosen
from itc.web.paper.press import fonts, inputs, pdf, source
from tests.catalogue.reference import families
from tests.planning.paper.papers import LINK, Sheet, kept, paper, row_of, rows, unmet
from tests.planning.test_nobody_is_named import named_in
from tests.reference import STORY
from tests.web.paper.printed import pages, plain, printed

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def plan(network: dt.datetime) -> Plan:
    return kept(timezone.now())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "th",
            [
                "ผลไม้อบแห้ง",
                "ลำไย",
                "ศูนย์ที่ดูแลคุณคือ",
                "แผนที่เร็วที่สุด",
                "วิศวกรรม",
                "อบแห้งด้วยลมร้อน",
                "คุณต้องไปเอง",
                "กฎหมายบังคับ",
                "เอกสารที่ต้องเตรียม",
                "เครื่องจักรที่ไม่ต้องซื้อเอง",
                "ข้อมูลตัวอย่าง",
                "หน้า 1 จาก 3",
            ],
        ),
        (
            "en",
            [
                "Dried fruit",
                "ลำไย",
                "Your case is kept by",
                "The earliest plan",
                "Engineering",
                "Hot-air drying",
                "You must be there",
                "By law",
                "Papers to prepare",
                "Machines you need not buy",
                "Sample data",
                "Page 1 of 3",
            ],
        ),
    ],
)
def test_the_paper_reads_in_both_languages(plan: Plan, language: str, words: list[str]) -> None:
    text = printed(LAYOUT, paper(plan, language))
    assert [word for word in words if word not in text] == []
    assert LINK in text


def test_every_word_of_the_sheet_is_printed(plan: Plan) -> None:
    made = unmet(plan, plan.answer["plans"][0]["steps"][0]["seq"])
    text = printed(LAYOUT, paper(made)).replace("\n", " ")
    for row in rows(paper(made)):
        said = [row[name] for name in ("when", "result", "presence", "name", "why", "cure", "price")]
        said += row["where"] + [word for label, names in row["notes"] for word in [label, *names]]
        assert [word for word in said if word and plain(word) not in text] == []


def test_every_step_stands_under_its_station_with_its_day(plan: Plan) -> None:
    best = plan.answer["plans"][0]
    made = paper(plan)
    assert len(rows(made)) == len(best["steps"])
    for station, number in zip(made["stations"], "12345", strict=True):
        assert station["number"] == number
        assert len(station["bars"]) == len(station["steps"])
    finish = dt.datetime.fromisoformat(best["finish"]).astimezone(timezone.get_default_timezone())
    assert made["facts"][0][0].endswith(str(finish.year + 543))
    assert re.fullmatch(r"(จ|อ|พ|พฤ|ศ|ส|อา)\..* 25\d\d", plain(rows(made)[0]["when"]))


def test_days_and_no_minutes_and_sample_said_once(plan: Plan) -> None:
    for language in ("th", "en"):
        text = printed(LAYOUT, paper(plan, language))
        assert not re.search(r"\b\d{2}:\d{2}\b", text)
        assert text.count("ข้อมูลตัวอย่าง") + text.count("Sample data") == 1
        assert not re.search(r"\((ตัวอย่าง|sample)\)", text)


def test_the_paper_names_no_person_and_no_maker(plan: Plan) -> None:
    for language in ("th", "en"):
        made = paper(plan, language)
        assert named_in(json.dumps(made, ensure_ascii=False)) == set()
        assert "EX-" not in json.dumps(made)
    assert "เจ้าหน้าที่รับเรื่อง" in printed(LAYOUT, paper(plan))


def test_what_the_law_asks_for_and_the_papers_to_bring_stand_at_the_step(plan: Plan) -> None:
    licence = dict(row_of(paper(plan), "อย.")["notes"])
    assert licence["กฎหมายบังคับ"] == ["พ.ร.บ. อาหาร พ.ศ. 2522 พระราชบัญญัติอาหาร"]
    assert "ฉลาก" in licence["เอกสารที่ต้องเตรียม"]
    assert re.search(r"ใน \d+ วัน เร็วที่สุด \d+ วัน", licence[""][0])
    assert row_of(paper(plan), "อบแห้ง")["notes"] == []


def test_how_sure_a_day_is_stands_at_each_step(plan: Plan) -> None:
    kinds = {row["kind"] for row in rows(paper(plan))}
    assert kinds == {step["certainty"] for step in plan.answer["plans"][0]["steps"]}
    assert {"firm", "expected"} <= kinds


@pytest.mark.parametrize(("language", "cure"), [("th", "ถามเจ้าหน้าที่"), ("en", "an officer")])
def test_what_nobody_does_yet_has_no_day_and_says_what_helps(plan: Plan, language: str, cure: str) -> None:
    seq = plan.answer["plans"][0]["steps"][3]["seq"]
    made = paper(unmet(plan, seq), language)
    (row,) = (row for row in rows(made) if row["kind"] == "unmet")
    assert row["when"] in {"ยังไม่มีวัน", "no day yet"}
    assert row["result"] == row["presence"] == row["price"] == ""
    assert cure in row["cure"]
    assert len(made["warnings"]) == 1
    assert printed(LAYOUT, made).count(row["cure"]) == 2, "at the top, and at the step"
    assert sum(len(station["bars"]) for station in made["stations"]) == len(rows(made)) - 1


def test_a_plan_of_which_nothing_can_be_done_has_its_paper(plan: Plan) -> None:
    for step in plan.answer["plans"][0]["steps"]:
        unmet(plan, step["seq"])
    made = paper(plan)
    assert made["months"] is None
    assert pages(pdf(LAYOUT, made)) <= 3


def test_a_step_left_out_that_a_law_asks_for_is_missed_aloud(network: dt.datetime) -> None:
    whole = kept(timezone.now())
    licence = next(step["seq"] for step in whole.answer["path"] if step["operation"] == "fda-food-licence")
    made = paper(kept(timezone.now(), steps_off=(licence,)))
    (title, missed), *_rest = made["warnings"]
    assert title == "ไม่ทำแล้ว แต่กฎหมายบังคับ"
    assert any("อย." in name for name, _cure in missed)


def test_the_kind_asked_for_is_the_one_printed(plan: Plan) -> None:
    first = plan.answer["plans"][0] | {"kinds": ["earliest"]}
    other = copy.deepcopy(first) | {"kinds": ["cheapest", "nearest"], "travel_km": 7}
    assert chosen([first, other], "nearest") is other
    assert chosen([first, other], "earliest") is first
    for unknown in ("", "best", "../x", "cheapest "):
        assert chosen([first, other], unknown) is first
    plan.answer["plans"] = [first, other]
    assert paper(plan, kind="cheapest")["facts"][2][0] == "7 กม."
    assert paper(plan, kind="cheapest")["words"]["kind"] == "แผนที่ถูกที่สุด · แผนที่ใกล้ที่สุด"
    assert paper(plan, kind="x")["words"]["kind"] == "แผนที่เร็วที่สุด"


def test_a_long_idea_is_cut_and_says_so(network: dt.datetime) -> None:
    made = paper(kept(timezone.now(), idea=STORY + " และขายดี" * 100))
    letters = [letter for letter in made["idea"] if not unicodedata.combining(letter)]
    assert len(letters) == IDEA_LETTERS + 2
    assert made["idea"].endswith("…”")
    assert pages(pdf(LAYOUT, made)) <= 4


def test_a_paper_costs_few_queries(plan: Plan, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    paper(plan)
    with django_assert_max_num_queries(3):
        paper(plan)


def strict(made: Sheet) -> bytes:
    """Return the paper by the standard of accessible PDF, which refuses what it cannot say aloud."""
    return typst.compile(source(LAYOUT), font_paths=fonts(), sys_inputs=inputs(made), pdf_standards="ua-1")


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_paper_is_accessible(plan: Plan, language: str) -> None:
    assert pages(strict(paper(plan, language))) == 3


def every_step(family: str) -> tuple[int, ...]:
    return tuple(line.seq for line in knowledge().lines[family])


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_plan_is_three_pages_at_most_even_the_longest(network: dt.datetime, language: str) -> None:
    longest = sorted(families(), key=lambda family: len(every_step(family)))[-2:]
    for family in longest:
        usual = paper(kept(timezone.now(), "x", family=family), language)
        assert 1 <= pages(pdf(LAYOUT, usual)) <= 3, family
        full = paper(kept(timezone.now(), "x", family=family, steps_on=every_step(family)), language)
        assert len(rows(full)) > MOST_WITH_WHY
        assert not any(row["why"] for row in rows(full)), "of so many, none says why"
        assert pages(pdf(LAYOUT, full)) <= 4, family


@pytest.mark.prove
@pytest.mark.parametrize("family", sorted(families()))
def test_the_paper_of_every_family_is_accessible_and_short(network: dt.datetime, family: str) -> None:
    for language in ("th", "en"):
        assert pages(strict(paper(kept(timezone.now(), "x", family=family), language))) <= 3

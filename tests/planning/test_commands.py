"""The main job from the command line."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from itc.catalogue.models import UnreadIdea
from itc.planning.models import Plan
from tests.planning.answers import validated
from tests.reference import STORY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("network")]


def itc(*words: str, **options: object) -> str:
    out = StringIO()
    call_command(*words, stdout=out, **options)
    return out.getvalue()


def test_a_plan_is_printed_for_people() -> None:
    page = itc("plan", STORY)
    assert "ผลไม้อบแห้ง" in page
    assert "ถึงตลาด" in page
    assert Plan.objects.get().pk in page


def test_a_plan_is_printed_by_the_schema() -> None:
    body = validated(json.loads(itc("plan", STORY, "--json")))
    assert body["plans"][0]["kinds"][0] == "earliest"


def test_all_plans_stand_in_short_before_the_first_in_full() -> None:
    page = itc("plan", STORY)
    short, _, steps = page.partition("วันที่")
    for word in ("เร็วที่สุด", "ใกล้ที่สุด", "กม.", "฿", "เครื่องที่ไม่ต้องซื้อ", "30 วันแรก"):
        assert word in short
    (opened,) = [line for line in short.splitlines() if line.startswith("▸")]
    assert "เร็วที่สุด" in opened
    assert "อบแห้งด้วยลมร้อน" in steps


def test_another_kind_is_printed_in_full() -> None:
    page = itc("plan", STORY, "--kind", "nearest")
    (opened,) = [line for line in page.splitlines() if line.startswith("▸")]
    plans = Plan.objects.get().answer["plans"]
    (nearest,) = [plan for plan in plans if "nearest" in plan["kinds"]]
    assert "ใกล้ที่สุด" in opened
    assert f"{nearest['travel_km']:,} กม." in opened
    with pytest.raises(CommandError):
        itc("plan", STORY, "--kind", "prettiest")


def test_her_wishes_are_planned() -> None:
    itc("plan", STORY, "--days-off", "fri, Saturday", "--region", "North", "--amount", "๕๐", "--unit", "l")
    asked = Plan.objects.get().asked
    assert (asked["days_off"], asked["region"]) == ([4, 5], "North")
    assert (asked["amount"], asked["amount_unit"]) == ("50", "l")


def test_what_nobody_does_there_is_said_with_a_cure() -> None:
    page = itc("plan", STORY, "--region", "South")
    assert "ยังไม่มีใครทำได้" in page
    assert "ยังไม่มีวัน" in page
    assert "ทั้งประเทศ" in page


@pytest.mark.parametrize(
    "words",
    [
        ["--days-off", "fri,someday"],
        ["--days-off", "mon,tue,wed,thu,fri,sat,sun"],
        ["--region", "Mars"],
        ["--amount", "much"],
        ["--amount", "nan"],
        ["--amount", "0"],
        ["--amount", "99999999"],
        ["--unit", "acre"],
    ],
)
def test_a_wish_nobody_knows_ends_with_a_sentence(words: list[str]) -> None:
    with pytest.raises(CommandError, match=r"\w"):
        itc("plan", STORY, *words)
    assert not Plan.objects.exists()


def test_what_is_not_understood_is_said_and_logged_without_digits_or_names() -> None:
    assert "ยังไม่เข้าใจ" in itc("plan", "อยากไปเที่ยวเชียงใหม่ โทร 0812345678 คุณสมชาย")
    assert not Plan.objects.exists()
    unread = UnreadIdea.objects.get()
    assert "เชียงใหม่" in unread.words
    assert not any(letter.isdigit() for letter in unread.words)
    assert "สมชาย" not in unread.words


@pytest.mark.parametrize(
    "options", [{"province": "TH-99"}, {"start": "31/2/2569"}, {"family": "gone"}, {"start": "2999-01-01"}]
)
def test_a_wrong_word_ends_with_a_sentence(options: dict[str, str]) -> None:
    with pytest.raises(CommandError, match=r"."):
        itc("plan", STORY, **options)


def test_nothing_is_planned_before_a_first_day() -> None:
    first = dt.date.today() + dt.timedelta(days=20)  # noqa: DTZ011 - any day near does
    body = json.loads(itc("plan", STORY, "--json", start=first.isoformat()))
    assert min(step["starts_at"] for step in body["plans"][0]["steps"]) >= first.isoformat()

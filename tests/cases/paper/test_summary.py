"""The paper of a case says what its page says, to who may see that, and fits on two sheets."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from itc.accounts.models import User
from itc.cases.actions.ending import confirm_case, withdraw_case
from itc.cases.models import Case, Miss
from itc.cases.paper import SUMMARY
from itc.cases.paper.summary import sheet
from itc.cases.queries.lists import case_of
from itc.cases.queries.page import case_page
from itc.firms.models import Firm
from itc.resources.models import Resource
from itc.web.paper.press import PAPER_COST, pdf
from tests.cases import world
from tests.web.paper.printed import pages, printed

LINK = "https://example.org/cases/x"


def paper(case: Case, person: User, language: str = "th", link: str = LINK) -> dict[str, Any]:
    with override(language):
        page = case_page(case_of(person, case.code, now=world.NOW), person, now=world.NOW)
        return sheet(page, link=link, now=world.NOW)


def test_it_says_what_it_is_about_and_every_step_with_day_hour_place_and_price(
    case: Case, owner: User
) -> None:
    said = printed(SUMMARY, paper(case, owner))
    for words in (
        "ผลไม้อบแห้ง", "“ลำไยอบแห้ง”", "แม่คำลำไย", case.code, "ศูนย์ลำพูน", "1 ธ.ค. 2569 · แม่คำ", "ขั้นที่ 2", "ขั้นที่ 20",
        "จ. 7 ธ.ค. 2569", "09:00–12:00 · คุณต้องไปเอง", "U1", "฿600", LINK, "หน้า 1 จาก 1", "ศูนย์ยังไม่ได้ยืนยันเคสนี้",
        "ถ้าจะเปลี่ยนหรือถอน", "ตอนนี้ถึงตา เจ้าหน้าที่ของศูนย์ลำพูน", "จองแล้ว", "คาดการณ์", "09:00 น.",
    ):  # fmt: skip
        assert words in said, words
    english = printed(SUMMARY, paper(case, owner, "en"))
    for words in ("Dried fruit", "Mon 7 Dec 2026", "Step 2", "You must be there", "To change or withdraw"):
        assert words in english, words


def test_it_says_how_far_the_case_is(case: Case, owner: User, officer: User) -> None:
    confirm_case(case=case, by=officer, now=world.NOW)
    said = printed(SUMMARY, paper(case, owner))
    assert "กำลังดำเนินการ" in said
    assert "ยังไม่ได้ยืนยัน" not in said
    withdraw_case(case=case, by=owner, now=world.NOW)
    said = printed(SUMMARY, paper(case, owner))
    assert "จบแล้ว" in said
    assert "ถ้าจะเปลี่ยนหรือถอน" not in said


def test_what_waits_and_what_was_missed_stands_at_the_top(firm: Firm, owner: User, dryer: Resource) -> None:
    Resource.objects.update(approval="ask")
    case = world.case_of(firm, owner, world.planned(2, world.hold("U1", 2)))
    Miss.objects.create(step=case.steps.get(), at=world.NOW, why=["เครื่องเสีย"])
    (_, _), (waits, (row,)), (missed, gone) = paper(case, owner)["warnings"]
    assert waits == "รายการที่ยังต้องรอตอบรับ"
    assert row == ("ชื่อ U1", "ขั้นที่ 2 · จ. 7 ธ.ค. 2569 · 09:00–12:00")
    assert gone == [("ขั้นที่ 2", "เครื่องเสีย")]
    assert missed in printed(SUMMARY, paper(case, owner))


def test_what_has_no_price_is_not_free(firm: Firm, owner: User, dryer: Resource) -> None:
    case = world.case_of(
        firm, owner,
        world.planned(2, cost_thb=None), world.planned(3, cost_thb=0),
        world.planned(4, cost_thb=None, booked_as="choice"),
    )  # fmt: skip
    made = paper(case, owner)
    assert [row["price"] for row in made["stations"][0]["steps"]] == [
        "รอใบเสนอราคา", "ไม่มีค่าใช้จ่าย", "รอเลือก"
    ]  # fmt: skip
    assert "ยังรอราคาอีก 2 ขั้นตอน" in printed(SUMMARY, made)


@pytest.mark.parametrize("words", ['#read("/etc/passwd") ] } \\ $x$', "ก" * 2000, "W" * 2000, "🥭\u202e"])
@pytest.mark.parametrize("language", ["th", "en"])
def test_a_long_case_fits_on_two_sheets_whatever_she_wrote(
    firm: Firm, owner: User, dryer: Resource, words: str, language: str
) -> None:
    steps = [world.planned(seq, cost_thb=seq) for seq in range(2, 26)]
    case = world.case_of(firm, owner, *steps)
    Case.objects.filter(pk=case.pk).update(product=words)
    made = paper(case, owner, language)
    assert pages(pdf(SUMMARY, made)) == 2
    assert len(words) > 240 or words in printed(SUMMARY, made)


def test_who_may_see_the_case_has_its_paper_and_nobody_else(
    client: Client, case: Case, owner: User, officer: User, stranger: User, ministry: User
) -> None:
    url = f"/cases/{case.code}/paper.pdf"
    assert client.get(url)["Location"].startswith("/sign-in")
    for person, status in ((owner, 200), (officer, 200), (stranger, 404), (ministry, 404)):
        client.force_login(person)
        assert client.get(url).status_code == status, person
    client.force_login(owner)
    assert f'href="{url}"' in client.get(f"/cases/{case.code}").content.decode()
    answer = client.get(f"/en{url}")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="case.pdf"'
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
    assert pages(answer.content) == 1
    assert client.post(url).status_code == 405


def test_it_costs_as_a_paper_costs_and_asks_as_often_however_long_it_is(
    client: Client, case: Case, owner: User, settings: LazySettings,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    client.force_login(owner)
    client.get(f"/cases/{case.code}/paper.pdf")  # reads the catalogue, once a process
    with django_assert_max_num_queries(14):
        client.get(f"/cases/{case.code}/paper.pdf")
    settings.PUBLIC_LIMIT = 2 * PAPER_COST
    assert 429 in [client.get(f"/cases/{case.code}/paper.pdf").status_code for _ in range(4)]

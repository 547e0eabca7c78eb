"""She changes how much her case is for and puts a step in, on her phone in Thai: each page against axe."""

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import PHONE, Visit
from tests.stories.people import Hers, new_case
from tests.stories.test_axe import serious
from tests.stories.test_case import fits

pytestmark = pytest.mark.browser
SHOW, DO = "ดูว่าจะเปลี่ยนอะไรบ้าง", "เปลี่ยนตามนี้"


def sound(page: Page) -> None:
    assert serious(page) == []
    assert fits(page)


def do_what_is_shown(page: Page, case: str) -> None:
    sound(page)
    page.get_by_role("button", name=DO).click()
    page.wait_for_url(f"**{case}")
    sound(page)


def another_amount(page: Page, kilos: str) -> None:
    page.fill("#id_amount", kilos)
    page.get_by_role("button", name=SHOW).click()
    page.wait_for_url("**/amount?amount=*")
    expect(page.locator("#changes")).to_be_visible()
    assert page.input_value("#id_amount") == kilos


def test_another_amount_is_shown_done_and_taken_back(visit: Visit) -> None:
    page = visit("/", viewport=PHONE, has_touch=True, is_mobile=True)
    case = new_case(page, "สบู่แม่ขยาย").case
    page.get_by_role("link", name="เปลี่ยนปริมาณ").click()
    page.wait_for_url(f"**{case}/amount")
    sound(page)
    page.fill("#id_amount", "เยอะ ๆ")
    page.get_by_role("button", name=SHOW).click()
    expect(page.locator("#id_amount_error")).to_be_visible()
    assert page.input_value("#id_amount") == "เยอะ ๆ"
    sound(page)
    another_amount(page, "40")
    do_what_is_shown(page, case)
    expect(page.locator("section", has=page.locator("#money"))).to_contain_text("40 กิโลกรัม")
    page.go_back()
    another_amount(page, "400")
    expect(page.locator(".before-after")).to_contain_text("→")
    do_what_is_shown(page, case)
    expect(page.locator("section", has=page.locator("#money"))).to_contain_text("400 กิโลกรัม")
    page.locator(".messages").get_by_role("link", name="กลับไปปริมาณเดิม").click()
    page.wait_for_url("**/amount?amount=40&*")
    do_what_is_shown(page, case)
    expect(page.locator("section", has=page.locator("#money"))).to_contain_text("40 กิโลกรัม")


def test_a_step_is_put_in_left_out_again_and_put_back(visit: Visit) -> None:
    page = visit("/", viewport=PHONE, has_touch=True, is_mobile=True)
    case = new_case(page, "สบู่แม่เพิ่ม").case
    steps, offered = page.locator(".step-head"), page.locator("#add li")
    before = steps.count()
    page.locator("#add summary").click()
    sound(page)
    step = offered.first.locator("a").inner_text()
    offered.first.locator("a").click()
    page.wait_for_url(f"**{case}/add/*")
    address = page.url
    expect(page.locator("h1")).to_contain_text(step)
    do_what_is_shown(page, case)
    expect(page.locator(".messages")).to_contain_text(step)
    expect(steps).to_have_count(before + 1)
    page.goto(address)  # an old page: it is in already
    page.wait_for_url(f"**{case}")

    page.locator(".step-head a", has_text=step).click()
    page.locator("form", has_text="ตัดขั้นนี้ออก").get_by_role("button", name=SHOW).click()
    do_what_is_shown(page, case)
    expect(steps).to_have_count(before)
    page.locator(".messages").get_by_role("link", name="ใส่กลับเข้ามา").click()
    page.wait_for_url(address)
    expect(page.locator("h1")).to_contain_text("ใส่กลับ")
    do_what_is_shown(page, case)
    expect(steps).to_have_count(before + 1)


def test_no_page_of_a_change_is_there_for_who_has_another_case(visit: Visit, her_case: Hers) -> None:
    page = visit("/", viewport=PHONE)
    new_case(page, "สบู่คนอื่น")
    for path in ("amount", "add/1", "steps/1"):
        answer = page.goto(f"{her_case.case}/{path}")
        assert answer
        assert answer.status == 404, path
        assert serious(page) == []

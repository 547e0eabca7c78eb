"""She accepts a plan on her phone and carries on in her case: each page against axe, back button too."""

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import DESK, Visit
from tests.stories.people import SOAP, plan_of, sign_in
from tests.stories.test_axe import serious

pytestmark = pytest.mark.browser


def no_wider_than_the_phone(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_from_a_plan_to_a_case_and_a_step_moved(visit: Visit) -> None:
    page = sign_in(visit("/sign-in", has_touch=True, is_mobile=True), "081-234 5678")
    path = plan_of(page, SOAP)
    page.get_by_role("link", name="รับแผนนี้").click()
    assert serious(page) == []
    page.get_by_role("link", name="เพิ่มกิจการ").click()
    page.fill("[name=name]", "แม่คำสบู่ไพล")
    page.fill("[name=number]", "1234567890123")
    page.select_option("[name=province]", label="ลำพูน")
    page.locator("main form .button--main").click()
    expect(page.locator(".errorlist")).to_be_visible()
    assert page.input_value("[name=name]") == "แม่คำสบู่ไพล"
    assert serious(page) == []
    page.fill("[name=number]", "")
    page.locator("main form .button--main").click()
    page.wait_for_url(f"**{path}/accept*")
    no_wider_than_the_phone(page)
    page.get_by_role("button", name="รับแผน จองทุกอย่างให้ฉัน").click()
    page.wait_for_url("**/cases/*")
    case = page.url
    assert serious(page) == []
    no_wider_than_the_phone(page)
    expect(page.locator(".ball")).to_contain_text("เจ้าหน้าที่ของศูนย์ที่ดูแลคุณ")
    # the back button, and pressed once more: the same case
    page.goto(f"{path}/accept?kind=earliest")
    page.get_by_role("button", name="รับแผน จองทุกอย่างให้ฉัน").click()
    page.wait_for_url(case)
    move_the_last_step(page)
    expect(page.locator(".messages")).to_contain_text("เลื่อนแล้ว")
    page.goto("/cases")
    assert serious(page) == []
    expect(page.locator(".case-card")).to_have_count(1)
    withdraw(page, case)


def move_the_last_step(page: Page) -> None:
    page.locator(".step-head a").last.click()
    page.wait_for_url("**/steps/*")
    assert serious(page) == []
    page.fill("[name=day]", "2027-04-20")
    page.get_by_role("button", name="ดูว่าจะเปลี่ยนอะไรบ้าง").first.click()
    expect(page.locator(".is-moved").first).to_be_visible()
    assert serious(page) == []
    no_wider_than_the_phone(page)
    page.get_by_role("button", name="เปลี่ยนตามนี้").click()
    page.wait_for_url("**/cases/*")


def withdraw(page: Page, case: str) -> None:
    page.goto(case)
    page.locator("summary", has_text="ถอนเคสนี้").click()
    page.get_by_role("button", name="ถอนเคส").click()
    expect(page.locator("h1")).to_contain_text("จบแล้ว")


def test_in_english_at_a_desk_who_is_not_signed_in_is_asked_to_and_comes_back(
    visit: Visit, plan_path: str
) -> None:
    page = visit(f"/en{plan_path}", viewport=DESK, locale="en-GB")
    page.get_by_role("link", name="Accept this plan").click()
    page.wait_for_url(lambda url: "/sign-in" in url)
    sign_in(page, "0812345678")
    page.wait_for_url(f"**{plan_path}/accept*")
    assert serious(page) == []

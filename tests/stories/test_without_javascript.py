"""The same story with scripts switched off: every change is a form that is sent."""

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import COATING, Visit, ask, leave_out, open_wishes, titles

pytestmark = pytest.mark.browser


def test_the_whole_story_without_javascript(visit: Visit) -> None:
    page = visit("/", java_script_enabled=False)
    ask(page)
    before = titles(page)
    assert COATING in before
    leave_out(page, COATING)
    expect(page.locator(".dated h4", has_text=COATING)).to_have_count(0)
    page.get_by_role("button", name="เอาออก: ตลาด: ญี่ปุ่น").click()
    expect(page.get_by_role("button", name="เอาออก: ตลาด: ญี่ปุ่น")).to_have_count(0)
    open_wishes(page)
    page.fill("#id_amount", "50")
    page.locator(".wishes .button--main").click()
    expect(page.locator("#id_amount")).to_have_value("50")
    expect(page.locator(".dated h4", has_text=COATING)).to_have_count(0)


def test_what_is_folded_opens_without_javascript(visit: Visit, plan_path: str) -> None:
    page = visit(plan_path, java_script_enabled=False)
    for folded in (".wishes-more", ".dated details", ".more-steps", ".others", ".stops-fold"):
        details = page.locator(folded).first
        details.locator("summary").first.click()
        expect(details).to_have_attribute("open", "")


def test_another_plan_is_opened_without_javascript(visit: Visit, plan_path: str) -> None:
    page = visit(plan_path, java_script_enabled=False)
    page.locator(".plan-card h3 a", has_text="ใกล้ที่สุด").last.click()
    page.wait_for_url("**?kind=*#plan")
    expect(page.locator("#plan")).to_contain_text("ใกล้ที่สุด")
    expect(page.locator(".plan-card [aria-current]")).to_have_count(1)


def test_wishes_are_sent_and_taken_back_without_javascript(visit: Visit, plan_path: str) -> None:
    page = visit(plan_path, java_script_enabled=False)
    open_wishes(page)
    page.get_by_label("ศ.", exact=True).check()
    page.locator(".wishes .button--main").click()
    chip = page.get_by_role("button", name="เอาออก: ไม่ว่างวันศุกร์")
    expect(chip).to_be_visible()
    chip.click()
    expect(chip).to_have_count(0)
    open_wishes(page)
    expect(page.get_by_label("ศ.", exact=True)).not_to_be_checked()

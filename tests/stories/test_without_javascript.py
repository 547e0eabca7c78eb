"""The same story with scripts switched off: every change is a form that is sent."""

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import COATING, Visit, ask, titles

pytestmark = pytest.mark.browser


def test_the_whole_story_without_javascript(visit: Visit) -> None:
    page = visit("/", java_script_enabled=False)
    ask(page)
    before = titles(page)
    assert COATING in before
    page.get_by_role("button", name=f"ไม่ทำ: {COATING}").click()
    expect(page.locator(".rows:not(.rows--off) h4", has_text=COATING)).to_have_count(0)
    page.get_by_role("button", name="เอาออก: ตลาด: ญี่ปุ่น").click()
    expect(page.get_by_role("button", name="เอาออก: ตลาด: ญี่ปุ่น")).to_have_count(0)
    page.fill("#id_amount", "50")
    page.locator(".wishes .button--main").click()
    expect(page.locator("#id_amount")).to_have_value("50")
    expect(page.locator(".rows:not(.rows--off) h4", has_text=COATING)).to_have_count(0)


def test_what_is_folded_opens_without_javascript(visit: Visit, plan_path: str) -> None:
    page = visit(plan_path, java_script_enabled=False)
    for folded in (".wishes-more", ".row-asked", ".more-steps", ".others"):
        details = page.locator(folded).first
        details.locator("summary").first.click()
        expect(details).to_have_attribute("open", "")

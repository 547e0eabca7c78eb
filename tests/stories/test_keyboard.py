"""The story with nothing but a keyboard."""

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import COATING, IDEA, Visit, titles

pytestmark = pytest.mark.browser
DESK = {"width": 1280, "height": 800}
HERE = "document.activeElement"


def tab_to(page: Page, wanted: str, most: int = 120) -> None:
    """Press Tab until the focused element is called so; every stop on the way must show its focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        name = page.evaluate(f"{HERE}.getAttribute('aria-label') || {HERE}.id || {HERE}.innerText")
        ring = page.evaluate(
            f"{HERE} === document.body || parseFloat(getComputedStyle({HERE}).outlineWidth) >= 2"
        )
        assert ring, f"no focus to be seen on {name}"
        if name == wanted:
            return
    pytest.fail(f"{wanted} is not reached by Tab")


def choose(page: Page, label: str) -> None:
    """Press the arrow in the focused list until it says so."""
    for _ in range(100):
        page.keyboard.press("ArrowDown")
        if page.evaluate(f"{HERE}.selectedOptions[0].label") == label:
            return
    pytest.fail(f"{label} is not in the list")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_from_home_to_a_plan_and_a_step_left_out(visit: Visit, key: str) -> None:
    page = visit("/", viewport=DESK)
    tab_to(page, "idea")
    page.keyboard.insert_text(IDEA)
    page.keyboard.press("Tab")
    choose(page, "ลำพูน")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/plans/*")
    assert COATING in titles(page)
    summary = page.locator(".dated > li", has_text=COATING).locator("summary")
    tab_to(page, summary.inner_text())
    page.keyboard.press(key)
    page.keyboard.press("Tab")
    assert page.evaluate(f"{HERE}.innerText") == "ไม่ทำ"
    page.keyboard.press(key)
    expect(page.locator(".dated h4", has_text=COATING)).to_have_count(0)


def test_enter_in_the_amount_plans_again_and_takes_no_chip_away(visit: Visit, plan_path: str) -> None:
    page = visit(plan_path, viewport=DESK)
    before = page.locator(".wishes .chip").count()
    page.fill("#id_amount", "150")
    page.press("#id_amount", "Enter")
    page.wait_for_url(lambda url: not url.endswith(plan_path))
    assert page.input_value("#id_amount") == "150"
    assert page.locator(".wishes .chip").count() == before


def test_the_jump_links_go_where_they_say(visit: Visit, plan_path: str) -> None:
    page = visit(plan_path, reduced_motion="reduce")
    for link in page.locator(".jump a").all():
        link.focus()
        page.keyboard.press("Enter")
        target = page.locator(str(link.get_attribute("href")))
        expect(target).to_be_in_viewport()


@pytest.mark.parametrize(("prefix", "name"), [("", "ใกล้ที่สุด"), ("/en", "Nearest")])
def test_another_plan_is_opened_and_the_next_tab_is_below_its_heading(
    visit: Visit, plan_path: str, prefix: str, name: str
) -> None:
    page = visit(prefix + plan_path, viewport=DESK)
    tab_to(page, name)
    page.keyboard.press("Enter")
    page.wait_for_url("**?kind=nearest#plan")
    expect(page.locator("#plan")).to_be_in_viewport()
    page.keyboard.press("Tab")
    below = (
        f"document.querySelector('#plan').compareDocumentPosition({HERE}) & Node.DOCUMENT_POSITION_FOLLOWING"
    )
    assert page.evaluate(below)


def test_weekdays_are_ticked_with_the_space_bar(visit: Visit, plan_path: str) -> None:
    page = visit(plan_path, viewport=DESK)
    tab_to(page, "id_days_off_4")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith(plan_path))
    expect(page.locator("#id_days_off_4")).to_be_checked()
    expect(page.get_by_role("button", name="เอาออก: ไม่ว่างวันศุกร์")).to_be_visible()

"""The story at 360 px in Thai: home, plan, and one change after the other, by taps."""

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import COATING, IDEA, Visit, ask, titles

pytestmark = pytest.mark.browser
EXPORT = "จัดแฟ้มข้อกำหนดประเทศปลายทาง"


@pytest.fixture
def plan(visit: Visit) -> Page:
    page = visit("/", has_touch=True, is_mobile=True)
    ask(page)
    return page


def away(page: Page, step: str) -> None:
    """Wait for a plan without the step."""
    expect(page.locator(".rows:not(.rows--off) h4", has_text=step)).to_have_count(0)


def test_her_sentence_becomes_a_plan_with_a_date_a_price_and_kilometres(plan: Page) -> None:
    assert IDEA in plan.inner_text(".plan-hero")
    facts = plan.locator(".plan-facts .fact b").all_inner_texts()
    assert len(facts) == 4
    assert "25" in facts[0]  # of the Buddhist era
    assert facts[1].startswith("฿")
    assert facts[2].endswith("กม.")
    assert COATING in titles(plan)
    assert plan.locator(".plan-days time").count() >= len(titles(plan)) - 3
    assert plan.evaluate("typeof htmx") == "object"


def test_each_step_she_switched_on_says_her_word(plan: Page) -> None:
    said = plan.locator(".row", has_text=COATING).locator(".row-said")
    assert "เคลือบ" in said.inner_text()


def test_without_japan_and_export_the_export_steps_are_gone_and_back_brings_them(plan: Page) -> None:
    before = titles(plan)
    assert EXPORT in before
    for chip in ("ส่งออก", "ญี่ปุ่น"):
        address = plan.url
        plan.get_by_role("button", name=f"เอาออก: ตลาด: {chip}").tap()
        plan.wait_for_url(lambda url, old=address: url != old)
    away(plan, EXPORT)
    for word in ("ส่งออก", "ญี่ปุ่น"):  # other steps may come: without export another way is proposed
        assert plan.locator(".row-said", has_text=word).count() == 0
    plan.go_back()
    plan.go_back()
    expect(plan.locator(".rows:not(.rows--off) h4", has_text=EXPORT)).to_have_count(1)
    assert titles(plan) == before


def test_a_step_is_left_out_and_put_in_again(plan: Page) -> None:
    plan.get_by_role("button", name=f"ไม่ทำ: {COATING}").tap()
    away(plan, COATING)
    row = plan.locator(".more-steps", has_text=COATING)
    row.locator("summary").first.tap()
    row.get_by_role("button", name=COATING).tap()
    expect(plan.locator(".rows:not(.rows--off) h4", has_text=COATING)).to_have_count(1)


def test_another_amount_is_planned_and_stays_in_its_field(plan: Page) -> None:
    address = plan.url
    plan.fill("#id_amount", "50")
    plan.locator(".wishes .button--main").tap()
    plan.wait_for_url(lambda url: url != address)
    assert plan.input_value("#id_amount") == "50"
    assert COATING in titles(plan)


def test_a_wrong_amount_keeps_what_was_typed_and_opens_nothing_else(plan: Page) -> None:
    plan.fill("#id_amount", "ห้าสิบกว่า")
    plan.locator(".wishes .button--main").tap()
    expect(plan.locator(".wishes .errorlist").first).to_be_visible()
    assert plan.input_value("#id_amount") == "ห้าสิบกว่า"


def test_english_keeps_the_plan(plan: Page) -> None:
    path = plan.evaluate("location.pathname")
    count = len(titles(plan))
    plan.get_by_role("link", name="English").tap()
    plan.wait_for_url(f"**/en{path}")
    assert len(titles(plan)) == count
    assert IDEA in plan.inner_text(".plan-hero")


def test_the_link_is_shown_in_full_and_opens_the_same_plan(plan: Page, visit: Visit) -> None:
    link = plan.inner_text(".keep-link")
    assert link == plan.url
    assert titles(visit(link)) == titles(plan)


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("width", [320, 360, 900, 1280])
def test_nothing_scrolls_sideways(visit: Visit, plan_path: str, prefix: str, width: int) -> None:
    page = visit(prefix + plan_path, viewport={"width": width, "height": 640})
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == width

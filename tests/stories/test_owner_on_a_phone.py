"""The story at 360 px in Thai: home, plans, and one change after the other, by taps."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import COATING, IDEA, Visit, ask, leave_out, open_wishes, titles, unfold
from tests.stories.test_house import TOO_SMALL

pytestmark = pytest.mark.browser
EXPORT = "จัดแฟ้มข้อกำหนดประเทศปลายทาง"
MOST_PIXELS, MOST_BYTES = 7_200, 80_000
"""What the page of this sentence may be long and heavy on a phone, with a little to spare."""


@pytest.fixture
def plan(visit: Visit) -> Page:
    page = visit("/", has_touch=True, is_mobile=True)
    ask(page)
    return page


def away(page: Page, step: str) -> None:
    """Wait for a plan without the step."""
    expect(page.locator(".dated h4", has_text=step)).to_have_count(0)


def again(page: Page) -> None:
    """Press the button that plans again, and wait for the new plan."""
    address = page.url
    page.locator(".wishes .button--main").tap()
    page.wait_for_url(lambda url: url != address)


def test_her_sentence_becomes_plans_with_a_date_a_price_and_kilometres(plan: Page) -> None:
    assert IDEA in plan.inner_text(".plan-hero")
    cards = plan.locator(".plan-card")
    assert 1 <= cards.count() <= 3
    for card in cards.all():
        said = card.inner_text()
        for fact in ("ถึงตลาด", "นัดแรก", "จ่ายใน 30 วันแรก", "ทั้งหมด", "เดินทางไปกลับ", "เครื่องที่ไม่ต้องซื้อ"):
            assert fact in said
        assert re.search(r"25\d\d", said), "of the Buddhist era"
        assert re.search(r"฿[\d,]+", said)
        assert re.search(r"[\d,]+ กม\.", said)
    assert COATING in titles(plan)
    assert plan.locator(".dated time").count() == len(titles(plan))
    assert plan.evaluate("typeof htmx") == "object"


def test_the_cards_stand_on_the_first_two_screens_and_the_steps_below_them(plan: Page) -> None:
    first, last = (
        plan.locator(".plan-card").first.bounding_box(),
        plan.locator(".plan-card").last.bounding_box(),
    )
    steps = plan.locator(".dated").first.bounding_box()
    assert first
    assert last
    assert steps
    assert first["y"] < 740
    assert last["y"] < 2 * 740
    assert last["y"] + last["height"] < steps["y"]


def test_the_page_is_calm_enough_for_a_thumb(plan: Page) -> None:
    assert plan.evaluate("document.documentElement.scrollHeight") < MOST_PIXELS
    assert len(plan.request.get(plan.url).body()) < MOST_BYTES
    names = titles(plan)
    assert len(set(names)) == len(names), "no step stands twice"


def test_a_step_opens_by_a_tap_and_says_why_and_who_asks(plan: Page) -> None:
    row = plan.locator(".dated > li", has_text=COATING)
    assert not row.get_by_role("button").is_visible()
    row.locator("summary").tap()
    expect(row.locator("mark")).to_contain_text("เคลือบ")
    expect(row.get_by_role("button")).to_be_visible()
    asked = plan.locator(".dated > li", has=plan.locator(".step-marks")).first
    asked.locator("summary").tap()
    expect(asked.locator(".step-marks a").first).to_be_visible()


def test_firm_forecast_and_filing_look_and_read_apart(plan: Page) -> None:
    ground = "getComputedStyle(document.querySelector('.dated > .is-{}')).backgroundColor"
    stroke = "getComputedStyle(document.querySelector('.dated > .is-{}'), '::before').borderLeftStyle"
    assert plan.evaluate(ground.format("firm")) != plan.evaluate(ground.format("expected"))
    assert [plan.evaluate(stroke.format(each)) for each in ("firm", "expected")] == ["solid", "dotted"]
    assert "คาดว่า" in plan.locator(".dated > .is-expected").first.inner_text()
    assert "คาดว่า" not in plan.locator(".dated > .is-firm").first.inner_text()


def test_another_card_is_opened_by_a_tap_and_everything_follows(plan: Page) -> None:
    nearest = plan.locator(".plan-card").last
    km = nearest.locator("dd", has_text="กม.").inner_text()
    nearest.tap()
    plan.wait_for_url("**?kind=*#plan")
    heading = plan.locator("#plan")
    expect(heading).to_be_in_viewport()
    box, bar = heading.bounding_box(), plan.locator(".jump").bounding_box()
    assert box
    assert bar
    assert box["y"] >= bar["y"] + bar["height"], "the heading is not under the bar"
    assert plan.locator(".plan-card").last.locator("[aria-current]").count() == 1
    assert km in plan.locator(".route > p").inner_text()


def test_without_japan_and_export_the_export_steps_are_gone_and_back_brings_them(plan: Page) -> None:
    before = titles(plan)
    assert EXPORT in before
    for chip in ("ส่งออก", "ญี่ปุ่น"):
        address = plan.url
        plan.get_by_role("button", name=f"เอาออก: ตลาด: {chip}").tap()
        plan.wait_for_url(lambda url, old=address: url != old)
    away(plan, EXPORT)
    for word in ("ส่งออก", "ญี่ปุ่น"):  # other steps may come: without export another way is proposed
        assert plan.locator(".dated mark", has_text=word).count() == 0
    plan.go_back()
    plan.go_back()
    expect(plan.locator(".dated h4", has_text=EXPORT)).to_have_count(1)
    assert titles(plan) == before


def test_a_step_is_left_out_and_put_in_again(plan: Page) -> None:
    leave_out(plan, COATING)
    away(plan, COATING)
    row = plan.locator(".more-steps", has_text=COATING)
    row.locator("summary").first.tap()
    row.get_by_role("button", name=COATING).tap()
    expect(plan.locator(".dated h4", has_text=COATING)).to_have_count(1)


def test_not_on_fridays_only_the_north_from_a_day_and_fifty_kilos(plan: Page) -> None:
    open_wishes(plan)
    plan.fill("#id_amount", "50")
    plan.get_by_label("ศ.", exact=True).check()
    plan.select_option("#id_region", label="ภาคเหนือ")
    first = plan.evaluate("new Date(Date.now() + 40 * 864e5).toISOString().slice(0, 10)")
    plan.fill("#id_start", first)
    again(plan)
    chips = plan.locator(".wishes .chip").all_inner_texts()
    for wish in ("ไม่ว่างวันศุกร์", "เฉพาะภาคเหนือ", "ตั้งแต่", "50 กิโลกรัม"):
        assert any(wish in chip for chip in chips), wish
    assert not plan.locator(".dated time", has_text=re.compile(r"^ศ\. ")).filter(has_text="ไปเอง").count()
    for wish in ("ไม่ว่างวันศุกร์", "เฉพาะภาคเหนือ"):
        plan.get_by_role("button", name=f"เอาออก: {wish}").tap()
        expect(plan.get_by_role("button", name=f"เอาออก: {wish}")).to_have_count(0)
    open_wishes(plan)
    assert not plan.get_by_label("ศ.", exact=True).is_checked()
    assert plan.input_value("#id_region") == ""
    assert plan.input_value("#id_start") == first
    assert plan.input_value("#id_amount") == "50"


def test_where_nobody_works_it_is_named_and_cured_by_one_tap(plan: Page) -> None:
    open_wishes(plan)
    plan.select_option("#id_region", label="ภาคใต้")
    again(plan)
    notice = plan.locator(".notice--warning").first
    expect(notice).to_contain_text("ทั้งประเทศ")
    assert "ยังไม่มีใครทำได้" in plan.locator(".plan-card").first.inner_text()
    assert plan.locator(".dated > .is-unmet").count() > 0
    notice.get_by_role("button", name="หาทั้งประเทศ").tap()
    expect(plan.locator(".dated > .is-unmet")).to_have_count(0)


def test_a_wrong_amount_keeps_what_was_typed_and_opens_nothing_else(plan: Page) -> None:
    open_wishes(plan)
    plan.fill("#id_amount", "ห้าสิบกว่า")
    plan.locator(".wishes .button--main").tap()
    expect(plan.locator(".wishes .errorlist").first).to_be_visible()
    assert plan.input_value("#id_amount") == "ห้าสิบกว่า"


def test_no_day_of_the_week_is_refused_beside_the_days(plan: Page) -> None:
    open_wishes(plan)
    for box in plan.locator(".days input").all():
        box.check()
    plan.locator(".wishes .button--main").tap()
    expect(plan.locator(".days .errorlist")).to_be_visible()
    assert plan.locator(".days input:checked").count() == 7


def test_english_keeps_the_plan_and_the_one_that_is_open(plan: Page) -> None:
    plan.locator(".plan-card").last.tap()
    plan.wait_for_url("**?kind=*")
    path, count = plan.evaluate("location.pathname + location.search"), len(titles(plan))
    plan.get_by_role("link", name="English").tap()
    plan.wait_for_url(f"**/en{path}")
    assert len(titles(plan)) == count
    assert plan.locator(".plan-card").last.locator("[aria-current]").count() == 1
    assert IDEA in plan.inner_text(".plan-hero")


def test_the_link_is_shown_in_full_and_opens_the_same_plan(plan: Page, visit: Visit) -> None:
    link = plan.inner_text(".keep-link")
    assert link == plan.url
    assert titles(visit(link)) == titles(plan)


def test_the_paper_of_the_opened_plan_is_one_tap_away(plan: Page) -> None:
    plan.locator(".plan-card").last.tap()
    plan.wait_for_url("**?kind=*")
    paper = plan.get_by_role("link", name="แผนนี้บนกระดาษ").get_attribute("href")
    assert paper
    assert paper.endswith(plan.url.split("?")[1].split("#")[0])
    answer = plan.request.get(paper)
    assert answer.headers["content-type"] == "application/pdf"


def test_all_that_can_be_pressed_is_large_enough_for_a_thumb(visit: Visit, plan_path: str) -> None:
    page = unfold(visit(plan_path, viewport={"width": 320, "height": 640}))
    unseen = 'class="only-read"'  # what Enter in a field presses
    assert [each for each in page.evaluate(TOO_SMALL) if unseen not in each] == []


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("width", [320, 360, 900, 1280])
def test_nothing_scrolls_sideways(visit: Visit, plan_path: str, prefix: str, width: int) -> None:
    page = visit(prefix + plan_path, viewport={"width": width, "height": 640})
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == width

"""Only the dryer, on Tuesday: from her words to its free times, day by day, with and without scripts."""

import datetime as dt
import re
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import DESK, PHONE, Visit
from tests.stories.test_axe import serious

pytestmark = pytest.mark.browser
TRAY = "ตู้อบลมร้อนแบบถาด"
FREE = "/machines/fd-hot-air-tray/free"


def day_of(page: Page) -> dt.date:
    return dt.date.fromisoformat(page.input_value("#id_day"))


def sort_by(page: Page, order: str) -> None:
    page.select_option("#id_sort", order)
    page.get_by_role("button", name="ดูเวลาว่าง").click()
    page.wait_for_url(f"**sort={order}*")


def test_her_words_lead_to_the_machine_its_day_and_her_province(visit: Visit) -> None:
    page = visit("/", has_touch=True, is_mobile=True)
    page.fill("#idea", "แค่เครื่องอบแห้ง วันอังคาร")
    page.select_option("#province", "TH-51")
    page.get_by_role("button", name="ดูแผน").tap()
    page.get_by_role("link", name=TRAY, exact=True).tap()
    page.wait_for_url(f"**{FREE}?*")
    assert day_of(page).weekday() == 1
    assert page.input_value("#id_province") == "TH-51"
    assert page.locator(".free-week [aria-current='date']").count() == 1
    assert page.locator(".free-card, .empty").count() >= 1


def test_she_may_want_the_plan_after_all(visit: Visit) -> None:
    page = visit("/")
    page.fill("#idea", "แค่เครื่องอบแห้ง วันอังคาร")
    page.select_option("#province", "TH-51")
    page.get_by_role("button", name="ดูแผน").click()
    page.get_by_role("button", name="ผลไม้อบแห้ง").click()
    page.wait_for_url("**/plans/*")
    assert "ผลไม้อบแห้ง" in page.inner_text("h1")


def test_the_nearest_the_next_day_and_a_sunday(visit: Visit) -> None:
    page = visit(f"{FREE}?hours=2&province=TH-51&day=วันพุธหน้า")
    sort_by(page, "nearest")
    said = page.locator(".free-card > .small.soft").all_inner_texts()
    ways = [int(re.sub(r"\D", "", text)) for text in said]
    assert len(ways) > 1
    assert ways == sorted(ways)
    assert page.locator(".free-windows").first.is_visible()
    before = day_of(page)
    page.get_by_role("link", name="วันถัดไป").click()
    expect(page.locator("#id_day")).to_have_value((before + dt.timedelta(days=1)).isoformat())
    assert parse_qs(urlparse(page.url).query)["sort"] == ["nearest"]
    page.locator(".free-day").last.click()
    expect(page.locator(".empty h2")).to_be_visible()
    page.locator(".empty .button").click()
    expect(page.locator(".free-card").first).to_be_visible()
    assert day_of(page).weekday() != 6


def test_a_day_that_is_over_is_said_and_the_rest_kept(visit: Visit) -> None:
    page = visit(FREE, java_script_enabled=False)
    page.fill("#id_hours", "3")
    page.fill("#id_day", "2020-01-01")
    page.get_by_role("button", name="ดูเวลาว่าง").click()
    expect(page.locator(".errorlist")).to_contain_text("ผ่านไปแล้ว")
    assert page.input_value("#id_hours") == "3"


def test_without_scripts_search_offers_it_too(visit: Visit) -> None:
    page = visit("/en/search?q=only the dryer, on Tuesday", java_script_enabled=False)
    page.get_by_role("link", name="Hot-air tray dryer", exact=True).first.click()
    page.wait_for_url("**/en/machines/fd-hot-air-tray/free?*")
    assert day_of(page).weekday() == 1


@pytest.mark.parametrize(
    "path",
    [f"{FREE}?province=TH-51&hours=2", f"{FREE}?day=วันอาทิตย์", "/machines/mt-cnc-lathe/free?hours=20"],
)
@pytest.mark.parametrize(("prefix", "screen"), [("", PHONE), ("/en", DESK)])
def test_it_can_be_read_by_everybody(visit: Visit, path: str, prefix: str, screen: dict[str, int]) -> None:
    page = visit(f"{prefix}{path}", viewport=screen)
    assert page.evaluate("document.documentElement.scrollWidth") == screen["width"]
    assert serious(page) == []

"""She asks whether a machine of her own would be cheaper: with and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import DESK, PHONE, Visit, unfold
from tests.stories.test_axe import serious

pytestmark = pytest.mark.browser
DRYER = "/machines/fd-freeze-dryer"


def count(page: Page) -> list[str]:
    """Press the first button and return the figures."""
    page.get_by_role("button", name="คิดให้ดู").click()
    page.wait_for_url("**/owning?*")
    return page.locator("#counted .fact b").all_inner_texts()


def test_from_the_page_of_a_machine_she_counts_her_hours(visit: Visit) -> None:
    page = visit(DRYER, has_touch=True, is_mobile=True)
    page.get_by_role("link", name="ซื้อเองหรือใช้ของศูนย์").tap()
    page.wait_for_url(f"**{DRYER}/owning")
    page.fill("#id_hours", "๒,๐๐๐")
    share, own = count(page)
    assert share.startswith("฿")
    assert own.startswith("฿")
    assert page.input_value("#id_hours") == "๒,๐๐๐"
    assert "ซื้อเองถูกที่สุด" in page.inner_text("#counted")
    page.fill("#id_hours", "20")
    count(page)
    assert "ใช้เครื่องของศูนย์ถูกที่สุด" in page.inner_text("#counted")


def test_an_assumption_is_changed_mended_and_taken_back(visit: Visit) -> None:
    page = visit(f"{DRYER}/owning")
    page.fill("#id_interest", "เจ็ด")
    page.get_by_role("button", name="คิดใหม่").click()
    expect(page.locator("#id_interest[aria-invalid]")).to_be_visible()
    assert page.input_value("#id_interest") == "เจ็ด"
    assert page.locator("#counted").count() == 0
    page.fill("#id_interest", "12")
    before = count(page)
    assert "ค่าของเราคือ 7" in page.inner_text("#id_interest_source")
    page.get_by_role("link", name="กลับไปใช้ตัวเลขของเรา").click()
    expect(page.locator("#id_interest")).to_have_value("7")
    assert page.locator("#counted .fact b").all_inner_texts() != before


def test_without_scripts_a_machine_is_chosen_where_it_is_told_how_it_is_counted(visit: Visit) -> None:
    page = visit("/how-counted?kind=fd-freeze-dryer", java_script_enabled=False)
    assert "เครื่องในแผนของคุณ" in page.inner_text("main")
    page.select_option("#machine", "mt-cnc-mill-3ax")
    page.fill("#hours", "350")
    page.get_by_role("button", name="คิดให้ดู").click()
    page.wait_for_url("**/machines/mt-cnc-mill-3ax/owning?hours=350")
    assert page.input_value("#id_hours") == "350"
    assert re.search(r"ซื้อเอง|ใช้เครื่องของศูนย์", page.inner_text("#counted"))


@pytest.mark.parametrize(
    "path", [f"{DRYER}/owning?hours=700&rent_month=20000", f"{DRYER}/owning", "/how-counted"]
)
@pytest.mark.parametrize(("prefix", "screen"), [("", PHONE), ("/en", DESK)])
def test_it_can_be_read_by_everybody(visit: Visit, path: str, prefix: str, screen: dict[str, int]) -> None:
    page = unfold(visit(f"{prefix}{path}", viewport=screen))
    assert page.evaluate("document.documentElement.scrollWidth") == screen["width"]
    assert serious(page) == []

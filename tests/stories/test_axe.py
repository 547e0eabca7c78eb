"""Every page of the house against axe on a phone, light and dark: nothing serious, nothing critical."""

import pytest
from playwright.sync_api import Page

from tests.stories.conftest import Visit
from tests.web.test_browser import serious

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("mode", ["light", "dark"])]

PAGES = (
    "/", "/labs", "/search", "/search?q=ลำไย", "/search?q=zzzqqq", "/help", "/help/counting", "/styleguide",
    "/sign-in", "/no-such-page",
)  # fmt: skip
LISTS = ("/families", "/operations", "/standards", "/machines", "/centres")
ASKED = ("กขค", "สบู่น้ำผึ้ง กับ กล้วยตาก")  # not understood; which first?


def unfold(page: Page) -> Page:
    """Open all that is folded: what is hidden is not looked at."""
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    return page


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_the_house(visit: Visit, path: str, mode: str) -> None:
    assert serious(unfold(visit(path, color_scheme=mode))) == []


@pytest.mark.parametrize("path", LISTS)
def test_a_list_and_the_first_it_leads_to(visit: Visit, path: str, mode: str) -> None:
    page = unfold(visit(path, color_scheme=mode))
    assert serious(page) == []
    first = page.locator(f"main a[href^='{path}/']").first.get_attribute("href")
    assert first
    assert serious(unfold(visit(first, color_scheme=mode))) == []


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_plan(visit: Visit, plan_path: str, prefix: str, mode: str) -> None:
    page = visit(prefix + plan_path, color_scheme=mode)
    assert serious(page) == []
    assert serious(unfold(page)) == []


@pytest.mark.parametrize("words", ASKED)
def test_what_is_answered_without_a_plan(visit: Visit, words: str, mode: str) -> None:
    page = visit("/", color_scheme=mode)
    page.fill("#idea", words)
    page.select_option("#province", label="ลำพูน")
    page.get_by_role("button", name="ดูแผน").click()
    page.wait_for_load_state("networkidle")
    assert "/plans/" not in page.url
    assert serious(unfold(page)) == []

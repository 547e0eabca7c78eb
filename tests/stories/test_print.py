"""The plan on paper, for the officer who keeps a folder."""

import pytest

from tests.stories.conftest import Visit

pytestmark = pytest.mark.browser


def test_paper_shows_the_dates_and_nothing_to_press(visit: Visit, plan_path: str) -> None:
    page = visit(plan_path, viewport={"width": 690, "height": 1000})
    page.emulate_media(media="print")
    for pressed in ("nav", "form", "button", ".plan-hero summary", ".more-steps summary", "footer li"):
        assert page.locator(f"{pressed}:visible").count() == 0, pressed
    assert page.locator(".plan-finish dd:visible").count() == page.locator(".plan-card").count() > 1
    assert page.locator(".dated h4:visible").count() == page.locator(".dated h4").count() > 10
    assert page.locator(".dated details > div:visible").count() == 0, "what is folded stays off the paper"
    dates = page.locator(".plan-days time")
    assert dates.count() > 10
    assert page.locator(".plan-days time:visible").count() == dates.count()
    assert page.locator(".keep-link:visible").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 690


def test_paper_is_white_in_the_dark_too(visit: Visit, plan_path: str) -> None:
    page = visit(plan_path, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_a_plan_is_few_sheets_of_a4(visit: Visit, plan_path: str) -> None:
    sheets = visit(plan_path).pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
    assert 1 <= sheets <= 6  # the map of her travels is half of one

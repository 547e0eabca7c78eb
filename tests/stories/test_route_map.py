"""The route of a plan as a browser draws it: on a phone no two marks overlap, and the list says the same."""

from itertools import combinations

import pytest
from playwright.sync_api import Locator, Page

from tests.stories.conftest import DESK, PHONE, Visit

pytestmark = pytest.mark.browser
NARROW = {"width": 320, "height": 640}
NUMBERS = ".route-map .token-text"
MARKS = ".route-map .token"
NAMES = ".route-map .map-name"


def boxes(found: Locator) -> list[tuple[float, float, float, float]]:
    """Return left, top, right, bottom of each."""
    measured = [each.bounding_box() for each in found.all()]
    return [
        (box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]) for box in measured if box
    ]


def overlapping(found: list[tuple[float, float, float, float]]) -> list[object]:
    """Return the pairs that cover more than a pixel of each other."""
    return [
        (one, other)
        for one, other in combinations(found, 2)
        if min(one[2], other[2]) - max(one[0], other[0]) > 1
        and min(one[3], other[3]) - max(one[1], other[1]) > 1
    ]


def settled(page: Page) -> Page:
    page.evaluate("document.fonts.ready")
    return page


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("screen", [NARROW, PHONE, DESK], ids=["narrow", "phone", "desk"])
def test_no_two_marks_overlap_and_all_are_inside(
    visit: Visit, plan_path: str, screen: dict[str, int], prefix: str
) -> None:
    page = settled(visit(prefix + plan_path, viewport=screen))
    ((left, top, right, bottom),) = boxes(page.locator(".route-map"))
    marks, names = boxes(page.locator(MARKS)), boxes(page.locator(NAMES))
    assert len(marks) > 4
    assert names
    assert overlapping(marks) == []
    assert overlapping(names) == []
    for box in marks + names:
        assert left - 1 <= box[0] < box[2] <= right + 1
        assert top - 1 <= box[1] < box[3] <= bottom + 1


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_names_do_not_cover_numbers(visit: Visit, plan_path: str, prefix: str) -> None:
    page = settled(visit(prefix + plan_path))
    numbers, names = boxes(page.locator(NUMBERS)), boxes(page.locator(NAMES))
    assert [(one, name) for one in numbers for name in names if overlapping([one, name])] == []


def test_numbers_can_be_read_on_a_phone(visit: Visit, plan_path: str) -> None:
    page = settled(visit(plan_path))
    heights = [bottom - top for _left, top, _right, bottom in boxes(page.locator(MARKS))]
    assert min(heights) >= 18
    size = "parseFloat(getComputedStyle(document.querySelector('.route-map .token-text')).fontSize)"
    scale = "document.querySelector('.route-map').getScreenCTM().a"
    assert page.evaluate(f"{size} * {scale}") >= 12


def test_the_list_has_the_numbers_of_the_map(visit: Visit, plan_path: str) -> None:
    page = visit(plan_path)
    on_the_map = page.locator(NUMBERS).all_text_contents()
    in_the_list = page.locator(".stops > li > .stop").all_text_contents()
    assert sorted(on_the_map, key=int) == in_the_list
    assert in_the_list == [str(number) for number in range(1, len(in_the_list) + 1)]
    said = page.locator(".stops .stop-place").all_text_contents()
    assert [text.partition(".")[0].strip() for text in said] == in_the_list


def test_the_country_is_drawn_from_one_file_of_ours_and_nothing_else_is_asked_for(
    visit: Visit, plan_path: str
) -> None:
    page = visit("/help")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(plan_path, wait_until="networkidle")
    drawings = {url for url in asked if "thailand" in url}
    assert len(drawings) == 1
    assert [url for url in asked if not url.startswith(page.url.split("/plans")[0])] == []
    land = page.locator(".route-map .land").first.bounding_box()
    assert land, "the outlines came, and the policy lets them in"
    assert land["width"] > 100


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_land_marks_and_page_differ_in_both_modes(visit: Visit, plan_path: str, mode: str) -> None:
    page = visit(plan_path, color_scheme=mode)
    fill = "getComputedStyle(document.querySelector('.route-map {}')).fill"
    colours = [
        page.evaluate(fill.format(each)) for each in (".land", ".land--on", ".token--self", ".token--post")
    ]
    assert len(set(colours)) == 4


def test_on_paper_the_map_stands_on_one_sheet_in_ink(visit: Visit, plan_path: str) -> None:
    page = visit(plan_path, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.route-map .land')).fill")
        == "rgb(221, 221, 221)"
    )
    assert page.evaluate("getComputedStyle(document.querySelector('.route .map')).breakInside") == "avoid"
    assert page.locator(".stops time:visible").count() == page.locator(".stops time").count() > 4
    assert page.locator(".map-credit:visible").count() == 1

"""The frame of every page in a real browser: narrow, by keyboard, without JavaScript, on paper."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from scripts import pictures
from tests.stories.conftest import DESK, Visit, go, unfold

pytestmark = pytest.mark.browser

PATHS = [
    "/", "/help", "/help/counting", "/search?q=x", "/styleguide", "/no-such-page", "/families",
    "/families/soap", "/operations", "/operations/hot-air-drying", "/operations/microbiology-test",
    "/standards?kind=gmp",
    "/standards/tcps-dried-fruit", "/machines?q=nothing", "/machines/fp-peel-slice", "/centres",
    "/centres/IEAT-NRIE", "/labs",
]  # fmt: skip
TOO_SMALL = """() => [...document.querySelectorAll('a, button, input, select, textarea, summary')]
  .filter(each => !each.closest('p, .step-marks, .skip, svg'))  // links in a sentence may be as tall as it
  .map(each => [each.outerHTML, each.getBoundingClientRect()])
  .filter(([_, box]) => box.width && Math.min(box.height, box.width) < 24)
  .map(([html]) => html)"""


@pytest.mark.parametrize("path", PATHS)
def test_nothing_scrolls_sideways_at_320_pixels_and_all_can_be_pressed(visit: Visit, path: str) -> None:
    page = visit(path, viewport={"width": 320, "height": 640})
    fits_and_can_be_pressed(unfold(page))
    fits_and_can_be_pressed(unfold(go(page, f"/en{path}")))


def fits_and_can_be_pressed(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.evaluate(TOO_SMALL) == []
    for button in page.locator(".button--main:visible").all():
        box = button.bounding_box()
        assert box
        assert box["height"] >= 52


def test_home_is_done_by_keyboard_from_the_skip_link_to_the_plan(visit: Visit) -> None:
    page = visit("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'main'")
    page.keyboard.press("Tab")
    page.keyboard.type("สบู่น้ำผึ้ง")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    province = page.input_value("#province")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "ดูแผน"
    assert page.input_value("#idea") == "สบู่น้ำผึ้ง"
    assert province.startswith("TH-")


def test_focus_can_be_seen(visit: Visit) -> None:
    page = visit("/help")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    width = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert width == "3px"


def test_the_question_and_its_button_stand_above_the_fold_of_a_phone(visit: Visit) -> None:
    box = visit("/").locator(".button--main").bounding_box()
    assert box
    assert box["y"] + box["height"] <= 640


def test_changing_the_language_keeps_the_page_and_what_was_typed(visit: Visit) -> None:
    page = visit("/")
    page.fill("#idea", "สบู่น้ำผึ้ง")
    page.select_option("#province", "TH-51")
    page.click("text=English")
    page.wait_for_url("**/en/")
    assert page.input_value("#idea") == "สบู่น้ำผึ้ง"
    assert page.input_value("#province") == "TH-51"


def test_a_sent_form_shows_that_it_works_and_is_not_sent_twice(visit: Visit) -> None:
    page = visit("/")
    sent: list[str] = []

    def stay(route: Route) -> None:
        sent.append(route.request.method)
        route.fulfill(status=204)  # no content: the browser stays where it is

    page.route("**/plans", stay)
    page.fill("#idea", "สบู่น้ำผึ้ง")
    page.click("text=ดูแผน")
    page.wait_for_selector("form[aria-busy=true]")
    assert page.inner_text(".button--main") == "กำลังหาวันว่าง …"
    page.evaluate("document.querySelector('#ask').requestSubmit()")
    page.wait_for_timeout(200)
    assert sent == ["POST"]


def test_the_scripts_are_there_and_the_typeface_is_ours(visit: Visit) -> None:
    page = visit("/help")
    assert page.evaluate("typeof htmx") == "object"
    assert page.evaluate("document.fonts.check('700 20px Sarabun')")
    assert page.evaluate("[...document.fonts].filter(font => font.status === 'loaded').length") >= 2


def test_suggestions_are_walked_with_the_arrows_and_closed_with_escape(visit: Visit) -> None:
    page = visit("/help")
    links = "<ul><li><a href='/a'>ลำไย</a></li><li><a href='/b'>ลำพูน</a></li></ul>"
    page.route("**/search/suggestions*", lambda route: route.fulfill(body=links, content_type="text/html"))
    page.type("#q", "ลำ")
    page.wait_for_selector(".suggestions a")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.innerText") == "ลำพูน"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("Escape")
    assert page.locator(".suggestions a").count() == 0


def test_the_search_box_works_without_javascript(visit: Visit) -> None:
    page = visit("/help", java_script_enabled=False)
    page.fill("#q", "ลำไย")
    page.press("#q", "Enter")
    page.wait_for_url("**/search?q=*")
    assert page.input_value("#q") == "ลำไย"


def test_nothing_moves_for_who_asked_for_no_motion(visit: Visit) -> None:
    page = visit("/styleguide", reduced_motion="reduce")
    durations = "[...document.querySelectorAll('*')].map(each => getComputedStyle(each).transitionDuration)"
    assert set(page.evaluate(durations)) == {"0s"}


def test_a_table_becomes_cards_on_a_phone_and_keeps_its_roles(visit: Visit) -> None:
    phone, desk = visit("/styleguide"), visit("/styleguide", viewport=DESK)
    display = "getComputedStyle(document.querySelector('.table tbody tr')).display"
    assert (phone.evaluate(display), desk.evaluate(display)) == ("block", "table-row")
    assert phone.get_by_role("columnheader", include_hidden=True).count() == 4


def test_paper_shows_ink_on_white_without_what_cannot_be_pressed(visit: Visit) -> None:
    page = visit("/styleguide", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator(".search").first.is_visible()
    assert not page.locator(".step-switch").first.is_visible()
    assert page.locator(".step h4").first.is_visible()


def test_pictures_are_taken_of_the_whole_page_in_both_densities(
    chromium: Browser, site: str, tmp_path: Path
) -> None:
    pictures.take(chromium, site, ["/help"], tmp_path, width=360, language="th", mode="dark")
    png = (tmp_path / "help-360-th-dark.png").read_bytes()
    assert int.from_bytes(png[16:20]) == 720
    assert int.from_bytes(png[20:24]) > 1480


def test_steps_of_a_product_unfold_and_lists_are_narrowed_without_javascript(visit: Visit) -> None:
    page = visit("/en/families/soap", java_script_enabled=False)
    folded = page.locator("details").first
    folded.locator("summary").first.click()
    assert folded.get_attribute("open") == ""
    page = visit("/en/families", java_script_enabled=False)
    page.fill("#filter", "rocket")
    page.press("#filter", "Enter")
    page.wait_for_url("**/families?q=rocket")
    assert page.get_by_text("Nothing here has that word").is_visible()


def test_a_centre_is_reached_from_its_dot_by_keyboard(visit: Visit) -> None:
    page = visit("/centres", viewport=DESK)
    page.locator(".map a[href$='IEAT-NRIE']").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/centres/IEAT-NRIE")


def test_the_plan_form_of_a_family_stands_above_the_fold_of_a_phone(visit: Visit) -> None:
    box = visit("/families/soap").locator(".button--main").bounding_box()
    assert box
    assert box["y"] + box["height"] <= 740


def test_what_is_folded_is_printed(visit: Visit) -> None:
    page = visit("/en/families/soap")
    hidden = page.locator("details:not([open]) h4, details:not([open]) p").first
    assert not hidden.is_visible()
    page.emulate_media(media="print")
    assert hidden.is_visible()
    assert not page.locator(".button--main").is_visible()

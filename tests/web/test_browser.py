"""Pages in a real browser: accessible in light and dark, narrow, by keyboard, with and without JavaScript."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route

from itc.network.models import Centre
from scripts import pictures
from tests.web.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PATHS = ["/", "/help", "/help/counting", "/search?q=x", "/styleguide", "/no-such-page"]
TOO_SMALL = """() => [...document.querySelectorAll('a, button, input, select, textarea, summary')]
  .filter(each => !each.closest('p, .step-marks, .skip, svg'))  // links in a sentence may be as tall as it
  .map(each => [each.outerHTML, each.getBoundingClientRect()])
  .filter(([_, box]) => box.width && Math.min(box.height, box.width) < 24)
  .map(([html]) => html)"""


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {[node['html'][:120] for node in each['nodes'][:3]]}"
        for each in found
        if each["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_serious(open_page: Open, lamphun: Centre, path: str, mode: str) -> None:
    assert serious(open_page(path, color_scheme=mode)) == []
    assert serious(open_page(f"/en{path}", color_scheme=mode, viewport={"width": 1280, "height": 800})) == []


@pytest.mark.parametrize("path", PATHS)
def test_nothing_scrolls_sideways_at_320_pixels(open_page: Open, lamphun: Centre, path: str) -> None:
    for prefix in ("", "/en"):
        page = open_page(prefix + path, viewport={"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("path", PATHS)
def test_what_can_be_pressed_is_at_least_24_pixels_and_the_main_action_52(
    open_page: Open, lamphun: Centre, path: str
) -> None:
    page = open_page(path)
    assert page.evaluate(TOO_SMALL) == []
    for button in page.locator(".button--main").all():
        box = button.bounding_box()
        assert box
        assert box["height"] >= 52


def test_home_is_done_by_keyboard_from_the_skip_link_to_the_plan(open_page: Open, lamphun: Centre) -> None:
    page = open_page("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'main'")
    page.keyboard.press("Tab")
    page.keyboard.type("สบู่น้ำผึ้ง")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "ดูแผน"
    assert page.input_value("#idea") == "สบู่น้ำผึ้ง"
    assert page.input_value("#province") == "TH-51"


def test_focus_can_be_seen(open_page: Open) -> None:
    page = open_page("/help")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    width = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert width == "3px"


def test_the_question_and_its_button_stand_above_the_fold_of_a_phone(
    open_page: Open, lamphun: Centre
) -> None:
    box = open_page("/").locator(".button--main").bounding_box()
    assert box
    assert box["y"] + box["height"] <= 640


def test_changing_the_language_keeps_the_page_and_what_was_typed(open_page: Open, lamphun: Centre) -> None:
    page = open_page("/")
    page.fill("#idea", "สบู่น้ำผึ้ง")
    page.select_option("#province", "TH-51")
    page.click("text=English")
    page.wait_for_url("**/en/")
    assert page.input_value("#idea") == "สบู่น้ำผึ้ง"
    assert page.input_value("#province") == "TH-51"


def test_a_sent_form_shows_that_it_works_and_is_not_sent_twice(open_page: Open, lamphun: Centre) -> None:
    page = open_page("/")
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


def test_the_scripts_are_there_and_the_typeface_is_ours(open_page: Open) -> None:
    page = open_page("/help")
    assert page.evaluate("typeof htmx") == "object"
    assert page.evaluate("document.fonts.check('700 20px Sarabun')")
    assert page.evaluate("[...document.fonts].filter(font => font.status === 'loaded').length") >= 2


def test_suggestions_are_walked_with_the_arrows_and_closed_with_escape(open_page: Open) -> None:
    page = open_page("/help")
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


def test_the_search_box_works_without_javascript(open_page: Open) -> None:
    page = open_page("/help", java_script_enabled=False)
    page.fill("#q", "ลำไย")
    page.press("#q", "Enter")
    page.wait_for_url("**/search?q=*")
    assert page.input_value("#q") == "ลำไย"


def test_nothing_moves_for_who_asked_for_no_motion(open_page: Open) -> None:
    page = open_page("/styleguide", reduced_motion="reduce")
    durations = "[...document.querySelectorAll('*')].map(each => getComputedStyle(each).transitionDuration)"
    assert set(page.evaluate(durations)) == {"0s"}


def test_a_table_becomes_cards_on_a_phone_and_keeps_its_roles(open_page: Open) -> None:
    phone, desk = open_page("/styleguide"), open_page("/styleguide", viewport={"width": 1280, "height": 800})
    display = "getComputedStyle(document.querySelector('.table tbody tr')).display"
    assert (phone.evaluate(display), desk.evaluate(display)) == ("block", "table-row")
    assert phone.get_by_role("columnheader", include_hidden=True).count() == 4


def test_paper_shows_ink_on_white_without_what_cannot_be_pressed(open_page: Open) -> None:
    page = open_page("/styleguide", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator(".search").first.is_visible()
    assert not page.locator(".step-switch").first.is_visible()
    assert page.locator(".step h4").first.is_visible()


def test_pictures_are_taken_of_the_whole_page_in_both_densities(
    chromium: Browser, live_server: object, tmp_path: Path
) -> None:
    pictures.take(chromium, str(live_server), ["/help"], tmp_path, width=360, language="th", mode="dark")
    png = (tmp_path / "help-360-th-dark.png").read_bytes()
    assert int.from_bytes(png[16:20]) == 720
    assert int.from_bytes(png[20:24]) > 1480

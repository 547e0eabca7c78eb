"""Pages of the catalogue and the network in a real browser: accessible, narrow, pressed, printed."""

from decimal import Decimal

import pytest

from itc.network.models import Centre
from tests.catalogue import rows as catalogue
from tests.resources import rows
from tests.web.conftest import Open, chromium, open_page  # noqa: F401 - fixtures are used by their names
from tests.web.test_browser import TOO_SMALL, serious

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PATHS = [
    "/families",
    "/families/soap",
    "/operations",
    "/operations/drying",
    "/operations/micro",
    "/standards?kind=gmp",
    "/standards/th-gmp",
    "/machines?q=nothing",
    "/machines/dryer",
    "/centres",
    "/centres/IEAT-NRIE",
    "/labs",
]


@pytest.fixture
def small(lamphun: Centre) -> None:
    """A network with something of everything that can stand on a page."""
    drying = catalogue.operation(provider=["dryer"], aliases_th=["อบ"])
    micro = catalogue.operation("micro", stage="certification", booked_as="counter", provider_kind="lab")
    soap = catalogue.family(
        "soap", hazards=["Salmonella"], standards=["th-gmp", "มผช. สบู่"], aliases_th=["สบู่ก้อน"]
    )
    catalogue.step(soap, drying)
    catalogue.step(soap, micro, 2, optional=True, when=["market:JP"])
    catalogue.chip_word("ญี่ปุ่น", "market:JP", "th")
    law = catalogue.standard(operation=drying, documents=["คำขอ"], steps=["ยื่น"], note="ดูฉบับใหม่")
    catalogue.standard("tcps", compulsory="no", ask_first_th="เป็นสบู่หรือไม่", applies_to=["soap"])
    catalogue.requirement(law, currency="check")
    catalogue.lab_test(micro, relevant_standards=["th-gmp"])
    kind = catalogue.machine_kind(
        price_low_thb=Decimal(1_500_000), price_high_thb=Decimal(12_000_000), safety_notes="Hot surfaces"
    )
    rows.unit(lamphun, kind, overnight=True)
    rows.unit(lamphun, catalogue.machine_kind("kitchen", family="space"), "R1")
    rows.price(kind, lamphun)
    rows.person(lamphun)
    rows.counter(micro, lamphun.province, tests=["tpc"], accreditation="ISO/IEC 17025")
    rows.led(lamphun, lamphun.province)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_serious(open_page: Open, small: None, path: str, mode: str) -> None:  # noqa: F811
    assert serious(open_page(path, color_scheme=mode)) == []
    assert serious(open_page(f"/en{path}", color_scheme=mode, viewport={"width": 1280, "height": 800})) == []


@pytest.mark.parametrize("path", PATHS)
def test_nothing_scrolls_sideways_and_all_can_be_pressed(open_page: Open, small: None, path: str) -> None:  # noqa: F811
    for prefix in ("", "/en"):
        page = open_page(prefix + path, viewport={"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        assert page.evaluate(TOO_SMALL) == []


def test_without_javascript_steps_unfold_and_lists_are_narrowed(open_page: Open, small: None) -> None:  # noqa: F811
    page = open_page("/en/families/soap", java_script_enabled=False)
    assert not page.get_by_text("Name micro").is_visible()
    page.locator("summary").click()
    assert page.get_by_text("Name micro").is_visible()
    page = open_page("/en/families", java_script_enabled=False)
    page.fill("#filter", "rocket")
    page.press("#filter", "Enter")
    page.wait_for_url("**/families?q=rocket")
    assert page.get_by_text("Nothing here has that word").is_visible()


def test_a_centre_is_reached_from_its_dot_by_keyboard(open_page: Open, small: None) -> None:  # noqa: F811
    page = open_page("/centres", viewport={"width": 1280, "height": 800})
    page.locator(".map a").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/centres/IEAT-NRIE")


def test_the_plan_form_of_a_family_stands_above_the_fold_of_a_phone(open_page: Open, small: None) -> None:  # noqa: F811
    box = open_page("/families/soap").locator(".button--main").bounding_box()
    assert box
    assert box["y"] + box["height"] <= 740


def test_what_is_folded_is_printed(open_page: Open, small: None) -> None:  # noqa: F811
    page = open_page("/en/families/soap")
    page.emulate_media(media="print")
    assert page.get_by_text("Name micro").is_visible()
    assert not page.locator(".button--main").is_visible()

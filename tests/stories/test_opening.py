"""An officer who has never done it opens a Mini ITC, screen by screen on her phone and from a workbook.

What she presses and types is counted, and minutes are estimated by the keystroke-level model (Card, Moran and
Newell 1980) with a slow typist's values; reading a new screen is our own assumption, on the careful side.
"""

import datetime as dt
import re
import sys
from dataclasses import dataclass
from io import BytesIO
from time import monotonic

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from itc.lib import thai
from tests.stories.conftest import DESK, Visit
from tests.stories.test_accept import no_wider_than_the_phone, sign_in
from tests.stories.test_axe import serious

pytestmark = pytest.mark.browser
KEY, POINT, HOME, THINK = 0.5, 1.1, 0.4, 1.35
"""Seconds: a key, pointing at something, a hand moved between mouse and keys, making up one's mind."""
READ = 45.0
"""Seconds in which somebody new reads a screen, twice over: an assumption."""
MOST_MINUTES = 30
FIRST_DAY = thai.local_day(dt.datetime.now(dt.UTC)) + dt.timedelta(days=60)


@dataclass(slots=True)
class Counted:
    """A page whose presses and keys are counted."""

    page: Page
    screens: int = 0
    presses: int = 0
    keys: int = 0
    began: float = 0.0

    def press(self, selector: str) -> None:
        """Press something that leads to another screen."""
        self.presses += 1
        self.screens += 1
        self.page.locator(selector).first.click()
        self.page.wait_for_load_state()
        no_wider_than_the_phone(self.page)

    def choose(self, selector: str, value: str = "") -> None:
        """Tick something, or choose it from a list."""
        self.presses += 1 + bool(value)
        spot = self.page.locator(selector).first
        spot.select_option(value) if value else spot.check()

    def write(self, selector: str, text: str) -> None:
        """Type into a field."""
        self.presses += 1
        self.keys += len(text)
        self.page.locator(selector).first.fill(text)

    @property
    def minutes(self) -> float:
        """Return the minutes it would take somebody new, the machine's own among them."""
        hand = self.presses * (POINT + HOME + THINK) + self.keys * KEY
        return (self.screens * READ + hand + monotonic() - self.began) / 60

    def tell(self, how: str) -> None:
        """Say what was counted, where pytest shows what a test says (-s)."""
        spent = monotonic() - self.began
        counted = f"{self.screens} screens, {self.presses} presses, {self.keys} keys"
        sys.stdout.write(f"\n{how}: {counted}: {self.minutes:.1f} minutes, {spent:.0f} s of the machine\n")


def test_a_mini_itc_is_opened_on_a_phone_in_less_than_half_an_hour(visit: Visit) -> None:
    phone = sign_in(visit("/sign-in", has_touch=True, is_mobile=True), "lead@example.org")
    phone.goto("/centres")
    way = Counted(phone, began=monotonic())
    way.press("a[href$='/openings']")
    way.press("a[href$='/openings/new']")
    way.choose("[name=province]", "TH-52")
    way.press("main button.button--main")
    assert serious(phone) == []
    phone.wait_for_url("**/opening/place")
    way.write("[name=specialty_th]", "แปรรูปผลไม้ของลำปาง")
    way.write("[name=specialty_en]", "Fruit of Lampang")
    way.press("main button.button--main")
    assert serious(phone) == []
    way.choose("[value='template:mini-food']")
    way.press("main button.button--main")
    for slug in ("units", "people"):
        way.press(".opening-on .button")
        assert slug in phone.url
    way.write("[name=name]", "สมใจ ใจดี")
    way.choose("[name=role]", "officer")
    way.press("form button.button--main")
    for slug in ("services", "prices", "rules", "area", "day"):
        way.press(".opening-on .button")
        assert slug in phone.url
    way.write("[name=opens_on]", FIRST_DAY.isoformat())
    way.press("main button.button--main")
    assert serious(phone) == []
    way.press("form[action$='/settle'] button")
    expect(phone.locator(".notice--good").first).to_be_visible()
    way.tell("on a phone")
    assert way.screens - 3 <= 14  # twelve, one of them kept once more, and the last pressed
    assert way.minutes < MOST_MINUTES
    seen_by_its_link_only(phone, visit)
    taken_back(phone)


def seen_by_its_link_only(phone: Page, visit: Visit) -> None:
    """Look for the centre as somebody else does: its page says its day, no list has it."""
    code = re.search(r"/centres/([A-Z0-9-]+)/opening", phone.url)
    assert code is not None
    other = visit(f"/centres/{code[1]}")
    expect(other.locator("main .notice").first).to_be_visible()
    assert serious(other) == []
    other.goto("/centres")
    expect(other.locator(f"main a[href$='{code[1]}']")).to_have_count(0)


def taken_back(phone: Page) -> None:
    """Undo it all, so that the next story finds the network as it was."""
    phone.locator("main summary").last.click()
    phone.locator("form[action$='/undo'] button").click()
    phone.wait_for_load_state()
    phone.locator("main summary").last.click()
    phone.locator("form[action$='/take-back'] button").click()
    phone.wait_for_url("**/openings")


def test_a_mini_itc_is_opened_from_a_workbook(visit: Visit) -> None:
    desk = sign_in(visit("/sign-in", viewport=DESK), "lead@example.org")
    way = Counted(desk, began=monotonic())
    desk.goto("/openings")
    way.press("a[href$='/openings/workbook']")
    assert serious(desk) == []
    with desk.expect_download() as given:
        desk.locator("a[href$='/blank/mini-food']").click()
    book = load_workbook(BytesIO(given.value.path().read_bytes()))
    typed = {("centre", "province_iso"): "TH-52", ("centre", "name_en"): "Mini ITC Lampang",
             ("centre", "opens_on"): FIRST_DAY.isoformat()}  # fmt: skip
    for (sheet, column), text in typed.items():
        header = [cell.value for cell in book[sheet][1]]
        book[sheet].cell(2, header.index(column) + 1, text)
    book["officers"].append(["", "สมใจ ใจดี", "officer"])
    way.keys += sum(map(len, typed.values())) + 20
    way.presses += 3 * len(typed) + 6
    way.screens += 5  # its sheets are read as screens are
    saved = BytesIO()
    book.save(saved)
    file = {"name": "new.xlsx", "mimeType": "application/octet-stream", "buffer": saved.getvalue()}
    desk.set_input_files("#sheets", file)  # type: ignore[arg-type]  # a dict is what it takes
    way.press("main form button.button--main")
    assert serious(desk) == []
    expect(desk.locator("[name=digest]")).to_have_count(1)
    way.press("main form button.button--main")
    desk.wait_for_url("**/opening")
    expect(desk.locator("form[action$='/settle'] button")).to_be_visible()
    way.tell("from a workbook")
    assert way.minutes < MOST_MINUTES
    desk.locator("main summary").last.click()
    desk.locator("form[action$='/take-back'] button").click()
    desk.wait_for_url("**/openings")

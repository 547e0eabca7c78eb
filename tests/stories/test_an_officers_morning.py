"""An officer's morning: somebody comes in and leaves with papers, a view is kept, days away are marked."""

import re

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import DESK, Visit
from tests.stories.test_accept import no_wider_than_the_phone, sign_in
from tests.stories.test_axe import serious

pytestmark = pytest.mark.browser


def test_an_officers_morning(visit: Visit) -> None:
    desk = sign_in(visit("/sign-in", viewport=DESK), "lead@example.org")
    desk.goto("/en/desk")
    desk.get_by_role("link", name="Somebody came in").click()
    desk.wait_for_url("**/walk-in")
    desk.fill("[name=idea]", "ลำไยอบแห้ง ขายออนไลน์")
    desk.fill("[name=name]", "ป้าจันทร์ ยามเช้า")
    desk.fill("[name=firm_name]", "ลำไยป้าจันทร์ยามเช้า")
    desk.get_by_role("button", name="Show the plans").click()
    desk.locator("#plans .pick").last.click()
    assert serious(desk) == []
    desk.check("[name=consent]")
    desk.get_by_role("button", name="Accept: hold everything for her").click()
    desk.wait_for_url("**/walk-in/*")
    assert serious(desk) == []
    code = desk.url.rsplit("/", 1)[1]
    desk.get_by_role("link", name="Open its case").click()
    desk.wait_for_url(f"**/cases/{code}")
    desk.get_by_text("Ask the firm back").click()
    desk.select_option("#reply-ask_back", "s1:en")
    desk.locator("[value=ask_back]").click()
    expect(desk.locator("#ask-back")).to_have_value(re.compile("^Dear ลำไยป้าจันทร์ยามเช้า"))
    desk.goto(f"/en/desk?q={code}")
    desk.fill("#desk-name", "The one of this morning")
    desk.get_by_role("button", name="Keep this view").click()
    expect(desk.locator("nav.desk-tabs [aria-current]").last).to_have_text("The one of this morning")
    assert serious(desk) == []
    desk.goto("/en/desk/leave")
    assert serious(desk) == []
    phone = visit("/sign-in", has_touch=True, is_mobile=True)
    sign_in(phone, "lead@example.org").goto("/desk/walk-in")
    no_wider_than_the_phone(phone)

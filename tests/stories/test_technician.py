"""A day of a technician: she opens the sheet on her phone, and three taps carry a turn; a note, a photo."""

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.cases import sendings as made
from tests.stories.conftest import PHONE, Visit
from tests.stories.people import sign_in
from tests.stories.test_axe import serious
from tests.stories.turn import FIRM, UNIT

pytestmark = pytest.mark.browser
GLOVE = 56
"""Pixels that a wet glove hits."""


def heights(page: Page) -> list[float]:
    """Return the height of everything to press in a turn."""
    return page.evaluate("[...document.querySelectorAll('.turn-do .button')].map(each => each.offsetHeight)")  # type: ignore[no-any-return]  # numbers


def test_a_turn_from_the_code_at_the_machine_to_its_end(visit: Visit) -> None:
    page = visit(f"/units/{UNIT}", viewport=PHONE, has_touch=True, is_mobile=True)
    expect(page.locator("main")).not_to_contain_text(FIRM)  # to a stranger it is a machine
    page.locator("main").get_by_role("link", name="เข้าสู่ระบบ").click()
    sign_in(page, "engineer@example.org")
    turn = page.locator(".turn", has_text=FIRM)
    assert min(heights(page)) >= GLOVE
    assert serious(page) == []
    turn.get_by_role("button", name="มาถึงแล้ว").click()
    expect(turn).to_contain_text("สาย 3")

    page.get_by_role("link", name="ใบงานประจำวัน").first.click()
    page.wait_for_url("**/day")
    turn.get_by_role("button", name="เริ่มเดินเครื่อง").click()
    expect(turn.locator(".badge").first).to_have_text("กำลังเดินเครื่อง")
    assert min(heights(page)) >= GLOVE
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    turn.get_by_role("link", name="จด/ถ่ายรูป").click()
    page.locator("label", has_text="ชิ้นส่วนสึก").click()
    page.locator("label", has_text="ให้กิจการอ่านด้วย").click()
    photo = FilePayload(name="blade.jpg", mimeType="image/jpeg", buffer=made.photo())
    page.set_input_files("#id_photo", photo)
    page.get_by_role("button", name="เก็บบันทึก").click()
    expect(page.locator("#notes")).to_contain_text("ชิ้นส่วนสึก")
    assert serious(page) == []
    page.locator(".turn").get_by_role("button", name="เสร็จแล้ว").click()
    expect(page.locator(".turn .badge").first).to_have_text("เสร็จ")
    page.locator(".turn").get_by_role("button", name="ย้อนกลับ").click()
    expect(page.locator(".turn .badge").first).to_have_text("กำลังเดินเครื่อง")

    hers = sign_in(visit("/sign-in", viewport=PHONE), "081-000 9999")
    hers.goto("/cases")
    hers.locator(".case-card", has_text=FIRM).get_by_role("link").click()
    expect(hers.locator("#happened")).to_contain_text("ชิ้นส่วนสึก")

"""Somebody comes in with nothing but herself: an officer accepts for her, and at home the case is hers."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import DESK, Visit
from tests.stories.test_accept import no_wider_than_the_phone, plan_of, sign_in
from tests.stories.test_axe import serious
from tests.stories.test_sign_up import MAIN, code_on, fresh_phone
from tests.stories.test_sign_up import PASSWORD as OWN_PASSWORD
from tests.web.paper.printed import found_in

pytestmark = pytest.mark.browser
IDEA = "ลำไยอบแห้ง ขายออนไลน์"


def test_an_officer_accepts_by_name_and_she_takes_it_over_at_home(visit: Visit) -> None:
    desk = sign_in(visit("/sign-in", viewport=DESK), "lead@example.org")
    path = plan_of(desk, IDEA)
    desk.goto(f"{path}/accept?kind=earliest")
    assert serious(desk) == []
    desk.get_by_role("link", name="รับแผนแทนผู้ที่มาที่ศูนย์").click()
    desk.wait_for_url("**/walk-in*")
    assert serious(desk) == []
    enter(desk)
    desk.wait_for_url("**/cases/*")
    case = desk.url
    assert serious(desk) == []
    code = printed_code(desk)
    desk.reload()
    expect(desk.get_by_role("button", name="พิมพ์รหัสรับบัญชีใหม่")).to_be_visible()
    served_where_she_works(desk, case.rsplit("/", 1)[1])
    take_over(visit("/claim", has_touch=True, is_mobile=True), code, re.sub(r"^https?://[^/]+", "", case))


def enter(page: Page) -> None:
    """Type who came in, first without what is needed: nothing typed is lost."""
    page.fill("[name=name]", "ป้าบัว ใจดี")
    page.get_by_role("button", name="รับแผน จองทุกอย่างให้").click()
    expect(page.locator(".errorlist")).to_have_count(2)
    assert serious(page) == []
    assert page.input_value("[name=name]") == "ป้าบัว ใจดี"
    page.fill("[name=firm_name]", "กลุ่มลำไยป้าบัว")
    page.check("[name=consent]")
    page.get_by_role("button", name="รับแผน จองทุกอย่างให้").click()


def printed_code(page: Page) -> str:
    """Print the claim code by the request of its button; return it as she reads it off the paper."""
    token = page.locator("form[action$='/claim'] [name=csrfmiddlewaretoken]").input_value()
    action = page.locator("form[action$='/claim']").get_attribute("action")
    answer = page.request.post(
        str(action), form={"csrfmiddlewaretoken": token}, headers={"Referer": page.url}
    )
    assert answer.ok
    assert answer.headers["content-type"] == "application/pdf"
    return found_in(answer.body(), r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}")


def served_where_she_works(page: Page, code: str) -> None:
    """Look up what the officer's own centre does of a case, by its code."""
    page.goto("/cases")
    page.get_by_role("link", name="งานที่ศูนย์ของเราทำ").click()
    page.wait_for_url("**/served")
    assert serious(page) == []
    page.locator("main input[type=search]").fill(code)
    page.locator("main input[type=search]").press("Enter")
    page.wait_for_url(f"**/served?*{code}*")
    page.locator("article a").first.click()
    page.wait_for_url("**/served/*")
    assert serious(page) == []
    expect(page.locator("main")).to_contain_text("กลุ่มลำไยป้าบัว")


def take_over(page: Page, code: str, case: str) -> None:
    """Type the code on her phone, choose how she signs in, and find the case under her own name."""
    page.fill("[name=code]", code.lower().replace("-", " "))
    page.click(MAIN)
    page.wait_for_url("**/claim/account")
    expect(page.locator("h1")).to_contain_text("ป้าบัว ใจดี")
    page.fill("[name=contact]", fresh_phone())
    page.fill("[name=password]", OWN_PASSWORD)
    page.click(MAIN)
    page.fill("#id_code", code_on(page))
    page.click(MAIN)
    page.wait_for_url(lambda url: "confirm" not in url)
    page.goto("/cases")
    page.locator(".case-card a").click()
    page.wait_for_url(f"**{case}")
    no_wider_than_the_phone(page)
    assert serious(page) == []
    expect(page.locator("main")).to_contain_text("กลุ่มลำไยป้าบัว")
    expect(page.get_by_role("button", name="พิมพ์รหัสรับบัญชี")).to_have_count(0)

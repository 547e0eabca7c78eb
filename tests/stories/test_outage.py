"""A machine breaks: reported on a phone, looked at, done; her firm reads why, and where her step is now."""

import datetime as dt
import re

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import PHONE, Visit
from tests.stories.people import KEEPER, new_case, sign_in
from tests.stories.test_axe import serious
from tests.stories.test_case import fits

pytestmark = pytest.mark.browser
DAY = re.compile(r"\d{1,2} [A-Z][a-z]{2} \d{4}")


def sound(page: Page) -> None:
    assert serious(page) == []
    assert fits(page)


def machine_of(page: Page, code: str) -> str:
    """Show a step of a case that a machine of the centre does, and follow its link; return its day."""
    page.goto(f"/en/served?q={code}")
    links = page.locator(".case-card h3 a").evaluate_all(
        "each => each.map(link => link.getAttribute('href'))"
    )
    for link in links:
        page.goto(link)
        broken = page.get_by_role("link", name="It cannot be used?")
        if broken.count():
            found = DAY.search(page.locator(".served-when").inner_text())
            assert found
            broken.first.click()
            return f"{dt.datetime.strptime(found[0], '%d %b %Y').date()}"  # noqa: DTZ007 - a day alone
    raise AssertionError("no machine of the centre serves this case")


def test_a_broken_machine_is_reported_and_her_firm_is_told(visit: Visit) -> None:
    page = visit("/", viewport=PHONE, has_touch=True, is_mobile=True)
    hers = new_case(page, "สบู่แม่เครื่องเสีย")
    code = hers.case.rpartition("/")[2]
    staff = sign_in(visit("/en/sign-in", viewport=PHONE, has_touch=True, is_mobile=True), KEEPER)
    day = machine_of(staff, code)
    sound(staff)
    machine = staff.locator("h1").inner_text()
    staff.get_by_role("button", name="See what falls").click()
    expect(staff.locator("#id_until_error")).to_be_visible()
    staff.fill("#id_day", day)
    staff.fill("#id_until", day)
    staff.get_by_role("button", name="See what falls").click()
    expect(staff.locator(".falls")).to_contain_text(code)
    sound(staff)
    staff.get_by_role("button", name="Yes, do all of this").click()
    expect(staff.locator("[aria-labelledby=became]")).to_contain_text(code)
    sound(staff)
    staff.go_back()  # to what was shown before: it is done, and says so
    expect(staff.locator(".notice--error, .notice--warning").first).to_be_visible()
    staff.goto("/en/outages")
    expect(staff.locator(".case-card").first).to_be_visible()
    sound(staff)

    page.goto("/en/notices")
    expect(page.locator("main")).to_contain_text(f"{machine} is broken")
    page.get_by_role("button", name="Open").first.click()
    page.wait_for_url(f"**{hers.case}/steps/*")
    sound(page)
    page.goto(f"/en{hers.case}")
    expect(page.locator("#happened")).to_contain_text(machine)

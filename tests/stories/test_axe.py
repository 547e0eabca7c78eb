"""Every page of the house against axe, phone and desk, light and dark: nothing serious or critical."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.stories.conftest import DESK, PHONE, Visit, open_wishes, unfold
from tests.stories.people import KEEPER, Hers, sign_in

PHONE_AND_DESK = {"phone": ("", PHONE), "desk": ("/en", DESK)}
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("view", PHONE_AND_DESK)]

PAGES = (
    "/", "/search", "/search?q=ลำไย", "/search?q=zzzqqq", "/help", "/help/counting", "/styleguide",
    "/sign-in", "/no-such-page", "/labs", "/standards?kind=gmp", "/machines?q=nothing", "/centres/IEAT-NRIE",
)  # fmt: skip
LISTS = ("/families", "/operations", "/standards", "/machines", "/centres")
ASKED = ("กขค", "สบู่น้ำผึ้ง กับ กล้วยตาก")  # not understood; which first?


def serious(page: Page) -> list[str]:
    """Return what axe finds serious: in the light, and on a phone in the dark, where only colours differ."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    if page.viewport_size == PHONE:
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")  # no colour on its way to another
        found += Axe().run(page, options={"runOnly": ["color-contrast"]}).response["violations"]
        page.emulate_media(color_scheme="light")
    return [
        f"{each['id']}: {[node['html'][:120] for node in each['nodes'][:3]]}"
        for each in found
        if each["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_the_house(visit: Visit, path: str, view: str) -> None:
    prefix, screen = PHONE_AND_DESK[view]
    assert serious(unfold(visit(prefix + path, viewport=screen))) == []


@pytest.mark.parametrize("path", LISTS)
def test_a_list_and_the_first_it_leads_to(visit: Visit, path: str, view: str) -> None:
    prefix, screen = PHONE_AND_DESK[view]
    page = unfold(visit(prefix + path, viewport=screen))
    assert serious(page) == []
    first = page.locator(f"main a[href^='{prefix}{path}/']").first.get_attribute("href")
    assert first
    assert serious(unfold(visit(first, viewport=screen))) == []


def test_the_plan(visit: Visit, plan_path: str, view: str) -> None:
    prefix, screen = PHONE_AND_DESK[view]
    page = visit(prefix + plan_path, viewport=screen)
    assert serious(page) == []
    assert serious(unfold(page)) == []
    page.goto(f"{prefix}{plan_path}?kind=nearest#plan")
    assert serious(page) == []


def test_a_plan_with_what_nobody_can_do(visit: Visit, plan_path: str, view: str) -> None:
    prefix, screen = PHONE_AND_DESK[view]
    page = visit(prefix + plan_path, viewport=screen)
    open_wishes(page)
    page.select_option("#id_region", "South")
    page.get_by_role("checkbox").first.check()
    page.locator(".wishes .button--main").click()
    page.wait_for_url(lambda url: not url.endswith(plan_path))
    assert page.locator(".is-unmet").count() > 0
    assert serious(unfold(page)) == []


@pytest.mark.parametrize("words", ASKED)
def test_what_is_answered_without_a_plan(visit: Visit, words: str, view: str) -> None:
    prefix, screen = PHONE_AND_DESK[view]
    page = visit(f"{prefix}/", viewport=screen)
    page.fill("#idea", words)
    page.select_option("#province", "TH-51")
    page.locator("#ask .button--main").click()
    page.wait_for_url("**/plans")
    assert serious(unfold(page)) == []


BEHIND_SIGN_IN = (
    "{case}",
    "{case}/steps/2",
    "/cases",
    "/firms",
    "/firms/new",
    "/firms/join",
    "/calendar",
    "/me",
)


def test_the_pages_of_who_has_a_case(visit: Visit, her_case: Hers, view: str) -> None:
    prefix, screen = PHONE_AND_DESK[view]
    page = her_case.sign_in(visit(f"{prefix}/sign-in", viewport=screen))
    for path in BEHIND_SIGN_IN:
        page.goto(prefix + path.format(case=her_case.case))
        assert serious(unfold(page)) == [], path
    page.goto(f"{prefix}/firms")
    page.locator("main a[href*='/firms/']").first.click()
    page.wait_for_url("**/firms/*")
    assert serious(unfold(page)) == []


def test_the_pages_of_who_keeps_it(visit: Visit, her_case: Hers, view: str) -> None:
    prefix, screen = PHONE_AND_DESK[view]
    page = sign_in(visit(f"{prefix}/sign-in", viewport=screen), KEEPER)
    for path in ("/cases", her_case.case, "/asked"):
        page.goto(prefix + path)
        assert serious(unfold(page)) == [], path
    assert page.locator("main .asked tbody tr").count() > 0

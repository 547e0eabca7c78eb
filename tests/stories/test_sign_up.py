"""She signs up on her phone, adds an e-mail and a passkey, and signs in with it: in a real browser."""

import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import DESK, PHONE, Visit
from tests.stories.people import MAIN, PASSWORD, code_on, fresh_phone, sign_up
from tests.stories.test_axe import serious

pytestmark = pytest.mark.browser


def prove(page: Page) -> None:
    """Give the password again where it is asked for."""
    if "/me/again" in page.url:
        page.fill("#id_password", PASSWORD)
        page.click(MAIN)
        page.wait_for_load_state()  # a button of a key does nothing before its script is there


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.mark.parametrize(("prefix", "screen", "cases"), [("", PHONE, "หน้าของฉัน"), ("/en", DESK, "My page")])
def test_she_signs_up_by_phone_and_adds_an_e_mail(
    visit: Visit, prefix: str, screen: dict[str, int], cases: str
) -> None:
    page = visit(f"{prefix}/sign-up", viewport=screen)
    assert serious(page) == []
    assert fits(page)
    page.fill("#id_name", "สมหญิง ใจดี")
    page.fill("#id_contact", fresh_phone())
    page.fill("#id_password1", "short")
    page.click(MAIN)
    expect(page.locator(".errorlist")).to_be_visible()
    assert page.input_value("#id_name") == "สมหญิง ใจดี"
    assert serious(page) == []
    page.fill("#id_password1", PASSWORD)
    page.click(MAIN)
    page.wait_for_url("**/confirm/phone")
    assert serious(page) == []
    assert fits(page)
    page.fill("#id_code", code_on(page))
    page.click(MAIN)
    page.wait_for_url(lambda url: "confirm" not in url)
    page.get_by_role("link", name=cases).click()
    expect(page.locator("h1")).to_have_text(cases)
    assert serious(page) == []
    assert fits(page)

    page.locator("#reached a[href$='/me/e-mail']").click()
    email = f"{uuid.uuid4().hex[:8]}@example.org"
    page.fill("#id_email", email)
    page.click(MAIN)
    page.wait_for_url(re.compile("/me/again|/confirm/"))
    prove(page)
    page.fill("#id_code", code_on(page))
    page.click(MAIN)
    expect(page.locator("#reached")).to_contain_text(email)


def test_without_javascript_she_signs_up_as_well(visit: Visit) -> None:
    page = visit("/sign-up", viewport=PHONE, java_script_enabled=False)
    sign_up(page, fresh_phone())
    page.goto("/me")
    expect(page.locator("h1")).to_have_text("หน้าของฉัน")


def test_a_passkey_is_added_and_asked_for(visit: Visit, site: str) -> None:
    here = site.replace("127.0.0.1", "localhost")  # keys belong to names, never to numbers
    page = visit(f"{here}/sign-up", viewport=PHONE)
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    phone = fresh_phone()
    sign_up(page, phone)
    page.goto(f"{here}/me/second-factor/")
    assert serious(page) == []
    page.goto(f"{here}/me/second-factor/webauthn/add/")
    prove(page)
    assert serious(page) == []
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/")
    assert page.locator(".spare code").count() == 10
    assert serious(page) == []

    page.goto(f"{here}/me")
    page.locator("#sessions form[action$='/sign-out'] button").click()
    page.goto(f"{here}/sign-in")
    page.fill("#id_login", phone)
    page.fill("#id_password", PASSWORD)
    page.click(MAIN)
    page.wait_for_url("**/authenticate/")
    page.wait_for_load_state()
    assert serious(page) == []
    page.click("#mfa_webauthn_authenticate")
    page.wait_for_url(f"{here}/")
    page.goto(f"{here}/me")
    expect(page.locator("#reached")).to_contain_text("ตั้งแล้ว")


@pytest.mark.parametrize("path", ["/sign-in", "/forgotten", "/claim", "/en/sign-up"])
def test_doors_fit_a_phone(visit: Visit, path: str) -> None:
    page = visit(path, viewport=PHONE)
    assert serious(page) == []
    assert fits(page)


def test_a_wrong_claim_code_says_what_to_do(visit: Visit) -> None:
    page = visit("/claim", viewport=PHONE)
    page.fill("#id_code", "ABCD-EFGH-JKLM")
    page.click(MAIN)
    expect(page.locator(".errorlist")).to_contain_text("ถามศูนย์ของคุณ")
    assert page.input_value("#id_code") == "ABCD-EFGH-JKLM"
    assert serious(page) == []

"""People of the stories: those of the demo, and new ones, up to a case of their own."""

import re
import uuid
from dataclasses import dataclass

from playwright.sync_api import FilePayload, Page

from itc.site import actions as demo

PASSWORD = "มะม่วงกวน-2569"
MAIN = "main .button--main"
KEEPER = "lead@example.org"
"""The officer who keeps the cases of Lamphun, in the demo."""
SOAP = "สบู่สมุนไพรไพล ขายออนไลน์"


def fresh_phone() -> str:
    return f"08{uuid.uuid4().int % 10**8:08}"


def code_on(page: Page) -> str:
    """Return the code in the box of the demo."""
    found = re.search(r"\b\d{6}\b", page.inner_text(".kept-message"))
    assert found
    return found[0]


def sign_up(page: Page, contact: str) -> None:
    page.fill("#id_name", "สมหญิง ใจดี")
    page.fill("#id_contact", contact)
    page.fill("#id_password1", PASSWORD)
    page.click(MAIN)
    page.fill("#id_code", code_on(page))
    page.click(MAIN)
    page.wait_for_url(lambda url: not url.endswith("/confirm/phone"))


def sign_in(page: Page, name: str, password: str = demo.PASSWORD) -> Page:
    """Sign in on the page that asks for it, as somebody of the demo if no password is given."""
    page.locator("[name=username], [name=login]").fill(name)
    page.fill("[name=password]", password)
    page.locator("main form .button--main").first.click()
    page.wait_for_url(lambda url: "sign-in" not in url)
    return page


def plan_of(page: Page, idea: str) -> str:
    """Ask for a plan; return its path."""
    page.goto("/")
    page.fill("#idea", idea)
    page.select_option("#province", label="ลำพูน")
    page.get_by_role("button", name="ดูแผน").click()
    page.wait_for_url("**/plans/*")
    return re.sub(r"^https?://[^/]+|\?.*$", "", page.url)


@dataclass(frozen=True)
class Hers:
    """A case, as its path, and the phone its owner signs in with."""

    case: str
    phone: str

    def sign_in(self, page: Page) -> Page:
        """Sign her in on the page that asks for it."""
        return sign_in(page, self.phone, PASSWORD)


def new_case(page: Page, firm: str) -> Hers:
    """Sign somebody up, and accept a plan for her new firm; the page then shows her case."""
    phone = fresh_phone()
    page.goto("/sign-up")
    sign_up(page, phone)
    path = plan_of(page, SOAP)
    page.goto(f"/firms/new?next={path}/accept")
    page.fill("[name=name]", firm)
    page.select_option("[name=province]", label="ลำพูน")
    page.locator("main form .button--main").click()
    page.wait_for_url(f"**{path}/accept*")
    page.get_by_role("button", name="รับแผน จองทุกอย่างให้ฉัน").click()
    page.wait_for_url("**/cases/*")
    return Hers(re.sub(r"^https?://[^/]+", "", page.url), phone)


def attach(page: Page, *files: tuple[str, bytes]) -> None:
    """Choose files on the page of a case."""
    chosen = [
        FilePayload(name=name, mimeType="application/octet-stream", buffer=each) for name, each in files
    ]
    page.set_input_files("#id_attached", chosen)

"""Neither the log nor an address tells who somebody is or what she wrote, whatever happens on the way."""

import io
import logging
import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from itc.accounts.models import User
from itc.cases.models import Case
from itc.web.logs import DiscreetFormatter, JsonFormatter
from tests.accounts.people import code_to, sign_up
from tests.conftest import PASSWORD
from tests.consents.world import FILE, FIRM, NAME, NUMBER, WORDS

pytestmark = [pytest.mark.django_db(transaction=False), pytest.mark.usefixtures("network")]
IDEA = "สบู่สมุนไพรไพลของมะลิวัลย์พิเศษ"
LATIN = "Quiet Words"
CONTACTS = ("maliwan.phiset@example.org", "089-999 0001")
TRACES = (
    "มะลิวัลย์", "maliwan", "899990001", "999 0001", NUMBER, "คำลับ", "สบู่สมุนไพรไพล", LATIN,
)  # fmt: skip


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that any logger says, down to the least, as it would be written: as text, and as JSON."""
    written = io.StringIO()
    handlers = [logging.StreamHandler(written), logging.StreamHandler(written)]
    for handler, formatter in zip(handlers, (DiscreetFormatter, JsonFormatter), strict=True):
        handler.setFormatter(formatter("{levelname} {name} {message}", style="{"))
    loggers = [logging.getLogger(), *map(logging.getLogger, logging.root.manager.loggerDict)]
    before = [(each, each.level, each.propagate) for each in loggers]
    for each in loggers:
        each.setLevel(logging.DEBUG)
        each.propagate = False
        for handler in handlers:
            each.addHandler(handler)
    yield written
    for each, level, propagate in before:
        for handler in handlers:
            each.removeHandler(handler)
        each.setLevel(level)
        each.propagate = propagate


class Browser:
    """Goes where it is sent, and keeps every address it saw."""

    def __init__(self) -> None:
        self.client = Client(raise_request_exception=False, headers={"Accept-Language": "en"})
        self.addresses: list[str] = []

    def get(self, path: str) -> Any:
        return self._seen(path, self.client.get(path))

    def post(self, path: str, **sent: Any) -> Any:
        return self._seen(path, self.client.post(path, sent))

    def _seen(self, path: str, answer: Any) -> Any:
        self.addresses += [path, answer.get("Location", "")]
        if not answer.streaming and "html" in answer.get("Content-Type", ""):
            html = answer.content.decode()
            self.addresses += [
                unescape(found) for found in re.findall(r'(?:href|action|src)="([^"]*)"', html)
            ]
        return answer


def traces_in(text: str) -> list[str]:
    return [trace for trace in TRACES if trace in unquote(unquote(text)).replace("+", " ")]


def walk(browser: Browser, contact: str) -> Case:
    """Ask, sign up, enter a firm, accept, write, send a file, look at one's data; and do each wrongly too."""
    asked = browser.post("/plans", idea=IDEA, province="TH-51")
    plan = asked["Location"].partition("?")[0]
    browser.get(plan)
    browser.get(f"{plan}/accept?kind=earliest")
    browser.post("/sign-in", login=contact, password="wrong")
    browser.post("/sign-up", name=NAME, contact=contact, password1="short")
    browser.post("/sign-up", name=NAME, contact=contact, password1=PASSWORD)
    written = contact if "@" in contact else "+66899990001"
    browser.post("/confirm/e-mail" if "@" in contact else "/confirm/phone", code="000000")
    browser.post("/confirm/e-mail" if "@" in contact else "/confirm/phone", code=code_to(written))
    browser.post(
        "/firms/new", name=FIRM, kind="sme", number=f"{NUMBER}9", sector="manufacturing", province="TH-51"
    )
    firm = browser.post(
        "/firms/new", name=FIRM, kind="sme", number=NUMBER, sector="manufacturing", province="TH-51"
    )["Location"]
    browser.get(firm)
    browser.post("/firms/join", number=NUMBER)
    browser.post(f"{plan}/accept", kind="earliest", firm=firm.rpartition("/")[2])
    case = Case.objects.get()
    page = f"/cases/{case.code}"
    browser.get(page)
    browser.post(f"{page}/messages", words=f"{WORDS} {LATIN} {contact}")
    browser.post(f"{page}/messages", words=WORDS, attached=SimpleUploadedFile(FILE, b"of hers"))
    browser.post(f"{page}/messages", words=WORDS, attached=SimpleUploadedFile("มะลิวัลย์.exe", b"MZ"))
    browser.get(f"{page}/files/{case.files.get().pk}").getvalue()
    return case


def privacy(browser: Browser, case: Case) -> None:
    for path in ("/me", "/me/privacy", "/en/me/privacy"):
        browser.get(path)
    browser.post("/me/privacy/consents/by_officer", answer="yes")
    browser.post("/me/again", password=PASSWORD)
    browser.post("/me/privacy/take-along").getvalue()
    browser.post("/me/privacy/erase", word="erase")
    browser.post(f"/cases/{case.code}/withdraw")
    browser.post("/me/privacy/erase", word=WORDS)
    browser.post("/me/privacy/erase", word="erase")


@pytest.mark.parametrize("contact", CONTACTS)
def test_nothing_of_her_stands_in_a_log_or_an_address(log: io.StringIO, contact: str) -> None:
    browser = Browser()
    case = walk(browser, contact)
    privacy(browser, case)
    case.refresh_from_db()
    assert case.firm.tax_number is None  # it went through to the end
    assert len(browser.addresses) > 200
    assert [address for address in browser.addresses if traces_in(address)] == []
    assert traces_in(log.getvalue()) == []


def test_an_error_that_repeats_her_words_does_not_write_them(
    log: io.StringIO, client: Client, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_args: Any, **_named: Any) -> None:
        try:
            int(f"{LATIN} {NAME}")
        except ValueError as error:
            detail = f"duplicate key\nDETAIL:  Key (email)=({CONTACTS[0]}, {LATIN}) exists."
            raise RuntimeError(detail) from error

    monkeypatch.setattr("itc.consents.views.privacy_page", breaks)
    browser = Browser()
    browser.client.force_login(owner)
    answer = browser.get(f"/me/privacy?of={NAME}&phone=0899990001")
    assert answer.status_code == 500
    assert "RuntimeError" in log.getvalue()
    assert "Internal Server Error: /me/privacy" in log.getvalue()
    assert traces_in(log.getvalue()) == []
    assert traces_in(answer.content.decode()) == []


def test_an_address_that_is_known_already_is_told_to_nobody(log: io.StringIO, client: Client) -> None:
    for _ in range(2):
        sign_up(client, CONTACTS[0], name=NAME)
    assert traces_in(log.getvalue()) == []

"""The site as `itc demo` makes and `itc serve` serves it: what a person meets who has nothing but a browser.

A server of its own, with a home of its own, once a process: what is loaded takes longer than all the stories.
No test here asks the database: Playwright runs an event loop in its thread, and beside one Django keeps other
connections, in which a transaction opened before would never end.
"""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from scripts.pictures import CHROMIUM
from scripts.ports import free_port
from tests.stories.people import Hers, attach, new_case

ASKS = """
import django
django.setup()
from itc.resources.models import Resource
assert Resource.objects.filter(code__startswith="OF-DIP-01-").update(approval="ask")
"""
"""The officers of the centre that keeps the cases of Lamphun say themselves when they have time."""
COMES = """
from tests.stories.turn import somebody_comes_today
somebody_comes_today()
"""
"""A firm comes to a dryer of Lamphun now, whatever day it is."""
ITC = str(Path(sys.executable).with_name("itc"))
IDEA = "อยากทำลำไยอบแห้งเคลือบช็อกโกแลต ส่งออกญี่ปุ่น เดือนละ 200 กก."
COATING = "เคลือบช็อกโกแลต น้ำตาล หรือเครื่องปรุง"
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
PATIENCE_SECONDS = 60
REFUSED = "Failed to load resource: the server responded with a status of 4"  # a page of ours that says no

Visit = Callable[..., Page]


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a served site with the shipped tables and the demo's bookings."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"OPENITC_HOME": str(tmp_path_factory.mktemp("stories")), "OPENITC_PUBLIC_LIMIT": "0"}
    subprocess.run([ITC, "demo", "--no-serve"], env=environment, check=True, capture_output=True)
    as_itc = environment | {"DJANGO_SETTINGS_MODULE": "itc.config.settings"}
    subprocess.run([sys.executable, "-c", ASKS + COMES], env=as_itc, check=True)
    port = free_port()
    serve = [ITC, "serve", "--port", str(port), "--workers", "1"]
    with subprocess.Popen(
        serve, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(f"{address}/help", server)
            yield address
        finally:
            server.send_signal(signal.SIGTERM)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the site did not come up")


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Give Debian's browser."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Devices:
    """What pages are seen on: each is of one visitor at a time, and forgets her when she goes.

    To make one takes the browser as long as to show a page, so that those of earlier tests are lent again.
    """

    def __init__(self, chromium: Browser, site: str) -> None:
        self._chromium, self._site = chromium, site
        self._free: dict[str, list[BrowserContext]] = defaultdict(list)
        self._lent: list[tuple[str, BrowserContext]] = []

    def lend(self, options: dict[str, object]) -> BrowserContext:
        """Give one with these options, which nobody has and which knows nobody."""
        key = repr(sorted(options.items()))
        free = self._free[key]
        context = free.pop() if free else self._chromium.new_context(base_url=self._site, **options)  # type: ignore[arg-type]  # options of the caller
        self._lent.append((key, context))
        return context

    def take_back(self) -> None:
        """Close all their pages, with which goes what a tab keeps, and forget who was signed in."""
        for key, context in self._lent:
            for page in context.pages:
                page.close()
            context.clear_cookies()
            self._free[key].append(context)
        self._lent.clear()


@pytest.fixture(scope="package")
def devices(chromium: Browser, site: str) -> Devices:
    """Give what pages are seen on."""
    return Devices(chromium, site)


@pytest.fixture
def visit(devices: Devices) -> Iterator[Visit]:
    """Give `visit(path, **options of the context)`, a phone in Thai; in the end no page has complained."""
    complaints: list[str] = []

    def visited(path: str, **options: object) -> Page:
        page = devices.lend({"viewport": PHONE} | options).new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda message: (
                complaints.append(message.text)
                if message.type == "error" and not message.text.startswith(REFUSED)
                else None
            ),
        )
        return go(page, path)

    yield visited
    devices.take_back()
    assert complaints == []


@pytest.fixture(scope="package")
def plan_path(site: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give the path of a kept plan of the idea in Lamphun, asked once by the API."""
    body = f'{{"idea": "{IDEA}", "province": "TH-51"}}'.encode()
    asked = urllib.request.Request(
        f"{site}/api/v1/plans", body, {"Content-Type": "application/json"}, method="POST"
    )
    with urllib.request.urlopen(asked, timeout=30) as answer:
        token = str(answer.read().decode()).split('"token": "')[1].split('"')[0]
    return f"/plans/{token}"


@pytest.fixture(scope="package")
def her_case(chromium: Browser, site: str) -> Hers:
    """Give a case with words, a file and what is asked of its centre, and who signs in as its owner."""
    context = chromium.new_context(viewport={"width": 360, "height": 740}, base_url=site)
    page = context.new_page()
    hers = new_case(page, "สบู่บ้านเหนือ")
    page.fill("#id_words", "สวัสดีค่ะ https://example.org")
    attach(page, ("ดิน.txt", b"clay"))
    page.locator("#talk-form .button--main").click()
    page.wait_for_url("**#talk")
    context.close()
    return hers


def go(page: Page, path: str) -> Page:
    """Go there, and find a page there."""
    answer = page.goto(path)
    assert answer
    assert answer.status in ({404} if "no-such" in path else {200, 304}), path
    return page


def ask(page: Page) -> None:
    """Type the idea and the province on the home page, and ask for the plan."""
    page.fill("#idea", IDEA)
    page.select_option("#province", label="ลำพูน")
    page.get_by_role("button", name="ดูแผน").click()
    page.wait_for_url("**/plans/*")


def unfold(page: Page) -> Page:
    """Open all that is folded: what is hidden is not looked at."""
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    return page


def titles(page: Page) -> list[str]:
    """Return the steps that are on, by their names."""
    return page.locator(".dated h4").all_inner_texts()


def leave_out(page: Page, step: str) -> None:
    """Open a step and press the button that leaves it out."""
    row = page.locator(".dated > li", has_text=step)
    row.locator("summary").click()
    row.get_by_role("button", name=f"ไม่ทำ {step}").click()


def open_wishes(page: Page) -> None:
    """Open the fields of her wishes where they are folded, as on a phone."""
    if not page.locator("#id_amount").is_visible():
        page.locator(".wishes-more summary").click()

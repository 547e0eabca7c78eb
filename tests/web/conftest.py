"""A browser for the tests marked `browser`: Debian's Chromium, one a module."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from scripts.pictures import CHROMIUM

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Give the browser. Its driver runs an event loop, beside which Django would refuse the database."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_page(chromium: Browser, live_server: object) -> Iterator[Open]:
    """Give `open_page(path, **options of the context)`; in the end no page may have complained."""
    complaints: list[str] = []
    contexts = []

    def opened(path: str, **options: object) -> Page:
        context = chromium.new_context(**{"viewport": {"width": 360, "height": 740}} | options)  # type: ignore[arg-type]  # options of the caller
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda message: complaints.append(message.text) if "Security Policy" in message.text else None,
        )
        response = page.goto(f"{live_server}{path}", wait_until="networkidle")
        assert response
        assert response.status < 500
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []

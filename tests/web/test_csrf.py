"""A form of a page without a referrer passes by what the browser itself says, and never without its token."""

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client

pytestmark = pytest.mark.django_db
REFUSED, TAKEN = 403, 302
OWN = {"origin": "null", "sec-fetch-site": "same-origin"}
"""What browsers send with a form of our own from a page with `Referrer-Policy: no-referrer`."""


@pytest.fixture
def browser() -> Client:
    """One that has opened a page of ours, and so holds the token."""
    client = Client(enforce_csrf_checks=True)
    client.get("/")
    return client


def sent(browser: Client, headers: dict[str, str], *, token: str | None = None, secure: bool = False) -> int:
    """Send a form that changes nothing (it signs nobody out) and return the status."""
    form = {"csrfmiddlewaretoken": browser.cookies["csrftoken"].value if token is None else token}
    answer: HttpResponse = browser.post("/sign-out", form, headers=headers, secure=secure)
    return answer.status_code


@pytest.mark.parametrize("secure", [False, True])
def test_a_form_of_our_own_page_without_a_referrer_is_taken(browser: Client, secure: bool) -> None:
    assert sent(browser, OWN, secure=secure) == TAKEN


@pytest.mark.parametrize("secure", [False, True])
@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", "", "same-origin, cross-site", "null"])
def test_a_form_from_elsewhere_without_a_referrer_is_refused(
    browser: Client, site: str, secure: bool
) -> None:
    assert sent(browser, OWN | {"sec-fetch-site": site}, secure=secure) == REFUSED


def test_an_origin_of_null_alone_is_refused(browser: Client) -> None:
    assert sent(browser, {"origin": "null"}) == REFUSED


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "http://testserver.evil.example", "file://", "NULL"]
)
def test_another_origin_is_refused_whatever_else_is_said(browser: Client, origin: str) -> None:
    assert sent(browser, OWN | {"origin": origin}) == REFUSED


@pytest.mark.parametrize("token", ["", "x", "x" * 32, "x" * 64])
def test_nothing_passes_without_its_token(browser: Client, token: str) -> None:
    assert sent(browser, OWN, token=token) == REFUSED


def test_nobody_passes_with_a_token_but_without_its_cookie(browser: Client) -> None:
    token = browser.cookies["csrftoken"].value
    fresh = Client(enforce_csrf_checks=True)
    answer = fresh.post("/sign-out", {"csrfmiddlewaretoken": token}, headers=OWN)
    assert answer.status_code == REFUSED


@pytest.mark.parametrize("headers", [{}, {"origin": "http://testserver"}])
def test_our_own_origin_and_an_old_browser_pass_as_with_django(
    browser: Client, headers: dict[str, str]
) -> None:
    assert sent(browser, headers) == TAKEN


def test_over_https_an_old_browser_must_send_its_referrer(browser: Client) -> None:
    assert sent(browser, {}, secure=True) == REFUSED
    assert sent(browser, {"referer": "https://testserver/plans/x"}, secure=True) == TAKEN
    assert sent(browser, {"referer": "https://evil.example/"}, secure=True) == REFUSED


def test_an_origin_we_trust_passes(browser: Client, settings: LazySettings) -> None:
    settings.CSRF_TRUSTED_ORIGINS = ["https://itc.example.go.th"]
    assert sent(browser, {"origin": "https://itc.example.go.th"}) == TAKEN
    assert sent(browser, {"origin": "https://other.example.go.th"}) == REFUSED

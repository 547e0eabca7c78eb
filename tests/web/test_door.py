"""What no page takes is turned away at the door, with a page in words."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def browser() -> Client:
    """One that has opened a page of ours, and is checked as a browser is."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.get("/")
    return client


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "PROPFIND", "FOO"])
@pytest.mark.parametrize("path", ["/", "/sign-in", "/plans", "/plans/abc/changes", "/admin/", "/en/help"])
def test_a_method_that_no_page_takes_is_not_a_page_open_too_long(
    browser: Client, method: str, path: str
) -> None:
    answer = browser.generic(method, path)
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, POST"
    assert "Content-Security-Policy" in answer
    said = "This page cannot be opened that way" if path.startswith("/en/") else "หน้านี้"
    assert said in answer.content.decode()


def test_a_page_that_is_not_there_is_not_there_by_any_method(browser: Client) -> None:
    assert browser.generic("PUT", "/no-such-page").status_code == 404


def test_a_form_without_its_token_is_still_refused(browser: Client) -> None:
    assert browser.post("/plans", {"idea": "x"}).status_code == 403


@pytest.mark.parametrize("path", ["/sign-in", "/plans", "/admin/login/", "/en/sign-out"])
@pytest.mark.parametrize("charset", ["tis-620", "windows-874", "utf-16", "hex", "rot13", "no-such", "ก"])
@pytest.mark.parametrize("kind", [FORM, "multipart/form-data; boundary=x"])
def test_a_form_in_another_coding_is_told_so(browser: Client, path: str, charset: str, kind: str) -> None:
    token = {"X-CSRFToken": browser.cookies["csrftoken"].value}
    answer = browser.generic("POST", path, b"a=b", content_type=f"{kind}; charset={charset}", headers=token)
    assert answer.status_code == 400
    assert "UTF-8" in answer.content.decode()


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", "utf8", '"utf-8"', ""])
def test_utf_8_is_taken_however_it_is_spelt(browser: Client, charset: str) -> None:
    token = {"X-CSRFToken": browser.cookies["csrftoken"].value}
    body = "login=สมชาย&password="
    answer = browser.generic(
        "POST", "/sign-in", body, content_type=f"{FORM}; charset={charset}", headers=token
    )
    assert answer.status_code == 200
    assert 'value="สมชาย"' in answer.content.decode()


@pytest.mark.parametrize(
    ("path", "status"), [("/search?q=a", 400), ("/?q=a", 400), ("/no-such-page?q=a", 404)]
)
def test_a_question_in_another_coding_breaks_no_page(browser: Client, path: str, status: int) -> None:
    answer = browser.get(path, headers={"Content-Type": "text/plain; charset=utf-16"})
    assert answer.status_code == status

"""Error pages and the style guide: in both languages, with what to do next; 500 without a database."""

from collections.abc import Callable

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseGone
from django.test import Client, RequestFactory
from django.urls import path
from django.utils.translation import override
from django.views.decorators.http import require_POST
from django.views.defaults import server_error

from itc.config.urls import urlpatterns as all_routes
from itc.lib.refusal import Conflict, NotReady, TooMany


def raising(error: Exception) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


@require_POST
def only_post(request: HttpRequest) -> HttpResponse:
    return HttpResponse("done")


urlpatterns = [
    *all_routes,
    path("fails/400", raising(BadRequest("no"))),
    path("fails/403", raising(PermissionDenied())),
    path("fails/405", only_post),
    path("fails/409", raising(Conflict("Somebody has the dryer."))),
    path("fails/410", lambda request: HttpResponseGone()),
    path("fails/422", raising(NotReady("No amount.", "No <b>province</b>."))),
    path("fails/429", raising(TooMany("Slower.", retry_after=17))),
    path("fails/500", raising(ZeroDivisionError())),
    path("api/fails/405", only_post),
]

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
TITLES = {
    400: "เราอ่านสิ่งที่ส่งมาไม่ได้",
    403: "หน้านี้ยังไม่เปิดให้คุณ",
    404: "ไม่มีหน้านี้",
    405: "เปิดหน้านี้ด้วยวิธีนี้ไม่ได้",
    409: "ตอนนี้ทำแบบนั้นไม่ได้",
    410: "ลิงก์นี้หมดอายุแล้ว",
    422: "ยังขาดบางอย่าง",
    429: "ถามถี่เกินไปในเวลาสั้น ๆ",
    500: "ระบบของเราขัดข้อง",
}


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(("status", "title"), TITLES.items())
def test_each_error_says_in_thai_what_happened_and_leads_home(
    visitor: Client, status: int, title: str
) -> None:
    response = visitor.get(f"/fails/{status}")
    html = response.content.decode()
    assert response.status_code == status
    assert f"<h1>{title}</h1>" in html
    assert 'lang="th"' in html
    assert 'class="button" href="/"' in html


def test_an_english_address_fails_in_english(visitor: Client) -> None:
    html = visitor.get("/en/no-such-page").content.decode()
    assert "<h1>There is no such page</h1>" in html
    assert 'class="button" href="/en/"' in html


def test_a_refused_method_still_says_which_are_allowed(visitor: Client) -> None:
    assert visitor.get("/fails/405")["Allow"] == "POST"


def test_an_error_of_the_api_is_no_page(visitor: Client) -> None:
    assert visitor.get("/api/fails/405").json().keys() == {"code", "reasons"}


def test_every_reason_of_a_refusal_is_told_and_escaped(visitor: Client) -> None:
    html = visitor.get("/fails/422").content.decode()
    assert "<li>No amount.</li><li>No &lt;b&gt;province&lt;/b&gt;.</li>" in html


def test_who_asks_too_often_hears_when_to_come_back(visitor: Client) -> None:
    assert visitor.get("/fails/429")["Retry-After"] == "17"


def test_a_form_without_its_proof_of_origin_is_explained() -> None:
    response = Client(enforce_csrf_checks=True).post("/fails/405", headers={"accept-language": "th"})
    assert response.status_code == 403
    assert "เปิดหน้านี้ไว้นานเกินไป" in response.content.decode()


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_page_of_a_broken_server_asks_no_database(
    language: str, django_assert_num_queries: Callable[[int], object]
) -> None:
    with override(language), django_assert_num_queries(0):  # type: ignore[attr-defined]  # pytest-django's own
        html = server_error(RequestFactory().get("/")).content.decode()
    assert f'lang="{language}"' in html


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_styleguide_shows_every_component_in_both_languages(client: Client, prefix: str) -> None:
    html = client.get(f"{prefix}/styleguide").content.decode()
    for part in (
        "line--across",
        "line--down",
        "is-unmet",
        "chip-cross",
        "badge--depends",
        "notice--warning",
        "pager",
        "dot",
    ):
        assert part in html


def test_a_page_is_never_marked_with_another_language_than_its_own(client: Client) -> None:
    assert '<html lang="th">' in client.get("/help", headers={"accept-language": "en"}).content.decode()
    assert '<html lang="en">' in client.get("/en/help", headers={"accept-language": "th"}).content.decode()


def test_pages_travel_small_where_the_browser_takes_it(visitor: Client) -> None:
    plain = visitor.get("/")
    small = visitor.get("/", headers={"Accept-Encoding": "gzip"})
    assert (small["Content-Encoding"], small["Vary"].count("Accept-Encoding")) == ("gzip", 1)
    assert len(small.content) < len(plain.content) / 2
    assert "Content-Encoding" not in plain

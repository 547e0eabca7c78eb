"""Refusals become answers: one table from families to status codes, for page, fragment and API alike.

And what no page takes is turned away before anything of it is read.
"""

import codecs
import logging
import time
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation

from itc.lib.refusal import Conflict, NotAllowed, NotFound, NotReady, Refusal, TooMany
from itc.web.errors import NotInUtf8
from itc.web.logs import NUMBER, id_of, request_id
from itc.web.problems import api_problem_of

log = logging.getLogger("itc.requests")

STATUS: dict[type[Refusal], int] = {
    NotAllowed: 403,
    NotFound: 404,
    Conflict: 409,
    NotReady: 422,
    TooMany: 429,
}

WORDLESS = {405, 410}  # errors that Django answers with nothing

METHODS = ("GET", "HEAD", "POST", "OPTIONS", "TRACE")
"""Those that a page answers itself, if only by saying which of them it takes."""


def status_of(refusal: Refusal) -> int:
    """Return the HTTP status of a refusal's family; 422 where it has none."""
    return next((status for family, status in STATUS.items() if isinstance(refusal, family)), 422)


def of_api(request: HttpRequest) -> bool:
    """Return whether a machine asked, which is answered in JSON."""
    return request.path.startswith("/api/")


def refusal_body(refusal: Refusal) -> dict[str, object]:
    """Return the one error shape of the API."""
    return {"code": refusal.code, "reasons": [str(reason) for reason in refusal.reasons]}


def refusal_response(request: HttpRequest, refusal: Refusal, status: int | None = None) -> HttpResponse:
    """Return a refusal as its page, or under /api/ as JSON, with the status of its family or that given."""
    status = status or status_of(refusal)
    if of_api(request):
        response: HttpResponse = JsonResponse(refusal_body(refusal), status=status)
    else:
        response = render(request, "web/refused.html", {"refusal": refusal, "status": status}, status=status)
    if isinstance(refusal, TooMany):
        response["Retry-After"] = str(refusal.retry_after)
    return response


class Requests:
    """Gives each request a number, says it in the answer, and writes a line: the outermost of all.

    The line has the name of the route, never the address, in which links and codes may stand.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer it, with a clock around."""
        number, begun = id_of(request.headers.get("X-Request-ID", "")), time.perf_counter()
        request.META[NUMBER], before = number, request_id.set(number)
        try:
            response = self.get_response(request)
            told = {
                "method": request.method if request.method in METHODS else "other",
                "route": match.view_name if (match := request.resolver_match) else "-",
                "status": response.status_code,
                "ms": round((time.perf_counter() - begun) * 1000),
            }
            log.info("%(method)s %(route)s %(status)s, %(ms)s ms", told, extra={"told": told})
        finally:
            request_id.reset(before)
        response["X-Request-ID"] = number
        return response


class RefusalMiddleware:
    """Turns a Refusal that leaves a view into its page or its JSON; anything else stays a 500."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; an error that Django itself answers gets its words, in JSON for the API."""
        response = self.get_response(request)
        if of_api(request):
            return in_json(response)
        if response.status_code in WORDLESS and not response.content:
            response.content = render_to_string(
                "web/problem.html", {"status": response.status_code}, request
            ).encode()
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal; leave every other exception to Django."""
        return refusal_response(request, exception) if isinstance(exception, Refusal) else None


def in_json(response: HttpResponse) -> HttpResponse:
    """Return an answer of the API; where Django answered an error with a page, in the one error shape."""
    if response.status_code < 400 or response.get("Content-Type", "").startswith("application/json"):
        return response
    code, reason = api_problem_of(response.status_code)
    said = JsonResponse({"code": code, "reasons": [str(reason)]}, status=response.status_code)
    if "Allow" in response:
        said["Allow"] = response["Allow"]
    return said


class Door:
    """Answers 400 to what is not in UTF-8, and 405 to methods that no page takes; stands before CSRF."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, to be read as UTF-8 whatever it says: Django would break on its error page."""
        request.encoding = "utf-8"
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """Return the refusal, or None where all is well. The API says itself which methods it takes."""
        if not says_utf8(request):
            return refusal_response(request, NotInUtf8(), status=400)
        if request.method not in METHODS and not of_api(request):
            return HttpResponseNotAllowed(METHODS[:3])
        return None


def says_utf8(request: HttpRequest) -> bool:
    """Return whether the request is in UTF-8 by its own word, or says nothing."""
    said = (request.content_params or {}).get("charset")
    try:
        return not said or codecs.lookup(said).name == "utf-8"
    except LookupError:
        return False


class LanguageMiddleware(LocaleMiddleware):
    """Django's; and under /api/, where addresses have no language, the header's, Thai where it names none."""

    def process_request(self, request: HttpRequest) -> None:
        """Make the language active for the rest of the request."""
        if not of_api(request):
            super().process_request(request)
            return
        translation.activate(translation.get_language_from_request(request))
        request.LANGUAGE_CODE = translation.get_language()

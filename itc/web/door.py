"""What no page takes is turned away before anything of it is read."""

import codecs
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.translation import gettext_lazy as _

from itc.lib.refusal import Refusal
from itc.web.middleware import refusal_response

METHODS = ("GET", "HEAD", "POST", "OPTIONS", "TRACE")
"""Those that a page answers itself, if only by saying which of them it takes."""


class NotInUtf8(Refusal):
    """What was sent is in letters of another coding than UTF-8, by its own word."""

    code = "not-in-utf-8"

    def __init__(self) -> None:
        super().__init__(_("What was sent is not in UTF-8, and we read nothing else."))


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
        if request.method not in METHODS and not request.path.startswith("/api/"):
            return HttpResponseNotAllowed(METHODS[:3])
        return None


def says_utf8(request: HttpRequest) -> bool:
    """Return whether the request is in UTF-8 by its own word, or says nothing."""
    said = (request.content_params or {}).get("charset")
    try:
        return not said or codecs.lookup(said).name == "utf-8"
    except LookupError:
        return False

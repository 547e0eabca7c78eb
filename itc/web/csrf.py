"""CSRF protection that knows pages without a referrer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

from itc.web.errors import OpenTooLong


class Csrf(CsrfViewMiddleware):
    """As Django's, token and all, for forms on pages that send no referrer.

    From a page with `Referrer-Policy: no-referrer` (a plan's link must not travel) browsers send
    `Origin: null`, which Django refuses. Where the browser itself says that the request comes from our own
    pages (`Sec-Fetch-Site`, which no page can forge), the origin is verified; the token must still be right.
    """

    def _origin_verified(self, request: HttpRequest) -> bool:
        own = request.headers.get("Sec-Fetch-Site") == "same-origin"
        if own and request.headers.get("Origin") == "null":
            return True
        return bool(super()._origin_verified(request))  # type: ignore[misc]  # private, so without a stub


def require_proof(request: HttpRequest) -> None:
    """Check the proof of origin of a form for a view that is `csrf_exempt`. Refuses: OpenTooLong.

    Such a view answers a form without proof by its own page, with all that was typed and a fresh token.
    """
    check: Any = Csrf(lambda _request: HttpResponse())
    if check.process_view(request, None, (), {}) is not None:
        raise OpenTooLong

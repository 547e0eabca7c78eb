"""Posting JSON to a service of somebody else, once, and to that address alone."""

import http.client
import json
import urllib.request
from collections.abc import Mapping
from typing import Any

SECONDS = 8


class NotTaken(Exception):
    """The service did not take it over; `cause` is the name of the error, its words might repeat ours.

    `final`: it understood and refused, so that the same will be refused again. `status`: its answer, if any.
    """

    def __init__(self, cause: str, *, final: bool, status: int | None) -> None:
        super().__init__(cause)
        self.final, self.status = final, status


class _Straight(urllib.request.HTTPRedirectHandler):
    """Follows nowhere else: the key is for one address only."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        """Return nothing, which makes a redirect an error."""


def post_json(
    url: str, *, key: str, body: Mapping[str, Any], headers: Mapping[str, str] | None = None,
    seconds: float = SECONDS,
) -> None:  # fmt: skip
    """Post a body with the key as bearer; any 2xx means: taken over. Raises NotTaken."""
    sent = {"Content-Type": "application/json", "Authorization": f"Bearer {key}", **(headers or {})}
    asked = urllib.request.Request(url, json.dumps(body).encode(), sent, method="POST")  # noqa: S310 - set by who runs the site
    try:
        urllib.request.build_opener(_Straight).open(asked, timeout=seconds).close()
    except (OSError, http.client.HTTPException) as error:
        status = getattr(error, "code", None)
        final = status is not None and 400 <= status < 500 and status not in (408, 409, 429)
        raise NotTaken(type(error).__name__, final=final, status=status) from error

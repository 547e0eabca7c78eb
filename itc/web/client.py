"""Who is asking, without keeping an address; and what a public view costs."""

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from itc.web.actions import spend

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def address_of(request: HttpRequest) -> str:
    """Return the caller's address: of the connection, or what the trusted proxies in front say of it."""
    chain = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    chain.append(request.META.get("REMOTE_ADDR", ""))
    return chain[-1 - min(settings.PROXIES, len(chain) - 1)]


def caller_of(request: HttpRequest) -> str:
    """Return 32 letters that stand for a person signed in, else for an address; neither can be read back."""
    user = getattr(request, "user", None)
    who = f"user:{user.pk}" if user is not None and user.is_authenticated else address_of(request)
    return salted_hmac("itc.web.caller", who, algorithm="sha256").hexdigest()[:32]


def charge(request: HttpRequest, cost: int) -> None:
    """Take cost units off the caller's budget. Refuses: BudgetSpent."""
    spend(caller=caller_of(request), cost=cost, now=timezone.now())


def costs(cost: int) -> Callable[[View[P]], View[P]]:
    """Mark a public view with its cost units."""

    def decorate(view: View[P]) -> View[P]:
        @functools.wraps(view)
        def charged(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            charge(request, cost)
            return view(request, *args, **kwargs)

        return cast("View[P]", charged)

    return decorate

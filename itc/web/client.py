"""Who is asking, without keeping an address; and what a public view costs."""

import functools
import ipaddress
import re
from collections.abc import Callable
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme

from itc.web.actions import spend

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


WITH_PORT = re.compile(r"\[(?P<six>[^]]+)\](:\d+)?|(?P<four>[\d.]+):\d+")


def address_of(request: HttpRequest) -> str:
    """Return the caller's address: of the connection, or what the trusted proxies in front say of it.

    Of an IPv6 address it is the network of 64 bits, since one line has all of them; a port is left out.
    """
    chain = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    chain.append(request.META.get("REMOTE_ADDR", ""))
    return one_line(chain[-1 - min(settings.PROXIES, len(chain) - 1)])


def one_line(written: str) -> str:
    """Return an address as its line is counted; what is no address comes back as it is written."""
    port = WITH_PORT.fullmatch(written)
    try:
        address = ipaddress.ip_address((port["six"] or port["four"]) if port else written)
    except ValueError:
        return written
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    four = address.ipv4_mapped  # an IPv4 caller at a socket that takes both
    return str(four or ipaddress.ip_network((int(address) >> 64 << 64, 64)))


def digest_of(who: str) -> str:
    """Return 32 letters that stand for somebody, and cannot be read back without the secret key."""
    return salted_hmac("itc.web.caller", who, algorithm="sha256").hexdigest()[:32]


def caller_of(request: HttpRequest) -> str:
    """Return 32 letters that stand for a person signed in, else for an address."""
    user = getattr(request, "user", None)
    return digest_of(f"user:{user.pk}" if user is not None and user.is_authenticated else address_of(request))


def way_back(request: HttpRequest, name: str = "next") -> str:
    """Return the path of ours that a form or an address names to go on to; nothing, if it is none.

    A path begins with a stroke: what does not would be taken for the name of a route.
    """
    wanted = request.POST.get(name) or request.GET.get(name, "")
    own = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if own else ""


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

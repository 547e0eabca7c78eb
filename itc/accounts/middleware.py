"""The door of the back office: staff pass with a second factor."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from itc.accounts.models import User
from itc.accounts.queries import second_factor


def lacks_second_factor(user: object) -> bool:
    """Return whether somebody is staff, has to have a second factor here, and has none."""
    asked = settings.STAFF_SECOND_FACTOR and isinstance(user, User) and user.is_staff
    return bool(asked) and isinstance(user, User) and not second_factor(user)


def lead_to_second_factor(request: HttpRequest) -> HttpResponse:
    """Lead staff to where a second factor is set up, and say why."""
    messages.warning(request, _("Staff pages open only with a second factor. Please set one up here."))
    return redirect("mfa_index")


class SecondFactor:
    """Opens the back office, and views marked `staff_page`, only to staff with a second factor.

    A session of somebody who has one was opened with it: allauth asks for it after the password.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """Return the way to a second factor, or None where the page may open."""
        found = request.resolver_match
        guarded = (found is not None and found.app_name == "admin") or getattr(view, "staff_page", False)
        return lead_to_second_factor(request) if guarded and lacks_second_factor(request.user) else None

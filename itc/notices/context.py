"""How many notices are new: the sign in the bar of every page."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from itc.notices.models import Notice


def new_notices(request: HttpRequest) -> dict[str, Any]:
    """Return how many notices of who is signed in are unread: one query, when a page asks for it."""
    return {"new_notices": SimpleLazyObject(lambda: _count(request))}


def _count(request: HttpRequest) -> int:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return 0
    return Notice.objects.unread().filter(person=user.pk).count()

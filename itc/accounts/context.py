"""Who is asking, and which views are for staff."""

from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from itc.accounts.models import User

View = TypeVar("View", bound=Any)


def staff_page(view: View) -> View:
    """Mark a view, outermost, so that staff open it with a second factor only; who may, it says itself."""
    view.staff_page = True
    return view


def person_of(request: HttpRequest) -> User:
    """Return who is signed in. Raises PermissionDenied where nobody is."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user

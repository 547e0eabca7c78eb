"""Who is asking."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from itc.accounts.models import User


def person_of(request: HttpRequest) -> User:
    """Return who is signed in. Raises PermissionDenied where nobody is."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user

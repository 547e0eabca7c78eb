"""Making a backup, and putting one back."""

from types import ModuleType

from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.crypto import salted_hmac

from itc.continuity.databases import postgresql, sqlite


def kind_of(connection: BaseDatabaseWrapper) -> ModuleType:
    """Return how the database of a connection is copied and put back."""
    return {"sqlite": sqlite, "postgresql": postgresql}[connection.vendor]


def key_mark() -> str:
    """Return letters that tell one secret key from another, and from which none can be guessed back."""
    return salted_hmac("itc.continuity.key", "", algorithm="sha256").hexdigest()[:16]

"""The shipped tables in the database, loaded once a module and rolled back after it."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

DATA = Path(__file__).parent.parent / "data"


@pytest.fixture(scope="module")
def reference(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Load `data/` with its index; each test that also asks for `db` works in a savepoint of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load", str(DATA), stdout=StringIO())
        yield
        transaction.set_rollback(True)

"""The shipped tables and the sample network in the database, each loaded once a process of tests.

Loading takes seconds, so tests that need it come last (`tests.plugins.order`) and share it: each works in a
savepoint of its own. Whoever needs an empty database has run before.
"""

import datetime as dt
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from itc.lib import thai
from itc.resources.actions import seed_sample_bookings

DATA = Path(__file__).parent.parent / "data"
STORY = "อยากทำลำไยอบแห้งเคลือบช็อกโกแลต ส่งออกญี่ปุ่น เดือนละ 200 กก."


@pytest.fixture(scope="session")
def reference(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Load `data/` with its index; rolled back when all tests are done."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load", str(DATA), stdout=StringIO())
        connection.check_constraints()  # now, or PostgreSQL checks these rows again after every test
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def network(reference: None, django_db_blocker: DjangoDbBlocker) -> dt.datetime:
    """Add sample bookings from today on; give the moment from which the units are free."""
    now = timezone.now()
    with django_db_blocker.unblock():
        seed_sample_bookings(today=thai.local_day(now))
        connection.check_constraints()
    return now

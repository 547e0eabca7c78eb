"""The sample network as a person meets it: the shipped tables with sample bookings from today on."""

import datetime as dt
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from itc.lib import thai
from itc.resources.actions import seed_sample_bookings
from tests.fixtures_reference import DATA

STORY = "อยากทำลำไยอบแห้งเคลือบช็อกโกแลต ส่งออกญี่ปุ่น เดือนละ 200 กก."


@pytest.fixture(scope="package")
def network(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dt.datetime]:
    """Load tables and bookings once a package; give the moment from which they are free; roll back after."""
    now = timezone.now()
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load", str(DATA), stdout=StringIO())
        seed_sample_bookings(today=thai.local_day(now))
        yield now
        transaction.set_rollback(True)

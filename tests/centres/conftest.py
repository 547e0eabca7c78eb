"""A small centre: a dryer anybody may run, a price, an officer; and an officer of another centre."""

import datetime as dt

import pytest
from django.test import Client

from itc.accounts.models import User
from itc.network.models import Centre, Post
from itc.resources.models import Resource
from tests.catalogue.rows import machine_kind, operation
from tests.centres import world
from tests.resources import rows


@pytest.fixture
def dryer(lamphun: Centre) -> Resource:
    """The only machine of the centre."""
    operation("drying", name_th="อบแห้ง", name_en="Drying", provider_kind="machine", provider=["dryer"])
    kind = machine_kind("dryer", operator_needed="no")
    unit = rows.unit(lamphun, kind, "IEAT-NRIE/dryer-01", hours="Mon-Fri 08:30-16:30")
    rows.price(kind, lamphun)
    return unit


@pytest.fixture
def other_officer(lamphun: Centre) -> User:
    """An officer of another centre."""
    other = Centre.objects.create(
        code="OTHER", name_th="อื่น", name_en="Other", operator_type="dip_centre", lat=18, lon=99,
        province=lamphun.province, source="test", confidence_is_itc="high", confidence_location="high",
    )  # fmt: skip
    person = User.objects.create_user(name="Other", email="other@example.org", is_staff=True)
    Post.objects.create(person=person, role="officer", centre=other, valid_from=dt.date(2026, 1, 1))
    return person


@pytest.fixture
def desk(client: Client, officer: User, dryer: Resource, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The officer, signed in, at the moment of `world`."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: world.NOW)
    client.force_login(officer)
    return client

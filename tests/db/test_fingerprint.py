"""Any change by any path of the ORM shows in the fingerprint, at the price of one query."""

import datetime as dt
from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries

from itc.catalogue.models import Family
from itc.db.fingerprint import fingerprint
from itc.network.models import Province
from itc.resources.models import Booking, LabOrder

pytestmark = pytest.mark.django_db


@pytest.fixture
def family() -> Family:
    return Family.objects.create(code="soap", name_th="สบู่", name_en="Soap", sector="cosmetic", source="test")


def add(_family: Family) -> None:
    Family.objects.create(code="candle", name_th="เทียน", name_en="Candle", sector="craft", source="test")


def bulk_add(_family: Family) -> None:
    Family.objects.bulk_create([Family(code="balm", name_th="ยาหม่อง", name_en="Balm", source="test")])


def bulk_change(family: Family) -> None:
    family.name_en = "Bar soap"
    Family.objects.bulk_update([family], ["name_en"])


@pytest.mark.parametrize(
    "change",
    [
        add,
        bulk_add,
        bulk_change,
        lambda family: family.save(),
        lambda family: family.delete(),
        lambda family: Family.objects.filter(pk=family.pk).update(name_en="Bar soap"),
        lambda family: Family.objects.update_or_create(pk=family.pk, defaults={"name_en": "Bar"}),
    ],
)
def test_every_change_shows(family: Family, change: Callable[[Family], object]) -> None:
    before = fingerprint(Family, Province)
    change(family)
    assert fingerprint(Family, Province) != before


def test_nothing_changed_nothing_shows(family: Family) -> None:
    assert fingerprint(Family, Province) == fingerprint(Family, Province)


def test_it_is_one_query(family: Family, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        fingerprint(Family, Province, Booking, LabOrder)


def test_a_moment_given_by_the_caller_stands(family: Family) -> None:
    then = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    Family.objects.filter(pk=family.pk).update(changed_at=then)
    assert Family.objects.get(pk=family.pk).changed_at == then

"""Any change by any path of the ORM shows in the fingerprint, at the price of one query."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from itc.catalogue.models import Family
from itc.db.fingerprint import fingerprint, marks
from itc.network.models import Centre, Province
from itc.resources.models import Booking, LabOrder, Resource
from tests.resources.rows import person

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


def test_a_write_that_began_earlier_and_ended_later_shows(family: Family) -> None:
    add(family)
    before = fingerprint(Family)
    then = dt.datetime(2026, 1, 1, 0, 0, 7, tzinfo=dt.UTC)
    with transaction.atomic():  # as another writer's: its moment lies before the latest that was seen
        Family.objects.filter(pk=family.pk).update(name_en="Bar soap", changed_at=then)
    after = fingerprint(Family)

    assert after[0][1] == before[0][1]
    assert after != before


def test_the_marks_of_a_relation_tell_which_rows_changed(lamphun: Centre) -> None:
    one, other = (person(lamphun, code) for code in ("P1", "P2"))
    before = marks(Resource, "id")
    other.save()
    after = marks(Resource, "id")

    assert set(before) == {one.pk, other.pk}
    assert before[one.pk] == after[one.pk]
    assert before[other.pk] != after[other.pk]

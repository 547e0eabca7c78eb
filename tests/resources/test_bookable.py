"""Kinds of things that are booked: declared by apps, called by their words, each with its page."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.utils import translation

from itc.network.models import Centre
from itc.resources import registry
from itc.resources.bookable import register
from itc.resources.models import Counter, Resource
from itc.resources.registry import Bookable, bookable, calendar_kinds
from tests.catalogue.rows import machine_kind, operation
from tests.resources import rows


@pytest.fixture
def seat(monkeypatch: pytest.MonkeyPatch) -> Bookable:
    """A kind of an upper app: seats of a workshop."""
    monkeypatch.setattr(registry, "_registered", dict(registry._registered))
    declared = Bookable("seat", "seat", "repair", page=lambda row: f"/seats/{row.code}")
    register(declared)
    return declared


def test_machines_people_and_rooms_have_a_calendar_and_counters_take_orders() -> None:
    with translation.override("en"):
        kinds = [(kind, str(name)) for kind, name in calendar_kinds()]
    assert kinds == [("machine", "machine"), ("person", "person"), ("room", "room")]
    assert str(bookable(Counter.KIND).absence) == ""


@pytest.mark.parametrize(
    ("kind", "english", "thai"),
    [("machine", "outage", "เครื่องหยุด"), ("person", "leave", "ลา"), ("room", "closure", "ปิดห้อง")],
)
def test_an_absence_has_the_word_of_its_kind(kind: str, english: str, thai: str) -> None:
    for language, word in (("en", english), ("th", thai)):
        with translation.override(language):
            assert str(bookable(kind).absence) == word


@pytest.mark.django_db
def test_everything_that_is_booked_has_a_page_that_is_there(client: Client, lamphun: Centre) -> None:
    things = [
        rows.unit(lamphun, machine_kind("dryer")),
        rows.person(lamphun),
        rows.counter(operation("microbes"), lamphun.province),
    ]
    for thing in things:
        address = thing.bookable.page(thing)
        assert address
        assert client.get(address.partition("#")[0]).status_code == 200


@pytest.mark.django_db
def test_a_person_of_no_centre_is_on_no_page(lamphun: Centre) -> None:
    visitor = rows.person(lamphun)
    visitor.centre = None
    assert visitor.bookable.page(visitor) is None


@pytest.mark.django_db
def test_a_kind_of_an_upper_app_may_be_kept_and_needs_no_migration(seat: Bookable, lamphun: Centre) -> None:
    row = rows.person(lamphun, "seat-1", kind="seat")
    row.full_clean()

    assert row.get_kind_display() == "seat"
    assert (row.bookable.absence, row.bookable.page(row)) == ("repair", "/seats/seat-1")
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.django_db
def test_a_kind_that_nobody_declares_is_refused_by_forms_and_breaks_no_page(lamphun: Centre) -> None:
    row = rows.person(lamphun, kind="dragon")
    with pytest.raises(ValidationError, match="dragon"):
        row.full_clean()
    assert (row.bookable.name, row.bookable.page(row)) == ("dragon", None)


def test_the_kinds_are_found_when_the_house_is_ready() -> None:
    assert apps.get_app_config("resources").name == "itc.resources"
    assert {"machine", "person", "room", "counter"} <= set(registry._registered)
    assert {kind.value for kind in Resource.Kind} <= {kind for kind, _name in calendar_kinds()}

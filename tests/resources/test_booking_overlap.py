"""Two live bookings of one resource never overlap, whatever path the write takes."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from itc.network.models import Centre
from itc.resources.models import Booking, Resource

NINE = dt.datetime(2026, 12, 1, 2, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def officer_calendar(lamphun: Centre) -> Resource:
    return Resource.objects.create(
        code="OF-1", kind="person", name_th="เจ้าหน้าที่", name_en="Officer", centre=lamphun,
        province=lamphun.province, hours="Mon-Fri 08:30-16:30", source="test",
    )  # fmt: skip


def booking(resource: Resource, start: float, end: float, **rest: object) -> Booking:
    span = {"held_from": NINE + start * HOUR, "held_to": NINE + end * HOUR}
    return Booking(
        resource=resource, **span, use_from=span["held_from"], use_to=span["held_to"], purpose="test", **rest
    )


def refused() -> pytest.RaisesExc[IntegrityError]:
    return pytest.raises(IntegrityError, match="booking_no_overlap")


def test_touching_bookings_stand_side_by_side(officer_calendar: Resource) -> None:
    booking(officer_calendar, 0, 1).save()
    booking(officer_calendar, 1, 2).save()
    assert Booking.objects.live().count() == 2


def test_an_insert_that_overlaps_by_a_microsecond_is_refused(officer_calendar: Resource) -> None:
    booking(officer_calendar, 0, 1).save()
    late = booking(officer_calendar, 1, 2)
    late.held_from = late.use_from = late.held_from - dt.timedelta(microseconds=1)
    with refused(), transaction.atomic():
        late.save()


def test_bulk_create_is_refused(officer_calendar: Resource) -> None:
    with refused(), transaction.atomic():
        Booking.objects.bulk_create([booking(officer_calendar, 0, 2), booking(officer_calendar, 1, 3)])


def test_moving_a_booking_onto_another_is_refused(officer_calendar: Resource) -> None:
    booking(officer_calendar, 0, 1).save()
    second = booking(officer_calendar, 2, 3)
    second.save()
    with refused(), transaction.atomic():
        Booking.objects.filter(pk=second.pk).update(held_from=F("held_from") - 2 * HOUR)


def test_bulk_update_is_refused(officer_calendar: Resource) -> None:
    booking(officer_calendar, 0, 1).save()
    second = booking(officer_calendar, 2, 3)
    second.save()
    second.held_from = NINE
    with refused(), transaction.atomic():
        Booking.objects.bulk_update([second], ["held_from"])


def test_raw_sql_is_refused(officer_calendar: Resource) -> None:
    booking(officer_calendar, 0, 2).save()
    columns = "resource_id, held_from, held_to, use_from, use_to, purpose, is_sample, made_at, changed_at"
    with refused(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO resources_booking ({columns}) SELECT {columns} FROM resources_booking")


def test_a_released_booking_makes_room_and_cannot_come_back(officer_calendar: Resource) -> None:
    first = booking(officer_calendar, 0, 1)
    first.released_at, first.released_why = NINE, "ill"
    first.save()
    booking(officer_calendar, 0, 1).save()
    with refused(), transaction.atomic():
        Booking.objects.filter(pk=first.pk).update(released_at=None, released_why=None)


def test_another_resource_is_free_at_that_time(officer_calendar: Resource) -> None:
    booking(officer_calendar, 0, 1).save()
    officer_calendar.pk, officer_calendar.code = None, "OF-2"
    officer_calendar.save()
    booking(officer_calendar, 0, 1).save()
    assert Booking.objects.count() == 2


def test_a_form_says_so_in_words(officer_calendar: Resource) -> None:
    booking(officer_calendar, 0, 1).save()
    with pytest.raises(ValidationError, match=r"Somebody else|จอง"):
        booking(officer_calendar, 0, 1).full_clean()


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"held_to": NINE}, "booking_runs_forward|booking_use_lies_in_held"),
        ({"use_from": NINE - HOUR}, "booking_use_lies_in_held"),
        ({"released_at": NINE}, "booking_release_is_whole"),
    ],
)
def test_nonsense_is_refused(officer_calendar: Resource, change: dict[str, object], constraint: str) -> None:
    bad = booking(officer_calendar, 0, 1)
    for field, value in change.items():
        setattr(bad, field, value)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        bad.save()

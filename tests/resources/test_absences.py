"""Leave, outages and closures: one thing, refused with all that stands in its way, released with a reason."""

import datetime as dt
from typing import Any

import pytest
from django.utils import translation

from itc.accounts.models import User
from itc.audit.models import Event
from itc.lib.refusal import Conflict, NotReady
from itc.network.models import Centre
from itc.resources.actions import absences as actions
from itc.resources.actions import record_absence, release_absence, seed_sample_bookings
from itc.resources.errors import AbsenceOutOfReason, AlreadyReleased, BookingsInTheWay, NotAnAbsence
from itc.resources.models import Booking, Resource
from itc.resources.queries.supply import supply
from itc.resources.rules.absences import out_of_reason
from tests.catalogue.rows import machine_kind
from tests.resources import rows

NOW = dt.datetime(2026, 12, 1, 2, 0, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def dryer(lamphun: Centre) -> Resource:
    return rows.unit(lamphun, machine_kind("dryer"), name_en="Hot air dryer 1", name_th="ตู้อบลมร้อน 1")


@pytest.fixture
def engineer(lamphun: Centre) -> Resource:
    return rows.person(lamphun)


def away(resource: Resource, by: User, start: dt.datetime, end: dt.datetime) -> Booking:
    return record_absence(resource=resource, start=start, end=end, by=by, now=NOW)


def held(resource: Resource, start: dt.datetime, hours: float = 1, **given: Any) -> Booking:
    end = start + hours * HOUR
    plain = {"purpose": "case", "use_from": start, "use_to": end}
    return Booking.objects.create(resource=resource, held_from=start, held_to=end, **plain | given)


def test_an_outage_holds_the_machine_and_is_seen_by_the_next_question(dryer: Resource, officer: User) -> None:
    assert dryer.pk not in supply(NOW.date()).busy
    absence = away(dryer, officer, NOW + DAY, NOW + 3 * DAY)

    assert absence.is_absence
    assert not absence.is_sample
    assert (absence.use_from, absence.use_to) == (absence.held_from, absence.held_to)
    minutes = tuple(int(each.timestamp() / 60) for each in (absence.held_from, absence.held_to))
    assert supply(NOW.date()).busy[dryer.pk] == (minutes,)


def test_it_is_written_who_entered_it_and_for_what_without_a_name(engineer: Resource, officer: User) -> None:
    absence = away(engineer, officer, NOW + DAY, NOW + 2 * DAY)
    event = Event.objects.get()

    assert (event.verb, event.by_id, event.on_key) == ("absence.recorded", officer.pk, str(absence.pk))
    assert event.details == {"resource": engineer.code}


def test_every_live_booking_in_the_way_is_named_and_nothing_else(engineer: Resource, officer: User) -> None:
    held(engineer, NOW + DAY)
    held(engineer, NOW + DAY + 4 * HOUR, 30)
    held(engineer, NOW + 2 * DAY + 20 * HOUR, purpose=Booking.ABSENCE)
    held(engineer, NOW + 3 * DAY, released_at=NOW, released_why="moved")
    held(engineer, NOW + 4 * DAY)
    with translation.override("en"):
        with pytest.raises(BookingsInTheWay) as refused:
            away(engineer, officer, NOW + DAY, NOW + 4 * DAY)
        first, *lines = [str(reason) for reason in refused.value.reasons]

    assert first == (
        "Khamkaew Jaidee is booked at that time. Before this leave is entered, each of these has to go:"
    )
    assert lines == [
        "Wed 2 Dec 2026 09:00–10:00: booked for work",
        "Wed 2 Dec 2026 13:00–Thu 3 Dec 2026 19:00: booked for work",
        "Fri 4 Dec 2026 05:00–06:00: leave",
    ]
    assert isinstance(refused.value, Conflict)
    assert Booking.objects.count() == 5
    assert not Event.objects.exists()


def test_the_refusal_is_thai_where_one_reads_thai(dryer: Resource, officer: User) -> None:
    away(dryer, officer, NOW + DAY, NOW + 2 * DAY)
    with translation.override("th"), pytest.raises(BookingsInTheWay) as refused:
        away(dryer, officer, NOW + DAY, NOW + 2 * DAY)
    first, line = [str(reason) for reason in refused.value.reasons]

    assert "ตู้อบลมร้อน 1" in first
    assert line.startswith("พ. 2 ธ.ค. 2569 09:00–พฤ. 3 ธ.ค. 2569 09:00")
    assert not {"booked", "outage"} & set(f"{first} {line}".split())


def test_samples_count_too(dryer: Resource, officer: User) -> None:
    seed_sample_bookings(today=NOW.date(), days=20)
    with pytest.raises(BookingsInTheWay) as refused:
        away(dryer, officer, NOW, NOW + 20 * DAY)
    samples = Booking.objects.filter(resource=dryer, held_to__gt=NOW)
    assert len(refused.value.reasons) - 1 == samples.count() > 0


def test_it_may_touch_what_comes_before_and_after(dryer: Resource, officer: User) -> None:
    held(dryer, NOW + DAY - HOUR)
    held(dryer, NOW + 2 * DAY)
    assert away(dryer, officer, NOW + DAY, NOW + 2 * DAY).pk


@pytest.mark.parametrize(
    ("start", "end", "reason"),
    [
        (NOW + DAY, NOW + DAY, "ends before it begins"),
        (NOW + 2 * DAY, NOW + DAY, "ends before it begins"),
        (NOW - 2 * DAY, NOW, "over already"),
        (NOW, NOW + 367 * DAY, "longer than a year"),
        (NOW + 541 * DAY, NOW + 542 * DAY, "18 months"),
    ],
)
def test_what_is_out_of_reason_is_refused(
    dryer: Resource, officer: User, start: dt.datetime, end: dt.datetime, reason: str
) -> None:
    with translation.override("en"), pytest.raises(AbsenceOutOfReason, match=reason) as refused:
        away(dryer, officer, start, end)
    assert isinstance(refused.value, NotReady)
    assert not Booking.objects.exists()


@pytest.mark.parametrize(
    ("start", "end"),
    [(NOW - 2 * DAY, NOW + HOUR), (NOW, NOW + 366 * DAY), (NOW + 540 * DAY, NOW + 541 * DAY)],
)
def test_what_has_begun_is_long_or_far_is_still_in_reason(start: dt.datetime, end: dt.datetime) -> None:
    assert list(out_of_reason(start=start, end=end, now=NOW)) == []


def test_two_faults_are_two_sentences() -> None:
    assert len(list(out_of_reason(start=NOW + 600 * DAY, end=NOW, now=NOW))) == 2


def test_released_its_calendar_is_free_and_the_reason_stays(dryer: Resource, officer: User) -> None:
    absence = away(dryer, officer, NOW + DAY, NOW + 2 * DAY)
    released = release_absence(absence=absence, why="mended early", by=officer, now=NOW + HOUR)

    assert (released.released_at, released.released_why) == (NOW + HOUR, "mended early")
    assert dryer.pk not in supply(NOW.date()).busy
    assert away(dryer, officer, NOW + DAY, NOW + 2 * DAY).pk != absence.pk
    event = Event.objects.get(verb="absence.released")
    assert (event.by_id, event.on_key, event.details) == (
        officer.pk,
        str(absence.pk),
        {"resource": dryer.code},
    )


def test_it_is_released_once(dryer: Resource, officer: User) -> None:
    absence = away(dryer, officer, NOW + DAY, NOW + 2 * DAY)
    release_absence(absence=absence, why="mended", by=officer, now=NOW)
    with pytest.raises(AlreadyReleased):
        release_absence(absence=absence, why="again", by=officer, now=NOW + HOUR)
    assert Booking.objects.get().released_why == "mended"


def test_work_is_not_released_as_if_it_were_leave(engineer: Resource, officer: User) -> None:
    work = held(engineer, NOW + DAY)
    with pytest.raises(NotAnAbsence):
        release_absence(absence=work, why="no reason", by=officer, now=NOW)
    assert Booking.objects.live().count() == 1


def test_whoever_was_quicker_without_a_lock_is_named(
    dryer: Resource, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A writer that does not ask for the lock comes between the look and the write; the database refuses."""
    look = actions.allow_absence

    def slow_look(**asked: Any) -> None:
        look(**asked)
        held(dryer, NOW + DAY)

    monkeypatch.setattr(actions, "allow_absence", slow_look)
    with pytest.raises(BookingsInTheWay) as refused:
        away(dryer, officer, NOW + DAY, NOW + 2 * DAY)
    assert len(refused.value.reasons) == 2


def test_a_room_is_closed(lamphun: Centre, officer: User) -> None:
    room = rows.unit(lamphun, machine_kind("kitchen"))
    Resource.objects.update(kind=Resource.Kind.ROOM)
    room.refresh_from_db()
    away(room, officer, NOW + DAY, NOW + 2 * DAY)
    with translation.override("en"), pytest.raises(BookingsInTheWay, match="closure"):
        away(room, officer, NOW + DAY, NOW + 2 * DAY)

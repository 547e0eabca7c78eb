"""Free times of a kind over all centres: bookings, operators, notice, holidays, prices, the way there."""

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override

from itc.catalogue.models import MachineKind
from itc.lib import thai
from itc.lib.minutes import moment_of
from itc.lib.refusal import Refusal
from itc.network.models import Centre
from itc.resources.errors import DayPassed, DayTooFar, NotADay, UnknownMachine, UnknownPlace
from itc.resources.models import Booking, Holiday, Resource
from itc.resources.queries.free import FreeTimes, free_times, wish
from tests.catalogue import rows as catalogue
from tests.resources import rows

Pin = Callable[[int], AbstractContextManager[object]]
NOW = dt.datetime(2026, 11, 27, 10, 0, tzinfo=thai.BANGKOK)  # a Friday
TUESDAY = dt.date(2026, 12, 1)


def at(day: dt.date, clock: str) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.fromisoformat(clock), tzinfo=thai.BANGKOK)


def book(unit: Resource, start: str, end: str, day: dt.date = TUESDAY) -> Booking:
    first, last = at(day, start), at(day, end)
    return Booking.objects.create(
        resource=unit, held_from=first, held_to=last, use_from=first, use_to=last, purpose="work"
    )


def ask(
    day: str | None = "2026-12-01",
    hours: str | None = "1",
    province: str | None = None,
    kind: str = "dryer",
    now: dt.datetime = NOW,
) -> FreeTimes:
    asked = wish(
        kind=kind, day=day, hours=None if hours is None else Decimal(hours), province=province, now=now
    )
    return free_times(asked, now=now)


def clocks(found: FreeTimes) -> dict[str, list[str]]:
    """Return first and last start of every unit that is free on the day."""
    return {
        each.unit.code: [
            "–".join(moment_of(minute).strftime("%H:%M") for minute in starts) for starts in each.starts
        ]
        for each in found.free
    }


@pytest.fixture
def dryer(lamphun: Centre) -> MachineKind:
    """A dryer that runs by itself: half an hour of set-up, 45 minutes of cleaning."""
    return catalogue.machine_kind(operator_needed="no")


@pytest.fixture
def unit(dryer: MachineKind, lamphun: Centre) -> Resource:
    return rows.unit(lamphun, dryer)


# the machine and what stands around it


def test_an_empty_day_is_free_but_for_set_up_and_cleaning(unit: Resource) -> None:
    assert clocks(ask()) == {"U1": ["09:00–14:45"]}


def test_a_booking_parts_the_day_and_a_released_one_does_not(unit: Resource) -> None:
    book(unit, "11:00", "12:00")
    gone = book(unit, "13:00", "14:00")
    Booking.objects.filter(pk=gone.pk).update(released_at=NOW, released_why="test")
    assert clocks(ask()) == {"U1": ["09:00–09:15", "12:30–14:45"]}


def test_a_machine_booked_all_day_is_not_there(unit: Resource, dryer: MachineKind, lamphun: Centre) -> None:
    rows.unit(lamphun, dryer, "U2")
    book(unit, "08:30", "16:30")
    assert list(clocks(ask())) == ["U2"]


def test_machine_and_operator_must_be_free_together(
    unit: Resource, dryer: MachineKind, lamphun: Centre
) -> None:
    MachineKind.objects.update(operator_needed="first")
    assert ask().free == ()
    one = rows.person(lamphun, operates=["dryer"], hours="Mon-Fri 09:00-12:00")
    found = ask()
    assert clocks(found) == {"U1": ["09:30–10:15"]}
    assert found.operator
    two = rows.person(lamphun, "P2", operates=["dryer"], hours="Tue 13:00-16:00")
    assert clocks(ask()) == {"U1": ["09:30–10:15", "13:30–14:15"]}
    book(one, "09:00", "12:00")
    book(two, "13:00", "13:30")
    assert clocks(ask()) == {"U1": ["14:00–14:15"]}


def test_an_operator_of_another_centre_or_another_kind_does_not_help(
    unit: Resource, lamphun: Centre, chonburi: Centre
) -> None:
    MachineKind.objects.update(operator_needed="yes")
    rows.person(chonburi, operates=["dryer"])
    rows.person(lamphun, "P2", operates=["lathe"])
    assert ask().free == ()


def test_one_operator_cannot_be_at_two_machines_but_both_are_offered(
    unit: Resource, dryer: MachineKind, lamphun: Centre
) -> None:
    MachineKind.objects.update(operator_needed="yes")
    rows.unit(lamphun, dryer, "U2")
    rows.person(lamphun, operates=["dryer"])
    assert list(clocks(ask())) == ["U1", "U2"]


def test_notice_is_kept_of_the_machine_and_of_its_operator(
    unit: Resource, dryer: MachineKind, lamphun: Centre
) -> None:
    monday_late = at(dt.date(2026, 11, 30), "11:00")
    assert clocks(ask(now=monday_late)) == {"U1": ["11:30–14:45"]}
    Resource.objects.update(notice_hours=26)
    assert clocks(ask(now=monday_late)) == {"U1": ["13:30–14:45"]}
    MachineKind.objects.update(operator_needed="yes")
    rows.person(lamphun, operates=["dryer"], notice_hours=48)
    assert ask(now=monday_late).free == ()


def test_over_night_a_long_use_starts_in_the_day_and_ends_in_the_next(
    unit: Resource, dryer: MachineKind, lamphun: Centre
) -> None:
    assert ask(hours="20").free == ()
    Resource.objects.update(overnight=True)
    assert clocks(ask(hours="20")) == {"U1": ["09:00–16:30"]}
    book(unit, "08:30", "09:30", day=dt.date(2026, 12, 2))
    assert ask(hours="20").free == ()
    assert ask(hours="12").free == ()  # cleaning would wait for the morning
    MachineKind.objects.update(cleaning_min=0)
    assert clocks(ask(hours="12")) == {"U1": ["09:00–16:30"]}


# days


def test_songkran_is_closed_and_the_next_day_is_named(unit: Resource) -> None:
    for number in (13, 14, 15):
        Holiday.objects.create(
            date=dt.date(2027, 4, number), name_th="สงกรานต์", name_en="Songkran", kind="public", source="test"
        )
    for number in (13, 14, 15):
        found = ask(f"2027-04-{number}")
        assert found.free == ()
        assert found.holiday
        assert found.next_day == dt.date(2027, 4, 16)
    assert [count for _day, count in found.week] == [1, 0, 0, 0, 1, 1, 0]
    assert ask("12/4/2570").free


def test_a_sunday_is_closed_and_monday_is_named(unit: Resource) -> None:
    found = ask("2026-12-06")
    assert found.free == ()
    assert not found.holiday
    assert found.next_day == dt.date(2026, 12, 7)


def test_the_week_begins_on_monday_and_counts_machines(
    unit: Resource, dryer: MachineKind, lamphun: Centre
) -> None:
    rows.unit(lamphun, dryer, "U2", hours="Mon-Fri 08:30-16:30")
    book(unit, "08:30", "16:30")
    found = ask()
    assert [day.day for day, _count in found.week] == [30, 1, 2, 3, 4, 5, 6]
    assert [count for _day, count in found.week] == [2, 1, 2, 2, 2, 1, 0]


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2026-11-26", "2026-11-27"),
        ("2026-11-27", "2026-11-30"),
        ("2026-11-28", "2026-11-30"),
        ("2026-12-04", "2026-12-08"),  # the 7th is a holiday
    ],
)
def test_without_a_day_it_is_the_next_working_day(unit: Resource, now: str, day: str) -> None:
    Holiday.objects.create(
        date=dt.date(2026, 12, 7), name_th="ชดเชย", name_en="Substitution", kind="public", source="test"
    )
    found = ask(None, now=at(dt.date.fromisoformat(now), "10:00"))
    assert found.wish.day.isoformat() == day


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("1/12/2569", TUESDAY),
        ("๑/๑๒/๒๕๖๙", TUESDAY),
        ("1/12/2026", TUESDAY),
        ("1 ธ.ค. 2569", TUESDAY),
        ("2026-12-01", TUESDAY),
        ("วันอังคาร", TUESDAY),
        ("next Tuesday", TUESDAY),
        ("วันนี้", dt.date(2026, 11, 27)),
        ("27/11/2570", dt.date(2027, 11, 27)),
    ],
)
def test_a_day_is_said_in_any_way(unit: Resource, said: str, day: dt.date) -> None:
    assert ask(said).wish.day == day


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"day": "2026-11-26"}, DayPassed),
        ({"day": "26/11/2569"}, DayPassed),
        ({"day": "1/1/0001"}, DayPassed),
        ({"day": "2027-11-28"}, DayTooFar),
        ({"day": "1/12/2999"}, DayTooFar),
        ({"day": "some day"}, NotADay),
        ({"day": "31/2/2570"}, NotADay),
        ({"day": "2569"}, NotADay),
        ({"kind": "no-such"}, UnknownMachine),
        ({"kind": "\x00"}, UnknownMachine),
        ({"province": "TH-99"}, UnknownPlace),
        ({"province": "IEAT-NRIE"}, UnknownPlace),
    ],
)
def test_what_cannot_be_looked_up_is_refused(
    unit: Resource, given: dict[str, Any], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        ask(**given)


def test_a_day_too_far_names_the_last_one(unit: Resource) -> None:
    with override("th"), pytest.raises(DayTooFar, match=r"27 พ\.ย\. 2570"):
        ask("2028-01-01")


def test_on_the_last_day_in_reach_something_may_be_free(unit: Resource) -> None:
    assert clocks(ask("2027-11-27")) == {"U1": ["09:00–14:45"]}  # a Saturday; the centre is open

"""Sample bookings are believable, and the same each time."""

import datetime as dt
from collections import defaultdict
from itertools import pairwise

import pytest

from itc.accounts.models import User
from itc.audit.models import Event
from itc.lib import hours
from itc.lib.thai import BANGKOK
from itc.network.models import Centre
from itc.resources.actions import seed_sample_bookings
from itc.resources.models import Booking, Resource
from itc.resources.rules.seeding import Held, Seedling, bookings, orders

START, HOLIDAY = dt.date(2026, 11, 25), dt.date(2026, 12, 7)
SEEDLINGS = tuple(
    Seedling(number, f"unit-{number}", f"kind-{number % 20}", "Mon-Fri 08:30-16:30", number % 4 == 0)
    for number in range(60)
)


def made(seed: int = 1) -> list[Held]:
    return list(bookings(SEEDLINGS, seed=seed, start=START, days=60, holidays=frozenset({HOLIDAY})))


def test_the_same_seed_gives_the_same_bookings() -> None:
    assert made() == made()
    assert made(2) != made()


def test_no_two_of_one_resource_overlap() -> None:
    spans = defaultdict(list)
    for held in made():
        spans[held.resource].append((held.start, held.end))
    for each in spans.values():
        each.sort()
        assert all(one[1] <= other[0] for one, other in pairwise(each))


def test_work_lies_in_opening_hours_and_not_on_holidays() -> None:
    openings = hours.parse("Mon-Fri 08:30-16:30")
    for held in made():
        if held.purpose != "sample":
            continue
        start = held.start.astimezone(BANGKOK)
        minutes = start.hour * 60 + start.minute
        assert start.date() != HOLIDAY
        assert any(o.weekday == start.weekday() and o.opens <= minutes < o.closes for o in openings)


def test_near_weeks_are_fuller_than_far_ones_and_nothing_is_full() -> None:
    def share(first: int, last: int) -> float:
        begin, end = START + dt.timedelta(days=first), START + dt.timedelta(days=last)
        taken = sum(
            (held.end - held.start).total_seconds() / 3600
            for held in made()
            if held.purpose == "sample" and begin <= held.start.date() < end
        )
        return taken / (60 * 8 * (last - first) * 5 / 7)

    assert 0.15 < share(0, 20) < 0.6
    assert share(40, 60) < share(0, 20)


def test_some_machines_fail_and_some_people_take_leave() -> None:
    purposes = {held.purpose for held in made()}
    assert {"leave", "outage", "sample"} == purposes


def test_lab_orders_never_pass_the_capacity_of_a_week() -> None:
    weeks: dict[tuple[int, int], int] = defaultdict(int)
    for day in orders(code="LB01", weekly_capacity=7, seed=3, start=START, days=120):
        assert day >= START
        assert day.weekday() < 5
        weeks[day.isocalendar()[:2]] += 1
    assert 0 < max(weeks.values()) <= 7


@pytest.fixture
def officer_row(lamphun: Centre) -> Resource:
    return Resource.objects.create(
        code="OF-1", kind="person", name_th="เจ้าหน้าที่", name_en="Officer", centre=lamphun,
        province=lamphun.province, hours="Mon-Fri 08:30-16:30", source="test",
    )  # fmt: skip


def test_seeding_again_starts_from_the_new_day_and_keeps_real_bookings(officer_row: Resource) -> None:
    real = dt.datetime(2026, 11, 26, 1, 30, tzinfo=dt.UTC)
    Booking.objects.create(
        resource=officer_row, held_from=real, held_to=real + dt.timedelta(hours=8),
        use_from=real, use_to=real + dt.timedelta(hours=8), purpose="case",
    )  # fmt: skip
    first = seed_sample_bookings(today=START, days=30)
    second = seed_sample_bookings(today=START + dt.timedelta(days=1), days=30)
    samples = Booking.objects.filter(is_sample=True)
    assert first > 0
    assert samples.count() == second
    assert not samples.filter(held_from__lt=dt.datetime(2026, 11, 25, 17, tzinfo=dt.UTC)).exists()
    assert Booking.objects.filter(purpose="case").exists()
    assert Event.objects.filter(verb="bookings.seeded").count() == 2
    assert not User.objects.exists()

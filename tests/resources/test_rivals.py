"""Several at once for one place left: exactly one gets it, on both databases."""

import datetime as dt
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection

from itc.accounts.models import User
from itc.network.models import Centre
from itc.resources.actions import order_test, record_absence
from itc.resources.errors import BookingsInTheWay, WeekFull
from itc.resources.models import Booking, Counter, LabOrder, Resource
from itc.resources.rules.counters import monday
from tests.catalogue.rows import operation
from tests.resources import rows
from tests.rivals import at_once

pytestmark = pytest.mark.django_db(transaction=True)
RIVALS, ROUNDS = 6, 4
NOW = dt.datetime(2026, 12, 1, 2, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
MONDAY = dt.date(2026, 12, 7)


def race(attempt: Callable[[int], object]) -> list[str]:
    """Let rivals try at the same moment; return how they ended, sorted."""
    return sorted(at_once([partial(attempt, rival) for rival in range(RIVALS)]))


def lost(error: type[Exception]) -> list[str]:
    return sorted(["won", *[error.__name__] * (RIVALS - 1)])


def test_of_rivals_for_the_last_order_of_a_week_one_wins(lamphun: Centre, officer: User) -> None:
    counter = rows.counter(operation("microbes"), lamphun.province, weekly_capacity=3)
    for number in range(ROUNDS):
        day = MONDAY + 7 * number * DAY
        LabOrder.objects.bulk_create([LabOrder(counter=counter, drop_off_on=day) for _ in range(2)])
        ends = race(
            lambda rival, day=day: order_test(
                counter=counter, drop_off_on=day + rival % 5 * DAY, by=officer, now=NOW
            )
        )
        assert ends == lost(WeekFull)
    assert {monday(day) for day in LabOrder.objects.values_list("drop_off_on", flat=True)} == {
        MONDAY + 7 * number * DAY for number in range(ROUNDS)
    }
    assert LabOrder.objects.count() == 3 * ROUNDS


def test_two_counters_do_not_wait_for_each_other_in_vain(lamphun: Centre, officer: User) -> None:
    work = operation("microbes")
    counters = [
        rows.counter(work, lamphun.province, f"C{number}", weekly_capacity=1) for number in range(RIVALS)
    ]
    ends = race(lambda rival: order_test(counter=counters[rival], drop_off_on=MONDAY, by=officer, now=NOW))
    assert ends == ["won"] * RIVALS


def test_of_rivals_for_one_span_of_a_calendar_one_wins(lamphun: Centre, officer: User) -> None:
    engineer = rows.person(lamphun)
    for number in range(ROUNDS):
        start = NOW + 10 * number * DAY
        ends = race(
            lambda rival, start=start: record_absence(
                resource=engineer, start=start + rival * DAY / 10, end=start + 2 * DAY, by=officer, now=NOW
            )
        )
        assert ends == lost(BookingsInTheWay)
    assert Booking.objects.count() == ROUNDS


def test_the_database_itself_lets_one_of_the_rivals_in(lamphun: Centre) -> None:
    """None asks for a lock: PostgreSQL may see two wait for each other, and end one of them for that."""
    engineer = rows.person(lamphun)

    def book(rival: int) -> None:
        start = NOW + rival * DAY / 10
        Booking.objects.create(
            resource=engineer,
            held_from=start,
            held_to=start + DAY,
            use_from=start,
            use_to=start + DAY,
            purpose="case",
        )

    ends = race(book)
    refused = {"IntegrityError"} | ({"OperationalError"} if connection.vendor == "postgresql" else set())
    assert ends.count("won") == 1
    assert set(ends) - {"won"} <= refused
    assert Booking.objects.count() == 1
    assert Resource.objects.count() == 1
    assert not Counter.objects.exists()

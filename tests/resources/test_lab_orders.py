"""Orders at a lab's counter: so many a week, from Monday on in Bangkok, counted under a lock."""

import datetime as dt

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from itc.accounts.models import User
from itc.audit.models import Event
from itc.network.models import Centre
from itc.resources.actions import order_test
from itc.resources.errors import DropOffNotTaken, WeekFull
from itc.resources.models import Counter, Holiday, LabOrder
from itc.resources.queries.supply import supply
from itc.resources.rules.counters import Weeks, monday
from tests.catalogue.rows import operation
from tests.resources import rows

MONDAY = dt.date(2026, 12, 7)
NOW = dt.datetime(2026, 12, 1, 2, 0, tzinfo=dt.UTC)  # a Tuesday
DAY = dt.timedelta(days=1)


@pytest.fixture
def counter(lamphun: Centre) -> Counter:
    return rows.counter(
        operation("microbes"), lamphun.province, weekly_capacity=2, hours="Mon-Fri 08:30-15:00"
    )


def order(counter: Counter, by: User, day: dt.date, now: dt.datetime = NOW) -> LabOrder:
    return order_test(counter=counter, drop_off_on=day, by=by, now=now)


def refused(counter: Counter, by: User, day: dt.date, now: dt.datetime = NOW) -> list[str]:
    before = LabOrder.objects.count()
    with translation.override("en"):
        with pytest.raises((WeekFull, DropOffNotTaken)) as refusal:
            order(counter, by, day, now)
        assert LabOrder.objects.count() == before
        return [str(reason) for reason in refusal.value.reasons]


def test_an_order_takes_its_week_and_is_written_with_who_made_it(counter: Counter, officer: User) -> None:
    made = order(counter, officer, MONDAY)
    event = Event.objects.get()

    assert supply(NOW.date()).orders == {counter.pk: (MONDAY,)}
    assert (event.verb, event.by_id, event.on_key) == ("test.ordered", officer.pk, str(made.pk))
    assert event.details == {"counter": counter.pk, "drop_off_on": "2026-12-07"}


def test_a_full_week_names_the_next_with_room(counter: Counter, officer: User) -> None:
    for day in (MONDAY, MONDAY + 4 * DAY, MONDAY + 7 * DAY, MONDAY + 8 * DAY):
        order(counter, officer, day)

    assert refused(counter, officer, MONDAY + 2 * DAY) == [
        "The week of Mon 7 Dec 2026 is full: the laboratory takes 2 a week.",
        "The next week with room is that of Mon 21 Dec 2026.",
    ]


def test_a_week_is_from_monday_to_sunday(counter: Counter, officer: User) -> None:
    Counter.objects.update(hours="Mon-Sun 08:30-15:00")
    for day in (MONDAY, MONDAY + 6 * DAY):
        order(counter, officer, day)
    for neighbour in (MONDAY - DAY, MONDAY + 7 * DAY):
        assert order(counter, officer, neighbour).pk
    assert "is full" in refused(counter, officer, MONDAY + 3 * DAY)[0]


def test_what_is_released_makes_room(counter: Counter, officer: User) -> None:
    order(counter, officer, MONDAY)
    order(counter, officer, MONDAY)
    LabOrder.objects.filter(pk=LabOrder.objects.earliest("pk").pk).update(released_at=NOW)
    assert order(counter, officer, MONDAY + DAY).pk


def test_the_capacity_is_read_anew_and_not_from_the_row_in_hand(counter: Counter, officer: User) -> None:
    Counter.objects.update(weekly_capacity=1)
    order(counter, officer, MONDAY)
    assert refused(counter, officer, MONDAY)[0].endswith("takes 1 a week.")


@pytest.mark.parametrize(
    ("day", "better"),
    [
        (MONDAY + 5 * DAY, "Mon 14 Dec 2026"),
        (dt.date(2026, 12, 10), "Fri 11 Dec 2026"),
        (NOW.date() - DAY, "Wed 2 Dec 2026"),
        (NOW.date() + 541 * DAY, "Wed 2 Dec 2026"),
    ],
    ids=["Saturday", "holiday", "yesterday", "too far"],
)
def test_a_day_without_drop_off_names_a_better_one(
    counter: Counter, officer: User, day: dt.date, better: str
) -> None:
    Holiday.objects.create(date="2026-12-10", name_th="หยุด", name_en="Day", kind="public", source="test")
    first, second = refused(counter, officer, day)

    assert first.startswith("The laboratory takes no samples on ")
    assert second == f"The next day with room is {better}."


def test_the_day_is_that_of_bangkok(counter: Counter, officer: User) -> None:
    late = dt.datetime(2026, 12, 7, 17, 30, tzinfo=dt.UTC)  # half past midnight on Tuesday
    assert refused(counter, officer, MONDAY, late)[1] == "The next day with room is Wed 9 Dec 2026."
    assert order(counter, officer, MONDAY + DAY, late).pk


def test_a_counter_that_takes_nothing_leads_to_another_laboratory(counter: Counter, officer: User) -> None:
    Counter.objects.update(weekly_capacity=0)
    assert refused(counter, officer, MONDAY)[1] == (
        "No later week has room either: please choose another laboratory."
    )


def test_the_refusal_is_thai_where_one_reads_thai(counter: Counter, officer: User) -> None:
    Counter.objects.update(weekly_capacity=0)
    with translation.override("th"):
        with pytest.raises(WeekFull) as refusal:
            order(counter, officer, MONDAY)
        text = str(refusal.value)
    assert "จ. 7 ธ.ค. 2569" in text
    assert "week" not in text


@given(st.lists(st.integers(0, 60), max_size=40), st.integers(0, 3), st.integers(0, 60))
def test_the_next_day_is_the_first_that_is_open_and_has_room(
    ordered: list[int], capacity: int, after: int
) -> None:
    closed = {MONDAY + number * DAY for number in range(0, 60, 9)}
    weeks = Weeks("Mon-Fri 08:30-15:00", capacity, closed, [MONDAY + number * DAY for number in ordered])
    first, last = MONDAY + after * DAY, MONDAY + 70 * DAY

    def taken(day: dt.date) -> int:
        return sum(monday(MONDAY + number * DAY) == monday(day) for number in ordered)

    days = [MONDAY + number * DAY for number in range(after + 1, 71)]
    expected = [day for day in days if day.weekday() < 5 and day not in closed and taken(day) < capacity]
    assert weeks.next_day(first, last=last) == next(iter(expected), None)

"""What is taken is always fresh, and a mere booking has nothing read anew but its own calendar."""

import datetime as dt
import random
from collections.abc import Callable, Mapping, Sequence

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from itc.catalogue.models import MachineKind
from itc.lib import thai
from itc.network.models import Centre
from itc.resources.models import Booking, Counter, LabOrder, Price, Resource
from itc.resources.queries import taken
from itc.resources.queries.supply import supply
from itc.resources.queries.taken import Calendars
from tests.catalogue.rows import machine_kind, operation
from tests.resources import rows

TODAY = dt.date(2026, 12, 1)
NINE = dt.datetime(2026, 12, 2, 2, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def people(lamphun: Centre) -> list[Resource]:
    return [rows.person(lamphun, f"P{number}") for number in range(4)]


def booked(resource: Resource, hour: float, length: float = 1) -> Booking:
    start, end = NINE + hour * HOUR, NINE + (hour + length) * HOUR
    return Booking.objects.create(
        resource=resource, held_from=start, held_to=end, use_from=start, use_to=end, purpose="case"
    )


def read_plainly(today: dt.date) -> dict[int, list[tuple[int, int]]]:
    """Read every span anew, one by one: the oracle."""
    found: dict[int, list[tuple[int, int]]] = {}
    midnight = dt.datetime.combine(today, dt.time(), tzinfo=thai.BANGKOK)
    for row in Booking.objects.filter(released_at=None).order_by("held_from"):
        if row.held_to > midnight:
            ends = (row.held_from, row.held_to)
            found.setdefault(row.resource_id, []).append(
                (int(ends[0].timestamp() / 60), -int(-ends[1].timestamp() / 60))
            )
    return found


def plain(spans: Mapping[int, Sequence[tuple[int, int]]]) -> dict[int, list[tuple[int, int]]]:
    return {key: list(each) for key, each in spans.items()}


def write(chance: random.Random, people: list[Resource], number: int) -> None:
    """Do one write of any kind, on a booking chosen by chance."""
    there = list(Booking.objects.order_by("pk").values_list("pk", flat=True))
    one = Booking.objects.filter(pk=chance.choice(there or [0]))
    far = NINE + (100 + 2 * number) * HOUR
    match chance.randrange(7):
        case 0:
            one.update(held_to=F("held_to") - HOUR / 4, use_to=F("use_from") + HOUR / 10)
        case 1:
            one.update(released_at=NINE, released_why="ill")
        case 2:
            one.delete()
        case 3:
            spans = {"held_from": far, "use_from": far, "held_to": far + HOUR, "use_to": far + HOUR}
            one.update(resource=chance.choice(people), **spans)
        case _:
            booked(chance.choice(people), 2 * number)


@pytest.mark.parametrize("seed", range(5))
def test_after_any_write_it_holds_what_a_plain_reading_finds(people: list[Resource], seed: int) -> None:
    calendars = Calendars()
    chance = random.Random(seed)
    for number in range(40):
        write(chance, people, number)
        assert plain(calendars.busy(TODAY)) == read_plainly(TODAY)


def test_many_changed_at_once_are_seen(people: list[Resource], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taken, "MANY", 2)
    calendars = Calendars()
    for hour in (0, 2):
        for person in people:
            booked(person, hour)
        assert plain(calendars.busy(TODAY)) == read_plainly(TODAY)


def test_the_next_day_forgets_what_is_over(people: list[Resource]) -> None:
    calendars = Calendars()
    booked(people[0], 0)
    assert people[0].pk in calendars.busy(TODAY)
    assert calendars.busy(TODAY + dt.timedelta(days=2)) == {}
    assert people[0].pk in calendars.busy(TODAY)


def test_a_booking_of_seconds_takes_its_whole_minutes(people: list[Resource]) -> None:
    booked(people[0], 30 / 3600, 61 / 3600)
    start = int(NINE.timestamp() // 60)
    assert Calendars().busy(TODAY) == {people[0].pk: ((start, start + 2),)}


def test_other_calendars_are_not_read_again(people: list[Resource]) -> None:
    calendars = Calendars()
    for person in people:
        booked(person, 0)
    before = calendars.busy(TODAY)
    booked(people[0], 5)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        after = calendars.busy(TODAY)

    assert len(asked) == 2
    assert after[people[0].pk] != before[people[0].pk]
    assert all(after[each.pk] is before[each.pk] for each in people[1:])


def test_when_nothing_changed_one_question_is_enough(people: list[Resource]) -> None:
    calendars = Calendars()
    booked(people[0], 0)
    calendars.busy(TODAY)
    with CaptureQueriesContext(connection) as asked:
        calendars.busy(TODAY)
    assert len(asked) == 1


@pytest.fixture
def dryer(lamphun: Centre) -> MachineKind:
    kind = machine_kind("dryer")
    rows.unit(lamphun, kind)
    rows.price(kind, lamphun)
    return kind


def test_after_a_booking_what_stands_is_the_same_thing(dryer: MachineKind) -> None:
    first = supply(TODAY)
    booked(Resource.objects.get(), 0)
    with CaptureQueriesContext(connection) as asked:
        second = supply(TODAY)

    assert len(asked) == 4  # has anything changed, which calendars, these, and the orders
    assert second.version != first.version
    assert list(second.busy) == [Resource.objects.get().pk]
    assert second.units is first.units
    assert second.tariffs is first.tariffs


def test_after_an_order_at_a_lab_its_day_is_taken(dryer: MachineKind, lamphun: Centre) -> None:
    counter = rows.counter(operation("microbes"), lamphun.province)
    assert supply(TODAY).orders == {}
    LabOrder.objects.create(counter=counter, drop_off_on=TODAY)
    assert supply(TODAY).orders == {counter.pk: (TODAY,)}
    LabOrder.objects.update(released_at=NINE)
    assert supply(TODAY).orders == {}


@pytest.mark.parametrize(
    "change",
    [
        lambda: Price.objects.update(price_thb=700),
        lambda: Resource.objects.update(notice_hours=48),
        lambda: Centre.objects.update(firm_window_days=30),
        lambda: Counter.objects.create(
            code="C2", lab_code="L", name_th="ก", name_en="a", province_id="TH-51", weekly_capacity=1,
            operation=operation("microbes"), lead_days=1, hours="Mon 09:00-10:00", unit="test", source="test",
        ),
    ],
)  # fmt: skip
def test_a_change_of_what_stands_is_seen(dryer: MachineKind, change: Callable[[], object]) -> None:
    first = supply(TODAY)
    change()
    second = supply(TODAY)
    assert (second.units, second.tariffs, second.places, second.labs_for) != (
        first.units, first.tariffs, first.places, first.labs_for,
    )  # fmt: skip


def test_nothing_changed_is_the_same_snapshot(dryer: MachineKind) -> None:
    assert supply(TODAY) is supply(TODAY)

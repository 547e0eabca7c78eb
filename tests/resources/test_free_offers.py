"""What is offered of a free machine: hours that fit, price, the way there, how sure it is, in which order."""

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal

import pytest
from django.utils.translation import override

from itc.catalogue.models import MachineKind
from itc.network.models import Centre
from itc.resources.models import Resource
from itc.resources.queries.pages.free import window
from itc.resources.rules.free import Need, Starts
from tests.catalogue import rows as catalogue
from tests.resources import rows
from tests.resources.test_free_times import ask, book, clocks

MIDNIGHT = 1_000 * 24 * 60 - 7 * 60  # in Bangkok
Pin = Callable[[int], AbstractContextManager[object]]


@pytest.fixture
def dryer(lamphun: Centre) -> MachineKind:
    """A dryer that runs by itself: half an hour of set-up, 45 minutes of cleaning."""
    return catalogue.machine_kind(operator_needed="no")


@pytest.fixture
def unit(dryer: MachineKind, lamphun: Centre) -> Resource:
    return rows.unit(lamphun, dryer)


# hours


def test_without_hours_it_is_a_batch_or_one_hour(unit: Resource) -> None:
    assert ask(hours=None).wish.hours == 1
    MachineKind.objects.update(amount_per="batch")
    assert ask(hours=None).wish.hours == 6


def test_hours_that_fit_no_opening_say_how_many_would(unit: Resource) -> None:
    found = ask(hours="6.75")
    assert found.free
    assert found.longest is None
    found = ask(hours="7")
    assert found.free == ()
    assert found.next_day is None
    assert found.longest == Decimal("6.75")


def test_a_quarter_of_an_hour_and_two_weeks_are_both_looked_for(unit: Resource) -> None:
    Resource.objects.update(overnight=True)
    assert ask(hours="0.25").free
    assert ask(hours="336").free
    book(unit, "09:00", "10:00", day=dt.date(2026, 12, 10))
    found = ask(hours="336")
    assert found.free == ()
    assert found.next_day == dt.date(2026, 12, 10)


def test_a_kind_without_units_has_nothing_and_says_so(dryer: MachineKind) -> None:
    found = ask()
    assert (found.units, found.free, found.next_day, found.longest) == (0, (), None, None)


@pytest.mark.parametrize(
    ("first", "last", "use", "thai", "english"),
    [
        (540, 660, 60, "09:00–12:00", "09:00–12:00"),
        (540, 540, 60, "09:00–10:00", "09:00–10:00"),
        (540, 990, 720, "เริ่มได้ 09:00–16:30 เดินเครื่องข้ามคืน", "start 09:00–16:30, over night"),
        (540, 540, 1200, "เริ่มได้ 09:00 เดินเครื่องข้ามคืน", "start 09:00, over night"),
        (1380, 1380, 60, "23:00–00:00", "23:00–00:00"),
    ],
)
def test_a_window_holds_any_such_use(first: int, last: int, use: int, thai: str, english: str) -> None:
    starts = Starts(MIDNIGHT + first, MIDNIGHT + last)
    for language, said in (("th", thai), ("en", english)):
        with override(language):
            assert window(starts, Need(0, use, 0)) == said


# price and way


def test_the_price_is_of_the_hours_asked_and_a_missing_one_is_never_0(
    unit: Resource, dryer: MachineKind, lamphun: Centre
) -> None:
    assert ask(hours="2").free[0].cost is None
    rows.price(dryer, lamphun, unit="hour", price_thb=Decimal(450), first_hour_thb=Decimal(550))
    assert ask(hours="2").free[0].cost == Decimal(1000)
    rows.price(dryer, lamphun, "PR2", unit="batch", price_thb=Decimal(600))
    assert ask(hours="2").free[0].cost == Decimal(600)
    Resource.objects.update(batch_hours=Decimal("1.5"))
    assert ask(hours="2").free[0].cost == Decimal(1000)


def test_with_her_province_each_says_how_far_it_is(
    unit: Resource, dryer: MachineKind, chonburi: Centre
) -> None:
    rows.unit(chonburi, dryer, "U2")
    assert {each.km for each in ask().free} == {None}
    assert {each.unit.code: each.km for each in ask(province="TH-20").free} == {"U1": 804, "U2": 0}


def test_the_earliest_comes_first_then_the_nearest(
    unit: Resource, dryer: MachineKind, chonburi: Centre
) -> None:
    rows.unit(chonburi, dryer, "A1")
    assert list(clocks(ask(province="TH-51"))) == ["U1", "A1"]
    assert list(clocks(ask(province="TH-20"))) == ["A1", "U1"]
    book(unit, "08:30", "09:00")
    assert list(clocks(ask(province="TH-51"))) == ["A1", "U1"]


def test_near_days_can_be_held_and_far_ones_are_a_forecast(unit: Resource, lamphun: Centre) -> None:
    assert ask("2027-01-11").free[0].certain  # 45 days
    assert not ask("2027-01-12").free[0].certain
    Centre.objects.update(firm_window_days=60)
    assert ask("2027-01-12").free[0].certain


# what it costs


def test_it_takes_few_queries_however_many_machines_there_are(
    unit: Resource, dryer: MachineKind, lamphun: Centre, django_assert_num_queries: Pin
) -> None:
    for number in range(8):
        book(rows.unit(lamphun, dryer, f"X{number}"), "09:00", "10:00")
    ask()  # reads the snapshots
    with django_assert_num_queries(3):
        assert len(ask().free) == 9

"""Holding many at once: everything or nothing, all in the way is named, rivals never half hold."""

import datetime as dt
import random
import threading

import pytest
from django.db import connection

from itc.accounts.models import User
from itc.audit.models import Event
from itc.catalogue.models import MachineKind
from itc.network.models import Centre
from itc.resources.actions import hold_all, record_absence, release_all
from itc.resources.actions import holding as action
from itc.resources.errors import NotAllFree
from itc.resources.models import Booking, Counter, Holiday, LabOrder, Resource
from itc.resources.rules.holding import Hold, Order, Why
from tests.catalogue.rows import machine_kind, operation
from tests.resources import rows

NOW = dt.datetime(2026, 12, 1, 2, 0, tzinfo=dt.UTC)  # a Tuesday, 09:00 in Bangkok
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
MONDAY = dt.date(2026, 12, 7)


@pytest.fixture
def kind(db: None) -> MachineKind:
    return machine_kind("freeze-dryer")


@pytest.fixture
def units(lamphun: Centre, kind: MachineKind) -> list[Resource]:
    return [rows.unit(lamphun, kind, f"U{number}") for number in range(4)]


@pytest.fixture
def counter(lamphun: Centre) -> Counter:
    return rows.counter(
        operation("microbes"), lamphun.province, weekly_capacity=2, hours="Mon-Fri 08:30-15:00"
    )


def hold(resource: Resource, start: dt.datetime = NOW + 3 * DAY, hours: int = 3) -> Hold:
    end = start + hours * HOUR
    return Hold(resource.code, start, end, start, end)


def held(
    holds: list[Hold], orders: list[Order], by: User
) -> tuple[tuple[Booking, ...], tuple[LabOrder, ...]]:
    return hold_all(holds=holds, orders=orders, purpose="case", by=by, now=NOW)


def refused(holds: list[Hold], orders: list[Order], by: User) -> list[Why]:
    """Return why each that cannot be held cannot, in the order asked; nothing must be held by then."""
    before = Booking.objects.count(), LabOrder.objects.count()
    with pytest.raises(NotAllFree) as refusal:
        held(holds, orders, by)
    assert (Booking.objects.count(), LabOrder.objects.count()) == before
    assert len(refusal.value.reasons) == len(refusal.value.gone) + 1
    return [gone.why for gone in refusal.value.gone]


def test_all_is_held_in_the_order_asked_and_written_down(
    units: list[Resource], counter: Counter, owner: User
) -> None:
    bookings, orders = held(
        [hold(units[2]), hold(units[0])], [Order(counter.pk, MONDAY), Order(counter.pk, MONDAY)], owner
    )
    assert [row.resource.code for row in bookings] == ["U2", "U0"]
    assert [row.drop_off_on for row in orders] == [MONDAY, MONDAY]
    event = Event.objects.get()
    assert (event.by_id, event.details["bookings"]) == (owner.pk, [row.pk for row in bookings])


def test_everything_in_the_way_is_named_at_once(
    units: list[Resource], counter: Counter, officer: User, owner: User
) -> None:
    taken, leave, soon, closed = units
    held([hold(taken, hours=1)], [Order(counter.pk, MONDAY)], officer)
    record_absence(resource=leave, start=NOW + 3 * DAY + HOUR, end=NOW + 4 * DAY, by=officer, now=NOW)
    Holiday.objects.create(date=(NOW + 4 * DAY).date(), name_th="หยุด", name_en="Day off", kind="public")
    gone = Hold("no-such", NOW + 3 * DAY, NOW + 4 * DAY, NOW + 3 * DAY, NOW + 4 * DAY)
    asked = [hold(taken), hold(leave), hold(soon, NOW + HOUR), hold(closed, NOW + 4 * DAY), gone]
    orders = [Order(counter.pk, MONDAY), Order(counter.pk, MONDAY), Order(counter.pk, MONDAY - DAY)]
    assert refused(asked, orders, owner) == [
        Why.TAKEN, Why.ABSENT, Why.TOO_LATE, Why.CLOSED, Why.UNKNOWN, Why.WEEK_FULL, Why.CLOSED,
    ]  # fmt: skip


def test_notice_counts_from_when_the_plan_was_shown(units: list[Resource], owner: User) -> None:
    units[0].notice_hours = 24
    units[0].save()
    wanted, later = [hold(units[0], NOW + DAY)], NOW + HOUR / 6
    with pytest.raises(NotAllFree):
        hold_all(holds=wanted, orders=[], purpose="case", by=owner, now=later)
    hold_all(holds=wanted, orders=[], purpose="case", by=owner, now=later, noticed=NOW)


def test_what_only_touches_is_free(units: list[Resource], owner: User) -> None:
    first = hold(units[0])
    held([first], [], owner)
    after = Hold("U0", first.held_to, first.held_to + HOUR, first.held_to, first.held_to + HOUR)
    assert len(held([after], [], owner)[0]) == 1


def test_what_is_given_back_can_be_held_again(units: list[Resource], counter: Counter, owner: User) -> None:
    bookings, orders = held([hold(units[0])], [Order(counter.pk, MONDAY)] * 2, owner)
    given = {"bookings": [row.pk for row in bookings], "orders": [row.pk for row in orders]}
    assert refused([hold(units[0])], [Order(counter.pk, MONDAY)], owner) == [Why.TAKEN, Why.WEEK_FULL]
    assert release_all(**given, why="moved", by=owner, now=NOW) == 3
    assert release_all(**given, why="moved", by=owner, now=NOW) == 0
    held([hold(units[0])], [Order(counter.pk, MONDAY)], owner)


def test_a_writer_without_a_lock_is_named_too(
    units: list[Resource], owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It comes between the look and the write, and the database refuses: nothing is half held."""
    look, wanted = action.not_free, [hold(units[0]), hold(units[1])]

    def slow_look(*asked: object, **more: object) -> object:
        found = look(*asked, **more)  # type: ignore[arg-type]  # passed on as they came
        one = wanted[1]
        Booking.objects.get_or_create(
            resource=units[1], held_from=one.held_from, held_to=one.held_to,
            use_from=one.use_from, use_to=one.use_to, purpose="rival",
        )  # fmt: skip
        return found

    monkeypatch.setattr(action, "not_free", slow_look)
    with pytest.raises(NotAllFree) as refusal:
        held(wanted, [], owner)
    assert [gone.why for gone in refusal.value.gone] == [Why.TAKEN]
    assert not Booking.objects.filter(purpose="case").exists()


@pytest.mark.django_db(transaction=True)
def test_rivals_who_want_the_same_in_any_order_never_half_hold(
    units: list[Resource], counter: Counter, owner: User
) -> None:
    """Eight at once want overlapping sets of four machines and an order: whoever wins has all of hers."""
    rng, rivals, ends = random.Random(7), 8, []
    start = threading.Barrier(rivals)
    wishes = [rng.sample(units, 3) for _ in range(rivals)]

    def one(number: int) -> None:
        try:
            start.wait(timeout=20)
            hold_all(
                holds=[hold(unit) for unit in wishes[number]], orders=[Order(counter.pk, MONDAY)],
                purpose=f"rival {number}", by=owner, now=NOW,
            )  # fmt: skip
            ends.append(number)
        except NotAllFree:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(rivals)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    # any two sets of three of four share a machine, so exactly one wins
    assert len(ends) == 1
    assert Booking.objects.filter(purpose=f"rival {ends[0]}").count() == Booking.objects.count() == 3
    assert LabOrder.objects.count() == 1


def test_queries_do_not_grow_with_what_is_held(
    units: list[Resource], counter: Counter, owner: User, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(14):  # type: ignore[operator]  # a fixture without a type
        held([hold(unit) for unit in units], [Order(counter.pk, MONDAY)] * 2, owner)

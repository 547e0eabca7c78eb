"""Sample bookings are believable, and the same each time."""

import datetime as dt
import time
from collections import Counter as Tally
from collections import defaultdict
from itertools import pairwise

import pytest

from itc.accounts.models import User
from itc.audit.models import Event
from itc.lib import hours
from itc.lib.thai import BANGKOK, local_day
from itc.network.models import Centre
from itc.resources.actions import seed_sample_bookings
from itc.resources.models import Booking, Holiday, LabOrder, Resource
from itc.resources.rules.counters import Weeks, monday
from itc.resources.rules.seeding import Held, Seedling, bookings, orders
from tests.catalogue.rows import operation
from tests.resources.rows import counter

START, HOLIDAY = dt.date(2026, 11, 25), dt.date(2026, 12, 10)  # a Wednesday, a Thursday
SEEDLINGS = tuple(
    Seedling(
        number,
        f"unit-{number}",
        f"kind-{number % 20}",
        "Mon-Fri 08:30-16:30",
        person=number % 4 == 0,
        overnight=number % 4 == 1,
        set_up=15,
        cleaning=30,
    )
    for number in range(60)
)


def made(seed: int = 1) -> list[Held]:
    return list(bookings(SEEDLINGS, seed=seed, start=START, days=60, holidays=frozenset({HOLIDAY})))


def work(seed: int = 1) -> list[Held]:
    return [held for held in made(seed) if not held.absence]


def days_of(held: Held) -> tuple[dt.date, dt.date]:
    return local_day(held.start), local_day(held.end)


def test_the_same_seed_gives_the_same_bookings() -> None:
    assert made() == made()
    assert made(2) != made()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_two_of_one_resource_overlap(seed: int) -> None:
    spans = defaultdict(list)
    for held in made(seed):
        spans[held.resource].append((held.start, held.end))
    for each in spans.values():
        each.sort()
        assert all(one[1] <= other[0] for one, other in pairwise(each))


def test_work_begins_in_opening_hours_and_not_on_holidays() -> None:
    openings = hours.parse("Mon-Fri 08:30-16:30")
    for held in work():
        start = held.start.astimezone(BANGKOK)
        minutes = start.hour * 60 + start.minute
        assert start.date() != HOLIDAY
        assert any(o.weekday == start.weekday() and o.opens <= minutes < o.closes for o in openings)


def test_only_what_may_run_over_night_lasts_beyond_its_day() -> None:
    over_night = [held for held in work() if days_of(held)[0] != days_of(held)[1]]
    may = {each.id for each in SEEDLINGS if each.overnight}

    assert {held.resource for held in over_night} <= may
    assert len({held.resource for held in over_night}) > len(may) / 2
    assert all(dt.timedelta(hours=13) < held.end - held.start < dt.timedelta(hours=19) for held in over_night)


def test_on_a_holiday_nothing_is_held_but_runs_that_began_before() -> None:
    on_it = [held for seed in range(8) for held in work(seed) if days_of(held)[1] == HOLIDAY]

    assert on_it
    assert all(days_of(held)[0] < HOLIDAY for held in on_it)


def test_set_up_comes_before_a_use_and_cleaning_after() -> None:
    for held in work():
        assert held.use_from
        assert held.use_to
        before, after = held.use_from - held.start, held.end - held.use_to
        assert (before, after) in {
            (dt.timedelta(minutes=15), dt.timedelta(minutes=30)),
            (dt.timedelta(),) * 2,
        }
        assert held.use_from < held.use_to


def share(held: list[Held], resources: set[int], first: int, last: int) -> float:
    """Share of the open hours of some resources that is held from a day to another."""
    begin, end = START + dt.timedelta(days=first), START + dt.timedelta(days=last)
    taken = sum(
        min((each.end - each.start).total_seconds() / 3600, 8)
        for each in held
        if each.resource in resources and begin <= days_of(each)[0] < end
    )
    return taken / (len(resources) * 8 * (last - first) * 5 / 7)


def test_near_weeks_are_fuller_than_far_ones_and_nothing_is_full() -> None:
    everything = {each.id for each in SEEDLINGS}
    near, far = (share(work(), everything, *span) for span in ((0, 20), (40, 60)))
    assert 0.15 < near < 0.6
    assert far < near * 0.8


def test_load_goes_by_kind_and_a_few_kinds_are_bottlenecks() -> None:
    loads = []
    for seed in range(12):
        held = work(seed)
        kinds = defaultdict(set)
        for each in SEEDLINGS:
            if not each.person:
                kinds[each.group].add(each.id)
        loads += [share(held, units, 0, 14) for units in kinds.values()]
    full = sum(load > 0.55 for load in loads) / len(loads)

    assert max(loads) - min(loads) > 0.4
    assert 0.03 < full < 0.25


def test_some_machines_fail_and_some_people_take_leave() -> None:
    people = {each.id for each in SEEDLINGS if each.person}
    away = {held.resource for seed in range(10) for held in made(seed) if held.absence}

    assert away & people
    assert away - people
    assert all(Tally(held.resource for held in made() if held.absence)[each] <= 1 for each in away)


WEEKDAYS = "Mon-Fri 08:30-15:00"


def test_lab_orders_never_pass_the_capacity_of_a_week() -> None:
    real = [START + dt.timedelta(days=1)] * 3
    weeks = Tally(map(monday, real))
    for day in orders(Weeks(WEEKDAYS, 7, {HOLIDAY}, real), code="LB01", seed=3, start=START, days=120):
        assert day >= START
        assert day.weekday() < 5
        assert day != HOLIDAY
        weeks[monday(day)] += 1
    assert 0 < max(weeks.values()) <= 7


def test_a_counter_that_real_orders_fill_gets_no_sample() -> None:
    real = [START + dt.timedelta(days=number) for number in range(60)]
    assert list(orders(Weeks(WEEKDAYS, 3, set(), real), code="LB01", seed=3, start=START, days=28)) == []


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


def test_seeding_keeps_real_orders_and_leaves_their_room(lamphun: Centre) -> None:
    lab = counter(operation("microbes"), lamphun.province, weekly_capacity=10)
    real = LabOrder.objects.bulk_create([LabOrder(counter=lab, drop_off_on=START) for _ in range(10)])
    Holiday.objects.create(date=HOLIDAY, name_th="หยุด", name_en="Closed", kind="public", source="test")
    seed_sample_bookings(today=START, days=60)

    days = list(LabOrder.objects.values_list("drop_off_on", flat=True))
    assert LabOrder.objects.filter(pk__in=[each.pk for each in real]).count() == 10
    assert Tally(map(monday, days)).most_common(1) == [(monday(START), 10)]
    assert len(days) > 10
    assert HOLIDAY not in days


@pytest.mark.once
@pytest.mark.usefixtures("network")
class TestSampleNetwork:
    """The whole of what the demo shows."""

    @pytest.fixture(autouse=True)
    def _database(self, db: None) -> None: ...

    def test_it_has_runs_over_night_leave_and_outages_and_reaches_two_hundred_days(
        self, network: dt.datetime
    ) -> None:
        rows = list(Booking.objects.filter(is_sample=True).select_related("resource"))
        today = local_day(network)
        nights = [
            row for row in rows if not row.is_absence and local_day(row.held_to) > local_day(row.held_from)
        ]
        away = Tally(row.resource.kind for row in rows if row.is_absence)

        assert all(row.resource.overnight for row in nights)
        assert len(nights) > 100
        assert away["person"] > 20
        assert away["machine"] > 10
        assert 190 <= (max(local_day(row.held_from) for row in rows) - today).days < 200

    def test_each_week_is_emptier_than_those_long_before_it(self, network: dt.datetime) -> None:
        today = local_day(network)
        rows = Booking.objects.filter(is_sample=True, purpose=Booking.SAMPLE).values_list(
            "held_from", flat=True
        )
        by_month = Tally((local_day(start) - today).days // 50 for start in rows)
        assert by_month[0] > by_month[1] > by_month[2] > by_month[3] > 0

    def test_it_begins_on_no_holiday(self) -> None:
        closed = set(Holiday.objects.values_list("date", flat=True))
        rows = Booking.objects.filter(is_sample=True, purpose=Booking.SAMPLE).values_list(
            "held_from", flat=True
        )
        assert closed
        assert not {local_day(start) for start in rows} & closed
        assert not set(LabOrder.objects.values_list("drop_off_on", flat=True)) & closed

    def test_it_is_made_in_a_few_seconds(self, network: dt.datetime) -> None:
        begun = time.process_time()
        seed_sample_bookings(today=local_day(network))
        assert time.process_time() - begun < 20  # three on a quiet machine

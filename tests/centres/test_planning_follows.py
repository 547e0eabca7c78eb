"""What an officer changes is what free times, plans and bookings go by."""

import datetime as dt
from decimal import Decimal

import pytest

from itc.accounts.models import User
from itc.centres.actions.hours import begin_hours, change_hours, close_days
from itc.centres.actions.prices import set_price
from itc.centres.actions.units import add_units, retire
from itc.lib import thai
from itc.lib.minutes import moment_of
from itc.network.models import Centre, Post
from itc.planning.queries.network import grounds
from itc.resources.actions import hold_all
from itc.resources.errors import NotAllFree
from itc.resources.models import OpenHours, Price, Resource
from itc.resources.queries.free import FreeTimes, free_times, wish
from itc.resources.queries.supply import supply
from itc.resources.rules.holding import Hold, Why
from tests.centres.world import DAY, NOW, TODAY
from tests.planning.answers import Answer, ask, best, held

NEXT_MONDAY = dt.date(2026, 12, 14)


def free(day: dt.date) -> FreeTimes:
    asked = wish(kind="dryer", day=day.isoformat(), hours=Decimal(1), province=None, now=NOW)
    return free_times(asked, now=NOW)


def clocks(day: dt.date) -> list[str]:
    """Return when an hour of use may start, of every unit that is free."""
    return [
        "–".join(moment_of(minute).strftime("%H:%M") for minute in starts)
        for each in free(day).free
        for starts in each.starts
    ]


def test_free_times_follow_new_hours_from_their_day(dryer: Resource, officer: User, lamphun: Centre) -> None:
    before = clocks(NEXT_MONDAY - 3 * DAY)
    change_hours(
        centre=lamphun, doors=False, resources=[dryer.pk], hours="Mon-Fri 12:00-20:00", since=NEXT_MONDAY,
        by=officer, now=NOW,
    )  # fmt: skip
    assert clocks(NEXT_MONDAY - 3 * DAY) == before
    assert clocks(NEXT_MONDAY)[0].startswith("12:")
    assert clocks(NEXT_MONDAY) != before


def test_hours_whose_day_has_come_become_those_of_the_machine(
    dryer: Resource, officer: User, lamphun: Centre
) -> None:
    for doors in (True, False):
        change_hours(
            centre=lamphun, doors=doors, resources=[] if doors else [dryer.pk], hours="Mon-Fri 12:00-20:00",
            since=NEXT_MONDAY, by=officer, now=NOW,
        )  # fmt: skip
    assert begin_hours(now=NOW) == 0
    later = thai.start_of_day(NEXT_MONDAY)
    assert begin_hours(now=later) == 1
    dryer.refresh_from_db()
    assert dryer.hours == "Mon-Fri 12:00-20:00"
    assert OpenHours.objects.get().centre == lamphun  # the doors keep theirs
    assert begin_hours(now=later) == 0


def test_a_closed_centre_is_closed_to_free_times_and_to_bookings(
    dryer: Resource, officer: User, lamphun: Centre
) -> None:
    assert free(NEXT_MONDAY).free
    close_days(
        centre=lamphun, first_day=NEXT_MONDAY, last_day=NEXT_MONDAY + DAY, name_th="ซ่อม", name_en="Repair",
        by=officer, now=NOW,
    )  # fmt: skip
    found = free(NEXT_MONDAY)
    assert (found.free, found.next_day) == ((), NEXT_MONDAY + 2 * DAY)
    start = dt.datetime.combine(NEXT_MONDAY, dt.time(10), tzinfo=thai.BANGKOK)
    hour = dt.timedelta(hours=1)
    with pytest.raises(NotAllFree) as refused:
        hold_all(
            holds=[Hold(dryer.code, start, start + hour, start, start + hour)], orders=[], purpose="case",
            by=officer, now=NOW,
        )  # fmt: skip
    assert [each.why for each in refused.value.gone] == [Why.CLOSED]


def test_a_retired_machine_is_free_until_its_last_day_and_a_new_one_from_its_first(
    dryer: Resource, officer: User, lamphun: Centre
) -> None:
    retire(centre=lamphun, unit=dryer.pk, valid_to=NEXT_MONDAY, by=officer, now=NOW)
    add_units(
        centre=lamphun, machine_kind="dryer", count=2, capacity=None, capacity_unit="", batch_hours=None,
        overnight=False, approval="instant", notice_hours=None, hours=dryer.hours,
        valid_from=NEXT_MONDAY + 2 * DAY, by=officer, now=NOW,
    )  # fmt: skip
    codes = [[each.unit.code for each in free(NEXT_MONDAY + number * DAY).free] for number in range(3)]
    new = ["IEAT-NRIE/dryer-02", "IEAT-NRIE/dryer-03"]
    assert codes == [[dryer.code], [], new]


def test_what_is_retired_is_in_no_answer_and_its_past_stays_known(dryer: Resource) -> None:
    Resource.objects.update(valid_to=TODAY - DAY)
    found = supply(TODAY)
    assert free(NEXT_MONDAY).units == 0
    assert found.machines_for == {}
    assert dryer.pk in grounds(found, TODAY).network.resources  # a case may hold it still


@pytest.mark.parametrize(
    ("rule", "unit", "kept"),
    [("price", "batch", 1), ("price", "hour", 2), ("free", "hour", 1), ("quote", "day", 1)],
)
def test_a_price_replaces_what_it_cannot_stand_beside(
    dryer: Resource, officer: User, lamphun: Centre, rule: str, unit: str, kept: int
) -> None:
    baht = Decimal(700) if rule == "price" else None
    set_price(
        centre=lamphun, thing="machine:dryer", unit=unit, rule=rule, price_thb=baht,
        valid_from=TODAY + DAY, by=officer, now=NOW,
    )  # fmt: skip
    assert Price.objects.on(TODAY).count() == 1
    assert Price.objects.on(TODAY + DAY).count() == kept


def test_a_price_before_one_that_is_planned_ends_where_that_begins(
    dryer: Resource, officer: User, lamphun: Centre
) -> None:
    for days, baht in ((20, 900), (5, 800), (5, 850)):
        set_price(
            centre=lamphun, thing="machine:dryer", unit="batch", rule="price", price_thb=Decimal(baht),
            valid_from=TODAY + days * DAY, by=officer, now=NOW,
        )  # fmt: skip
    found = Price.objects.order_by("valid_from").values_list("price_thb", "valid_from", "valid_to")
    spans = [(int(baht), (first - TODAY).days, last and (last - TODAY).days) for baht, first, last in found]
    assert spans[1:] == [
        (850, 5, 19), (900, 20, None),
    ]  # fmt: skip
    assert found[0][2] == TODAY + 4 * DAY


def machine_step(body: Answer) -> Answer:
    """Return the first step of the earliest plan that a machine is held for."""
    return next(
        step for step in best(body)["steps"] if any(each["kind"] == "machine" for each in step["resources"])
    )


def test_plans_go_to_no_closed_centre_and_no_retired_machine(network: dt.datetime, officer: User) -> None:
    first = machine_step(ask(network))
    unit = Resource.objects.get(
        code=next(each["id"] for each in first["resources"] if each["kind"] == "machine")
    )
    assert unit.centre is not None
    centre, today = unit.centre, thai.local_day(network)
    Post.objects.create(person=officer, role="officer", centre=centre, valid_from=today)
    given = {"centre": centre, "by": officer, "now": network}
    closed_until = today + 60 * DAY
    close_days(first_day=today, last_day=closed_until, name_th="ปิด", name_en="Closed", agreed=True, **given)
    retire(unit=unit.pk, valid_to=today, agreed=True, **given)
    here = set(Resource.objects.filter(centre=centre).values_list("code", flat=True))
    for step in best(ask(network))["steps"]:
        for code, (start, _end) in held(step):
            assert code != unit.code
            assert code not in here or thai.local_day(start) > closed_until


def test_plans_count_the_price_of_the_day_they_are_asked_on(
    dryer: Resource, officer: User, lamphun: Centre
) -> None:
    set_price(
        centre=lamphun, thing="machine:dryer", unit="batch", rule="price", price_thb=Decimal(700),
        valid_from=TODAY + DAY, by=officer, now=NOW,
    )  # fmt: skip
    key = ("machine", lamphun.pk, "dryer")
    asked = [supply(day).tariffs[key] for day in (TODAY, TODAY + DAY)]
    assert [[tariff.price for tariff in each] for each in asked] == [[600], [700]]

"""Machines, rooms and hours of a centre: numbered on, never half done, and no booking moved in silence."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from itc.accounts.models import User
from itc.centres.actions import hours, units
from itc.centres.actions.undoing import undo
from itc.centres.errors import (
    DayIsPast,
    HeldThen,
    NothingChanged,
    UnknownCentre,
)
from itc.centres.models import Change
from itc.centres.queries.held import held_outside
from itc.network.models import Centre
from itc.resources.models import Booking, Closing, OpenHours, Resource
from tests.centres import world
from tests.centres.world import DAY, NOW, TODAY

UNIT: dict[str, Any] = {
    "capacity": Decimal(5), "capacity_unit": "kg/batch", "batch_hours": None, "overnight": False,
    "approval": "instant", "notice_hours": None,
}  # fmt: skip


def day(number: int) -> dt.date:
    return TODAY + number * DAY


class TestUnits:
    """Machines and rooms."""

    def add(self, centre: Centre, by: User, count: int = 1, since: int = 0) -> list[str]:
        change = units.add_units(
            centre=centre, machine_kind="dryer", count=count, hours="Mon-Fri 08:30-16:30",
            valid_from=day(since), **UNIT, by=by, now=NOW,
        )  # fmt: skip
        keys = [row["key"] for row in change.rows]
        return list(Resource.objects.filter(pk__in=keys).order_by("code").values_list("code", flat=True))

    def test_they_are_numbered_on_also_after_one_is_gone(
        self, lamphun: Centre, officer: User, dryer: Resource
    ) -> None:
        assert self.add(lamphun, officer, 2) == ["IEAT-NRIE/dryer-02", "IEAT-NRIE/dryer-03"]
        units.retire(centre=lamphun, unit=dryer.pk, valid_to=TODAY, by=officer, now=NOW)
        assert self.add(lamphun, officer) == ["IEAT-NRIE/dryer-04"], "a label on a machine never lies"

    def test_a_hundred_and_more_of_a_kind_are_counted_as_numbers(
        self, lamphun: Centre, officer: User, dryer: Resource
    ) -> None:
        Resource.objects.filter(pk=dryer.pk).update(code="IEAT-NRIE/dryer-99")
        assert self.add(lamphun, officer, 2) == ["IEAT-NRIE/dryer-100", "IEAT-NRIE/dryer-101"]
        assert self.add(lamphun, officer) == ["IEAT-NRIE/dryer-102"]

    def test_they_say_who_entered_them(self, lamphun: Centre, officer: User, dryer: Resource) -> None:
        (code,) = self.add(lamphun, officer)
        unit = Resource.objects.get(code=code)
        assert (unit.status, unit.source, unit.existence_status) == (
            "confirmed", "entered by its centre", "confirmed"
        )  # fmt: skip
        assert (unit.name_th[-2:], unit.province_id) == (" 2", lamphun.province_id)

    def test_none_begins_in_the_past(self, lamphun: Centre, officer: User, dryer: Resource) -> None:
        with pytest.raises(DayIsPast):
            self.add(lamphun, officer, since=-1)

    def test_said_the_same_again_nothing_is_kept(
        self, lamphun: Centre, officer: User, dryer: Resource
    ) -> None:
        given = {"centre": lamphun, "unit": dryer.pk, "by": officer, "now": NOW}
        units.change_unit(**given, **UNIT)
        with pytest.raises(NothingChanged):
            units.change_unit(**given, **UNIT | {"capacity": Decimal("5.00")})
        assert Change.objects.count() == 1

    def test_what_is_booked_after_its_last_day_is_shown_and_then_left_where_it_is(
        self, lamphun: Centre, officer: User, dryer: Resource
    ) -> None:
        booking = world.booked(dryer, days=7)
        given = {"centre": lamphun, "unit": dryer.pk, "valid_to": day(3), "by": officer, "now": NOW}
        with pytest.raises(HeldThen) as refused:
            units.retire(**given)
        assert [each.booking for each in refused.value.held] == [booking.pk]
        assert Resource.objects.get(pk=dryer.pk).valid_to is None
        units.retire(**given, agreed=True)
        assert Booking.objects.live().get() == booking
        assert [each.booking for each in held_outside(lamphun.pk, now=NOW)] == [booking.pk]
        units.retire(**given | {"valid_to": None})
        assert held_outside(lamphun.pk, now=NOW) == [], "it stays after all"

    def test_a_leave_of_a_person_is_in_nobodys_way(
        self, lamphun: Centre, officer: User, dryer: Resource
    ) -> None:
        booking = world.booked(dryer, days=7)
        Booking.objects.filter(pk=booking.pk).update(purpose=Booking.ABSENCE)
        units.retire(centre=lamphun, unit=dryer.pk, valid_to=day(3), by=officer, now=NOW)

    def test_another_centres_machine_is_not_there(
        self, dryer: Resource, officer: User, other_officer: User
    ) -> None:
        other = Centre.objects.get(pk="OTHER")
        given = {"centre": other, "unit": dryer.pk, "now": NOW}
        for by in (officer, other_officer):
            with pytest.raises(UnknownCentre):
                units.change_unit(**given, **UNIT, by=by)
            with pytest.raises(UnknownCentre):
                units.retire(**given, valid_to=day(3), by=by)


class TestHours:
    """Doors, machines, closed days."""

    def test_hours_of_one_day_are_said_twice_and_the_last_count(
        self, lamphun: Centre, officer: User, dryer: Resource
    ) -> None:
        given = {"centre": lamphun, "doors": True, "resources": [dryer.pk], "since": day(9), "by": officer}
        for said in ("Mon 09:00-12:00", "Tue 09:00-12:00"):
            hours.change_hours(**given, hours=said, now=NOW)
        assert set(OpenHours.objects.values_list("hours", flat=True)) == {"Tue 09:00-12:00"}
        assert OpenHours.objects.count() == 2, "one of the doors, one of the dryer"
        with pytest.raises(NothingChanged):
            hours.change_hours(**given, hours="Tue 09:00-12:00", now=NOW)

    def test_hours_of_today_replace_what_was_to_begin_by_now(
        self, lamphun: Centre, officer: User, dryer: Resource
    ) -> None:
        OpenHours.objects.create(resource=dryer, hours="Sat 09:00-12:00", valid_from=TODAY)
        hours.change_hours(
            centre=lamphun, doors=False, resources=[dryer.pk], hours="Sun 09:00-12:00", since=TODAY,
            by=officer, now=NOW,
        )  # fmt: skip
        assert Resource.objects.get(pk=dryer.pk).hours == "Sun 09:00-12:00"
        assert not OpenHours.objects.exists()

    def test_machines_of_others_keep_their_hours(
        self, lamphun: Centre, officer: User, other_officer: User, dryer: Resource
    ) -> None:
        with pytest.raises(NothingChanged):
            hours.change_hours(
                centre=Centre.objects.get(pk="OTHER"), doors=False, resources=[dryer.pk],
                hours="Sun 09:00-12:00", since=TODAY, by=other_officer, now=NOW,
            )  # fmt: skip

    def test_closing_days_with_bookings_asks_first_and_moves_nobody(
        self, lamphun: Centre, officer: User, dryer: Resource
    ) -> None:
        booking = world.booked(dryer, days=7)
        given: dict[str, Any] = {
            "centre": lamphun, "first_day": day(6), "last_day": day(8), "name_th": "งานบุญ", "name_en": "Fair",
            "by": officer, "now": NOW,
        }  # fmt: skip
        with pytest.raises(HeldThen):
            hours.close_days(**given)
        assert not Closing.objects.exists()
        change = hours.close_days(**given, agreed=True)
        assert [each.booking for each in held_outside(lamphun.pk, now=NOW)] == [booking.pk]
        undo(centre=lamphun, change=change.pk, by=officer, now=NOW)
        assert held_outside(lamphun.pk, now=NOW) == []

    def test_days_that_are_over_are_neither_closed_nor_opened(
        self, lamphun: Centre, officer: User, dryer: Resource
    ) -> None:
        with pytest.raises(DayIsPast):
            hours.close_days(
                centre=lamphun,
                first_day=day(-1),
                last_day=day(3),
                name_th="",
                name_en="",
                by=officer,
                now=NOW,
            )
        over = Closing.objects.create(centre=lamphun, first_day=day(-3), last_day=day(-1))
        with pytest.raises(DayIsPast):
            hours.open_days(centre=lamphun, closing=over.pk, by=officer, now=NOW)

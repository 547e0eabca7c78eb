"""What an officer keeps of her centre: refused where it is not hers, never half done, and numbered on."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from itc.accounts.models import User
from itc.audit.models import Event
from itc.centres.actions import hours, people, prices, saying, services, units
from itc.centres.actions.undoing import undo
from itc.centres.errors import (
    AlreadyInPost,
    DayIsPast,
    HeldThen,
    LastOfficer,
    NobodyOfThisContact,
    NothingChanged,
    UnknownCentre,
)
from itc.centres.models import Change, Contact, Profile, Service
from itc.centres.queries.held import held_outside
from itc.centres.queries.officers import entered_at
from itc.network.models import Centre, Post
from itc.resources.models import Booking, Closing, OpenHours, Price, Resource
from tests.centres import world
from tests.centres.world import DAY, NOW, TODAY, page

UNIT: dict[str, Any] = {
    "capacity": Decimal(5), "capacity_unit": "kg/batch", "batch_hours": None, "overnight": False,
    "approval": "instant", "notice_hours": None,
}  # fmt: skip
SOMEBODY: dict[str, Any] = {
    "name_th": "ครูสมศรี", "name_en": "Somsri", "role": "expert", "topic": "", "operations": [], "operates": [],
    "languages": ["th"], "hours_per_week": 8, "hours": "Mon 09:00-12:00",
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


class TestPeople:
    """Posts and who can be booked."""

    def appoint(self, centre: Centre, by: User, **given: Any) -> Change:
        plain = {"contact": "", "name": "", "role": "operator", "valid_from": TODAY, "valid_to": None}
        return people.appoint(centre=centre, **plain | given, by=by, now=NOW)

    def test_one_role_is_given_once_and_another_beside_it(
        self, lamphun: Centre, officer: User, owner: User
    ) -> None:
        contact = owner.phone or owner.email
        self.appoint(lamphun, officer, contact=contact)
        with pytest.raises(AlreadyInPost):
            self.appoint(lamphun, officer, contact=contact, valid_from=day(9))
        self.appoint(lamphun, officer, contact=contact, role="expert")
        assert Post.objects.filter(person=owner).count() == 2

    def test_nobody_is_made_up_for_a_contact(self, lamphun: Centre, officer: User) -> None:
        people_before = User.objects.count()
        with pytest.raises(NobodyOfThisContact):
            self.appoint(lamphun, officer, contact="nobody@example.org", name="Somebody")
        assert User.objects.count() == people_before

    def test_who_cannot_sign_in_is_no_last_officer(self, lamphun: Centre, officer: User) -> None:
        gone = User.objects.create_user(name="Gone", email="gone@example.org", is_active=False)
        Post.objects.create(person=gone, role="officer", centre=lamphun, valid_from=day(-9))
        with pytest.raises(LastOfficer):
            people.end_post(centre=lamphun, post=officer.posts.get().pk, valid_to=day(3), by=officer, now=NOW)

    def test_an_officer_goes_once_the_next_has_begun_and_no_day_earlier(
        self, lamphun: Centre, officer: User, owner: User
    ) -> None:
        self.appoint(lamphun, officer, contact=owner.phone or owner.email, role="officer", valid_from=day(10))
        mine = officer.posts.get().pk
        with pytest.raises(LastOfficer):
            people.end_post(centre=lamphun, post=mine, valid_to=day(8), by=officer, now=NOW)
        people.end_post(centre=lamphun, post=mine, valid_to=day(9), by=officer, now=NOW)
        with pytest.raises(LastOfficer):
            people.end_post(centre=lamphun, post=owner.posts.get().pk, valid_to=day(20), by=officer, now=NOW)

    def test_codes_on_paper_are_for_whom_the_centre_entered_itself(
        self, lamphun: Centre, officer: User, owner: User
    ) -> None:
        self.appoint(lamphun, officer, contact=owner.phone or owner.email)
        self.appoint(lamphun, officer, name="ช่างใหม่")
        new = User.objects.get(name="ช่างใหม่")
        assert entered_at(lamphun) == {new.pk}
        code, claim = people.make_claim_for(
            centre=lamphun, post=new.posts.get().pk, by=officer, now=NOW
        )  # fmt: skip
        assert (bool(code), claim.person) == (True, new)
        with pytest.raises(UnknownCentre):
            people.make_claim_for(centre=lamphun, post=owner.posts.get().pk, by=officer, now=NOW)

    def test_names_of_people_stand_in_no_change_and_no_record(
        self, lamphun: Centre, officer: User, dryer: Resource
    ) -> None:
        change = people.add_bookable(
            centre=lamphun, person=None, valid_from=TODAY, **SOMEBODY, by=officer, now=NOW
        )
        unit = Resource.objects.get(pk=change.rows[0]["key"])
        people.change_bookable(
            centre=lamphun,
            unit=unit.pk,
            person=None,
            **SOMEBODY | {"name_en": "Somsri T."},
            by=officer,
            now=NOW,
        )
        assert Resource.objects.get(pk=unit.pk).name_en == "Somsri T."
        told = f"{list(Change.objects.values())} {list(Event.objects.values())}"
        for name in ("สมศรี", "Somsri"):
            assert name not in told

    def test_only_a_colleagues_account_is_tied_to_what_is_booked(
        self, lamphun: Centre, officer: User, owner: User
    ) -> None:
        given = {"centre": lamphun, "valid_from": TODAY, **SOMEBODY, "by": officer, "now": NOW}
        with pytest.raises(UnknownCentre):
            people.add_bookable(**given, person=owner)
        people.add_bookable(**given, person=officer)
        assert Resource.objects.get(code="IEAT-NRIE/person-01").person == officer


class TestSaying:
    """Rules, contact, area, prices and services."""

    RULES = {"phone": "", "email": "", "line": "", "address_th": "", "address_en": ""}

    def test_rules_alone_make_no_empty_contact(self, lamphun: Centre, officer: User) -> None:
        given: dict[str, Any] = {"centre": lamphun, "firm_window_days": 30, "by": officer, "now": NOW}
        saying.change_rules(**given, notice_hours=5, **self.RULES)
        assert not Contact.objects.exists()
        with pytest.raises(NothingChanged):
            saying.change_rules(**given, notice_hours=5, **self.RULES)
        saying.change_rules(**given, notice_hours=5, **self.RULES | {"line": "@lamphun"})
        saying.change_rules(**given, notice_hours=5, **self.RULES)
        assert Contact.objects.get().line == "", "taken off the page again"

    def test_a_line_of_the_area_ends_and_is_told_no_more(
        self, client: Client, lamphun: Centre, officer: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        saying.tell_of_area(
            centre=lamphun, province="TH-51", about="makes", what_th="ลำไยอบ", what_en="Dried longan",
            number=Decimal(12), unit_th="กิจการ", unit_en="firms", source="สำรวจ 2569", valid_from=TODAY,
            by=officer, now=NOW,
        )  # fmt: skip
        line = Profile.objects.get()
        saying.end_line(centre=lamphun, line=line.pk, valid_to=day(2), by=officer, now=NOW)
        for after, shown in ((2, True), (3, False)):
            monkeypatch.setattr("django.utils.timezone.now", lambda moment=NOW + after * DAY: moment)
            html = client.get("/centres/IEAT-NRIE").content.decode()
            assert ("ลำไยอบ" in html, "สำรวจ 2569" in html) == (shown, shown)

    def test_prices_are_of_what_the_centre_has(
        self, lamphun: Centre, officer: User, other_officer: User, dryer: Resource
    ) -> None:
        given: dict[str, Any] = {
            "unit": "hour", "rule": "price", "valid_from": TODAY, "price_thb": Decimal(9), "now": NOW
        }  # fmt: skip
        for thing in ("machine:laser", "person:x:drying", "", "dryer"):
            with pytest.raises(UnknownCentre):
                prices.set_price(centre=lamphun, thing=thing, by=officer, **given)
        with pytest.raises(UnknownCentre):
            prices.set_price(
                centre=Centre.objects.get(pk="OTHER"), thing="machine:dryer", by=other_officer, **given
            )
        with pytest.raises(UnknownCentre):
            prices.end_price(
                centre=Centre.objects.get(pk="OTHER"), price=Price.objects.get().pk, valid_to=TODAY,
                by=other_officer, now=NOW,
            )  # fmt: skip
        assert Price.objects.count() == 1

    def test_free_ends_all_amounts_and_an_amount_ends_free(
        self, lamphun: Centre, officer: User, dryer: Resource
    ) -> None:
        given: dict[str, Any] = {"centre": lamphun, "thing": "machine:dryer", "by": officer, "now": NOW}
        prices.set_price(**given, unit="hour", rule="price", valid_from=day(1), price_thb=Decimal(9))
        prices.set_price(**given, unit="hour", rule="free", valid_from=day(5), price_thb=Decimal(9))
        prices.set_price(**given, unit="batch", rule="price", valid_from=day(9), price_thb=Decimal(7))
        for number, told in ((4, [9, 600]), (5, [None]), (9, [7])):
            asked = Price.objects.on(day(number)).order_by("price_thb").values_list("price_thb", flat=True)
            assert list(asked) == told, number

    def test_a_service_of_the_catalogue_keeps_its_name(
        self, lamphun: Centre, officer: User, dryer: Resource
    ) -> None:
        services.offer(
            centre=lamphun, operations=["drying", "nothing"], valid_from=TODAY, by=officer, now=NOW
        )
        row = Service.objects.get()
        services.change_service(
            centre=lamphun, service=row.pk, name_th="อื่น", name_en="Other", about_th="ถึง 50 กก.", about_en="",
            valid_to=None, by=officer, now=NOW,
        )  # fmt: skip
        row.refresh_from_db()
        assert (row.name_th, row.about_th) == ("", "ถึง 50 กก.")


@pytest.mark.parametrize("who", ["owner", "stranger", "ministry", "other_officer"])
def test_what_one_may_not_change_answers_as_what_is_not_there(
    client: Client, lamphun: Centre, officer: User, dryer: Resource, who: str, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(who))
    post, price = officer.posts.get(), Price.objects.get()
    given = {"valid_to": day(3).isoformat()}
    for address in (
        page("post_end", post.pk), page("unit_retire", dryer.pk), page("price_end", price.pk),
        page("unit", dryer.pk), page("undo", 1), page("closing_open", 1), page("rules"), page("area"),
    ):  # fmt: skip
        assert client.post(address, given).status_code == 404, address
    assert not Change.objects.exists()

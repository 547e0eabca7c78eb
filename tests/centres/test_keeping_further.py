"""What an officer keeps of her centre: refused where it is not hers, and naming nobody."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from itc.accounts.models import User
from itc.audit.models import Event
from itc.centres.actions import people, prices, saying, services
from itc.centres.errors import (
    AlreadyInPost,
    LastOfficer,
    NobodyOfThisContact,
    NothingChanged,
    UnknownCentre,
)
from itc.centres.models import Change, Contact, Profile, Service
from itc.centres.queries.officers import entered_at
from itc.network.models import Centre, Post
from itc.resources.models import Price, Resource
from tests.centres.world import DAY, NOW, TODAY, page

SOMEBODY: dict[str, Any] = {
    "name_th": "ครูสมศรี", "name_en": "Somsri", "role": "expert", "topic": "", "operations": [], "operates": [],
    "languages": ["th"], "hours_per_week": 8, "hours": "Mon 09:00-12:00",
}  # fmt: skip


def day(number: int) -> dt.date:
    return TODAY + number * DAY


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

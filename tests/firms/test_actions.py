"""Who acts for a firm: entered, asked, let in, ended; and who may do which."""

import datetime as dt
from typing import Any

import pytest

from itc.accounts.models import User
from itc.audit.models import Event
from itc.firms.actions import ask_to_join, change_firm, end_membership, enter_firm, let_in
from itc.firms.errors import (
    AlreadyAsked,
    FirmKnown,
    LastOwner,
    NoSuchNumber,
    NothingToAnswer,
    UnknownFirm,
    WrongTaxNumber,
)
from itc.firms.models import Firm, Membership, SizeRule, TieRule
from itc.firms.queries import like_names, size_of
from itc.network.models import Centre
from tests.cases.world import NOW, firm_of
from tests.reference import DATA

NUMBER = "0105535099511"


@pytest.fixture
def firm(owner: User, lamphun: Centre) -> Firm:
    return firm_of(owner, number=NUMBER)


def acts(person: User, firm: Firm) -> bool:
    return Firm.objects.visible_to(person).filter(pk=firm.pk).exists()


def test_who_enters_a_firm_acts_for_it(firm: Firm, owner: User, stranger: User) -> None:
    assert acts(owner, firm)
    assert not acts(stranger, firm)
    assert Event.objects.get(verb="firm.entered").by_id == owner.pk


def test_no_second_firm_has_its_number(firm: Firm, stranger: User) -> None:
    with pytest.raises(FirmKnown):
        firm_of(stranger, "อื่น", number="0-1055-35099-51-1")
    assert Firm.objects.count() == 1


def test_a_firm_is_changed_by_its_people_only(firm: Firm, owner: User, stranger: User) -> None:
    said: dict[str, Any] = {
        "kind": "sme",
        "sector": "manufacturing",
        "province": firm.province_id,
        "revenue_thb": None,
    }
    with pytest.raises(UnknownFirm):
        change_firm(firm=firm.pk, name="x", number="", people=3, **said, by=stranger)
    with pytest.raises(UnknownFirm):
        change_firm(firm=0, name="x", number="", people=3, **said, by=owner)
    assert change_firm(firm=firm.pk, name=" ใหม่ ", number=NUMBER, people=3, **said, by=owner).name == "ใหม่"
    assert Event.objects.get(verb="firm.changed").by_id == owner.pk
    with pytest.raises(FirmKnown):
        change_firm(firm=firm_of(stranger).pk, name="x", number=NUMBER, people=None, **said, by=stranger)


def test_many_may_not_be_registered_yet(lamphun: Centre, owner: User, stranger: User) -> None:
    assert firm_of(owner).tax_number is None
    firm_of(stranger)


def test_a_colleague_is_let_in_by_who_is_there(
    firm: Firm, owner: User, stranger: User, officer: User
) -> None:
    asked = ask_to_join(number=NUMBER, by=stranger, now=NOW)
    assert not acts(stranger, firm)
    for nobody in (stranger, officer):
        with pytest.raises(UnknownFirm):
            let_in(membership=asked.pk, by=nobody, now=NOW)
    let_in(membership=asked.pk, by=owner, now=NOW)
    assert acts(stranger, firm)
    with pytest.raises(NothingToAnswer):
        let_in(membership=asked.pk, by=owner, now=NOW)
    with pytest.raises(AlreadyAsked):
        ask_to_join(number=NUMBER, by=stranger, now=NOW)


def test_who_was_turned_down_may_ask_again(firm: Firm, owner: User, stranger: User) -> None:
    asked = ask_to_join(number=NUMBER, by=stranger, now=NOW)
    end_membership(membership=asked.pk, by=owner, now=NOW)
    with pytest.raises(NothingToAnswer):
        let_in(membership=asked.pk, by=owner, now=NOW)
    assert ask_to_join(number=NUMBER, by=stranger, now=NOW).pk != asked.pk


def test_a_firm_keeps_somebody(firm: Firm, owner: User, stranger: User) -> None:
    mine = Membership.objects.get(person=owner)
    with pytest.raises(LastOwner):
        end_membership(membership=mine.pk, by=owner, now=NOW)
    let_in(membership=ask_to_join(number=NUMBER, by=stranger, now=NOW).pk, by=owner, now=NOW)
    end_membership(membership=mine.pk, by=owner, now=NOW)
    assert not acts(owner, firm)
    with pytest.raises(NothingToAnswer):
        end_membership(membership=mine.pk, by=stranger, now=NOW)


def test_a_stranger_ends_nothing(firm: Firm, owner: User, stranger: User) -> None:
    for membership in (Membership.objects.get(person=owner).pk, 999_999):
        with pytest.raises(UnknownFirm):
            end_membership(membership=membership, by=stranger, now=NOW)


def test_an_unknown_number_is_said_so(firm: Firm, stranger: User) -> None:
    with pytest.raises(NoSuchNumber):
        ask_to_join(number="0105536000313", by=stranger, now=NOW)
    with pytest.raises(WrongTaxNumber):
        ask_to_join(number="0105536000314", by=stranger, now=NOW)


def test_like_names_are_found_in_the_province(firm: Firm) -> None:
    assert like_names("บจก. แม่คำ ลำไย", province="TH-51") == [firm]
    assert like_names("แม่คำ ลำไย", province="TH-50") == []


@pytest.mark.usefixtures("reference")
def test_sizes_follow_the_shipped_rules_and_both_sources_are_cited(firm: Firm) -> None:
    assert (DATA / "firm_sizes.csv").exists()
    assert SizeRule.objects.count() == 6
    today = dt.date(2026, 12, 1)
    firm.people, firm.revenue_thb = 60, 50_000_000
    said = size_of(firm, on=today)
    assert said.sized.disagrees
    assert (said.sized.size, len(said.ties), said.ties[0].in_force) == ("small", 2, True)
    assert len({tie.source for tie in said.ties}) == 2
    TieRule.objects.filter(decides="larger").update(in_force=True)
    TieRule.objects.filter(decides="revenue").update(in_force=False)
    assert size_of(firm, on=today).sized.size == "medium"
    assert size_of(firm, on=dt.date(2019, 12, 31)).sized.size is None


def test_an_officer_enters_a_firm_for_who_stands_before_her(
    lamphun: Centre, owner: User, officer: User
) -> None:
    firm = enter_firm(
        name="ป้าแก้ว", number="", kind="sme", sector="manufacturing", province="TH-51", people=None,
        revenue_thb=None, by=officer, for_person=owner, now=NOW,
    )  # fmt: skip
    assert acts(owner, firm)
    assert not acts(officer, firm)

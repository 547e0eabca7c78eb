"""Two cases that are one: found, merged, undone within a day; and two firms that are one."""

from functools import partial

import pytest
from django.test import Client

from itc.accounts.models import User
from itc.cases.actions.files import add_file
from itc.cases.actions.merging import merge_cases, undo_merge
from itc.cases.actions.merging_firms import merge_firms
from itc.cases.actions.talk import write_message
from itc.cases.errors import (
    BothSignIn,
    CaseClosed,
    LedByAnother,
    NothingToUndo,
    NotTheSame,
    NumbersDiffer,
    UnknownCase,
)
from itc.cases.models import Case, Closure, Merge, Miss, Slot
from itc.cases.queries.merging import twins_of
from itc.desk import queries
from itc.desk.rules import Asked
from itc.firms.models import Firm, Membership
from itc.network.models import Centre
from itc.resources.models import Booking, Resource
from tests.cases import world
from tests.cases.world import DAY, HOUR, NOW
from tests.catalogue.rows import machine_kind, operation
from tests.resources import rows
from tests.rivals import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def units(lamphun: Centre) -> list[Resource]:
    operation("drying")
    world.family()
    kind = machine_kind("freeze-dryer")
    return [rows.unit(lamphun, kind, f"U{number}", hours="Mon-Sun 08:30-16:30") for number in (1, 2)]


@pytest.fixture
def pair(units: list[Resource], owner: User, officer: User) -> tuple[Case, Case]:
    """Two cases of one firm and one kind of product, each with a machine of its own."""
    firm = world.firm_of(owner)
    first = opened(firm, owner, "U1", "plan-1")
    from_now = first.made_at + HOUR
    Closure.objects.create(case=first, at=from_now, why=Closure.Why.LAPSED)  # one waits at a time
    second = opened(firm, owner, "U2", "plan-2")
    first.closure.delete()
    return Case.objects.get(pk=first.pk), Case.objects.get(pk=second.pk)


def opened(firm: Firm, by: User, unit: str, plan: str) -> Case:
    return world.case_of(firm, by, world.planned(2, world.hold(unit, 2)), plan=plan)


def walk_in_firm(name: str, number: str = "") -> tuple[Firm, User]:
    """A firm of somebody who does not sign in."""
    person = User.objects.create_user(name=f"of {name}", phone=f"+66810000{User.objects.count():03}")
    return world.firm_of(person, name=name, number=number), person


def test_what_looks_the_same_is_found_on_desk_and_case(pair: tuple[Case, Case], officer: User) -> None:
    first, second = pair
    assert twins_of(first) == [second]
    lines = queries.desk(officer, Asked(), now=NOW).lines
    assert {line.case.code: line.twin for line in lines} == {
        first.code: second.code, second.code: first.code
    }  # fmt: skip


def test_one_goes_on_with_what_was_said_and_what_the_other_held_is_free(
    pair: tuple[Case, Case], officer: User, owner: User
) -> None:
    keep, close = pair
    for case in pair:  # at the same moment
        write_message(case=case, words=f"ถาม {case.code}", by=owner, now=NOW + HOUR)
        add_file(case=case, name="same.txt", content=b"same", by=owner, now=NOW + HOUR)
    add_file(case=close, name="own.txt", content=b"own", by=owner, now=NOW + HOUR)
    merge_cases(keep=keep, close=close, by=officer, now=NOW + 2 * HOUR)
    assert Closure.objects.get().why == Closure.Why.DUPLICATE
    assert [each.words for each in keep.messages.all()] == [f"ถาม {keep.code}", f"ถาม {close.code}"]
    assert sorted(each.name for each in keep.files.kept()) == ["own.txt", "same.txt"]
    assert Booking.objects.live().count() == 1
    with pytest.raises(CaseClosed):
        merge_cases(keep=keep, close=Case.objects.get(pk=close.pk), by=officer, now=NOW + 2 * HOUR)


def test_undone_it_has_all_back_that_is_still_free(
    pair: tuple[Case, Case], officer: User, owner: User
) -> None:
    keep, close = pair
    write_message(case=close, words="ถาม", by=owner, now=NOW)
    merge_cases(keep=keep, close=close, by=officer, now=NOW + HOUR)
    back = undo_merge(case=close, by=officer, now=NOW + 2 * HOUR)
    assert back.state == "pending"
    assert [each.words for each in close.messages.all()] == ["ถาม"]
    assert Booking.objects.live().count() == 2
    assert Slot.objects.live().filter(step__case=close).get().is_held
    with pytest.raises(NothingToUndo):
        undo_merge(case=close, by=officer, now=NOW + 2 * HOUR)
    merge_cases(keep=keep, close=back, by=officer, now=NOW + 3 * HOUR)
    firm = world.firm_of(owner, name="อีกราย")
    opened(firm, owner, "U2", "plan-3")
    undo_merge(case=close, by=officer, now=NOW + 4 * HOUR)
    assert Miss.objects.get().step.case == close, "its time is another's now, and it says so"


def test_it_is_refused_where_it_is_not_safe(
    pair: tuple[Case, Case], officer: User, owner: User, units: list[Resource]
) -> None:
    keep, close = pair
    with pytest.raises(UnknownCase):
        merge_cases(keep=keep, close=close, by=owner, now=NOW)
    other = world.case_of(world.firm_of(owner, name="อีกราย"), owner, plan="plan-3")
    with pytest.raises(NotTheSame):
        merge_cases(keep=keep, close=other, by=officer, now=NOW)
    with pytest.raises(NotTheSame):
        merge_cases(keep=keep, close=keep, by=officer, now=NOW)
    merge_cases(keep=keep, close=close, by=officer, now=NOW)
    with pytest.raises(NothingToUndo):
        undo_merge(case=close, by=officer, now=NOW + DAY + HOUR)


def test_two_firms_of_one_name_become_one(units: list[Resource], officer: User, owner: User) -> None:
    here = world.firm_of(owner, name="บริษัท ลำไยแม่คำ จำกัด")
    there, person = walk_in_firm("ลำไยแม่คำ", number="0105535099511")
    one, two = opened(here, owner, "U1", "plan-1"), opened(there, owner, "U2", "plan-2")
    kept = merge_firms(keep=here.pk, drop=there.pk, by=officer, now=NOW)
    assert kept.tax_number == "0105535099511"
    assert not Firm.objects.filter(pk=there.pk).exists()
    assert set(Case.objects.filter(firm=here)) == {one, two}
    assert Membership.objects.live().filter(firm=here, person=person).exists()
    merge_cases(keep=one, close=two, by=officer, now=NOW)


def test_firms_are_kept_apart_where_they_may_be_two(
    units: list[Resource], officer: User, owner: User, stranger: User, ministry: User
) -> None:
    here = world.firm_of(owner, name="ลำไยแม่คำ", number="0105535099511")
    case = opened(here, owner, "U1", "plan-1")
    merge = partial(merge_firms, keep=here.pk, by=officer, now=NOW)

    def other(firm: Firm, by: User = owner) -> int:
        opened(firm, by, "U2", "plan-2")
        Booking.objects.live().exclude(slot__step__case=case).update(released_at=NOW, released_why="test")
        return firm.pk

    with pytest.raises(BothSignIn):
        merge(drop=other(world.firm_of(stranger, name="ลำไยแม่คำ")))
    with pytest.raises(NumbersDiffer):
        merge(drop=other(walk_in_firm("ลำไย แม่คำ", number="0107537000114")[0]))
    with pytest.raises(NotTheSame):
        merge(drop=other(walk_in_firm("ลำไยแม่ดำ")[0]))
    with pytest.raises(UnknownCase):
        merge(drop=walk_in_firm("ลำไยแม่คำ")[0].pk)  # she leads no case of it
    with pytest.raises(UnknownCase):
        merge_firms(keep=here.pk, drop=other(walk_in_firm("ลำไยแม่คำ")[0]), by=ministry, now=NOW)
    elsewhere = Centre.objects.create(
        code="E", name_th="E", name_en="E", operator_type="dip_centre", lat=18, lon=99, source="test",
        province=case.lead_centre.province, confidence_is_itc="high", confidence_location="high",
    )  # fmt: skip
    third = walk_in_firm("ลำไยแม่คำ")[0]
    drop = other(third)
    Closure.objects.create(case=third.cases.get(), at=NOW, why=Closure.Why.DONE)
    opened(third, owner, "U2", "plan-4")
    Case.objects.filter(plan="plan-4").update(lead_centre=elsewhere)
    third.cases.exclude(plan="plan-4").get().closure.delete()
    with pytest.raises(LedByAnother):
        merge(drop=drop)


def test_side_by_side_on_a_page(
    client: Client, pair: tuple[Case, Case], officer: User, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + HOUR)
    keep, close = pair
    address = f"/en/desk/merge/{keep.code}/{close.code}"
    client.force_login(owner)
    assert client.get(address).status_code == 404
    client.force_login(officer)
    assert f"looks like {close.code}" in client.get("/en/desk").content.decode()
    html = client.get(address).content.decode()
    assert f"{close.code} is closed, 1 time it holds is free again" in html
    client.post(address, {"keep": keep.code})
    assert Merge.objects.get().into == keep
    assert client.post(address, {"keep": keep.code}).status_code == 409, "pressed twice"
    page = client.get(f"/en/cases/{keep.code}").content.decode()
    assert f"/desk/merge/{close.code}/undo" in page
    assert "goes on as" in client.get(f"/en/cases/{close.code}").content.decode()
    client.post(f"/en/desk/merge/{close.code}/undo")
    assert Case.objects.open().count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_who_merge_at_once_leave_one_open(pair: tuple[Case, Case], officer: User) -> None:
    first, second = pair
    ends = at_once([
        partial(merge_cases, keep=first, close=second, by=officer, now=NOW),
        partial(merge_cases, keep=second, close=first, by=officer, now=NOW),
    ])  # fmt: skip
    assert sorted(ends) == ["CaseClosed", "won"]
    assert Case.objects.open().count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_merge_firms_at_once(units: list[Resource], officer: User, owner: User) -> None:
    here, (there, _person) = world.firm_of(owner, name="ลำไยแม่คำ"), walk_in_firm("ลำไยแม่คำ")
    opened(here, owner, "U1", "plan-1")
    opened(there, owner, "U2", "plan-2")
    merge = partial(merge_firms, by=officer, now=NOW)
    ends = at_once([
        partial(merge, keep=here.pk, drop=there.pk), partial(merge, keep=there.pk, drop=here.pk)
    ])  # fmt: skip
    assert sorted(ends) == ["UnknownCase", "won"]
    assert Case.objects.filter(firm=Firm.objects.get()).count() == 2

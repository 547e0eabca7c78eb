"""Accepting a plan on the sample network: one case, everything firm held or nothing, told = saved."""

import datetime as dt

import pytest
from django.test import Client

from itc.accounts.models import User
from itc.cases.actions.ending import close_case, confirm_case
from itc.cases.errors import NotConfirmed, OnePending
from itc.cases.models import Case, Closure, Slot, Step
from itc.consents.actions import give, withdraw
from itc.consents.errors import ConsentMissing
from itc.consents.models import BY_OFFICER
from itc.firms.actions import enter_firm
from itc.firms.errors import UnknownFirm
from itc.firms.models import Firm
from itc.lib import thai
from itc.network.models import Centre, Post
from itc.planning.actions import accept, ask
from itc.planning.errors import AcceptedOtherwise, PlanGone, PlanNotFree
from itc.planning.models import Plan
from itc.planning.rules.question import Question
from itc.resources.models import Booking, LabOrder, Resource
from tests.reference import STORY

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("network")]


@pytest.fixture
def plan(now: dt.datetime) -> Plan:
    return asked(now)


def asked(now: dt.datetime, idea: str = STORY) -> Plan:
    return Plan.objects.get(pk=ask(question=Question(idea=idea, province="TH-51"), now=now)["token"])


def firm_of(person: User, now: dt.datetime, name: str = "แม่คำลำไย") -> Firm:
    return enter_firm(
        name=name, number="", kind="startup", sector="manufacturing", province="TH-51", people=None,
        revenue_thb=None, by=person, now=now,
    )  # fmt: skip


@pytest.fixture
def firm(owner: User, now: dt.datetime) -> Firm:
    return firm_of(owner, now)


def accepted(plan: Plan, firm: Firm, by: User, now: dt.datetime) -> Case:
    return accept(plan=plan, kind="earliest", firm=firm, by=by, now=now)


def held() -> int:
    return (
        Booking.objects.live().filter(purpose="case").count()
        + LabOrder.objects.filter(is_sample=False, released_at=None).count()
    )


def test_a_case_holds_what_is_firm_and_foresees_the_rest(
    plan: Plan, firm: Firm, owner: User, now: dt.datetime
) -> None:
    case = accepted(plan, firm, owner, now)
    said = plan.answer["plans"][0]["steps"]
    assert [step.seq for step in case.steps.order_by("pk")] == [step["seq"] for step in said]
    slots = Slot.objects.filter(step__case=case).select_related("step", "booking", "resource")
    windows = Centre.objects.in_bulk()
    for slot in slots:
        centre = windows.get(slot.step.centre_id or "")
        days = (thai.local_day(slot.step.slots.all()[0].held_from) - thai.local_day(now)).days
        assert slot.is_held == (days <= (centre.firm_window_days if centre else 45))
        if slot.booking:
            assert (slot.booking.held_from, slot.booking.held_to) == (slot.held_from, slot.held_to)
            assert slot.booking.resource == slot.resource
    assert held() == sum(slot.is_held for slot in slots) > 5
    assert any(not slot.is_held for slot in slots)
    wanted = sum(len(step["resources"]) + len(step["prepared_by"]) for step in said)
    assert len(slots) == wanted
    assert (case.state, case.firm, case.made_by) == ("pending", firm, owner)


def test_pressed_twice_it_is_the_same_case(plan: Plan, firm: Firm, owner: User, now: dt.datetime) -> None:
    first, count = accepted(plan, firm, owner, now), held()
    assert accepted(plan, firm, owner, now + dt.timedelta(seconds=2)) == first
    assert (Case.objects.count(), held()) == (1, count)


def test_withdrawn_it_can_be_accepted_anew(plan: Plan, firm: Firm, owner: User, now: dt.datetime) -> None:
    case, count = accepted(plan, firm, owner, now), held()
    close_case(case=case, why=Closure.Why.WITHDRAWN, by=owner, now=now)
    assert held() == 0
    assert accepted(plan, firm, owner, now) != case
    assert held() == count


def test_what_went_meanwhile_is_named_by_its_step_and_nothing_is_held(
    plan: Plan, firm: Firm, owner: User, now: dt.datetime
) -> None:
    said = next(step for step in plan.answer["plans"][0]["steps"] if step["resources"])
    one = said["resources"][0]
    Booking.objects.create(
        resource=Resource.objects.get(code=one["id"]), held_from=one["held_from"], held_to=one["held_to"],
        use_from=one["use_from"], use_to=one["use_to"], purpose="rival",
    )  # fmt: skip
    with pytest.raises(PlanNotFree) as refusal:
        accepted(plan, firm, owner, now)
    assert list(refusal.value.lost) == [said["seq"]]
    assert said["name_th"] in str(refusal.value)
    assert (held(), Case.objects.count(), Step.objects.count()) == (0, 0, 0)


def test_two_firms_cannot_hold_the_same_plan(
    plan: Plan, firm: Firm, owner: User, stranger: User, now: dt.datetime
) -> None:
    accepted(plan, firm, owner, now)
    count, other = held(), firm_of(stranger, now, "อื่น")
    with pytest.raises(PlanNotFree):
        accepted(plan, other, stranger, now)
    assert (held(), Case.objects.count()) == (count, 1)


def test_one_case_of_a_firm_waits_at_a_time(plan: Plan, firm: Firm, owner: User, now: dt.datetime) -> None:
    case = accepted(plan, firm, owner, now)
    other = asked(now, "สบู่สมุนไพร")
    with pytest.raises(OnePending, match=case.code):
        accepted(other, firm, owner, now)
    close_case(case=case, why=Closure.Why.WITHDRAWN, by=owner, now=now)
    assert accepted(other, firm, owner, now).code != case.code


def test_a_confirmed_case_makes_room_for_the_next(
    plan: Plan, firm: Firm, owner: User, stranger: User, now: dt.datetime
) -> None:
    case = accepted(plan, firm, owner, now)
    Post.objects.create(
        person=stranger, role=Post.Role.OFFICER, centre=case.lead_centre, valid_from=thai.local_day(now)
    )
    confirm_case(case=case, by=stranger, now=now)
    accepted(asked(now, "สบู่สมุนไพร"), firm, owner, now)


def test_another_kind_of_an_accepted_plan_is_not_called_accepted(
    plan: Plan, firm: Firm, owner: User, now: dt.datetime
) -> None:
    one, other = plan.answer["plans"][:2]
    case = accept(plan=plan, kind=one["kinds"][0], firm=firm, by=owner, now=now)
    for kind in one["kinds"]:
        assert accept(plan=plan, kind=kind, firm=firm, by=owner, now=now) == case
    with pytest.raises(AcceptedOtherwise) as refused:
        accept(plan=plan, kind=other["kinds"][0], firm=firm, by=owner, now=now)
    assert refused.value.case == case.code


def test_where_no_firm_is_chosen_the_page_says_so(
    client: Client, plan: Plan, firm: Firm, owner: User, now: dt.datetime
) -> None:
    client.force_login(owner)
    answer = client.post(f"/en/plans/{plan.pk}/accept", {"kind": "earliest"})
    assert answer.status_code == 422
    assert "Choose for which firm" in answer.content.decode()
    assert held() == 0


@pytest.mark.usefixtures("firm")
def test_a_stranger_accepts_nothing_for_a_firm_of_others(
    plan: Plan, firm: Firm, stranger: User, officer: User, now: dt.datetime
) -> None:
    for person in (stranger, officer):  # an officer of a centre that does not lead there
        with pytest.raises(UnknownFirm):
            accepted(plan, firm, person, now)
    assert held() == 0


def lead_officer(plan: Plan, person: User, now: dt.datetime) -> User:
    Post.objects.create(
        person=person, role=Post.Role.OFFICER, valid_from=thai.local_day(now),
        centre_id=plan.answer["lead_centre"],
    )  # fmt: skip
    return person


def test_the_lead_officer_accepts_for_who_agreed_to_it(
    plan: Plan, firm: Firm, owner: User, stranger: User, now: dt.datetime
) -> None:
    officer = lead_officer(plan, stranger, now)
    with pytest.raises(ConsentMissing):
        accepted(plan, firm, officer, now)
    give(person=owner, purpose=BY_OFFICER, by=owner, now=now)
    withdraw(person=owner, purpose=BY_OFFICER, by=owner, now=now)
    with pytest.raises(ConsentMissing):  # withdrawn, it is over at once
        accepted(plan, firm, officer, now)
    assert held() == 0
    give(person=owner, purpose=BY_OFFICER, by=owner, now=now)
    assert accepted(plan, firm, officer, now).made_by == officer


def test_the_consent_of_another_firm_is_none(
    plan: Plan, firm: Firm, officer: User, stranger: User, now: dt.datetime
) -> None:
    give(person=officer, purpose=BY_OFFICER, by=officer, now=now)
    firm_of(officer, now, "อื่น")
    with pytest.raises(ConsentMissing):
        accepted(plan, firm, lead_officer(plan, stranger, now), now)


def test_while_she_reads_for_an_hour_notice_is_still_enough(
    plan: Plan, firm: Firm, owner: User, now: dt.datetime
) -> None:
    first = min((one for step in plan.answer["plans"][0]["steps"] for one in step["resources"]),
                key=lambda one: one["held_from"])  # fmt: skip
    begins = dt.datetime.fromisoformat(first["held_from"])
    Resource.objects.filter(code=first["id"]).update(notice_hours=1)
    plan.made_at = begins - dt.timedelta(hours=1)
    with pytest.raises(PlanNotFree):
        accepted(plan, firm, owner, plan.made_at + dt.timedelta(minutes=70))
    # all but the first may be near as well: none of them needs more
    Resource.objects.update(notice_hours=0)
    Resource.objects.filter(code=first["id"]).update(notice_hours=1)
    accepted(plan, firm, owner, plan.made_at + dt.timedelta(minutes=50))


def test_an_expired_link_is_gone(plan: Plan, firm: Firm, owner: User, now: dt.datetime) -> None:
    with pytest.raises(PlanGone):
        accepted(plan, firm, owner, now + dt.timedelta(days=31))


def test_who_cannot_be_reached_holds_nothing(
    plan: Plan, firm: Firm, owner: User, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("itc.planning.actions.accepting.confirmed", lambda _user: False)
    with pytest.raises(NotConfirmed):
        accepted(plan, firm, owner, now)
    assert held() == 0

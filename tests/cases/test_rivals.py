"""Two who do at the same moment what cannot both be done: the second is told so, nothing is half done."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest

from itc.accounts.actions import enter_person
from itc.accounts.models import User
from itc.audit.models import Event
from itc.cases.actions.answering import answer_slot
from itc.cases.actions.changing import change_case
from itc.cases.actions.ending import close_case, confirm_case, lapse_cases, withdraw_case
from itc.cases.actions.firming import firm_up
from itc.cases.actions.handling import hand_over
from itc.cases.actions.visits import close_visit, open_visits
from itc.cases.models import Case, Closure, Confirmation, HandOver, Miss, Slot, Visit
from itc.cases.rules.planned import Rewritten
from itc.consents.actions import erase
from itc.firms.models import Firm, Membership
from itc.network.models import Centre, Post
from itc.resources.models import Resource
from tests.cases import world
from tests.cases.recount import faults
from tests.cases.world import DAY, NOW
from tests.catalogue.rows import machine_kind, operation
from tests.resources import rows
from tests.rivals import at_once

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 6
NEAR, FAR = NOW + 16 * DAY, NOW + 90 * DAY
LATE = NOW + 30 * DAY


@pytest.fixture(autouse=True)
def whole() -> Iterator[None]:
    """Whatever was raced for: the database is without fault."""
    yield
    assert faults() == []


@pytest.fixture
def units(lamphun: Centre) -> list[Resource]:
    operation("drying")
    world.family()
    kind = machine_kind("freeze-dryer")
    return [rows.unit(lamphun, kind, f"U{number}", hours="Mon-Sun 08:30-16:30") for number in (1, 2)]


@pytest.fixture
def second(officer: User, lamphun: Centre) -> User:
    person = User.objects.create_user(name="Second", email="second@example.org", is_staff=True)
    Post.objects.create(person=person, role=Post.Role.OFFICER, centre=lamphun, valid_from=NOW.date())
    return person


def running(person: User, officer: User, seq: int = 20, unit: str = "U1") -> Case:
    """Return a confirmed case that holds a machine soon and foresees one for later."""
    firm = world.firm_of(person, name=f"Firm {Firm.objects.count()}")
    case = world.case_of(
        firm, person,
        world.planned(2, world.hold(unit, 2)),
        world.planned(seq, world.hold(unit, seq), firm=False, certainty="forecast"),
    )  # fmt: skip
    confirm_case(case=case, by=officer, now=NOW)
    return Case.objects.get(pk=case.pk)


def ended(case: Case) -> None:
    """End a case, so that its machine is free for the next round."""
    close_case(case=Case.objects.get(pk=case.pk), why=Closure.Why.WITHDRAWN, by=None, now=NOW)


def test_two_who_hold_what_the_other_foresees_do_not_wait_in_a_circle(
    owner: User, stranger: User, units: list[Resource]
) -> None:
    """Each has one machine now, and the other's in two months, as two plans of a centre often do."""

    def opened(firm: Firm, by: User, now: str, later: str, number: int) -> None:
        world.case_of(
            firm, by,
            world.planned(2, world.hold(now, 2 + number)),
            *(
                world.planned(seq, world.hold(later, seq), firm=False, certainty="forecast")
                for seq in range(20, 26)
            ),
        )  # fmt: skip

    firms = world.firm_of(owner, "A"), world.firm_of(stranger, "B")
    for number in range(ROUNDS):
        ends = at_once([
            partial(opened, firms[0], owner, "U1", "U2", number),
            partial(opened, firms[1], stranger, "U2", "U1", number),
        ])  # fmt: skip
        assert ends == ["won", "won"]
        for case in Case.objects.open():
            ended(case)


def test_who_erases_herself_while_she_accepts_has_a_case_or_is_gone(
    owner: User, units: list[Resource]
) -> None:
    for number in range(ROUNDS):
        person = User.objects.create_user(name=f"P{number}", phone=f"+6681000000{number}")
        firm = world.firm_of(person, f"F{number}")
        ends = at_once([
            partial(erase, by=person, now=NOW),
            partial(world.case_of, firm, person, world.planned(2, world.hold("U1", 2))),
        ])  # fmt: skip
        assert ends[1] == "won"  # below `accept`, which asks whether she still acts for it
        assert ends[0] in {"won", "LastOfOpenCase"}
        for case in Case.objects.open():
            ended(case)


def test_of_the_last_two_of_a_firm_one_stays_with_its_case(
    owner: User, officer: User, units: list[Resource]
) -> None:
    for number in range(ROUNDS):
        pair = [User.objects.create_user(name="P", phone=f"+668100000{number}{each}") for each in (1, 2)]
        firm = world.firm_of(pair[0], f"F{number}")
        Membership.objects.create(person=pair[1], firm=firm, asked_at=NOW, let_in_at=NOW, let_in_by=pair[0])
        case = world.case_of(firm, pair[0], world.planned(2, world.hold("U1", 2)))
        ends = at_once([partial(erase, by=who, now=NOW) for who in pair])
        assert sorted(ends) == ["LastOfOpenCase", "won"]
        ended(case)


def test_a_no_while_the_worker_holds_it_leaves_nothing_held(
    owner: User, officer: User, units: list[Resource]
) -> None:
    Resource.objects.update(approval=Resource.Approval.ASK)
    for _ in range(ROUNDS):
        case = running(owner, officer)
        slot = Slot.objects.get(step__case=case, step__seq=20)
        ends = at_once([
            partial(answer_slot, slot=slot.pk, yes=False, by=officer, now=NEAR),
            partial(firm_up, now=NEAR),
        ])  # fmt: skip
        assert ends == ["won", "won"]
        assert faults() == []
        ended(case)


def test_what_she_moves_out_of_the_window_is_not_held_by_a_worker_who_saw_it_before(
    owner: User, officer: User, units: list[Resource]
) -> None:
    for _ in range(ROUNDS):
        case = running(owner, officer)
        far = world.planned(
            20,
            world.hold("U1", 60),
            firm=False,
            certainty="forecast",
            starts_at=NOW + 180 * DAY,
            ends_at=NOW + 180 * DAY,
            ready_at=NOW + 180 * DAY,
        )
        change = Rewritten(asked=case.asked, after={2: (), 20: ()}, moved=(far,))
        ends = at_once([
            partial(change_case, case=case, change=change, by=owner, now=NEAR),
            partial(firm_up, now=NEAR),
        ])  # fmt: skip
        assert ends == ["won", "won"]
        slot = Slot.objects.live().get(step__case=case, step__seq=20)
        assert not slot.is_held
        ended(case)


def test_two_officers_enter_one_phone(officer: User, second: User) -> None:
    for number in range(ROUNDS):
        ends = at_once([
            partial(enter_person, name="Walk-in", by=who, now=NOW, phone=f"+6682000000{number}")
            for who in (officer, second)
        ])  # fmt: skip
        assert sorted(ends) == ["ContactTaken", "won"]


@pytest.mark.parametrize("other", ["withdraws", "lapses"])
def test_confirmed_while_it_ends(owner: User, officer: User, units: list[Resource], other: str) -> None:
    ending: dict[str, Callable[[Case], object]] = {
        "withdraws": lambda case: withdraw_case(case=case, by=owner, now=NOW),
        "lapses": lambda case: lapse_cases(now=LATE),
    }
    firm = world.firm_of(owner)
    for number in range(ROUNDS):
        plan = f"plan-{number}"
        case = world.case_of(firm, owner, world.planned(20, world.hold("U1", 20)), plan=plan)
        ends = at_once([
            partial(confirm_case, case=case, by=officer, now=NOW),
            partial(ending[other], case),
        ])  # fmt: skip
        assert ends[0] in {"won", "CaseClosed"}
        assert ends[1] == "won"
        closed = Closure.objects.filter(case=case).exists()
        assert Confirmation.objects.filter(case=case).exists() == (ends[0] == "won")
        assert closed or (other, ends[0]) == ("lapses", "won")
        if not closed:
            ended(case)


def test_one_stage_is_closed_and_one_question_answered_once(
    owner: User, officer: User, second: User, units: list[Resource]
) -> None:
    Resource.objects.update(approval=Resource.Approval.ASK)
    both = officer, second
    for number in range(ROUNDS):
        case = running(owner, officer)
        slot = Slot.objects.get(step__case=case, step__seq=2)
        ends = at_once([
            partial(answer_slot, slot=slot.pk, yes=who == officer, by=who, now=NOW)
            for who in both
        ])  # fmt: skip
        assert sorted(ends) == ["NothingAsked", "won"]
        assert Miss.objects.filter(step__case=case).count() == (ends[1] == "won")
        assert sorted(at_once([partial(open_visits, now=NOW + 7 * DAY)] * 2)) == ["won", "won"]
        case.steps.filter(seq=20).update(stage="markets")
        ends = at_once([
            partial(close_visit, case=case, stage="engineering", by=who, now=NOW + 8 * DAY)
            for who in both
        ])  # fmt: skip
        assert sorted(ends) == ["NotOpen", "won"]
        assert Visit.objects.filter(case=case).count() == 1
        assert Event.objects.filter(verb="visit.closed").count() == number + 1
        ended(case)


def test_two_officers_hand_it_over_at_once(
    owner: User, officer: User, second: User, units: list[Resource], lamphun: Centre
) -> None:
    others = []
    for code in ("ONE", "TWO"):
        there = Centre.objects.create(
            code=code, name_th=code, name_en=code, operator_type="dip_centre", lat=18, lon=99, source="test",
            province=lamphun.province, confidence_is_itc="high", confidence_location="high",
        )  # fmt: skip
        person = User.objects.create_user(name=code, email=f"{code}@example.org")
        Post.objects.create(person=person, role=Post.Role.OFFICER, centre=there, valid_from=NOW.date())
        others.append(there)
    for number in range(ROUNDS):
        firm = world.firm_of(owner, name=f"Firm {number}")
        case = world.case_of(firm, owner, world.planned(20, world.hold("U1", 20)), plan=f"plan-{number}")
        ends = at_once([
            *(
                partial(
                    hand_over, case=Case.objects.get(pk=case.pk), centre=centre, words="x", by=who, now=NOW
                )
                for centre, who in zip(others, (officer, second), strict=True)
            ),
            partial(confirm_case, case=Case.objects.get(pk=case.pk), by=officer, now=NOW),
        ])  # fmt: skip
        assert sorted(ends[:2]) == ["UnknownCase", "won"]
        assert ends[2] in {"won", "UnknownCase"}
        handed = HandOver.objects.get(case=case)
        assert Case.objects.get(pk=case.pk).lead_centre == handed.to_centre
        ended(case)

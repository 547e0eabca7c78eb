"""Two who answer at once, or one who answers while the firm moves it or a worker gives it up."""

from functools import partial

import pytest

from itc.accounts.models import User
from itc.cases.actions.answering import answer_slot, take_back_answer
from itc.cases.actions.changing import change_case
from itc.cases.actions.chasing import chase_asked
from itc.cases.actions.ending import close_case, confirm_case
from itc.cases.models import Case, Closure, Slot
from itc.cases.models.steps import NO_ANSWER
from itc.cases.rules.planned import Rewritten
from itc.firms.models import Firm
from itc.network.models import Centre, Post
from itc.resources.models import Booking, Resource
from tests.cases import world
from tests.cases.recount import faults
from tests.cases.world import DAY, HOUR, NOW
from tests.rivals import at_once

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 3


@pytest.fixture
def second(lamphun: Centre) -> User:
    person = User.objects.create_user(name="Second", email="second@example.org")
    Post.objects.create(person=person, role=Post.Role.OPERATOR, centre=lamphun, valid_from=NOW.date())
    return person


def asking(firm: Firm, owner: User, officer: User, number: int) -> Slot:
    """Return a slot that waits, of a new case; the case of the round before is ended."""
    Resource.objects.update(approval=Resource.Approval.ASK)
    for case in Case.objects.open():
        close_case(case=case, why=Closure.Why.WITHDRAWN, by=None, now=NOW)
    case = world.case_of(firm, owner, world.planned(2, world.hold("U1", 2)), plan=f"p{number}")
    confirm_case(case=case, by=officer, now=NOW)
    return Slot.objects.asked().get()


def test_of_two_providers_one_answers(
    firm: Firm, owner: User, officer: User, second: User, dryer: Resource
) -> None:
    for number in range(ROUNDS):
        slot = asking(firm, owner, officer, number)
        ends = at_once([
            partial(answer_slot, slot=slot.pk, yes=True, by=officer, now=NOW),
            partial(answer_slot, slot=slot.pk, yes=False, words="x", by=second, now=NOW),
        ])  # fmt: skip
        assert sorted(ends) == ["NothingAsked", "won"]
        slot.refresh_from_db()
        assert slot.is_held == (ends[0] == "won")
        assert faults() == []


def test_answered_while_its_firm_moves_it(firm: Firm, owner: User, officer: User, dryer: Resource) -> None:
    for number in range(ROUNDS):
        slot = asking(firm, owner, officer, number)
        case, start = Case.objects.get(pk=slot.step.case_id), NOW + 9 * DAY
        times = {"starts_at": start, "ends_at": start + 3 * HOUR, "ready_at": start + 3 * HOUR}
        moved = world.planned(2, world.hold("U1", 3), **times)
        change = Rewritten(asked=case.asked, after={2: ()}, moved=(moved,))
        ends = at_once([
            partial(answer_slot, slot=slot.pk, yes=False, words="x", by=officer, now=NOW),
            partial(change_case, case=case, change=change, by=owner, now=NOW),
        ])  # fmt: skip
        assert (ends[0] in {"won", "NothingAsked"}, ends[1]) == (True, "won")
        assert Slot.objects.live().get(step__case=case).held_from == start
        assert Booking.objects.live().count() == 1
        assert faults() == []


@pytest.mark.parametrize("does", ["answers", "takes back"])
def test_answered_or_taken_back_while_a_worker_gives_it_up(
    firm: Firm, owner: User, officer: User, dryer: Resource, does: str
) -> None:
    for number in range(ROUNDS):
        slot = asking(firm, owner, officer, number)
        assert slot.answer_by
        Slot.objects.filter(pk=slot.pk).update(answer_by=NOW - 2 * DAY)
        mine = partial(answer_slot, slot=slot.pk, yes=True, by=officer, now=NOW)
        if does == "takes back":
            answer_slot(slot=slot.pk, yes=False, words="x", by=officer, now=NOW)
            mine = partial(take_back_answer, slot=slot.pk, by=officer, now=NOW)
        ends = at_once([mine, partial(chase_asked, now=NOW), partial(chase_asked, now=NOW)])
        assert ends[1:] == ["won", "won"]
        slot.refresh_from_db()
        assert slot.is_held == (slot.ended_why is None)
        assert slot.ended_why in {None, NO_ANSWER}
        assert faults() == []

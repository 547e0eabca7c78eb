"""Who did not come: of several runs, beside a no of somebody else, and taken back by a colleague."""

import pytest

from itc.accounts.models import User
from itc.audit.models import Event
from itc.cases.actions.answering import lose
from itc.cases.actions.ending import confirm_case
from itc.cases.models import Case, Miss, Slot
from itc.cases.models.steps import SAID_NO
from itc.firms.models import Firm
from itc.machines.actions.turns import state_of, tick, undo
from itc.machines.errors import NothingTicked, NothingToUndo, OutOfOrder, TooEarly, UnknownTurn
from itc.machines.models import Turn
from itc.machines.rules.turns import State
from itc.network.models import Post
from itc.notices.models import Notice
from itc.notices.queries import line_of
from itc.resources.models import Resource
from tests.cases import world
from tests.machines.conftest import MINUTE, NOW, START, at, held

CAME, RAN, DONE, ABSENT = State.CAME, State.RAN, State.DONE, State.ABSENT
LATE = START + 4 * world.HOUR + 20 * MINUTE
"""After the grace of both runs."""


@pytest.fixture
def runs(firm: Firm, owner: User, officer: User, dryer: Resource) -> list[Slot]:
    """Two runs of one step, at nine and at one."""
    one, other = held(dryer.code, START, cleaning=0), held(dryer.code, START + 4 * world.HOUR)
    made = world.case_of(firm, owner, at(START, 2, one, other))
    confirm_case(case=made, by=officer, now=NOW)
    return list(Slot.objects.order_by("held_from"))


def missing() -> list[object]:
    return list(Miss.objects.filter(made_good_at=None).values_list("at", flat=True))


@pytest.mark.parametrize("first", [0, 1])
def test_of_two_runs_missed_the_step_asks_for_a_time_until_both_were_taken_back(
    runs: list[Slot], technician: User, first: int
) -> None:
    for number, slot in enumerate(runs):
        tick(slot=slot.pk, state=ABSENT, by=technician, now=LATE + number * MINUTE)
    assert missing() == [LATE]
    undo(slot=runs[first].pk, state=ABSENT, by=technician, now=LATE + 5 * MINUTE)
    assert len(missing()) == 1, "the other run was missed still"
    undo(slot=runs[1 - first].pk, state=ABSENT, by=technician, now=LATE + 6 * MINUTE)
    assert missing() == []


def test_a_miss_of_something_else_is_not_taken_back_with_an_absence(
    slot: Slot, technician: User, second: User
) -> None:
    """The person beside the machine said no; the technician then ticks off, and undoes, that nobody came."""
    runner = Slot.objects.get(step=slot.step, resource__kind="person")
    lose(slot=runner, why=SAID_NO, words="ป่วย", by=second, now=NOW)
    tick(slot=slot.pk, state=ABSENT, by=technician, now=START + 20 * MINUTE)
    assert missing() == [NOW]
    undo(slot=slot.pk, state=ABSENT, by=second, now=START + 21 * MINUTE)
    assert missing() == [NOW], "another person is still to be found"


def test_missed_undone_and_missed_again_is_two_misses_of_which_one_counts(
    slot: Slot, technician: User, owner: User
) -> None:
    for number in range(2):
        moment = START + (20 + 2 * number) * MINUTE
        tick(slot=slot.pk, state=ABSENT, why="no-word", by=technician, now=moment)
        if number == 0:
            undo(slot=slot.pk, state=ABSENT, by=technician, now=moment + MINUTE)
    assert Miss.objects.count() == 2
    assert missing() == [START + 22 * MINUTE]
    kinds = Notice.objects.filter(person=owner, kind__startswith="turn.").order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == ["turn.absent", "turn.absence-undone", "turn.absent"]


def test_she_came_after_all_and_the_turn_goes_on(slot: Slot, technician: User, second: User) -> None:
    late = START + 20 * MINUTE
    tick(slot=slot.pk, state=ABSENT, by=technician, now=late)
    undo(slot=slot.pk, state=ABSENT, by=second, now=late + MINUTE)
    for number, state in enumerate((CAME, RAN, DONE), start=2):
        turn = tick(slot=slot.pk, state=state, by=second, now=late + number * MINUTE)
    assert (turn.state, turn.absent_at, turn.absent_by, turn.absent_why) == (DONE, None, None, "")


def test_an_absence_is_taken_back_hours_later_while_it_counts(slot: Slot, technician: User) -> None:
    tick(slot=slot.pk, state=ABSENT, by=technician, now=START + 20 * MINUTE)
    undo(slot=slot.pk, state=ABSENT, by=technician, now=START + 3 * world.HOUR)
    assert not Turn.objects.exists()


def test_what_is_known_of_it_is_one_of_the_reasons_or_nothing(slot: Slot, technician: User) -> None:
    turn = tick(slot=slot.pk, state=ABSENT, why="<b>odd</b>", by=technician, now=START + 20 * MINUTE)
    assert turn.absent_why == ""
    assert len(Miss.objects.get().why) == 1


def test_the_reason_stands_in_the_case_and_not_in_what_goes_out(
    slot: Slot, technician: User, owner: User
) -> None:
    tick(slot=slot.pk, state=ABSENT, why="no-material", by=technician, now=START + 20 * MINUTE)
    assert len(Miss.objects.get().why) == 2
    line = line_of(Notice.objects.get(person=owner, kind="turn.absent"))
    assert line
    assert slot.step.case.code in line.words
    assert line.path == f"/cases/{slot.step.case.code}/steps/2"


def test_nothing_undone_is_recorded_where_nothing_was_ticked(slot: Slot, technician: User) -> None:
    turn = undo(slot=slot.pk, state=CAME, by=technician, now=START)
    assert turn.state == State.AHEAD
    assert not Event.objects.filter(verb="turn.undone").exists()


def test_only_the_last_tick_is_undone(slot: Slot, technician: User, second: User) -> None:
    tick(slot=slot.pk, state=CAME, by=technician, now=START)
    tick(slot=slot.pk, state=RAN, by=second, now=START + MINUTE)
    with pytest.raises(OutOfOrder):
        undo(slot=slot.pk, state=CAME, by=technician, now=START + 2 * MINUTE)
    turn = undo(slot=slot.pk, state=RAN, by=technician, now=START + 2 * MINUTE)
    assert (turn.state, turn.came_by) == (CAME, technician)
    with pytest.raises(NothingToUndo):
        undo(slot=slot.pk, state=CAME, by=technician, now=START + 10 * MINUTE)


def test_who_left_her_post_ticks_nothing_off(slot: Slot, technician: User) -> None:
    Post.objects.filter(person=technician).update(valid_to=START.date() - world.DAY)
    with pytest.raises(UnknownTurn):
        tick(slot=slot.pk, state=CAME, by=technician, now=START)


def test_a_month_later_it_is_nobodys_turn_any_more(slot: Slot, technician: User) -> None:
    tick(slot=slot.pk, state=CAME, by=technician, now=START + 29 * world.DAY)
    with pytest.raises(UnknownTurn):
        tick(slot=slot.pk, state=RAN, by=technician, now=START + 32 * world.DAY)


def test_too_early_says_from_when_on(slot: Slot, technician: User) -> None:
    with pytest.raises(TooEarly) as refused:
        tick(slot=slot.pk, state=ABSENT, by=technician, now=START + 14 * MINUTE)
    assert refused.value.at == START + 15 * MINUTE
    with pytest.raises(TooEarly) as refused:
        tick(slot=slot.pk, state=CAME, by=technician, now=START - world.DAY)
    assert refused.value.at.date() < START.date() or refused.value.at < START


@pytest.mark.parametrize("word", ["", "ahead", "CAME", "came ", "done;"])
def test_a_word_that_no_button_says_is_refused(word: str) -> None:
    with pytest.raises(NothingTicked):
        state_of(word)


def test_ticked_off_of_a_case_its_officers_learn_of_an_absence_and_of_nothing_else(
    slot: Slot, case: Case, technician: User, officer: User
) -> None:
    tick(slot=slot.pk, state=CAME, by=technician, now=START + 20 * MINUTE)
    undo(slot=slot.pk, state=CAME, by=technician, now=START + 21 * MINUTE)
    assert not Notice.objects.filter(person=officer, kind__startswith="turn.").exists()
    tick(slot=slot.pk, state=ABSENT, by=technician, now=START + 22 * MINUTE)
    assert Notice.objects.get(person=officer, kind="turn.absent").details["case"] == case.code
    assert not Notice.objects.filter(person=technician, kind="turn.absent").exists()

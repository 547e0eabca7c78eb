"""Ticking off a turn: in its order, once, by who serves it; undone for a while; and who did not come."""

from functools import partial

import pytest
from django.db import IntegrityError, transaction

from itc.accounts.models import User
from itc.audit.models import Event
from itc.cases.actions.changing import change_case
from itc.cases.actions.ending import withdraw_case
from itc.cases.errors import CaseClosed
from itc.cases.models import Case, Miss, Slot
from itc.cases.rules.planned import Rewritten
from itc.machines.actions.turns import tick, undo
from itc.machines.errors import NotHeld, NothingToUndo, OutOfOrder, TooEarly, UnknownTurn
from itc.machines.models import Turn
from itc.machines.rules.turns import State
from itc.notices.models import Notice
from tests.cases import world
from tests.cases.recount import faults
from tests.machines.conftest import MINUTE, START, at, held
from tests.rivals import at_once

CAME, RAN, DONE, ABSENT = State.CAME, State.RAN, State.DONE, State.ABSENT


def refuses(**columns: object) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Turn.objects.create(**columns)


def test_three_ticks_are_a_turn_and_keep_who_and_when(slot: Slot, technician: User, second: User) -> None:
    tick(slot=slot.pk, state=CAME, by=technician, now=START + 12 * MINUTE)
    tick(slot=slot.pk, state=RAN, by=second, now=START + 20 * MINUTE)
    turn = tick(slot=slot.pk, state=DONE, by=technician, now=START + 170 * MINUTE)
    assert (turn.came_by, turn.ran_by, turn.done_by) == (technician, second, technician)
    assert (turn.came_at, turn.done_at) == (START + 12 * MINUTE, START + 170 * MINUTE)
    assert turn.state == DONE
    slot.refresh_from_db()
    assert slot.use_from == START  # what was planned stays beside it
    assert list(Event.objects.filter(verb__startswith="turn.").values_list("verb", flat=True)) == [
        "turn.came", "turn.ran", "turn.done",
    ]  # fmt: skip


def test_a_talk_is_done_without_having_run(slot: Slot, technician: User) -> None:
    tick(slot=slot.pk, state=CAME, by=technician, now=START)
    assert tick(slot=slot.pk, state=DONE, by=technician, now=START + MINUTE).state == DONE


def test_pressed_twice_it_stays_as_it_was_first(slot: Slot, technician: User, second: User) -> None:
    for who, late in ((technician, 0), (technician, 1), (second, 2)):
        turn = tick(slot=slot.pk, state=CAME, by=who, now=START + late * MINUTE)
    assert (turn.came_at, turn.came_by) == (START, technician)
    tick(slot=slot.pk, state=RAN, by=second, now=START + 3 * MINUTE)
    assert tick(slot=slot.pk, state=CAME, by=second, now=START + 4 * MINUTE).state == RAN
    assert Turn.objects.count() == 1


@pytest.mark.parametrize("state", [RAN, DONE])
def test_nothing_runs_or_ends_before_it_came(slot: Slot, technician: User, state: State) -> None:
    with pytest.raises(OutOfOrder):
        tick(slot=slot.pk, state=state, by=technician, now=START)


def test_who_came_cannot_be_missed_nor_who_is_missed_run(slot: Slot, technician: User) -> None:
    late = START + 20 * MINUTE
    tick(slot=slot.pk, state=CAME, by=technician, now=late)
    with pytest.raises(OutOfOrder):
        tick(slot=slot.pk, state=ABSENT, by=technician, now=late)
    undo(slot=slot.pk, state=CAME, by=technician, now=late)
    tick(slot=slot.pk, state=ABSENT, by=technician, now=late)
    with pytest.raises(OutOfOrder):
        tick(slot=slot.pk, state=CAME, by=technician, now=late)


def test_the_database_itself_refuses_nonsense(slot: Slot, technician: User) -> None:
    came = {"came_at": START, "came_by": technician}
    nonsense: list[dict[str, object]] = [
        {"done_at": START, "done_by": technician},
        {"ran_at": START, "ran_by": technician},
        {"came_at": START},
        came | {"ran_at": START - MINUTE, "ran_by": technician},
        came | {"done_at": START - MINUTE, "done_by": technician},
        came | {"absent_at": START, "absent_by": technician},
        came | {"ran_at": START + MINUTE, "ran_by": technician, "done_at": START, "done_by": technician},
        {"absent_why": "no-word"},
    ]
    for columns in nonsense:
        refuses(slot=slot, **columns)
    Turn.objects.create(slot=slot, **came)
    refuses(slot=slot, **came)  # came twice


def test_nothing_is_ticked_off_before_its_day(slot: Slot, technician: User) -> None:
    with pytest.raises(TooEarly):
        tick(slot=slot.pk, state=CAME, by=technician, now=START - world.DAY)
    tick(slot=slot.pk, state=CAME, by=technician, now=START - 2 * world.HOUR)  # early the same day


def test_nobody_is_missed_before_a_quarter_of_an_hour_is_over(slot: Slot, technician: User) -> None:
    with pytest.raises(TooEarly, match="09:15"):
        tick(slot=slot.pk, state=ABSENT, by=technician, now=START + 14 * MINUTE)
    assert not Miss.objects.exists()


@pytest.mark.parametrize("who", ["owner", "stranger", "ministry", "elsewhere"])
def test_others_cannot_tick_off(slot: Slot, who: str, request: pytest.FixtureRequest) -> None:
    for act in (tick, undo):
        with pytest.raises(UnknownTurn):
            act(slot=slot.pk, state=CAME, by=request.getfixturevalue(who), now=START)


def test_people_beside_the_machine_have_no_turn_of_their_own(case: Case, technician: User) -> None:
    beside = Slot.objects.get(step__case=case, resource__kind="person")
    with pytest.raises(UnknownTurn):
        tick(slot=beside.pk, state=CAME, by=technician, now=START)


def test_who_did_not_come_is_told_and_her_case_asks_for_another_time(
    slot: Slot, technician: User, owner: User, officer: User
) -> None:
    late = START + 20 * MINUTE
    for _ in range(2):
        turn = tick(slot=slot.pk, state=ABSENT, why="no-word", by=technician, now=late)
    assert turn.absent_why == "no-word"
    miss = Miss.objects.get()
    assert (miss.step, miss.made_good_at) == (slot.step, None)
    told = Notice.objects.filter(kind="turn.absent")
    assert {each.person for each in told} == {owner, officer}
    assert technician.name not in str([each.details for each in told])
    assert faults() == []


def test_she_came_after_all(slot: Slot, technician: User, owner: User) -> None:
    late = START + 20 * MINUTE
    tick(slot=slot.pk, state=ABSENT, why="odd", by=technician, now=late)
    turn = undo(slot=slot.pk, state=ABSENT, by=technician, now=late + 2 * world.HOUR)
    assert (turn.state, turn.absent_why) == (State.AHEAD, "")
    assert not Miss.objects.filter(made_good_at=None).exists()
    assert Notice.objects.filter(kind="turn.absence-undone", person=owner).count() == 1
    assert tick(slot=slot.pk, state=CAME, by=technician, now=late + 3 * world.HOUR).state == CAME


def test_once_she_has_another_time_nothing_is_undone(
    slot: Slot, case: Case, technician: User, owner: User
) -> None:
    late = START + 20 * MINUTE
    tick(slot=slot.pk, state=ABSENT, by=technician, now=late)
    again = START + 7 * world.DAY
    moved = Rewritten(case.asked, {}, moved=(at(again, 2, held("IEAT-NRIE/fd-01", again)),))
    change_case(case=case, change=moved, by=owner, now=late)
    with pytest.raises(NotHeld):
        undo(slot=slot.pk, state=ABSENT, by=technician, now=late + MINUTE)
    anew = Slot.objects.live().get(step__case=case, resource__kind="machine")
    assert tick(slot=anew.pk, state=CAME, by=technician, now=again).state == CAME
    assert Turn.objects.get(slot=slot).state == ABSENT  # what happened stays


def test_a_tick_is_undone_by_a_colleague_for_ten_minutes(slot: Slot, technician: User, second: User) -> None:
    tick(slot=slot.pk, state=CAME, by=technician, now=START)
    tick(slot=slot.pk, state=RAN, by=technician, now=START + MINUTE)
    with pytest.raises(OutOfOrder):  # it runs already
        undo(slot=slot.pk, state=CAME, by=second, now=START + 2 * MINUTE)
    assert undo(slot=slot.pk, state=RAN, by=second, now=START + 2 * MINUTE).state == CAME
    assert undo(slot=slot.pk, state=RAN, by=second, now=START + 2 * MINUTE).state == CAME  # pressed twice
    with pytest.raises(NothingToUndo):
        undo(slot=slot.pk, state=CAME, by=second, now=START + 10 * MINUTE)
    undo(slot=slot.pk, state=CAME, by=second, now=START + 9 * MINUTE)
    assert not Turn.objects.exists()  # a step that is left out now is gone from the sheet, too


def test_a_closed_case_takes_no_ticks(slot: Slot, case: Case, technician: User, owner: User) -> None:
    tick(slot=slot.pk, state=CAME, by=technician, now=START)
    withdraw_case(case=case, by=owner, now=START + MINUTE)
    with pytest.raises(CaseClosed):
        tick(slot=slot.pk, state=RAN, by=technician, now=START + 2 * MINUTE)


def test_a_time_that_is_only_foreseen_has_no_turn(slot: Slot, technician: User) -> None:
    Slot.objects.filter(pk=slot.pk).update(booking=None)
    with pytest.raises(NotHeld):
        tick(slot=slot.pk, state=CAME, by=technician, now=START)


def test_a_clock_set_back_keeps_the_order(slot: Slot, technician: User) -> None:
    tick(slot=slot.pk, state=CAME, by=technician, now=START)
    assert tick(slot=slot.pk, state=RAN, by=technician, now=START - MINUTE).ran_at == START


@pytest.mark.django_db(transaction=True)
def test_of_two_who_press_at_once_the_first_counts(slot: Slot, technician: User, second: User) -> None:
    ends = at_once(
        [partial(tick, slot=slot.pk, state=CAME, by=who, now=START) for who in (technician, second)]
    )
    assert ends == ["won", "won"]
    assert Event.objects.filter(verb="turn.came").count() == 1
    late = START + 20 * MINUTE
    undo(slot=slot.pk, state=CAME, by=second, now=START)
    ends = at_once([
        partial(tick, slot=slot.pk, state=CAME, by=technician, now=late),
        partial(tick, slot=slot.pk, state=ABSENT, by=second, now=late),
    ])  # fmt: skip
    assert sorted(ends) == ["OutOfOrder", "won"]
    assert Miss.objects.filter(made_good_at=None).count() == (ends[1] == "won")
    assert faults() == []

"""No plan lies outside the windows: tried against every plan of small letters."""

import random

import pytest

from itc.algorithms.scheduling.board import Board, board_of
from itc.algorithms.scheduling.evaluation.every_plan import EveryPlan, Limits
from itc.algorithms.scheduling.evaluation.every_way import Done
from itc.algorithms.scheduling.evaluation.small import small_letter
from itc.algorithms.scheduling.hours import NEVER
from itc.algorithms.scheduling.plan import Reason
from itc.algorithms.scheduling.problem import BookedAs, Problem
from itc.algorithms.scheduling.ways import NOWHERE
from itc.algorithms.scheduling.windows import Windows, earliest, unheld_end, windows
from tests.algorithms.scheduling.letters import (
    NORTH,
    SOUTH,
    at,
    called,
    letter,
    machine,
    sound,
    spans,
    step,
    visit,
    weekly,
    work,
)
from tests.algorithms.scheduling.letters import earliest as earliest_plan

DAY = 1440


def small(seed: int) -> Problem:
    return small_letter(seed, steps=random.Random(seed).randint(2, 5), chain=seed % 3 == 0)


def exists_with(problem: Problem, finish: int, seq: int, ways: list[Done]) -> bool:
    """Say whether some plan that finishes by a minute does a step in one of some ways."""
    every = EveryPlan(problem)
    every.ways[seq] = ways
    return every.exists(Limits(finish=finish))


def outside(board: Board, at: int, left: Windows, done: Done) -> bool:
    """Say whether a window says that no plan does a step so."""
    first = earliest(board)
    place = NOWHERE if done.place is None else done.place
    unknown = place not in left.by[at]
    too_cheap = done.cost < left.least[at]
    gone = bool(left.ways[at]) and (place, done.cost) not in {(way.place, way.cost) for way in left.ways[at]}
    early = done.ready < first.ready[at] or (bool(first.places[at]) and done.use[0][0] < first.begins[at])
    return unknown or too_cheap or gone or early or done.ready > left.by[at][place]


@pytest.mark.parametrize("seed", range(40))
def test_no_plan_lies_outside_its_windows(seed: int) -> None:
    problem = small(seed)
    board, least = board_of(problem), earliest_plan(problem)
    if least.unmet:
        return
    for finish in (least.finish, least.finish + 5 * 60, least.finish + DAY):
        left = windows(board, earliest(board), finish)
        assert left is not None
        every = EveryPlan(problem)
        for number, node in enumerate(board.nodes):
            seq = node.step.seq
            excluded = [done for done in every.ways[seq] if outside(board, number, left, done)]
            assert not exists_with(problem, finish, seq, excluded)


@pytest.mark.parametrize("seed", range(40))
def test_where_there_are_no_windows_there_is_no_plan(seed: int) -> None:
    problem = small(seed)
    board = board_of(problem)
    first = earliest(board)
    for hours in range(0, 7 * 24, 5):
        finish = problem.start + hours * 60
        if windows(board, first, finish) is None:
            assert not EveryPlan(problem).exists(Limits(finish=finish))


def test_windows_close_from_the_finish_backwards_by_work_wait_and_post() -> None:
    problem = called(
        letter(
            step(1, work(60), wait_days=1),
            step(2, work(120, 2, place=SOUTH), after=(1,)),
            resources=(machine(1), machine(2, place=SOUTH)),
            calendars=(weekly(0, 24, days=range(7)),),
        ),
        post=600,
    )
    board = board_of(problem)
    first = earliest(board)
    assert first.ready == (at(0, 10) + 60 + DAY, at(0, 20) + 180 + DAY)
    left = windows(board, first, at(3, 0))
    assert left is not None
    assert left.by == ({NORTH: at(3, 0) - 120 - 600}, {SOUTH: at(3, 0)})
    assert windows(board, first, first.ready[1]) is not None
    assert windows(board, first, first.ready[1] - 1) is None


def test_a_way_that_is_too_slow_to_finish_in_time_is_left_out_and_with_it_its_price() -> None:
    problem = letter(step(1, work(60, cost=900), work(240, 2, cost=100)), resources=(machine(1), machine(2)))
    board = board_of(problem)
    first = earliest(board)
    slow, quick = windows(board, first, at(0, 12)), windows(board, first, at(0, 11))
    assert slow is not None
    assert quick is not None
    assert (slow.least, quick.least) == ((100,), (900,))
    assert [len(each.ways[0]) for each in (slow, quick)] == [2, 1]


def test_without_a_finish_nothing_is_left_out() -> None:
    problem = letter(step(1, work(60)), step(2, work(60), after=(1,)), resources=(machine(1),))
    board = board_of(problem)
    left = windows(board, earliest(board), NEVER)
    assert left is not None
    assert [set(each.values()) for each in left.by] == [{NEVER}, {NEVER}]


def test_a_step_nobody_can_do_keeps_its_usual_length_in_the_windows_too() -> None:
    always = spans((at(0, 0), at(56, 0)))
    problem = letter(
        step(1, work(60), usual_minutes=300, wait_days=1),
        step(2, work(60, 2), after=(1,)),
        step(3, booked_as=BookedAs.CHOICE, after=(1,), usual_minutes=60),
        resources=(machine(1, busy=always), machine(2)),
    )
    board = board_of(problem)
    first = earliest(board)
    assert first.unmet == {0}
    assert first.ready == (at(1, 14), at(1, 15), at(1, 15))
    assert sound(problem).finish == at(1, 15)
    assert windows(board, first, at(1, 15)) is not None
    assert windows(board, first, at(1, 15) - 1) is None


def test_past_the_horizon_what_holds_nothing_is_counted_by_the_clock() -> None:
    (node,) = board_of(letter(step(1, usual_minutes=90, wait_days=1))).nodes
    assert unheld_end(node, at(0, 9)) == (at(0, 9), at(1, 10, 30), at(0, 10, 30))
    assert unheld_end(node, at(60, 3)) == (at(60, 3), at(61, 4, 30), at(60, 4, 30))


def test_the_first_minute_she_could_come_is_that_of_use() -> None:
    problem = letter(visit(1, work(60, setup=90)), resources=(machine(1),))
    assert earliest(board_of(problem)).begins == (at(0, 9, 30),)
    assert Reason.AWAY not in {each.unmet for each in sound(problem).steps}


def test_a_step_is_ready_no_sooner_than_after_the_last_it_waits_for() -> None:
    problem = letter(
        step(1, work(60), wait_days=3),
        step(2, work(60, 2)),
        step(3, work(60), after=(1, 2)),
        resources=(machine(1), machine(2)),
    )
    assert earliest(board_of(problem)).ready == (at(3, 9), at(0, 9), at(3, 10))

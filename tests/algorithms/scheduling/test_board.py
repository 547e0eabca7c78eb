"""The board: steps in their order, options that are alike as one way, goods carried or posted."""

from collections.abc import Callable

import pytest

from itc.algorithms.scheduling.board import board_of, in_order
from itc.algorithms.scheduling.problem import BookedAs, Counter, Leg, Option, Owner, Presence, Step
from itc.algorithms.scheduling.ways import NOWHERE, QUOTED
from tests.algorithms.scheduling.letters import (
    NORTH,
    SOUTH,
    earliest,
    letter,
    machine,
    order,
    step,
    through,
    visit,
    work,
)


def test_order_follows_after_and_then_seq_whatever_the_order_of_the_letter() -> None:
    steps = (step(4), step(2, after=(3,)), step(3, after=(4,)), step(1, after=(4,)))
    assert [each.seq for each in in_order(steps)] == [4, 1, 3, 2]


def test_steps_that_wait_in_a_circle_are_refused() -> None:
    with pytest.raises(ValueError, match="circle"):
        earliest(letter(step(1, after=(2,)), step(2, after=(1,))))


RESOURCES = (
    *(machine(number) for number in (1, 2, 3, 4)),
    machine(5, place=SOUTH),
    machine(6, overnight=True),
)


def ways(*options: Option, make: Callable[..., Step] = through) -> list[tuple[int, ...]]:
    (node,) = board_of(letter(make(1, *options), resources=RESOURCES)).nodes
    return [way.options for way in node.ways]


def test_options_alike_in_all_a_plan_is_judged_by_are_one_way() -> None:
    assert ways(work(60), work(60, 2), work(60, 3)) == [(0, 1, 2)]


def test_options_that_differ_in_place_price_or_length_are_ways_apart() -> None:
    assert ways(work(60), work(60, 5, place=SOUTH)) == [(0,), (1,)]
    assert ways(work(60), work(60, 2, cost=9), work(60, 3)) == [(0, 2), (1,)]
    assert ways(work(60), work(60, 2, cost=None)) == [(0,), (1,)]
    assert ways(work(60), work(61, 2)) == [(0,), (1,)]
    assert ways(work(60), work(60, 2, setup=5)) == [(0,), (1,)]
    assert ways(work(60), work(60, 2, cleaning=5)) == [(0,), (1,)]
    assert ways(work(60), work(60, 2, runs=2)) == [(0,), (1,)]
    assert ways(work(60), work(60, 6)) == [(0,), (1,)]


def test_two_runs_of_split_work_are_as_long_as_one_run_of_their_length() -> None:
    assert ways(work(60, runs=2), work(120, 2), make=step) == [(0, 1)]


def test_labs_with_other_lead_days_are_ways_apart() -> None:
    labs = tuple(Counter(number, 0, NORTH, 1, days) for number, days in ((7, 3), (8, 3), (9, 4)))
    orders = step(1, *(order(each.id) for each in labs), booked_as=BookedAs.COUNTER)
    (node,) = board_of(letter(orders, counters=labs)).nodes
    assert [way.options for way in node.ways] == [(0, 1), (2,)]


def test_what_is_to_be_quoted_costs_more_than_any_price() -> None:
    (node,) = board_of(letter(step(1, work(60, cost=None)), resources=(machine(1),))).nodes
    assert [way.cost for way in node.ways] == [QUOTED]


def test_work_at_a_distance_is_nowhere() -> None:
    talk = step(1, work(60), presence=Presence.REMOTE)
    (node,) = board_of(letter(talk, resources=(machine(1),))).nodes
    assert [way.place for way in node.ways] == [NOWHERE]


def test_goods_are_carried_where_she_comes_to_both_steps() -> None:
    problem = letter(
        visit(1, work(60)),
        step(2, work(60), after=(1,)),
        visit(3, work(60), after=(1, 2)),
        step(4, work(60), after=(3,), presence=Presence.REMOTE),
        visit(5, work(60), after=(4,)),
        resources=(machine(1),),
    )
    board = board_of(problem)
    assert [node.goods for node in board.nodes] == [
        (),
        ((0, False),),
        ((0, True), (1, False)),
        (),
        ((2, True),),
    ]
    assert board.attended == (0, 2, 4)
    assert [set(each) for each in board.after] == [{1, 2}, {2}, {3, 4}, {4}, set()]


def test_goods_take_no_time_within_a_place_or_where_either_is_nowhere() -> None:
    board = board_of(letter(step(1, work(60)), resources=(machine(1),)))
    owner = Owner(0, {(1, 2): Leg(30, 1, 600), (2, 1): Leg(30, 1, 600)})
    object.__setattr__(board.problem, "owner", owner)
    assert board.transit(1, 2, carried=False) == 600
    assert board.transit(1, 2, carried=True) == 30
    assert [board.transit(*way, carried=False) for way in ((1, 1), (NOWHERE, 1), (2, NOWHERE))] == [0, 0, 0]

"""What a search need not look at again: the same places, no sooner, no cheaper, and nothing else."""

import pytest

from itc.algorithms.scheduling.board import Board, board_of
from itc.algorithms.scheduling.explored import Explored
from itc.algorithms.scheduling.picks import Picks
from itc.algorithms.scheduling.problem import Presence, Step
from itc.algorithms.scheduling.turns import Pick, Turn
from tests.algorithms.scheduling.letters import SOUTH, at, letter, machine, step, through, weekly, work

BLAMED = 0b101
RESOURCES = (*(machine(number) for number in range(1, 9)), machine(9, place=SOUTH))
SAME, SOONER, LATER, CHEAPER, DEARER, ELSEWHERE, SOONER_BUT_DEARER = range(7)
OPTIONS = (
    work(120, cost=50),
    work(60, 2, cost=50),
    work(180, 3, cost=50),
    work(120, 4, cost=40),
    work(120, 5, cost=60),
    work(120, 9, cost=50, place=SOUTH),
    work(60, 6, cost=60),
)
"""One way each."""


def laid_out(*steps: Step) -> Board:
    return board_of(letter(*steps, resources=RESOURCES, calendars=(weekly(0, 24, days=range(7)),)))


def made(board: Board, *ways: int) -> Picks:
    """Return picks of one way each of the first nodes."""
    picks = Picks(board)
    for node, way in zip(board.nodes, ways, strict=False):
        pick = picks.pick(Turn(node.ways.each[way]), [])
        assert pick is not None
        picks.push(pick)
    return picks


def covered(board: Board, known: tuple[int, ...], asked: tuple[int, ...], *, finish: bool = False) -> bool:
    """Say whether some ways taken need not be followed once others were."""
    explored = Explored(board, finish=finish)
    explored.add(len(known), explored.state(made(board, *known)), BLAMED)
    found = explored.covers(len(asked), explored.state(made(board, *asked)))
    assert found in (None, BLAMED)
    return found is not None


WAITED_FOR = laid_out(through(1, *OPTIONS), through(2, work(60, 8), after=(1,)))


@pytest.mark.parametrize("way", [SAME, LATER, DEARER])
def test_what_is_no_sooner_and_no_cheaper_at_the_same_place_is_covered(way: int) -> None:
    assert covered(WAITED_FOR, (SAME,), (way,))
    assert covered(WAITED_FOR, (SAME,), (way,), finish=True)


@pytest.mark.parametrize("way", [SOONER, CHEAPER, ELSEWHERE, SOONER_BUT_DEARER])
def test_what_is_sooner_or_cheaper_or_elsewhere_is_not_covered(way: int) -> None:
    assert not covered(WAITED_FOR, (SAME,), (way,))
    assert not covered(WAITED_FOR, (SAME,), (way,), finish=True)


def test_of_steps_nothing_waits_for_only_the_finish_counts_where_it_is_sought() -> None:
    board = laid_out(through(1, *OPTIONS), through(2, work(60, 7)), through(3, work(60, 8), after=(2,)))
    assert covered(board, (SAME, 0), (ELSEWHERE, 0), finish=True)
    assert covered(board, (SAME, 0), (SOONER, 0))
    assert not covered(board, (SAME, 0), (SOONER, 0), finish=True)
    assert covered(board, (SAME, 0), (LATER, 0), finish=True)
    assert not covered(board, (SAME, 0), (CHEAPER, 0))


def test_each_step_waited_for_counts_by_itself() -> None:
    board = laid_out(through(1, *OPTIONS), through(2, work(60, 7), work(120, 7)), step(3, after=(1, 2)))
    assert covered(board, (SAME, 0), (LATER, 1))
    assert covered(board, (SAME, 0), (LATER, 0))
    assert not covered(board, (SAME, 1), (LATER, 0))
    assert not covered(board, (LATER, 0), (SAME, 1))


def test_where_goods_come_from_counts_though_another_step_lies_between() -> None:
    talk = through(2, work(60, 7), after=(1,), presence=Presence.REMOTE)
    board = laid_out(through(1, *OPTIONS), talk, through(3, work(60, 8), after=(2,)))
    assert covered(board, (SAME, 0), (SAME, 0))
    assert not covered(board, (SAME, 0), (ELSEWHERE, 0))


@pytest.mark.parametrize("unmet", [True, False])
def test_a_plan_that_leaves_more_or_less_to_nobody_is_not_covered(unmet: bool) -> None:
    talk = through(1, work(60), presence=Presence.REMOTE)
    board = laid_out(talk, through(2, work(60, 2), after=(1,)))
    states = []
    explored = Explored(board, finish=False)
    for left in (unmet, not unmet):
        picks = Picks(board)
        picks.push(Pick(None, None, board.nodes[0].unheld, (), at(0, 1), unmet=left))
        states.append(explored.state(picks))
    explored.add(1, states[0], BLAMED)
    assert [explored.covers(1, state) for state in states] == [BLAMED, None]


def test_a_state_is_known_of_its_own_node_only() -> None:
    board = laid_out(through(1, work(60)), through(2, work(60, 2)), through(3, work(60, 3)))
    explored = Explored(board, finish=False)
    alike = explored.state(made(board))
    explored.add(0, alike, BLAMED)
    assert explored.covers(0, alike) == BLAMED
    assert explored.covers(1, alike) is None


def test_any_of_the_states_explored_may_cover_and_says_whom_it_blamed() -> None:
    explored = Explored(WAITED_FOR, finish=False)
    assert explored.covers(1, explored.state(made(WAITED_FOR, SAME))) is None
    explored.add(1, explored.state(made(WAITED_FOR, CHEAPER)), 0)
    explored.add(1, explored.state(made(WAITED_FOR, SOONER)), 1)
    assert explored.covers(1, explored.state(made(WAITED_FOR, SOONER_BUT_DEARER))) == 1
    assert explored.covers(1, explored.state(made(WAITED_FOR, CHEAPER))) == 0
    assert explored.covers(1, explored.state(made(WAITED_FOR, SAME))) == 0

"""Her road within a limit: who should wait for whom, and which ways may keep it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itc.algorithms.scheduling.board import board_of
from itc.algorithms.scheduling.bounds import Ranked
from itc.algorithms.scheduling.hours import NEVER
from itc.algorithms.scheduling.nearness import Nearness, Visits, closing_up, joining
from itc.algorithms.scheduling.picks import Picks
from itc.algorithms.scheduling.problem import Run, Step
from itc.algorithms.scheduling.roads import Days, Roads
from itc.algorithms.scheduling.turns import Avoid, Pick, Turn, Wish
from tests.algorithms.scheduling.letters import (
    MONDAY,
    NORTH,
    SOUTH,
    at,
    letter,
    machine,
    openings,
    spans,
    step,
    visit,
    weekly,
    work,
)
from tests.algorithms.scheduling.roads import (
    IN_EITHER,
    IN_THE_NORTH,
    IN_THE_SOUTH,
    driven,
    two_weeks,
    windows_and_days,
)

TWO_WAYS = letter(
    visit(1, work(60, cost=7), work(60, 2, place=SOUTH, cost=3)),
    resources=(machine(1), machine(2, place=SOUTH)),
)


def ranked() -> list[Ranked]:
    """Return the ways of a visit in the NORTH and in the SOUTH, the one to be tried last first."""
    ways = board_of(TWO_WAYS).nodes[0].ways.each
    return [((200 if way.place == NORTH else 80, 9, way.cost), way.number, way) for way in ways]


def places(found: list[Ranked]) -> list[int]:
    """Return the places of ways in the order in which a search comes to them."""
    return [way.place for _, _, way in reversed(found)]


LATER = two_weeks(Days(1, 9, IN_THE_NORTH), Days(5, 9, IN_THE_NORTH), longest=(1, 1))
EARLY: Visits = (Days(2, 2, IN_THE_NORTH), None)


def test_who_is_early_is_asked_to_wait_where_the_road_runs_over_and_what_it_takes_else_is_said() -> None:
    over = Nearness(LATER, 399, sought=False).over(EARLY)
    assert over is not None
    assert over.asks == [(0, Wish(Avoid.END, 0, 4, 0))]
    assert over.least == 400


def test_a_road_within_the_limit_runs_not_over() -> None:
    assert Nearness(LATER, 400, sought=False).over(EARLY) is None
    assert Nearness(LATER, 200, sought=False).over((Days(4, 4, IN_THE_NORTH), None)) is None
    assert Nearness(LATER, 200, sought=False).over((None, None)) is None


def test_nobody_is_asked_to_wait_where_that_is_of_no_use() -> None:
    its = two_weeks(Days(1, 3, IN_THE_NORTH), Days(5, 9, IN_THE_NORTH), longest=(1, 1))
    over = Nearness(its, 399, sought=False).over(EARLY)
    assert over is not None
    assert (over.asks, over.least) == ([], 400)


def test_the_road_as_it_is_is_the_least_where_any_of_several_may_wait() -> None:
    visits = (Days(1, 9, IN_THE_NORTH), Days(1, 9, IN_THE_NORTH), Days(9, 9, IN_THE_NORTH))
    its = two_weeks(*visits, longest=(1, 1, 1))
    over = Nearness(its, 400, sought=False).over((Days(1, 1, IN_THE_NORTH), Days(5, 5, IN_THE_NORTH), None))
    assert over is not None
    assert {node for node, _ in over.asks} == {0, 1}
    assert over.least == 600


def test_visits_on_other_days_are_another_question() -> None:
    near = Nearness(LATER, 200, sought=False)
    assert near.over(EARLY) is not None
    assert near.over((Days(4, 4, IN_THE_NORTH), None)) is None
    assert near.over(EARLY) is near.over((Days(2, 2, IN_THE_NORTH), None))


MEETING = two_weeks(Days(1, 9, IN_THE_NORTH), Days(5, 9, IN_EITHER), longest=(1, 1))
APART = two_weeks(Days(1, 3, IN_THE_NORTH), Days(5, 9, IN_EITHER), longest=(1, 1))


@pytest.mark.parametrize(
    ("its", "limit", "left", "others"),
    [
        (MEETING, 200, [NORTH], 280),  # the first could still wait for the second
        (MEETING, 279, [NORTH], 280),
        (MEETING, 280, [SOUTH, NORTH], NEVER),
        (MEETING, 199, [], 200),
        (APART, 279, [], 280),
        (APART, 280, [SOUTH], 400),
        (APART, 400, [SOUTH, NORTH], NEVER),
    ],
)
def test_only_ways_are_left_that_keep_the_road_within_the_limit_if_others_wait(
    its: Roads, limit: int, left: list[int], others: int
) -> None:
    found, least = Nearness(its, limit, sought=False).ways(EARLY, 1, ranked())
    assert places(found) == left
    assert least == others


def test_where_she_is_anyway_another_visit_is_no_way_if_the_road_is_sought() -> None:
    first = {way.place: rank for rank, _, way in ranked()}
    found, _ = Nearness(MEETING, 999, sought=True).ways(EARLY, 1, ranked())
    assert [(rank, way.place) for rank, _, way in reversed(found)] == [
        ((0, 9, 7), NORTH),
        (first[SOUTH], SOUTH),
    ]
    found, _ = Nearness(MEETING, 999, sought=False).ways(EARLY, 1, ranked())
    assert [(rank, way.place) for rank, _, way in reversed(found)] == [
        (first[SOUTH], SOUTH),
        (first[NORTH], NORTH),
    ]


def test_whoever_takes_ways_off_the_list_leaves_it_whole_for_the_next() -> None:
    near = Nearness(MEETING, 280, sought=False)
    taken, _ = near.ways(EARLY, 1, ranked())
    taken.clear()
    assert places(near.ways(EARLY, 1, ranked())[0]) == [SOUTH, NORTH]
    assert places(near.ways((None, None), 1, ranked())[0]) == [SOUTH, NORTH]


SOONER = st.lists(st.integers(0, 6), min_size=5, max_size=5)


@settings(max_examples=100, deadline=None)
@given(windows_and_days(), SOONER, st.booleans())
def test_no_way_of_a_plan_within_the_limit_is_left_out_and_no_other_road_is_shorter_than_said(
    drawn: tuple[Roads, list[Days]], sooner: list[int], sought: bool
) -> None:
    its, days = drawn
    node, made = len(days) - 1, []
    for number, (each, by) in enumerate(zip(days[:node], sooner, strict=False)):
        earlier = min(by, each.first - its.visits[number].first)
        made.append(Days(each.first - earlier, each.last - earlier, each.places))
    place = SOUTH if days[node].places == IN_THE_SOUTH else NORTH
    found, others = Nearness(its, driven(days), sought=sought).ways((*made, None), node, ranked())
    assert place in places(found)
    found, others = Nearness(its, driven(days) - 1, sought=sought).ways((*made, None), node, ranked())
    assert place in places(found) or others <= driven(days)


RESOURCES = (
    machine(1),
    machine(2, busy=spans((at(0, 0), at(3, 0)))),
    machine(3, place=SOUTH, busy=spans((at(0, 0), at(3, 0)))),
    machine(4, 1),
    machine(5, busy=spans((at(0, 0), at(1, 0)))),
)
"""From Monday on, from Thursday on, the same in the SOUTH, on Thursday and Saturday, from Tuesday on."""
CALENDARS = (weekly(8, 17), openings((at(3, 8), at(3, 9)), (at(5, 8), at(5, 9))))


def picked(*steps: Step, count: int | None = None) -> Picks:
    """Return the first picks of the first ways of some steps, one that has none being left to nobody."""
    board = board_of(letter(*steps, resources=RESOURCES, calendars=CALENDARS))
    picks = Picks(board)
    for node in board.nodes[:count]:
        pick = picks.pick(Turn(node.ways.each[0]), [])
        picks.push(pick or Pick(None, None, node.unheld, (), at(0, 9), unmet=True))
    return picks


RUNS = visit(1, work(60, 4, runs=2), run=Run.THROUGH)
"""Two runs, on Thursday and Saturday."""


def wait_until(day: int) -> Wish:
    return Wish(Avoid.END, 0, MONDAY + day, 0)


def test_a_visit_may_wait_for_a_later_one_at_its_place_until_the_day_before() -> None:
    assert list(joining(picked(visit(1, work(60)), visit(2, work(60, 2))))) == [(0, wait_until(2))]
    assert list(joining(picked(visit(1, work(60, 2)), visit(2, work(60))))) == [(1, wait_until(2))]


def test_no_visit_waits_for_one_on_the_next_day_at_another_place_or_of_nobody() -> None:
    assert list(joining(picked(visit(1, work(60)), visit(2, work(60, 5))))) == []
    assert list(joining(picked(visit(1, work(60)), visit(2, work(60, 3, place=SOUTH))))) == []
    assert list(joining(picked(visit(1, work(60)), step(2, work(60, 2))))) == []
    assert list(joining(picked(visit(1, work(60)), visit(2, work(90, 4), run=Run.THROUGH)))) == []


def test_each_run_of_a_later_visit_is_waited_for_and_one_with_later_runs_waits_for_nobody() -> None:
    assert list(joining(picked(RUNS, visit(2, work(60))))) == [(1, wait_until(2)), (1, wait_until(4))]


def test_runs_on_days_apart_may_begin_later() -> None:
    picks = picked(RUNS, visit(2, work(60)), visit(3, work(60, 2)))
    assert list(closing_up(picks)) == [(0, Wish(Avoid.BEGIN, 0, MONDAY + 4, 0))]
    assert list(closing_up(picked(visit(1, work(60)), visit(2, work(60, 4, runs=2), run=Run.THROUGH)))) == [
        (1, Wish(Avoid.BEGIN, 0, MONDAY + 4, 0))
    ]


def test_visits_not_yet_made_are_asked_nothing_and_are_none() -> None:
    steps = (visit(1, work(60)), visit(2, work(60, 4, runs=2), run=Run.THROUGH))
    picks = picked(*steps, count=1)
    assert list(closing_up(picks)) == []
    its = two_weeks(*(Days(MONDAY, MONDAY + 9, IN_THE_NORTH) for _ in steps), longest=(1, NEVER))
    near = Nearness(its, 999, sought=False)
    assert near.visits(picks.made) == (Days(MONDAY, MONDAY, IN_THE_NORTH), None)
    assert near.visits(picked(*steps).made)[1] == Days(MONDAY + 3, MONDAY + 5, IN_THE_NORTH)
    nobody = picked(visit(1, work(60)), visit(2, work(90, 4), run=Run.THROUGH))
    assert near.visits(nobody.made)[1] is None

"""The bound on her road is never above the road of a plan, and no plan is left without being asked for."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itc.algorithms.scheduling.board import Board, board_of
from itc.algorithms.scheduling.evaluation.every_plan import EveryPlan, Limits
from itc.algorithms.scheduling.evaluation.every_way import EveryWay
from itc.algorithms.scheduling.evaluation.small import small_letter
from itc.algorithms.scheduling.hours import NEVER
from itc.algorithms.scheduling.open_time import Calendar, local_day
from itc.algorithms.scheduling.plan import Plan
from itc.algorithms.scheduling.problem import Problem, Run
from itc.algorithms.scheduling.roads import Days, Roads, roads
from itc.algorithms.scheduling.solve import solve
from itc.algorithms.scheduling.windows import earliest, windows
from tests.algorithms.scheduling.letters import (
    BANGKOK,
    MONDAY,
    NORTH,
    SOUTH,
    at,
    letter,
    machine,
    openings,
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
from tests.algorithms.scheduling.strategies import REAL, TINY, problems


def roads_of(board: Board, finish: int) -> Roads:
    """Return her roads in plans that finish by a minute, of which there must be some."""
    first = earliest(board)
    left = windows(board, first, finish)
    assert left is not None
    return roads(board, first, left)


def made_in(plan: Plan, board: Board, its: Roads) -> dict[int, Days]:
    """Return the visits of a plan on their days."""
    found = {}
    for node in its.visits:
        step = board.nodes[node].step
        (planned,) = (each for each in plan.steps if each.seq == step.seq)
        assert planned.option is not None
        option = step.options[planned.option]
        place = getattr(option, "place", None)
        if place is None:
            place = board.problem.network.counters[option.counter].place  # type: ignore[union-attr]
        end = max(planned.end, planned.start + 1)
        days = local_day(planned.start, BANGKOK), local_day(end - 1, BANGKOK)
        found[node] = Days(*days, its.bit(place))
    return found


def plans(problem: Problem) -> list[Plan]:
    return [answer.plan for answer in solve(problem, tries=300) if not answer.plan.unmet]


@settings(max_examples=30, deadline=None)
@given(problems(REAL, 5), st.randoms(use_true_random=False))
def test_the_least_road_is_never_above_that_of_a_plan(problem: Problem, chance: random.Random) -> None:
    board = board_of(problem)
    for plan in plans(problem):
        its = roads_of(board, plan.finish)
        made = made_in(plan, board, its)
        some = {node: days for node, days in made.items() if chance.random() < 0.5}
        assert its.least({}) <= its.least(some) <= its.least(made) <= plan.km


@pytest.mark.parametrize("seed", range(60))
def test_no_plan_of_a_small_letter_has_a_shorter_road_than_the_least(seed: int) -> None:
    problem = small_letter(seed, steps=random.Random(seed).randint(2, 5), chain=False)
    board = board_of(problem)
    for plan in plans(problem):
        least = roads_of(board, plan.finish).least({})
        assert not EveryPlan(problem).exists(Limits(finish=plan.finish, km=least - 1))


@settings(max_examples=150, deadline=None)
@given(windows_and_days(), st.sets(st.integers(0, 4)))
def test_the_least_road_is_never_above_that_of_visits_on_any_days(
    drawn: tuple[Roads, list[Days]], some: set[int]
) -> None:
    its, days = drawn
    made = {node: each for node, each in enumerate(days) if node in some}
    assert its.least({}) <= its.least(made) <= its.least(dict(enumerate(days))) <= driven(days)


SOONER = st.lists(st.integers(0, 6), min_size=5, max_size=5)


def assert_asked_to_wait(drawn: tuple[Roads, list[Days]], sooner: list[int]) -> None:
    """Make some visits of a plan sooner: where the road is too long then, one of them is asked to wait."""
    its, days = drawn
    km = driven(days)
    made = {}
    for node, (each, by) in enumerate(zip(days, sooner, strict=False)):
        if by < 6:
            earlier = min(by, each.first - its.visits[node].first)
            made[node] = Days(each.first - earlier, each.last - earlier, each.places)
    asked, others = its.too_early(made, km)
    if its.least(made) > km:
        assert others <= km or any(days[node].last >= day for node, day in asked)


@settings(max_examples=200, deadline=None)
@given(windows_and_days(), SOONER)
def test_where_visits_are_made_too_early_for_a_plan_one_of_them_is_asked_to_wait(
    drawn: tuple[Roads, list[Days]], sooner: list[int]
) -> None:
    assert_asked_to_wait(drawn, sooner)


@pytest.mark.prove
@settings(max_examples=20_000, deadline=None)
@given(windows_and_days(), SOONER)
def test_twenty_thousand_roads(drawn: tuple[Roads, list[Days]], sooner: list[int]) -> None:
    assert_asked_to_wait(drawn, sooner)


@pytest.mark.parametrize(
    ("visits", "longest", "km"),
    [
        ((), (), 0),
        ((Days(1, 1, IN_THE_NORTH),), (1,), 200),
        ((Days(1, 1, IN_EITHER),), (1,), 80),
        ((Days(1, 1, IN_THE_NORTH), Days(2, 2, IN_THE_NORTH)), (1, 1), 200),
        ((Days(1, 1, IN_THE_NORTH), Days(3, 3, IN_THE_NORTH)), (1, 1), 400),
        ((Days(1, 9, IN_THE_NORTH), Days(3, 3, IN_THE_NORTH)), (1, 1), 200),
        ((Days(1, 1, IN_THE_NORTH), Days(1, 1, IN_THE_SOUTH)), (1, 1), 280),
        ((Days(1, 1, IN_THE_NORTH), Days(1, 1, IN_EITHER)), (1, 1), 200),
        ((Days(1, 1, IN_THE_NORTH), Days(3, 3, IN_THE_NORTH), Days(1, 9, IN_EITHER)), (1, 1, 1), 200),
        ((Days(1, 1, IN_THE_NORTH), Days(3, 3, IN_THE_NORTH), Days(1, 9, IN_THE_SOUTH)), (1, 1, 1), 480),
        ((Days(1, 1, IN_THE_NORTH), Days(4, 4, IN_THE_NORTH), Days(1, 9, IN_EITHER)), (1, 1, 1), 400),
        ((Days(1, 1, IN_THE_NORTH), Days(4, 4, IN_THE_NORTH), Days(1, 9, IN_EITHER)), (1, 1, 2), 200),
    ],
)
def test_stays_are_shared_where_days_and_places_allow(
    visits: tuple[Days, ...], longest: tuple[int, ...], km: int
) -> None:
    assert two_weeks(*visits, longest=longest).least({}) == km


def test_a_visit_that_waits_for_another_is_as_many_days_later() -> None:
    near = (Days(1, 9, IN_THE_NORTH), Days(1, 9, IN_THE_NORTH))
    assert two_weeks(*near, longest=(1, 1), lags={(0, 1): 1}).least({}) == 200
    assert two_weeks(*near, longest=(1, 1), lags={(0, 1): 2}).least({}) == 400


def test_a_visit_made_counts_on_its_days_and_is_asked_to_come_nearer() -> None:
    its = two_weeks(Days(1, 9, IN_THE_NORTH), Days(5, 9, IN_THE_NORTH), longest=(1, 1))
    assert its.least({}) == 200
    early = {0: Days(2, 2, IN_THE_NORTH)}
    assert its.least(early) == 400
    assert its.too_early(early, 200) == ([(0, 4)], 400)


def test_what_no_waiting_can_help_is_not_asked_for() -> None:
    its = two_weeks(Days(1, 3, IN_THE_NORTH), Days(5, 9, IN_THE_NORTH), longest=(1, 1))
    assert its.too_early({0: Days(2, 2, IN_THE_NORTH)}, 399) == ([], 400)


def test_windows_of_visits_are_days_of_the_letter() -> None:
    problem = letter(
        visit(1, work(60), wait_days=2),
        visit(2, work(60, 2, place=SOUTH), work(60), after=(1,)),
        resources=(machine(1), machine(2, place=SOUTH)),
        calendars=(weekly(8, 17),),
    )
    its = roads_of(board_of(problem), at(4, 12))
    assert its.places == (SOUTH, NORTH)
    assert its.km == (80, 200)
    assert its.visits == {
        0: Days(MONDAY, MONDAY + 2, its.bit(NORTH)),
        1: Days(MONDAY + 2, MONDAY + 4, its.bit(NORTH) | its.bit(SOUTH)),
    }
    assert (its.pairs, its.longest) == ((), (2, 2))  # no weekend lies in these windows
    assert its.least({}) == 280


def test_runs_that_may_lie_apart_may_last_any_number_of_days() -> None:
    runs = visit(1, work(60, runs=2), run=Run.THROUGH)
    long = visit(2, work(60 * 12, 2))
    problem = letter(runs, long, resources=(machine(1), machine(2)), calendars=(weekly(8, 17),))
    assert roads_of(board_of(problem), at(20, 0)).longest == (NEVER, 5)


NIGHTS = openings(*((at(day, 20), at(day + 1, 4)) for day in range(10)))
DAYS = weekly(8, 17, days=range(7))


@pytest.mark.parametrize(
    ("calendar", "run", "lengths", "longest"),
    [
        (DAYS, Run.SPLIT, {"use": 60}, 2),
        (DAYS, Run.SPLIT, {"use": 1}, 1),
        (DAYS, Run.SPLIT, {"use": 60, "setup": 60}, 2),
        (DAYS, Run.SPLIT, {"use": 9 * 60 + 2, "setup": 30 * 60}, 3),
        (DAYS, Run.THROUGH, {"use": 60, "setup": 60}, 1),
        (NIGHTS, Run.THROUGH, {"use": 60}, 2),
        (NIGHTS, Run.THROUGH, {"use": 60, "setup": 210}, 2),
        (NIGHTS, Run.THROUGH, {"use": 60, "setup": 240}, 1),
        (NIGHTS, Run.SPLIT, {"use": 8 * 60 + 2}, 3),
    ],
)
def test_the_most_days_of_a_run_are_those_of_one_begun_late(
    calendar: Calendar, run: Run, lengths: dict[str, int], longest: int
) -> None:
    problem = letter(visit(1, work(**lengths), run=run), resources=(machine(1),), calendars=(calendar,))
    assert roads_of(board_of(problem), at(9, 0)).longest == (longest,)


@pytest.mark.parametrize(
    ("use", "setup", "longest"), [(60, 30, 1), (8 * 60, 0, 2), (7 * 60, 30, 1), (7 * 60 + 1, 30, 2)]
)
def test_a_run_over_night_is_over_the_next_day(use: int, setup: int, longest: int) -> None:
    night = machine(1, overnight=True)
    problem = letter(visit(1, work(use, setup=setup), run=Run.THROUGH), resources=(night,), calendars=(DAYS,))
    assert roads_of(board_of(problem), at(9, 0)).longest == (longest,)


@settings(max_examples=60, deadline=None)
@given(problems(TINY, 1))
def test_no_run_lasts_more_days_than_the_longest(problem: Problem) -> None:
    board = board_of(problem)
    first = earliest(board)
    left = windows(board, first, TINY.start + 10 * 1440)
    (step,) = problem.steps
    every = EveryWay(problem, grain=1).of(step, first_goods=step.has_goods)
    spanned = [
        local_day(use_to - 1, BANGKOK) - local_day(use_from, BANGKOK) + 1
        for done in every
        for use_from, use_to in done.use
    ]
    if step.attended and left is not None and not first.unmet:
        assert max(spanned) <= roads(board, first, left).longest[0]

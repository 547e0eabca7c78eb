"""The search: a plan in any case, days between runs filled, nothing left out, the same every time."""

import pytest

from itc.algorithms.scheduling.evaluation.small import small_letter
from itc.algorithms.scheduling.evaluation.trial import Trial, tried
from itc.algorithms.scheduling.problem import Run
from itc.algorithms.scheduling.solve import solve
from tests.algorithms.scheduling.letters import (
    at,
    letter,
    machine,
    openings,
    sound,
    step,
    visit,
    weekly,
    work,
)


def test_a_letter_with_more_ways_than_tries_is_planned_all_the_same() -> None:
    options = tuple(work(60, cost=cost) for cost in range(100))
    problem = letter(*(step(seq, *options) for seq in range(1, 16)), resources=(machine(1),))
    (answer,) = solve(problem, tries=1)
    assert answer.plan.unmet == ()
    assert (answer.exact, answer.plan.finish) == (False, at(1, 16))


def test_days_between_two_runs_are_filled_by_another_visit_of_the_same_stay() -> None:
    apart = openings((at(0, 8), at(0, 9)), (at(2, 8), at(2, 9)))
    runs = visit(1, work(60, runs=2), run=Run.THROUGH)
    other = visit(2, work(60, 2), run=Run.THROUGH)
    resources, calendars = (machine(1, 1), machine(2)), (weekly(8, 17), apart)
    made = sound(letter(runs, other, resources=resources, calendars=calendars))
    assert made.steps[1].start == at(1, 8)
    assert (made.finish, made.km) == (at(2, 9), 200)


@pytest.mark.parametrize(("seed", "steps"), [(11555, 6), (12094, 6)])
def test_letters_of_which_a_search_once_left_plans_out(seed: int, steps: int) -> None:
    # days between runs were not filled; a limit too low to ask for anything was raised beyond what can be had
    assert tried(small_letter(seed, steps=steps, chain=False)) == Trial(equal=True, exact=True, bounded=True)

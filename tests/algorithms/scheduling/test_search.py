"""The search: a plan in any case, days between runs filled, nothing left out, the same every time."""

import random

import pytest

from itc.algorithms.scheduling.evaluation.small import small_letter
from itc.algorithms.scheduling.evaluation.trial import Trial, tried
from itc.algorithms.scheduling.problem import Problem, Run
from itc.algorithms.scheduling.solve import solve
from itc.algorithms.scheduling.totals import Part
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


def one_machine_each(seed: int) -> Problem:
    """Return a letter of nine steps and nine machines with an hour each, which fit in one way only."""
    chance = random.Random(seed)
    machines = chance.sample(range(1, 10), 9)
    able = [
        {number, *chance.sample(machines[at + 1 :], min(4, 8 - at))} for at, number in enumerate(machines)
    ]
    steps = [
        step(seq, *(work(60, number, cost=chance.randint(1, 9)) for number in sorted(numbers)))
        for seq, numbers in zip(chance.sample(range(1, 10), 9), able, strict=True)
    ]
    hours = tuple(openings((at(0, 7 + number), at(0, 8 + number))) for number in range(1, 10))
    resources = tuple(machine(number, number) for number in range(1, 10))
    return letter(*steps, resources=resources, calendars=(weekly(8, 17), *hours))


def test_with_tries_enough_every_step_is_met_if_that_is_possible() -> None:
    assert [answer.plan.unmet for answer in solve(one_machine_each(2))] == [()]


def test_where_the_tries_do_not_show_that_a_step_is_left_to_nobody_the_plan_says_so() -> None:
    (answer,) = solve(one_machine_each(11))
    assert len(answer.plan.unmet) == 1
    assert (answer.exact, answer.bound, answer.bound_on) == (False, 1.0, Part.UNMET)

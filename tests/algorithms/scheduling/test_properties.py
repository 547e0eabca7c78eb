"""What holds for every letter: plans are sound, repeatable, and never better for having started later."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itc.algorithms.scheduling.checker import check
from itc.algorithms.scheduling.plan import Reason
from itc.algorithms.scheduling.planner import plan
from itc.algorithms.scheduling.problem import Problem
from itc.algorithms.scheduling.spans import NEVER
from tests.algorithms.scheduling.strategies import REAL, TINY, problems


@settings(max_examples=60, deadline=None)
@given(problems(REAL, 8))
def test_the_checker_finds_nothing_in_plans_of_real_weeks(problem: Problem) -> None:
    assert check(problem, plan(problem)) == []


@pytest.mark.prove
@settings(max_examples=5000, deadline=None)
@given(problems(REAL, 8) | problems(TINY, 8))
def test_the_checker_finds_nothing_in_five_thousand_plans(problem: Problem) -> None:
    assert check(problem, plan(problem)) == []


@settings(max_examples=60, deadline=None)
@given(problems(TINY, 8))
def test_the_checker_finds_nothing_in_plans_of_minutes(problem: Problem) -> None:
    assert check(problem, plan(problem)) == []


@settings(max_examples=60, deadline=None)
@given(problems(REAL, 6))
def test_the_same_letter_gives_the_same_plan(problem: Problem) -> None:
    calendars = tuple(replace(calendar) for calendar in problem.network.calendars)
    copied = replace(problem, network=replace(problem.network, calendars=calendars))
    assert plan(problem) == plan(problem) == plan(copied)


@settings(max_examples=60, deadline=None)
@given(problems(REAL, 6))
def test_the_order_of_the_letter_changes_nothing(problem: Problem) -> None:
    turned = plan(replace(problem, steps=problem.steps[::-1]))
    assert turned.steps[::-1] == plan(problem).steps


@settings(max_examples=60, deadline=None)
@given(problems(REAL, 1), st.integers(0, 3000))
def test_a_step_that_may_start_later_never_ends_earlier(problem: Problem, minutes: int) -> None:
    (early,) = plan(problem).steps
    (late,) = plan(replace(problem, earliest=problem.earliest + minutes)).steps
    if late.option is not None:
        assert early.option is not None
        assert early.ready <= late.ready


@settings(max_examples=60, deadline=None)
@given(problems(REAL, 1))
def test_a_step_without_free_time_fits_when_nobody_else_has_booked(problem: Problem) -> None:
    (planned,) = plan(problem).steps
    network = problem.network
    empty = {each.id: replace(each, busy=NEVER, notice_min=0) for each in network.resources.values()}
    counters = {each.id: replace(each, taken={}) for each in network.counters.values()}
    (cured,) = plan(replace(problem, network=replace(network, resources=empty, counters=counters))).steps
    blocked = planned.unmet in (Reason.NOTICE, Reason.NO_FREE_TIME)
    assert (planned.option is not None or blocked) == (cured.option is not None)

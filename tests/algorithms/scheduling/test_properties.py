"""What holds for every letter: plans are sound, repeatable, and never better for having started later."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itc.algorithms.scheduling.checker import check
from itc.algorithms.scheduling.hours_checker import Violation
from itc.algorithms.scheduling.plan import Reason
from itc.algorithms.scheduling.problem import Problem
from itc.algorithms.scheduling.solve import Answer, Kind, solve, until
from itc.algorithms.scheduling.spans import NEVER
from tests.algorithms.scheduling.letters import earliest
from tests.algorithms.scheduling.strategies import REAL, TINY, problems

FEW = 400
"""Tries enough to go back and forth in most letters."""


def faults(problem: Problem, tries: int = FEW) -> list[Violation]:
    return [fault for answer in solve(problem, tries=tries) for fault in check(problem, answer.plan)]


@settings(max_examples=60, deadline=None)
@given(problems(REAL, 8))
def test_the_checker_finds_nothing_in_plans_of_real_weeks(problem: Problem) -> None:
    assert faults(problem) == []


@settings(max_examples=60, deadline=None)
@given(problems(TINY, 8))
def test_the_checker_finds_nothing_in_plans_of_minutes(problem: Problem) -> None:
    assert faults(problem) == []


@pytest.mark.prove
@settings(max_examples=2_000, deadline=None)
@given(problems(REAL, 8) | problems(TINY, 8))
def test_the_checker_finds_nothing_in_two_thousand_letters(problem: Problem) -> None:
    assert faults(problem) == []


@settings(max_examples=40, deadline=None)
@given(problems(REAL, 6))
def test_the_same_letter_gives_the_same_plans(problem: Problem) -> None:
    calendars = tuple(replace(calendar) for calendar in problem.network.calendars)
    copied = replace(problem, network=replace(problem.network, calendars=calendars))
    assert solve(problem, tries=FEW) == solve(copied, tries=FEW)


@settings(max_examples=40, deadline=None)
@given(problems(REAL, 6))
def test_the_order_of_the_letter_changes_nothing(problem: Problem) -> None:
    turned = solve(replace(problem, steps=problem.steps[::-1]), tries=FEW)
    back = [replace(each, plan=replace(each.plan, steps=each.plan.steps[::-1])) for each in turned]
    assert tuple(back) == solve(problem, tries=FEW)


def by_kind(answers: tuple[Answer, ...]) -> dict[Kind, Answer]:
    return {kind: answer for answer in answers for kind in answer.kinds}


@settings(max_examples=60, deadline=None)
@given(problems(REAL, 5))
def test_each_kind_stands_once_and_none_is_beaten_by_another(problem: Problem) -> None:
    answers = solve(problem, tries=FEW)
    assert sorted(kind for answer in answers for kind in answer.kinds) == sorted(Kind)
    assert all(answer.exact == (answer.bound is None) for answer in answers)
    early, cheap, near = (each.plan for each in (by_kind(answers)[kind] for kind in Kind))
    assert len(early.unmet) == len(cheap.unmet) == len(near.unmet)
    assert early.finish <= min(cheap.finish, near.finish)
    assert near.km <= min(early.km, cheap.km)
    assert max(cheap.finish, near.finish) <= until(problem, early.finish)


@settings(max_examples=60, deadline=None)
@given(problems(REAL, 1), st.integers(0, 3000))
def test_a_step_that_may_start_later_never_ends_earlier(problem: Problem, minutes: int) -> None:
    (early,) = earliest(problem).steps
    (late,) = earliest(replace(problem, earliest=problem.earliest + minutes)).steps
    if late.option is not None:
        assert early.option is not None
        assert early.ready <= late.ready


@settings(max_examples=60, deadline=None)
@given(problems(REAL, 1))
def test_a_step_without_free_time_fits_when_nothing_keeps_anybody_away(problem: Problem) -> None:
    (planned,) = earliest(problem).steps
    network = problem.network
    empty = {each.id: replace(each, busy=NEVER, notice_min=0) for each in network.resources.values()}
    counters = {each.id: replace(each, taken={}) for each in network.counters.values()}
    at_home = replace(problem.owner, away=NEVER)
    near = {way: leg._replace(minutes=0, post=0) for way, leg in at_home.legs.items()}
    cured = replace(
        problem,
        network=replace(network, resources=empty, counters=counters),
        owner=replace(at_home, legs=near),
    )
    blocked = planned.unmet in (Reason.NOTICE, Reason.AWAY, Reason.NO_FREE_TIME)
    assert (planned.option is not None or blocked) == (earliest(cured).steps[0].option is not None)

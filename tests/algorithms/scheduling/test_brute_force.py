"""The planner against every plan there is: small letters in whole hours, tiny ones in minutes."""

import random

import pytest
from hypothesis import given, settings

from itc.algorithms.scheduling.evaluation.every_plan import EveryPlan, Limits
from itc.algorithms.scheduling.evaluation.small import small_letter
from itc.algorithms.scheduling.evaluation.trial import Trial, judged, tried
from itc.algorithms.scheduling.problem import Problem
from itc.algorithms.scheduling.solve import Kind, solve
from tests.algorithms.scheduling.strategies import TINY, problems

BEST = Trial(equal=True, exact=True, bounded=True)


def chain(seed: int, most: int) -> Problem:
    """Return a small letter of two steps or more, one after another."""
    return small_letter(seed, steps=random.Random(seed).randint(2, most), chain=True)


def branches(seed: int, most: int) -> Problem:
    """Return a small letter of two steps or more, some side by side."""
    return small_letter(seed, steps=random.Random(seed).randint(2, most), chain=False)


TENS = pytest.mark.parametrize("seeds", [range(ten, ten + 10) for ten in range(0, 80, 10)], ids=str)


@TENS
def test_no_plan_of_a_chain_beats_the_answers_and_they_say_so(seeds: range) -> None:
    assert [seed for seed in seeds if tried(chain(seed, 4)) != BEST] == []


@TENS
def test_no_plan_with_branches_beats_the_answers(seeds: range) -> None:
    trials = {seed: tried(branches(seed, 4)) for seed in seeds}
    assert [seed for seed, trial in trials.items() if not (trial.equal and trial.bounded)] == []


@pytest.mark.prove
def test_a_thousand_chains() -> None:
    assert [seed for seed in range(1_000, 2_000) if tried(chain(seed, 8)) != BEST] == []


@pytest.mark.prove
def test_a_thousand_letters_with_branches() -> None:
    trials = {seed: tried(branches(seed, 8)) for seed in range(2_000, 3_000)}
    assert [seed for seed, trial in trials.items() if not trial.bounded] == []
    assert sum(trial.equal for trial in trials.values()) >= 990


@pytest.mark.prove
@pytest.mark.parametrize("tries", [1, 60, 300])
def test_bounds_hold_however_few_the_tries(tries: int) -> None:
    trials = {seed: tried(branches(seed, 6), tries=tries) for seed in range(3_000, 3_300)}
    assert [seed for seed, trial in trials.items() if not trial.bounded] == []


def assert_none_is_sooner_or_cheaper(problem: Problem) -> None:
    """Try every minute: none finishes sooner than the earliest, or costs less than it or the cheapest.

    Days are put off to whole quarters of an hour, so kilometres are not asked for in minutes.
    """
    answers = {kind: answer for answer in solve(problem) for kind in answer.kinds}
    early, cheap = answers[Kind.EARLIEST], answers[Kind.CHEAPEST]
    every = EveryPlan(problem, grain=1)
    if early.plan.unmet:
        assert not (early.exact and every.exists(Limits()))
        return
    assert early.exact
    first, least = judged(early.plan), judged(cheap.plan)
    assert not every.exists(Limits(finish=first.finish - 1))
    assert not every.exists(Limits(finish=first.finish, cost=first.cost - 1))
    assert not every.exists(Limits(cost=least.cost - 1))
    assert not every.exists(Limits(cost=least.cost, finish=least.finish - 1))


@settings(max_examples=60, deadline=None)
@given(problems(TINY, 1))
def test_one_step_in_every_minute(problem: Problem) -> None:
    assert_none_is_sooner_or_cheaper(problem)


@settings(max_examples=40, deadline=None)
@given(problems(TINY, 3))
def test_three_steps_in_every_minute(problem: Problem) -> None:
    assert_none_is_sooner_or_cheaper(problem)


@pytest.mark.prove
@settings(max_examples=1_000, deadline=None)
@given(problems(TINY, 3))
def test_a_thousand_letters_in_every_minute(problem: Problem) -> None:
    assert_none_is_sooner_or_cheaper(problem)

"""A trial can fail: an answer that is beaten, or says too much, is caught."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from itc.algorithms.scheduling.evaluation import trial
from itc.algorithms.scheduling.evaluation.every_plan import EveryPlan, Limits
from itc.algorithms.scheduling.evaluation.every_way import QUOTED
from itc.algorithms.scheduling.evaluation.small import small_letter
from itc.algorithms.scheduling.evaluation.trial import Trial, judged, tried
from itc.algorithms.scheduling.problem import Problem
from itc.algorithms.scheduling.solve import Answer, Kind, solve
from itc.algorithms.scheduling.totals import Part
from tests.algorithms.scheduling.letters import (
    SOUTH,
    at,
    letter,
    machine,
    openings,
    sound,
    spans,
    step,
    visit,
    work,
)

BEST = Trial(equal=True, exact=True, bounded=True)
Worse = Callable[[Answer], Answer]


def problem() -> Problem:
    """Return a visit: at once for 3 satang in the NORTH, a day later for 1, two days later in the SOUTH."""
    return letter(
        visit(1, work(60, cost=3), work(60, 2, cost=1), work(60, 3, place=SOUTH, cost=2)),
        resources=(
            machine(1),
            machine(2, busy=spans((at(0, 0), at(1, 8)))),
            machine(3, place=SOUTH, busy=spans((at(0, 0), at(2, 8)))),
        ),
        calendars=(openings(*((at(day, 8), at(day, 12)) for day in range(4))),),
        horizon_end=at(4, 0),
    )


def with_answers(monkeypatch: pytest.MonkeyPatch, worse: Worse) -> Trial:
    """Try the letter with each of its answers changed."""

    def changed(problem: Problem, *, tries: int) -> tuple[Answer, ...]:
        return tuple(worse(answer) for answer in solve(problem, tries=tries))

    monkeypatch.setattr(trial, "solve", changed)
    return tried(problem())


def test_answers_that_nothing_beats() -> None:
    assert len(solve(problem())) == 3
    assert tried(problem()) == BEST


@pytest.mark.parametrize(
    ("kind", "part", "more"),
    [
        (Kind.EARLIEST, "finish", 60),
        (Kind.EARLIEST, "cost", 1),
        (Kind.CHEAPEST, "cost", 1),
        (Kind.CHEAPEST, "finish", 60),
        (Kind.NEAREST, "km", 1),
        (Kind.NEAREST, "finish", 60),
        (Kind.NEAREST, "cost", 1),
    ],
)
def test_an_answer_that_is_beaten_in_any_part(
    monkeypatch: pytest.MonkeyPatch, kind: Kind, part: str, more: int
) -> None:
    def worse(answer: Answer) -> Answer:
        plan = answer.plan
        changed = replace(plan, **{part: getattr(plan, part) + more})
        return replace(answer, plan=changed) if kind in answer.kinds else answer

    assert with_answers(monkeypatch, worse) == Trial(equal=False, exact=True, bounded=False)


@pytest.mark.parametrize(
    ("bound", "bound_on", "bounded"),
    [
        (0.5, Part.COST, True),
        (0.49, Part.COST, False),
        (0.9, Part.FINISH, False),  # cost comes before it and is beaten
    ],
)
def test_an_answer_that_is_beaten_by_more_or_less_than_it_says(
    monkeypatch: pytest.MonkeyPatch, bound: float, bound_on: Part, *, bounded: bool
) -> None:
    def twice(answer: Answer) -> Answer:
        if answer.kinds != (Kind.CHEAPEST,):
            return answer
        plan = replace(answer.plan, cost=2)
        return replace(answer, plan=plan, exact=False, bound=bound, bound_on=bound_on)

    assert with_answers(monkeypatch, twice) == Trial(equal=False, exact=False, bounded=bounded)


def test_nothing_is_said_of_parts_after_the_one_with_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    def late(answer: Answer) -> Answer:
        if answer.kinds != (Kind.CHEAPEST,):
            return answer
        plan = replace(answer.plan, finish=answer.plan.finish + 600)
        return replace(answer, plan=plan, exact=False, bound=0.01, bound_on=Part.COST)

    assert with_answers(monkeypatch, late) == Trial(equal=False, exact=False, bounded=True)


def test_the_bound_of_an_answer_of_two_kinds_is_that_of_one_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    def with_bound(bound: float | None, bound_on: Part | None) -> Trial:
        def merged(answer: Answer) -> Answer:
            # the earliest plan as the nearest too, which takes 200 km where 80 would do
            if answer.kinds == (Kind.NEAREST,):
                answer = solve(problem())[0]
                kinds = (Kind.EARLIEST, Kind.NEAREST)
                return replace(answer, kinds=kinds, exact=bound is None, bound=bound, bound_on=bound_on)
            return answer

        return with_answers(monkeypatch, merged)

    assert with_bound(0.6, Part.KM) == Trial(equal=False, exact=False, bounded=True)
    assert with_bound(0.1, Part.COST) == Trial(equal=False, exact=False, bounded=True)
    assert with_bound(None, None) == Trial(equal=False, exact=True, bounded=False)


def test_a_step_left_to_nobody_that_somebody_could_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def unmet(answer: Answer) -> Answer:
        (planned,) = answer.plan.steps
        left = replace(planned, option=None, unmet="no_free_time")  # type: ignore[arg-type] # any reason
        return replace(answer, plan=replace(answer.plan, steps=(left,)))

    assert with_answers(monkeypatch, unmet) == Trial(equal=False, exact=True, bounded=False)


def test_a_step_nobody_can_do_is_no_fault() -> None:
    assert tried(letter(step(1), calendars=(openings((at(0, 8), at(0, 9))),), horizon_end=at(1, 0))) == BEST


def test_what_is_to_be_quoted_counts_for_more_than_any_price() -> None:
    made = sound(letter(step(1, work(60, cost=None)), step(2, work(60, cost=7)), resources=(machine(1),)))
    assert judged(made) == Limits(finish=at(0, 10), cost=QUOTED + 7, km=0)


def test_every_plan_has_what_the_planner_finds_and_nothing_less() -> None:
    every = EveryPlan(problem())
    assert every.exists(Limits(finish=at(0, 9), cost=3, km=200))
    assert every.exists(Limits(finish=at(1, 9), cost=1, km=200))
    assert every.exists(Limits(finish=at(2, 9), cost=2, km=80))
    assert not every.exists(Limits(finish=at(0, 9), cost=2))
    assert not every.exists(Limits(finish=at(1, 9), km=80))
    assert not every.exists(Limits(cost=1, km=80))
    assert not every.exists(Limits(cost=0))


def test_a_finer_grain_finds_what_whole_hours_leave_out() -> None:
    half = letter(
        step(1, work(30)),
        step(2, work(30)),
        resources=(machine(1),),
        calendars=(openings((at(0, 8), at(0, 10))),),
        horizon_end=at(0, 10),
    )
    assert EveryPlan(half, grain=30).exists(Limits(finish=at(0, 9)))
    assert EveryPlan(half, grain=1).exists(Limits(finish=at(0, 9)))
    assert not EveryPlan(half, grain=1).exists(Limits(finish=at(0, 9) - 1))


def test_small_letters_are_the_same_for_a_seed_and_differ_between_seeds() -> None:
    def asked(seed: int, *, chain: bool) -> tuple[object, ...]:
        made = small_letter(seed, steps=4, chain=chain)
        return made.steps, made.owner, made.start

    assert asked(1, chain=True) == asked(1, chain=True)
    assert len({str(asked(seed, chain=True)) for seed in range(20)}) == 20
    assert [each.after for each in small_letter(1, steps=4, chain=True).steps] == [(), (1,), (2,), (3,)]
    assert any(len(each.after) != 1 for each in small_letter(1, steps=4, chain=False).steps[1:])

"""The reply: blocks as they were found, and why a step is left to nobody, each reason with its cure."""

from dataclasses import replace
from typing import Any

import pytest

from itc.algorithms.scheduling.open_time import DAY
from itc.algorithms.scheduling.plan import Block, PlannedStep, Reason
from itc.algorithms.scheduling.problem import BookedAs, Counter, Problem, Resource, Step
from itc.algorithms.scheduling.spans import NEVER
from tests.algorithms.scheduling.letters import (
    NORTH,
    at,
    called,
    letter,
    machine,
    openings,
    order,
    sound,
    spans,
    step,
    through,
    visit,
    weekly,
    work,
)

COUNTER: dict[str, Any] = {"booked_as": BookedAs.COUNTER}
LATE = spans((at(0, 0), at(56, 0)))


def only(problem: Problem) -> PlannedStep:
    """Return the last step of a sound plan."""
    return sound(problem).steps[-1]


@pytest.mark.parametrize(
    ("unmet", "resource", "reason"),
    [
        (step(2, after=(1,)), machine(2), Reason.NO_PROVIDER),
        (step(2, work(60, 2), after=(1,)), machine(2, notice_min=60 * DAY), Reason.NOTICE),
        (step(2, work(60, 2), after=(1,)), machine(2, busy=LATE), Reason.NO_FREE_TIME),
        (step(2, work(60, 2), after=(1,)), machine(2, 1), Reason.HORIZON),
        (through(2, work(241, 2), after=(1,)), machine(2), Reason.NO_OPENING),
        (step(2, work(60, 2), after=(1,)), machine(2, 2), Reason.NO_OPENING),
    ],
)
def test_a_step_nobody_can_do_is_a_grey_block_with_a_reason_and_the_plan_goes_on(
    unmet: Step, resource: Resource, reason: Reason
) -> None:
    first_days = weekly(8, 9, days=range(1), closed=frozenset(range(7, 56)))
    problem = letter(
        step(1, work(60), wait_days=1),
        replace(unmet, usual_minutes=300, wait_days=2),
        step(3, work(60), after=(2,)),
        resources=(machine(1), resource),
        calendars=(letter().network.calendars[0], first_days, openings()),
    )
    made = sound(problem)
    grey = made.steps[1]
    assert made.unmet == (grey,)
    assert (grey.unmet, grey.start, grey.end) == (reason, at(1, 9), at(1, 15))
    assert (grey.cost, grey.blocks, made.cost_complete) == (None, (), False)
    assert made.steps[2].start == at(3, 15)


def test_she_is_away_whenever_she_could_come() -> None:
    problem = letter(visit(1, work(60)), step(2, work(60)), resources=(machine(1),))
    away = called(problem, away=LATE)
    assert [each.unmet for each in sound(away).steps] == [Reason.AWAY, None]
    assert only(replace(away, owner=replace(away.owner, away=NEVER))).unmet is None


def test_she_cannot_be_there_in_the_only_hour_there_is() -> None:
    first_hour = (openings((at(0, 8), at(0, 9))),)
    problem = letter(visit(1, work(60)), resources=(machine(1),), calendars=first_hour)
    assert only(problem).unmet is None
    assert only(replace(problem, earliest=at(0, 7))).unmet is Reason.AWAY


def test_a_sample_is_on_its_way_in_the_only_hour_there_is() -> None:
    first_hour = (openings((at(0, 8), at(0, 9))),)
    problem = letter(step(1, work(60)), resources=(machine(1),), calendars=first_hour)
    assert only(problem).unmet is None
    assert only(called(problem, post=DAY)).unmet is Reason.NOTICE


@pytest.mark.parametrize(
    ("notice", "away", "busy", "reason"),
    [
        (True, False, False, Reason.NOTICE),
        (False, True, False, Reason.AWAY),
        (False, False, True, Reason.NO_FREE_TIME),
        (True, True, False, Reason.AWAY),
        (True, False, True, Reason.NO_FREE_TIME),
        (False, True, True, Reason.NO_FREE_TIME),
        (True, True, True, Reason.NO_FREE_TIME),
        (False, False, False, None),
    ],
)
def test_of_several_hindrances_the_last_that_must_go_is_named(
    *, notice: bool, away: bool, busy: bool, reason: Reason | None
) -> None:
    one = machine(1, busy=LATE if busy else NEVER, notice_min=60 * DAY if notice else 0)
    problem = letter(visit(1, work(60)), resources=(one,))
    assert only(called(problem, away=LATE if away else NEVER)).unmet is reason


def test_a_lab_whose_weeks_are_full_has_no_free_time() -> None:
    lab = Counter(7, 0, NORTH, 1, 1, taken=dict.fromkeys(range(2970, 2990), 1))
    assert only(letter(step(1, order(7), **COUNTER), counters=(lab,))).unmet is Reason.NO_FREE_TIME


def test_what_comes_after_the_horizon_is_counted_by_the_clock() -> None:
    made = sound(
        letter(
            step(1, work(60), wait_days=60),
            step(2, work(60), after=(1,)),
            step(3, booked_as=BookedAs.CHOICE, after=(2,)),
            resources=(machine(1),),
        )
    )
    assert [each.unmet for each in made.steps] == [None, Reason.HORIZON, Reason.HORIZON]
    assert [each.end for each in made.steps[1:]] == [at(60, 10), at(60, 11)]
    assert made.finish == at(60, 11)


def test_a_night_run_that_would_end_beyond_the_horizon_is_not_booked() -> None:
    problem = letter(
        through(1, work(600)),
        resources=(Resource(1, 0, NORTH, overnight=True),),
        calendars=(openings((at(0, 8), at(0, 9))),),
        horizon_end=at(0, 17),
    )
    assert only(problem).unmet is Reason.NO_OPENING


def test_machine_and_operator_are_blocks_of_their_own_for_each_run() -> None:
    made = only(
        letter(
            through(1, work(60, 1, 2, setup=15, cleaning=30, runs=2)),
            resources=(machine(1), machine(2)),
        )
    )
    one = (at(0, 8), at(0, 9, 45), at(0, 8, 15), at(0, 9, 15))
    other = (at(0, 9, 45), at(0, 11, 30), at(0, 10), at(0, 11))
    assert made.blocks == (Block(1, *one), Block(2, *one), Block(1, *other), Block(2, *other))
    assert (made.held_from, made.start, made.end, made.held_to) == (one[0], one[2], other[3], other[1])


def test_a_drop_off_has_no_length_and_holds_nobody() -> None:
    lab = Counter(7, 0, NORTH, 1, 3)
    made = only(letter(step(1, order(7), **COUNTER), counters=(lab,)))
    assert (made.held_from, made.start, made.end, made.held_to) == (at(0, 8),) * 4
    assert (made.ready, made.blocks, made.cost) == (at(3, 8), (), 50_000)


def test_what_is_to_be_quoted_has_no_price() -> None:
    made = sound(letter(step(1, work(60, cost=None)), step(2, work(60, cost=5)), resources=(machine(1),)))
    assert [each.cost for each in made.steps] == [None, 5]
    assert (made.cost, made.cost_complete) == (5, False)


def test_the_steps_of_a_plan_stand_in_the_order_of_the_letter() -> None:
    made = sound(letter(step(2, work(60), after=(5,)), step(5, work(60)), resources=(machine(1),)))
    assert [each.seq for each in made.steps] == [2, 5]

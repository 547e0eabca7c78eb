"""The planner against trying every minute, on letters small enough for it."""

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings

from itc.algorithms.scheduling.plan import PlannedStep
from itc.algorithms.scheduling.planner import plan
from itc.algorithms.scheduling.problem import BookedAs, CounterOption, Presence, Problem, Step, WorkOption
from itc.algorithms.scheduling.work import Slot
from tests.algorithms.scheduling.brute_force import Answer, Done, answer, every_slot
from tests.algorithms.scheduling.strategies import TINY, problems


def claimed(step: Step, planned: PlannedStep) -> Answer | None:
    """Return what the planner says of a step in the words of brute force."""
    if planned.option is None:
        return None
    option = step.options[planned.option]
    if isinstance(option, CounterOption):
        runs: tuple[Slot, ...] = (Slot(planned.start, planned.start, planned.start + 1, planned.start + 1),)
    else:
        blocks = planned.blocks[:: len(option.held)]
        runs = tuple(Slot(b.held_from, b.use_from, b.use_to, b.held_to) for b in blocks)
    return planned.ready, planned.option, runs


def in_turn(problem: Problem) -> list[Step]:
    """Return the steps in the order they are to be placed: always the lowest seq that waits for nobody."""
    left = {step.seq: step for step in problem.steps}
    order = []
    while left:
        seq = min(seq for seq, step in left.items() if not left.keys() & set(step.after))
        order.append(left.pop(seq))
    return order


def assert_each_step_is_the_best_there_is(problem: Problem) -> None:
    """Compare every step with the best of all minutes, given the steps placed before it."""
    by_seq = {planned.seq: planned for planned in plan(problem).steps}
    done: Done = []
    for step in in_turn(problem):
        ready = max((by_seq[seq].ready for seq in step.after), default=problem.start)
        assert claimed(step, by_seq[step.seq]) == answer(problem, step, ready, done)
        done.append((step, by_seq[step.seq]))


@settings(max_examples=60, deadline=None)
@given(problems(TINY, 1))
def test_a_step_alone_takes_the_first_slot_there_is_on_the_best_option(problem: Problem) -> None:
    assert_each_step_is_the_best_there_is(problem)


@settings(max_examples=60, deadline=None)
@given(problems(TINY, 5))
def test_every_step_takes_its_best_slot_among_those_placed_before_it(problem: Problem) -> None:
    assert_each_step_is_the_best_there_is(problem)


@pytest.mark.prove
@settings(max_examples=5000, deadline=None)
@given(problems(TINY, 5))
def test_five_thousand_letters_agree_with_brute_force(problem: Problem) -> None:
    assert_each_step_is_the_best_there_is(problem)


def as_chain(problem: Problem) -> Problem:
    """Return the booked steps of a letter as a chain of single runs that leave nothing behind to clean."""
    booked = [step for step in problem.steps if step.booked_as is BookedAs.RESOURCE]
    chain = [
        replace(
            step,
            seq=seq,
            after=(seq - 1,) if seq > 1 else (),
            presence=Presence.REMOTE,
            wait_days=0,
            options=tuple(
                replace(option, cleaning=0, runs=1)
                for option in step.options
                if isinstance(option, WorkOption)
            ),
        )
        for seq, step in enumerate(booked, start=1)
    ]
    return replace(problem, steps=tuple(chain))


def earliest_finish(problem: Problem) -> int | None:
    """Return the least finish over every option and every slot of every step of a chain."""
    slots = [
        [
            slot
            for option in step.options
            if isinstance(option, WorkOption)
            for slot in every_slot(problem, step, option, [])
        ]
        for step in problem.steps
    ]

    @cache
    def finish(at: int, ready: int) -> int | None:
        if at == len(slots):
            return ready
        ends = {slot.use_to for slot in slots[at] if slot.held_from >= ready}
        found = [end for use_to in ends if (end := finish(at + 1, use_to)) is not None]
        return min(found, default=None)

    return finish(0, problem.start)


@settings(max_examples=60, deadline=None)
@given(problems(TINY, 4))
def test_a_chain_finishes_as_early_as_any_choice_of_options_and_slots_could(problem: Problem) -> None:
    chain = as_chain(problem)
    made = plan(chain)
    assert (None if made.unmet else made.finish) == earliest_finish(chain)

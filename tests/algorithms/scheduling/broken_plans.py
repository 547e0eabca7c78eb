"""A sound plan with every kind of step, and ways to break it in one place only."""

from dataclasses import replace

from itc.algorithms.scheduling.checker import check
from itc.algorithms.scheduling.open_time import local_week
from itc.algorithms.scheduling.plan import Block, Plan, PlannedStep
from itc.algorithms.scheduling.problem import BookedAs, Counter, Problem, Resource
from tests.algorithms.scheduling.letters import (
    MONDAY,
    NORTH,
    SOUTH,
    at,
    earliest,
    letter,
    machine,
    order,
    spans,
    step,
    through,
    visit,
    weekly,
    work,
)

WEEK = local_week(MONDAY)


def full_letter() -> Problem:
    """Return a letter with an operator, two runs, a lab, her visits, a choice, a night and an unmet step."""
    return letter(
        step(1, work(180, 1, 2, setup=30, cleaning=30), work(300, 6, cost=20_000), wait_days=1),
        through(2, work(120, 3, setup=30, cleaning=30, runs=2), after=(1,)),
        step(3, order(7), after=(2,), booked_as=BookedAs.COUNTER),
        visit(4, work(120, 4, place=SOUTH)),
        step(5, work(60, None, 2, expected_days=10, cost=None), after=(3,), booked_as=BookedAs.FILING),
        step(6, after=(5,), booked_as=BookedAs.CHOICE, usual_minutes=90, wait_days=1),
        step(7, after=(6,), wait_days=2),
        visit(8, work(60, 3), after=(1,)),
        through(9, work(1200, 5, setup=60, cleaning=60)),
        resources=(
            machine(1, busy=spans((at(0, 8), at(0, 9)), (at(0, 15), at(0, 16)))),
            machine(2, 1),
            machine(3, notice_min=1440),
            machine(4, place=SOUTH),
            Resource(5, 2, NORTH, overnight=True),
            machine(6),
        ),
        counters=(Counter(7, 0, NORTH, weekly_capacity=2, lead_days=3, taken={WEEK: 1}),),
        calendars=(letter().network.calendars[0], weekly(8, 16), weekly(8, 17)),
    )


PROBLEM = full_letter()
SOUND = earliest(PROBLEM)


def planned(seq: int) -> PlannedStep:
    return SOUND.steps[seq - 1]


def with_step(changed: PlannedStep, made: Plan = SOUND) -> Plan:
    """Return a plan with one step changed and its sums brought up to date."""
    steps = tuple(changed if each.seq == changed.seq else each for each in made.steps)
    costs = [each.cost for each in steps]
    return replace(
        made,
        steps=steps,
        finish=max(each.ready for each in steps),
        cost=sum(cost or 0 for cost in costs),
        cost_complete=None not in costs,
    )


def moved(one: PlannedStep, minutes: int) -> PlannedStep:
    """Return a step with everything about it moved by minutes."""
    return replace(
        one,
        start=one.start + minutes,
        end=one.end + minutes,
        held_from=one.held_from + minutes,
        held_to=one.held_to + minutes,
        ready=one.ready + minutes,
        blocks=tuple(shifted(block, minutes) for block in one.blocks),
    )


def shifted(block: Block, minutes: int) -> Block:
    return Block(
        block.resource,
        block.held_from + minutes,
        block.held_to + minutes,
        block.use_from + minutes,
        block.use_to + minutes,
    )


def with_blocks(seq: int, *blocks: Block) -> Plan:
    """Return the sound plan with other blocks in a step."""
    return with_step(replace(planned(seq), blocks=blocks))


def faults(made: Plan, problem: Problem = PROBLEM) -> set[tuple[str, int | None]]:
    return {(fault.code, fault.seq) for fault in check(problem, made)}

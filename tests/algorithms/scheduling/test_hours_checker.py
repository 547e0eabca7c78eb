"""A block broken in one way at a time: its resources, their hours, its minutes and the order of its runs."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from itc.algorithms.scheduling.problem import Resource, Step
from tests.algorithms.scheduling.broken_plans import (
    PROBLEM,
    SOUND,
    faults,
    moved,
    planned,
    shifted,
    with_blocks,
    with_step,
)
from tests.algorithms.scheduling.letters import (
    NORTH,
    at,
    earliest,
    letter,
    machine,
    step,
    through,
    weekly,
    work,
)


@pytest.mark.parametrize("minutes", [-1, 1, 12 * 60, 5 * 24 * 60])
@pytest.mark.parametrize("make", [step, through])
def test_work_outside_hours(make: Callable[..., Step], minutes: int) -> None:
    problem = letter(make(1, work(540)), resources=(machine(1),), calendars=(weekly(8, 17),))
    made = earliest(problem)
    assert faults(with_step(moved(made.steps[0], minutes), made), problem) == {("hours", 1)}


@pytest.mark.parametrize(
    "change",
    [
        {"held_from": 1},
        {"held_from": -1},
        {"use_from": 1},
        {"use_from": -1},
        {"use_to": 1},
        {"use_to": -1},
        {"held_to": 1},
        {"held_to": -1},
    ],
)
@pytest.mark.parametrize("seq", [1, 2, 4, 9])
def test_one_minute_too_much_or_too_little_of_any_part_of_a_run(seq: int, change: dict[str, int]) -> None:
    ((name, minutes),) = change.items()
    blocks = [replace(block, **{name: getattr(block, name) + minutes}) for block in planned(seq).blocks]
    assert ("hours", seq) in faults(with_blocks(seq, *blocks))


def test_a_run_over_night_on_a_machine_that_is_not_marked_overnight() -> None:
    resources = dict(PROBLEM.network.resources)
    resources[5] = replace(resources[5], overnight=False)
    network = replace(PROBLEM.network, resources=resources)
    assert faults(SOUND, replace(PROBLEM, network=network)) == {("hours", 9)}


def test_a_set_up_of_a_night_run_outside_the_operators_hours() -> None:
    run = through(1, work(1200, 1, 2, setup=60, cleaning=60))
    resources = (Resource(1, 0, NORTH, overnight=True), machine(2, 1))
    late = letter(run, resources=resources, calendars=(weekly(8, 17), weekly(9, 17)))
    early = letter(run, resources=resources, calendars=(weekly(8, 17), weekly(8, 17)))
    assert faults(earliest(early), early) == set()
    assert faults(earliest(early), late) == {("hours", 1)}


def test_another_machine_than_the_options() -> None:
    one, other = planned(2).blocks
    assert ("resources", 2) in faults(with_blocks(2, one, replace(other, resource=1)))


def test_two_options_in_one_step() -> None:
    machine_block, operator_block = planned(1).blocks
    both = with_blocks(1, machine_block, operator_block, replace(machine_block, resource=6))
    assert faults(both) == {("resources", 1)}


def test_a_resource_nobody_knows() -> None:
    assert ("resources", 4) in faults(with_blocks(4, replace(planned(4).blocks[0], resource=99)))


def test_an_operator_of_another_place() -> None:
    machine_block, operator_block = planned(1).blocks
    elsewhere = with_blocks(1, machine_block, replace(operator_block, resource=4))
    assert faults(elsewhere) == {("place", 1), ("resources", 1), ("overlap", 1)}


def test_an_operator_left_out() -> None:
    assert faults(with_blocks(1, planned(1).blocks[0])) == {("resources", 1)}


def test_an_operator_held_at_another_time_than_the_machine() -> None:
    machine_block, operator_block = planned(1).blocks
    assert faults(with_blocks(1, machine_block, replace(operator_block, held_to=at(0, 13, 29)))) == {
        ("together", 1)
    }


def test_a_run_left_out() -> None:
    assert ("resources", 2) in faults(with_blocks(2, planned(2).blocks[0]))


def test_a_run_that_starts_before_the_one_before_it_is_cleaned_up() -> None:
    one, other = planned(2).blocks
    assert faults(with_blocks(2, one, shifted(one, 30))) >= {("chain", 2), ("overlap", 2)}
    assert ("chain", 2) in faults(with_blocks(2, other, one))


@pytest.mark.parametrize("field", ["start", "end", "held_from", "held_to"])
def test_a_step_that_does_not_span_its_blocks(field: str) -> None:
    one = planned(9)
    assert ("span", 9) in faults(with_step(replace(one, **{field: getattr(one, field) + 1})))


def test_less_notice_than_asked_for() -> None:
    resources = dict(PROBLEM.network.resources)
    for notice, expected in ((9 * 60, set()), (9 * 60 + 1, {("notice", 1)})):
        resources[1] = replace(resources[1], notice_min=notice)
        assert (
            faults(SOUND, replace(PROBLEM, network=replace(PROBLEM.network, resources=resources))) == expected
        )


def test_a_booking_beyond_the_horizon() -> None:
    night = letter(
        through(1, work(600)),
        resources=(Resource(1, 0, NORTH, overnight=True),),
        calendars=(weekly(8, 17, days=range(1), closed=frozenset(range(1, 56))),),
    )
    short = replace(night, network=replace(night.network, horizon_end=at(0, 17)))
    assert faults(earliest(night), night) == set()
    assert faults(earliest(night), short) == {("horizon", 1)}

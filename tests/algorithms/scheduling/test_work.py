"""Where one piece of work lands: pauses, openings, nights, bookings in the way, operators; by example."""

import pytest

from itc.algorithms.scheduling.plan import Block
from itc.algorithms.scheduling.problem import Problem, Resource, Step
from itc.algorithms.scheduling.spans import Spans
from tests.algorithms.scheduling.letters import (
    at,
    earliest,
    letter,
    machine,
    office,
    spans,
    step,
    through,
    weekly,
    work,
)


def blocks(problem: Problem) -> list[tuple[int, int, int, int]]:
    """Return held from, use from, use to and held to of the last step's blocks on resource 1."""
    held = [block for block in earliest(problem).steps[-1].blocks if block.resource == 1]
    return [(block.held_from, block.use_from, block.use_to, block.held_to) for block in held]


def by_day(
    only: Step, *, busy: Spans | None = None, overnight: bool = False
) -> list[tuple[int, int, int, int]]:
    """Return the blocks of a step on machine 1, open 8 to 17."""
    resource = Resource(1, 0, 1, busy or Spans(), overnight=overnight)
    return blocks(letter(only, resources=(resource,), calendars=(weekly(8, 17),)))


def test_split_work_pauses_over_lunch() -> None:
    problem = letter(step(1, work(300)), resources=(machine(1),))
    assert blocks(problem) == [(at(0, 8), at(0, 8), at(0, 14), at(0, 14))]


def test_split_work_pauses_over_a_weekend_and_a_holiday() -> None:
    problem = letter(
        step(1, work(600)),
        resources=(machine(1, busy=spans((at(0, 0), at(4, 8)))),),
        calendars=(office(closed=frozenset({7})),),
    )
    assert blocks(problem) == [(at(4, 8), at(4, 8), at(8, 10), at(8, 10))]


def test_use_after_a_set_up_that_ends_at_closing_starts_at_the_next_opening() -> None:
    problem = letter(
        step(1, work(60, setup=60, cleaning=60)), resources=(machine(1, busy=spans((at(0, 8), at(0, 11)))),)
    )
    assert blocks(problem) == [(at(0, 11), at(0, 13), at(0, 14), at(0, 15))]


def test_use_that_ends_at_closing_is_cleaned_up_at_the_next_opening() -> None:
    problem = letter(step(1, work(180, setup=60, cleaning=30)), resources=(machine(1),))
    assert blocks(problem) == [(at(0, 8), at(0, 9), at(0, 12), at(0, 13, 30))]


def test_no_other_booking_lies_inside_split_work() -> None:
    busy = spans((at(0, 13), at(0, 13, 1)))
    problem = letter(step(1, work(241)), resources=(machine(1, busy=busy),))
    assert blocks(problem)[0][0] == at(0, 13, 1)


def test_split_work_fits_between_bookings_to_the_minute() -> None:
    busy = spans((at(0, 8), at(0, 9)), (at(0, 10), at(0, 17)))
    assert by_day(step(1, work(60)), busy=busy)[0][0] == at(0, 9)
    assert by_day(step(1, work(61)), busy=busy)[0][0] == at(1, 8)


def test_the_runs_of_split_work_are_one_block_with_all_their_time() -> None:
    assert by_day(step(1, work(60, setup=10, cleaning=20, runs=3))) == [
        (at(0, 8), at(0, 8, 10), at(0, 12, 10), at(0, 12, 30))
    ]


def test_through_work_waits_for_an_opening_long_enough() -> None:
    busy = spans((at(0, 8), at(0, 9)))
    assert by_day(through(1, work(480)), busy=busy) == [(at(0, 9), at(0, 9), at(0, 17), at(0, 17))]
    assert by_day(through(1, work(481)), busy=busy) == [(at(1, 8), at(1, 8), at(1, 16, 1), at(1, 16, 1))]


def test_set_up_and_cleaning_of_through_work_lie_in_the_same_opening() -> None:
    problem = letter(through(1, work(200, setup=20, cleaning=20)), resources=(machine(1),))
    assert blocks(problem) == [(at(0, 8), at(0, 8, 20), at(0, 11, 40), at(0, 12))]
    problem = letter(through(1, work(201, setup=20, cleaning=20)), resources=(machine(1),))
    assert blocks(problem) == []


def test_runs_of_through_work_follow_each_other_each_where_it_fits() -> None:
    assert by_day(through(1, work(180, setup=30, cleaning=30, runs=3))) == [
        (at(0, 8), at(0, 8, 30), at(0, 11, 30), at(0, 12)),
        (at(0, 12), at(0, 12, 30), at(0, 15, 30), at(0, 16)),
        (at(1, 8), at(1, 8, 30), at(1, 11, 30), at(1, 12)),
    ]


def test_an_overnight_run_goes_on_by_the_clock_and_is_cleaned_up_in_the_morning() -> None:
    assert by_day(through(1, work(20 * 60, setup=60, cleaning=60)), overnight=True) == [
        (at(0, 8), at(0, 9), at(1, 5), at(1, 9))
    ]


def test_an_overnight_run_over_a_weekend_is_cleaned_up_on_monday() -> None:
    busy = spans((at(0, 0), at(4, 9)))
    assert by_day(through(1, work(20 * 60, setup=60, cleaning=60)), busy=busy, overnight=True) == [
        (at(4, 9), at(4, 10), at(5, 6), at(7, 9))
    ]


def test_cleaning_after_a_night_pauses_in_closed_hours_like_any_work() -> None:
    assert by_day(through(1, work(32 * 60 - 30, cleaning=60)), overnight=True) == [
        (at(0, 8), at(0, 8), at(1, 15, 30), at(1, 16, 30))
    ]
    assert by_day(through(1, work(33 * 60 - 30, cleaning=60)), overnight=True) == [
        (at(0, 8), at(0, 8), at(1, 16, 30), at(2, 8, 30))
    ]


def test_the_set_up_of_an_overnight_run_is_not_broken_by_closing() -> None:
    busy = spans((at(0, 8), at(0, 16, 1)))
    assert by_day(through(1, work(600, setup=60)), busy=busy, overnight=True)[0][0] == at(1, 8)
    busy = spans((at(0, 8), at(0, 16)))
    assert by_day(through(1, work(600, setup=60)), busy=busy, overnight=True) == [
        (at(0, 16), at(0, 17), at(1, 3), at(1, 3))
    ]


def test_an_overnight_run_without_set_up_starts_in_an_open_minute() -> None:
    assert by_day(through(1, work(600)), busy=spans((at(0, 8), at(0, 16, 59))), overnight=True)[0][0] == at(
        0, 16, 59
    )
    assert by_day(through(1, work(600)), busy=spans((at(0, 8), at(0, 17))), overnight=True)[0][0] == at(1, 8)


def test_a_booking_in_the_night_or_at_the_cleaning_moves_the_whole_run() -> None:
    run = through(1, work(20 * 60, cleaning=60))
    assert by_day(run, busy=spans((at(1, 2), at(1, 3))), overnight=True)[0][0] == at(1, 8)
    assert by_day(run, busy=spans((at(1, 8, 59), at(1, 10))), overnight=True)[0][0] == at(1, 10)


def test_a_run_that_fits_in_a_day_is_placed_by_day_on_an_overnight_machine_too() -> None:
    run = through(1, work(300, setup=30, cleaning=30))
    assert by_day(run, overnight=True) == by_day(run, overnight=False)


def test_machine_and_operator_are_held_together_in_their_common_hours() -> None:
    problem = letter(
        step(1, work(240, person=2, cleaning=60)),
        resources=(machine(1), machine(2, 1, busy=spans((at(0, 10), at(0, 11))))),
        calendars=(weekly(8, 16), weekly(10, 20)),
    )
    first, second = earliest(problem).steps[0].blocks
    assert first == Block(1, at(0, 11), at(0, 16), at(0, 11), at(0, 15))
    assert (second.resource, second.held_from, second.held_to) == (2, first.held_from, first.held_to)


def test_an_operator_with_another_booking_in_the_night_cannot_take_the_run() -> None:
    resources = (Resource(1, 0, 1, overnight=True), machine(2, 1, busy=spans((at(1, 6), at(1, 7)))))
    problem = letter(
        through(1, work(20 * 60, person=2, setup=60, cleaning=60)),
        resources=resources,
        calendars=(weekly(8, 17), weekly(8, 16)),
    )
    assert blocks(problem) == [(at(1, 8), at(1, 9), at(2, 5), at(2, 9))]


def test_the_operator_of_a_night_run_must_be_open_at_set_up_only() -> None:
    problem = letter(
        through(1, work(20 * 60, person=2, setup=60, cleaning=60)),
        resources=(Resource(1, 0, 1, overnight=True), machine(2, 1)),
        calendars=(weekly(8, 17), weekly(9, 17, days=range(1))),
    )
    assert blocks(problem) == [(at(0, 9), at(0, 10), at(1, 6), at(1, 9))]


def test_a_person_alone_can_do_the_work() -> None:
    problem = letter(step(1, work(60, machine=None, person=1)), resources=(machine(1),))
    assert blocks(problem) == [(at(0, 8), at(0, 8), at(0, 9), at(0, 9))]


@pytest.mark.parametrize(("notice_hours", "start"), [(8, at(0, 8)), (9, at(0, 9)), (17, at(1, 8))])
def test_a_resource_gets_the_notice_it_asks_for(notice_hours: int, start: int) -> None:
    problem = letter(step(1, work(60)), resources=(machine(1, notice_min=notice_hours * 60),))
    assert blocks(problem)[0][0] == start


def test_the_longer_notice_of_machine_and_operator_counts() -> None:
    problem = letter(
        step(1, work(60, person=2)),
        resources=(machine(1, notice_min=10), machine(2, notice_min=24 * 60)),
    )
    assert blocks(problem)[0][0] == at(1, 8)

"""Whole plans: order, waits, counters, filings, choices, which option wins, what is unmet."""

from dataclasses import replace
from typing import Any

from itc.algorithms.scheduling.open_time import local_week
from itc.algorithms.scheduling.plan import Plan, PlannedStep
from itc.algorithms.scheduling.problem import BookedAs, Counter, Problem
from tests.algorithms.scheduling.letters import (
    MONDAY,
    NORTH,
    at,
    letter,
    machine,
    order,
    sound,
    step,
    through,
    work,
)

COUNTER: dict[str, Any] = {"booked_as": BookedAs.COUNTER}
FILING: dict[str, Any] = {"booked_as": BookedAs.FILING}
WEEK = local_week(MONDAY)


def only(problem: Problem) -> PlannedStep:
    """Return the last step of a sound plan."""
    return sound(problem).steps[-1]


def test_a_letter_without_steps_is_finished_at_its_start() -> None:
    assert sound(replace(letter(), earliest=at(3, 0))) == Plan((), at(3, 0), 0, True, 0)


def test_a_step_starts_when_all_it_waits_for_is_ready() -> None:
    made = sound(
        letter(
            step(1, work(60), wait_days=2),
            step(2, work(60, machine=2), wait_days=1),
            step(3, work(60, machine=2), after=(1, 2)),
            resources=(machine(1), machine(2)),
        )
    )
    assert [each.ready for each in made.steps[:2]] == [at(2, 9), at(1, 9)]
    assert made.steps[2].start == at(2, 9)
    assert made.finish == at(2, 10)


def test_steps_that_are_not_joined_run_side_by_side() -> None:
    made = sound(letter(step(1, work(60)), step(2, work(60, machine=2)), resources=(machine(1), machine(2))))
    assert [each.start for each in made.steps] == [at(0, 8), at(0, 8)]


def test_a_plan_does_not_book_one_machine_twice_and_cleans_up_last() -> None:
    made = sound(letter(step(1, work(60, cleaning=30)), step(2, work(60)), resources=(machine(1),)))
    assert [each.start for each in made.steps] == [at(0, 9), at(0, 8)]
    made = sound(letter(step(1, work(60, cleaning=30)), step(2, work(61)), resources=(machine(1),)))
    assert [each.start for each in made.steps] == [at(0, 9, 1), at(0, 8)]


def test_nothing_starts_before_the_earliest_minute_asked_for() -> None:
    problem = replace(letter(step(1, work(60)), resources=(machine(1),)), earliest=at(1, 9))
    assert only(problem).start == at(1, 9)


def test_the_result_of_a_lab_comes_its_lead_days_after_the_drop_off_to_the_minute() -> None:
    lab = Counter(7, 0, NORTH, weekly_capacity=3, lead_days=10)
    dropped = only(letter(step(1, order(7), wait_days=99, **COUNTER), counters=(lab,)))
    assert (dropped.start, dropped.end, dropped.ready) == (at(0, 8), at(0, 8), at(10, 8))
    assert dropped.blocks == ()


def test_a_lab_whose_week_is_full_takes_the_order_on_the_next_monday_it_can() -> None:
    lab = Counter(7, 0, NORTH, weekly_capacity=3, lead_days=0, taken={WEEK: 3, WEEK + 1: 4, WEEK + 2: 2})
    assert only(letter(step(1, order(7), **COUNTER), counters=(lab,))).start == at(14, 8)


def test_the_plans_own_orders_count_against_the_week() -> None:
    lab = Counter(7, 0, NORTH, weekly_capacity=2, lead_days=0, taken={WEEK: 1})
    made = sound(letter(*(step(seq, order(7), **COUNTER) for seq in (1, 2, 3, 4)), counters=(lab,)))
    assert [each.start for each in made.steps] == [at(0, 8), at(7, 8), at(7, 8), at(14, 8)]


def test_a_sample_ready_after_the_labs_hours_is_dropped_off_at_the_next_opening() -> None:
    lab = Counter(7, 0, NORTH, weekly_capacity=2, lead_days=0)
    problem = replace(letter(step(1, order(7), **COUNTER), counters=(lab,)), earliest=at(4, 17))
    assert only(problem).start == at(7, 8)


def test_a_filing_is_answered_its_expected_days_after_the_officer_has_prepared_it() -> None:
    option = work(300, machine=None, person=1, expected_days=30, cost=None)
    filed = only(letter(through(1, option, wait_days=5, **FILING), resources=(machine(1),)))
    assert (filed.start, filed.end, filed.ready) == (at(0, 8), at(0, 14), at(30, 14))


def test_a_choice_keeps_generic_time_and_holds_nobody() -> None:
    chosen = only(letter(step(1, booked_as=BookedAs.CHOICE, usual_minutes=600, wait_days=3)))
    assert (chosen.start, chosen.end, chosen.ready) == (at(0, 8), at(1, 10), at(4, 10))
    assert (chosen.option, chosen.blocks, chosen.cost, chosen.unmet) == (None, (), None, None)


def test_the_option_that_is_ready_first_wins_over_a_cheaper_one() -> None:
    problem = letter(step(1, work(61, cost=1), work(60, 2, cost=9)), resources=(machine(1), machine(2)))
    assert only(problem).option == 1


def test_of_options_ready_at_once_the_cheapest_wins_and_one_to_be_quoted_comes_last() -> None:
    resources = tuple(machine(number) for number in (1, 2, 3, 4))
    costs = (None, 300, 200, 200)
    options = tuple(work(60, number, cost=cost) for number, cost in enumerate(costs, start=1))
    assert only(letter(step(1, *options), resources=resources)).option == 2
    assert only(letter(step(1, options[0]), resources=resources)).cost is None


def test_costs_add_up_and_say_whether_any_is_missing() -> None:
    known, quoted = work(60, cost=12_345), work(60, cost=None)
    made = sound(letter(step(1, known), step(2, known), resources=(machine(1),)))
    assert (made.cost, made.cost_complete) == (24_690, True)
    made = sound(letter(step(1, known), step(2, quoted), resources=(machine(1),)))
    assert (made.cost, made.cost_complete) == (12_345, False)

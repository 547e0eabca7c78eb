"""Earliest, cheapest, nearest: what each gives up for what, and what is said of them."""

from dataclasses import replace
from typing import Any

import pytest

from itc.algorithms.scheduling.checker import check
from itc.algorithms.scheduling.plan import Plan, Reason
from itc.algorithms.scheduling.problem import BookedAs, Counter, Presence, Problem, Resource, Run
from itc.algorithms.scheduling.solve import Answer, Kind, open_share, solve, until
from itc.algorithms.scheduling.totals import Part
from itc.algorithms.scheduling.ways import QUOTED
from tests.algorithms.scheduling.letters import (
    NORTH,
    SOUTH,
    at,
    letter,
    machine,
    order,
    sound,
    spans,
    step,
    visit,
    weekly,
    work,
)

DAYS = (weekly(8, 17, days=range(7)),)
ALL = (Kind.EARLIEST, Kind.CHEAPEST, Kind.NEAREST)


def answers(problem: Problem, **rest: Any) -> dict[tuple[Kind, ...], Answer]:
    """Return the answers to a letter by their kinds, once the checker has passed them."""
    found = solve(problem, **rest)
    assert [fault for each in found for fault in check(problem, each.plan)] == []
    return {answer.kinds: answer for answer in found}


def until_day(number: int, day: int, *, place: int = 1) -> Resource:
    """Return a machine that is held until the morning of a day."""
    return machine(number, place=place, busy=spans((at(0, 0), at(day, 8))))


def totals(plan: Plan) -> tuple[int, int, int]:
    return plan.finish, plan.cost, plan.km


def three_ways() -> Problem:
    """Return a visit: at once for 300 baht in the NORTH, later for 100, later still for 200 in the SOUTH."""
    return letter(
        visit(1, work(60, cost=30_000), work(60, 2, cost=10_000), work(60, 3, place=SOUTH, cost=20_000)),
        resources=(machine(1), until_day(2, 5), until_day(3, 8, place=SOUTH)),
        calendars=DAYS,
    )


def test_each_kind_gives_up_what_it_does_not_ask_for() -> None:
    found = answers(three_ways())
    assert {kinds: totals(answer.plan) for kinds, answer in found.items()} == {
        (Kind.EARLIEST,): (at(0, 9), 30_000, 200),
        (Kind.CHEAPEST,): (at(5, 9), 10_000, 200),
        (Kind.NEAREST,): (at(8, 9), 20_000, 80),
    }
    assert all(answer.exact and answer.bound is None and answer.bound_on is None for answer in found.values())


def test_a_plan_that_is_the_least_in_all_is_given_once() -> None:
    (answer,) = solve(letter(visit(1, work(60)), resources=(machine(1),)))
    assert answer.kinds == ALL
    assert answer.exact


def test_kinds_that_coincide_are_one_answer_in_the_order_of_the_first() -> None:
    problem = letter(
        visit(1, work(60, cost=30_000), work(60, 2, place=SOUTH, cost=10_000)),
        resources=(machine(1), until_day(2, 5, place=SOUTH)),
        calendars=DAYS,
    )
    assert list(answers(problem)) == [(Kind.EARLIEST,), (Kind.CHEAPEST, Kind.NEAREST)]


@pytest.mark.parametrize(
    ("options", "kinds"),
    [
        # equally early: the cheaper; equally cheap too: the nearer
        ((work(60, cost=9), work(60, 2, cost=8)), ALL),
        ((work(60, cost=9), work(60, 3, place=SOUTH, cost=9)), ALL),
        ((work(60, cost=8), work(60, 3, place=SOUTH, cost=9)), (Kind.EARLIEST, Kind.CHEAPEST)),
    ],
)
def test_of_equals_the_next_part_decides(options: tuple[Any, ...], kinds: tuple[Kind, ...]) -> None:
    resources = (machine(1), machine(2), machine(3, place=SOUTH))
    found = answers(letter(visit(1, *options), resources=resources, calendars=DAYS))
    assert kinds in found


def test_the_earliest_takes_the_nearer_place_where_there_is_time_to_spare() -> None:
    busy_till_ten = spans((at(0, 8, 30), at(0, 10)))
    detour = (visit(1, work(60), work(60, 2, place=SOUTH)), visit(2, work(60, 3, place=SOUTH), wait_days=7))
    resources = (machine(1), machine(2, place=SOUTH, busy=busy_till_ten), machine(3, place=SOUTH))
    assert sound(letter(*detour, resources=resources)).steps[0].option == 1
    assert sound(letter(detour[0], resources=resources)).steps[0].option == 0


def cheaper_from(minute: int, *, wait_days: int = 0) -> list[Plan]:
    """Return the plans of a step that is cheaper on a machine free from a minute on."""
    problem = letter(
        step(1, work(60, cost=900), work(60, 2, cost=100), wait_days=wait_days),
        resources=(machine(1), machine(2, busy=spans((at(0, 0), minute)))),
        calendars=DAYS,
    )
    return [answer.plan for answer in answers(problem).values()]


def test_a_cheaper_plan_finishes_fourteen_days_after_the_earliest_at_most() -> None:
    assert [plan.finish for plan in cheaper_from(at(14, 8))] == [at(0, 9), at(14, 9)]
    assert [plan.finish for plan in cheaper_from(at(14, 8, 1))] == [at(0, 9)]


def test_of_a_long_plan_a_cheaper_one_may_take_a_quarter_more() -> None:
    # 80 days and 9 hours, a quarter of which is 20 days, 2 hours and 15 minutes
    late = at(20, 10, 15)
    assert [plan.finish for plan in cheaper_from(late, wait_days=80)] == [at(80, 9), at(100, 11, 15)]
    assert [plan.finish for plan in cheaper_from(late + 1, wait_days=80)] == [at(80, 9)]


def test_the_limit_is_counted_from_the_start_of_the_letter() -> None:
    problem = letter(step(1, work(60)), resources=(machine(1),), now=at(10, 0))
    assert until(problem, at(10, 0) + 56 * 1440) == at(80, 0)
    assert until(problem, at(10, 0) + 60 * 1440) == at(85, 0)


def test_a_nearer_plan_keeps_to_the_limit_too() -> None:
    def kinds(minute: int) -> list[tuple[Kind, ...]]:
        options = (work(60), work(60, 2, place=SOUTH))
        resources = (machine(1), machine(2, place=SOUTH, busy=spans((at(0, 0), minute))))
        return list(answers(letter(visit(1, *options), resources=resources, calendars=DAYS)))

    assert kinds(at(14, 8)) == [(Kind.EARLIEST, Kind.CHEAPEST), (Kind.NEAREST,)]
    assert kinds(at(14, 8, 1)) == [ALL]


def test_visits_are_put_off_to_share_a_stay() -> None:
    problem = letter(
        visit(1, work(60), run=Run.THROUGH),
        visit(2, work(60, 2)),
        resources=(machine(1), until_day(2, 4)),
        calendars=DAYS,
    )
    assert totals(sound(problem)) == (at(4, 9), 20_000, 200)
    assert sound(problem).steps[0].start == at(3, 8)


def test_a_step_yields_to_one_that_has_no_other_machine() -> None:
    hour = machine(1, busy=spans((at(0, 0), at(0, 8)), (at(0, 9), at(56, 0))))
    problem = letter(
        step(1, work(60), work(60, 2, cost=99_000)), step(2, work(60)), resources=(hour, machine(2))
    )
    assert [each.option for each in sound(problem).steps] == [1, 0]
    assert sound(problem).unmet == ()


def test_a_step_yields_its_time_to_one_that_ends_later() -> None:
    problem = letter(step(1, work(60)), step(2, work(60), wait_days=3), resources=(machine(1),))
    assert [each.start for each in sound(problem).steps] == [at(0, 9), at(0, 8)]
    assert sound(problem).finish == at(3, 9)


def test_an_order_yields_its_week_to_one_that_more_waits_for() -> None:
    lab = Counter(7, 0, NORTH, weekly_capacity=1, lead_days=1)
    problem = letter(
        step(1, order(7), booked_as=BookedAs.COUNTER),
        step(2, order(7), booked_as=BookedAs.COUNTER),
        step(3, work(60), after=(2,), wait_days=5),
        resources=(machine(1),),
        counters=(lab,),
    )
    assert [each.start for each in sound(problem).steps] == [at(7, 8), at(0, 8), at(1, 8)]
    assert sound(problem).finish == at(8, 8)


def test_she_comes_first_to_what_takes_longer() -> None:
    problem = letter(
        visit(1, work(60)),
        visit(2, work(60, 2, place=SOUTH), wait_days=3),
        resources=(machine(1), machine(2, place=SOUTH)),
        calendars=DAYS,
    )
    assert sound(problem).steps[1].start == at(0, 8)
    assert sound(problem).finish == at(3, 9)


def test_a_step_left_to_nobody_is_in_every_plan_and_the_rest_is_still_the_least() -> None:
    problem = three_ways()
    problem = replace(problem, steps=(*problem.steps, step(2, usual_minutes=60)))
    found = answers(problem)
    assert [[each.seq for each in answer.plan.unmet] for answer in found.values()] == [[2], [2], [2]]
    assert {each.unmet for answer in found.values() for each in answer.plan.unmet} == {Reason.NO_PROVIDER}
    assert all(answer.exact for answer in found.values())


def test_no_plan_leaves_a_step_to_nobody_to_be_ready_sooner_or_cost_less() -> None:
    problem = letter(
        step(1, work(60)),
        step(2, work(60, 2, cost=99_000), after=(1,)),
        resources=(machine(1), until_day(2, 40)),
        calendars=DAYS,
    )
    (answer,) = solve(problem)
    assert answer.kinds == ALL
    assert answer.plan.unmet == ()


def test_without_tries_there_is_a_plan_and_what_it_may_lack_is_said() -> None:
    (answer,) = solve(two_at_a_time(), tries=1)
    assert not answer.exact
    assert answer.bound is not None
    assert 0 < answer.bound <= 1
    assert answer.bound_on is Part.FINISH


def two_at_a_time() -> Problem:
    """Return ten steps over two machines, dearer and quicker or cheaper and slower."""
    return letter(
        *(
            step(seq, work(60 + seq, cost=100 * seq), work(120 - seq, 2, cost=70 * seq))
            for seq in range(1, 11)
        ),
        resources=(machine(1), machine(2)),
    )


def test_more_tries_never_leave_more_open() -> None:
    few, many = (
        {kind: each for each in solve(two_at_a_time(), tries=tries) for kind in each.kinds}
        for tries in (300, 6_000)
    )
    assert many[Kind.EARLIEST].plan.finish <= few[Kind.EARLIEST].plan.finish
    assert many[Kind.CHEAPEST].plan.cost <= few[Kind.CHEAPEST].plan.cost


def test_what_is_to_be_quoted_comes_after_any_price() -> None:
    options = (work(60, cost=None), work(60, 2, cost=10**9))
    (answer,) = solve(letter(step(1, *options), resources=(machine(1), machine(2))))
    assert answer.plan.cost == 10**9
    later = letter(step(1, *options), resources=(machine(1), until_day(2, 3)), calendars=DAYS)
    found = answers(later)
    assert found[Kind.EARLIEST, Kind.NEAREST].plan.cost_complete is False
    assert found[(Kind.CHEAPEST,)].plan.cost == 10**9


def test_work_at_a_distance_takes_her_nowhere() -> None:
    problem = letter(step(1, work(60), presence=Presence.REMOTE), resources=(machine(1),))
    assert sound(problem).km == 0


@pytest.mark.parametrize(
    ("value", "lower", "share"),
    [
        (1_000, 900, 0.1),
        (2 * QUOTED + 1_000, 2 * QUOTED + 900, 0.1),
        (2 * QUOTED + 1_000, QUOTED + 5_000, 1.0),
        (QUOTED, 0, 1.0),
    ],
)
def test_a_share_of_the_cost_is_that_of_its_known_prices(value: int, lower: int, share: float) -> None:
    assert open_share(Part.COST, value, lower, start=0) == share

"""A plan broken only in where she is, or where her goods are: caught for just that."""

from dataclasses import replace
from typing import Any

import pytest

from itc.algorithms.scheduling.plan import Plan
from itc.algorithms.scheduling.problem import BookedAs, Counter, Leg, Presence, Problem, Step
from tests.algorithms.scheduling.broken_plans import faults, moved, with_step
from tests.algorithms.scheduling.letters import (
    HOME,
    NORTH,
    SOUTH,
    at,
    called,
    earliest,
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

DAY = 1440
COUNTER: dict[str, Any] = {"booked_as": BookedAs.COUNTER}


def sooner(problem: Problem, seq: int, minutes: int = 1) -> set[tuple[str, int | None]]:
    """Return the faults of the earliest plan with one step some minutes sooner."""
    made = sound(problem)
    return faults(with_step(moved(made.steps[seq - 1], -minutes), made), problem)


def of(*steps: Step, post: int = 0) -> Problem:
    """Return a letter over a machine and a lab in the NORTH and in the SOUTH, open day and night."""
    always = weekly(0, 24, days=range(7))
    return called(
        letter(
            *steps,
            resources=(machine(1), machine(2, place=SOUTH)),
            counters=(Counter(7, 0, NORTH, 9, 0), Counter(8, 0, SOUTH, 9, 0)),
            calendars=(always,),
        ),
        post=post,
    )


def south(**rest: Any) -> Any:
    return work(60, 2, place=SOUTH, **rest)


def test_she_needs_the_way_from_home() -> None:
    problem = of(visit(1, work(60)))
    assert sound(problem).steps[0].start == at(0, 2)
    assert sooner(problem, 1) == {("from_home", 1)}
    assert sooner(of(visit(1, order(8), **COUNTER)), 1) == {("from_home", 1)}


def test_the_way_from_home_is_counted_from_the_earliest_minute() -> None:
    problem = of(visit(1, work(60)))
    made = earliest(problem)
    assert faults(made, replace(problem, earliest=problem.now)) == set()
    assert faults(made, replace(problem, now=problem.now + 1)) == {("from_home", 1)}
    assert faults(made, replace(problem, earliest=problem.earliest + 1)) == {("from_home", 1)}


@pytest.mark.parametrize(
    ("away", "expected"),
    [
        ((at(0, 0), at(0, 2)), set()),
        ((at(0, 0), at(0, 2, 1)), {("away", 1)}),
        ((at(0, 2, 59), at(0, 5)), {("away", 1)}),
        ((at(0, 3), at(0, 5)), set()),
        ((at(0, 2, 20), at(0, 2, 21)), {("away", 1)}),
    ],
)
def test_she_is_not_called_while_she_is_away(away: tuple[int, int], expected: set[Any]) -> None:
    problem = of(visit(1, work(60)))
    assert faults(earliest(problem), called(problem, away=spans(away))) == expected


def test_nobody_minds_her_being_away_where_she_is_not_called() -> None:
    problem = of(step(1, work(60)), step(2, work(60), presence=Presence.REMOTE))
    assert faults(earliest(problem), called(problem, away=spans((at(0, 0), at(9, 0))))) == set()


def test_a_sample_from_home_comes_by_post() -> None:
    problem = of(step(1, work(60, setup=30)), post=DAY)
    assert sound(problem).steps[0].held_from == at(1, 0)
    assert sooner(problem, 1) == {("first_goods", 1)}
    assert sooner(of(step(1, order(8), **COUNTER), post=DAY), 1) == {("first_goods", 1)}


def test_what_is_done_at_a_distance_waits_for_no_post() -> None:
    talk = step(1, work(60), presence=Presence.REMOTE)
    assert sound(of(talk, post=DAY)).steps[0].start == at(0, 0)
    assert sound(of(visit(1, work(60)), post=DAY)).steps[0].start == at(0, 2)


def test_goods_go_from_place_to_place_by_post() -> None:
    problem = of(step(1, work(60)), step(2, south(), after=(1,)), post=DAY)
    assert sound(problem).steps[1].held_from == at(2, 1)
    assert sooner(problem, 2) == {("goods", 2)}


def test_goods_within_one_place_take_no_time() -> None:
    made = sound(of(step(1, work(60)), step(2, work(60), after=(1,)), post=DAY))
    assert made.steps[1].held_from == made.steps[0].ready


@pytest.mark.parametrize("presence", [(Presence.OWNER, Presence.SAMPLE), (Presence.SAMPLE, Presence.OWNER)])
def test_goods_go_by_post_unless_she_comes_to_both_steps(
    presence: tuple[Presence, Presence],
) -> None:
    one, other = presence
    problem = of(step(1, work(60), presence=one), step(2, south(), after=(1,), presence=other), post=DAY)
    made = sound(problem)
    assert made.steps[1].held_from == made.steps[0].ready + DAY
    assert sooner(problem, 2) == {("goods", 2)}


def test_goods_she_carries_are_there_when_she_is() -> None:
    set_up = of(visit(1, work(60)), visit(2, south(setup=30), after=(1,)), post=5 * DAY)
    made = sound(set_up)
    assert made.steps[1].held_from == made.steps[0].ready + 180
    # set-up needs her goods as well, not only use
    assert sooner(set_up, 2) == {("goods", 2)}


@pytest.mark.parametrize(
    "between",
    [
        {"options": (work(60, 2, place=SOUTH),), "presence": Presence.REMOTE},
        {"options": (order(8),), "booked_as": BookedAs.COUNTER},
        {"options": (), "booked_as": BookedAs.CHOICE},
    ],
)
def test_goods_are_looked_for_before_what_keeps_none(between: dict[str, Any]) -> None:
    middle = replace(step(2, after=(1,)), **between)
    problem = of(step(1, work(60)), middle, step(3, south(), after=(2,)), post=3 * DAY)
    made = sound(problem)
    assert made.steps[2].held_from >= made.steps[0].ready + 3 * DAY
    assert sooner(problem, 3, made.steps[2].held_from - made.steps[0].ready - 3 * DAY + 1) >= {("goods", 3)}


def test_goods_come_from_every_step_that_is_waited_for() -> None:
    problem = of(step(1, work(60)), step(2, south()), step(3, south(), after=(1, 2)), post=DAY)
    assert sooner(problem, 3) == {("goods", 3)}


def test_a_sample_at_a_lab_comes_from_the_machine_before() -> None:
    problem = of(step(1, work(60)), step(2, order(8), after=(1,), **COUNTER), post=DAY)
    made = sound(problem)
    assert made.steps[1].start == made.steps[0].ready + DAY
    assert sooner(problem, 2) == {("goods", 2)}


def test_goods_of_a_step_left_to_nobody_are_nowhere() -> None:
    problem = of(step(1, work(60)), step(2, work(60), after=(1,)), step(3, south(), after=(2,)), post=DAY)
    one = {1: replace(machine(1), busy=spans((at(0, 0), at(56, 0)))), 2: machine(2, place=SOUTH)}
    problem = replace(problem, network=replace(problem.network, resources=one))
    made = sound(problem)
    assert [each.unmet is None for each in made.steps] == [False, False, True]
    assert made.steps[2].held_from == made.steps[1].ready


def test_the_way_goods_go_is_the_one_in_their_direction() -> None:
    problem = of(step(1, work(60)), step(2, south(), after=(1,)))
    ways = dict(problem.owner.legs) | {(NORTH, SOUTH): Leg(0, 0, 600), (SOUTH, NORTH): Leg(0, 0, 5)}
    problem = replace(problem, owner=replace(problem.owner, legs=ways))
    made = sound(problem)
    assert made.steps[1].held_from == made.steps[0].ready + 600
    assert sooner(problem, 2) == {("goods", 2)}


def test_a_letter_without_post_and_one_with_it_have_the_same_kilometres() -> None:
    def km(post: int) -> Plan:
        return sound(of(visit(1, work(60)), step(2, south(), after=(1,)), post=post))

    assert km(0).km == km(DAY).km == 200
    assert of().owner.leg(HOME, NORTH).post == 0

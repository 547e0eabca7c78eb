"""The owner in a plan: one place at a time, time to travel, and the fewest kilometres among equals."""

from dataclasses import replace
from typing import Any

import pytest

from itc.algorithms.scheduling.problem import BookedAs, Counter, Leg, Run
from tests.algorithms.scheduling.letters import (
    NORTH,
    SOUTH,
    at,
    called,
    letter,
    machine,
    openings,
    order,
    sound,
    spans,
    step,
    visit,
    weekly,
    work,
)

COUNTER: dict[str, Any] = {"booked_as": BookedAs.COUNTER}


def test_of_equals_the_place_that_adds_fewest_kilometres_wins() -> None:
    resources = (machine(1), machine(2, place=SOUTH))
    options = (work(60), work(60, 2, place=SOUTH))
    assert sound(letter(visit(1, *options), resources=resources)).steps[-1].option == 1
    assert sound(letter(step(1, *options), resources=resources)).steps[-1].option == 0


def test_a_place_she_goes_to_anyway_adds_no_kilometres() -> None:
    made = sound(
        letter(
            visit(1, work(60), wait_days=1),
            visit(2, work(60, 2, place=SOUTH), work(60), after=(1,)),
            resources=(machine(1), machine(2, place=SOUTH, busy=spans((at(0, 0), at(1, 9))))),
        )
    )
    assert (made.steps[1].option, made.km) == (1, 200)


def test_the_owner_is_not_in_two_places_and_has_time_to_travel() -> None:
    made = sound(
        letter(
            visit(1, work(60, setup=30)),
            visit(2, work(60, 2, place=SOUTH, setup=30)),
            resources=(machine(1), machine(2, place=SOUTH)),
            calendars=(weekly(8, 17),),
        )
    )
    assert [(each.start, each.end) for each in made.steps] == [
        (at(0, 8, 30), at(0, 9, 30)),
        (at(0, 12, 30), at(0, 13, 30)),
    ]
    assert made.km == 280


def test_an_earlier_visit_moves_a_later_one_only_by_the_time_to_travel_that_is_missing() -> None:
    busy = spans((at(0, 8), at(0, 12)))
    for use, start in ((60, at(0, 12)), (61, at(0, 12, 1))):
        made = sound(
            letter(
                visit(1, work(60, person=3)),
                visit(2, work(use, 2, place=SOUTH)),
                resources=(machine(1, busy=busy), machine(2, place=SOUTH), machine(3)),
                calendars=(weekly(8, 18),),
            )
        )
        assert made.steps[0].start == start
        assert made.steps[1].start == at(0, 8)


@pytest.mark.parametrize("run", list(Run))
@pytest.mark.parametrize("overnight", [False, True])
def test_two_visits_at_one_place_may_touch_and_set_up_needs_no_owner(run: Run, *, overnight: bool) -> None:
    made = sound(
        letter(
            visit(1, work(60)),
            visit(2, work(60, 2, setup=30), run=run),
            resources=(machine(1), machine(2, overnight=overnight)),
        )
    )
    assert [each.held_from for each in made.steps] == [at(0, 8), at(0, 8, 30)]
    assert made.steps[1].start == made.steps[0].end


@pytest.mark.parametrize(("use", "start"), [(90, at(0, 11)), (91, at(0, 11, 1))])
def test_the_way_there_and_the_way_back_may_differ(use: int, start: int) -> None:
    problem = letter(
        visit(1, work(60)),
        visit(2, work(use, 2, place=SOUTH)),
        resources=(machine(1, busy=spans((at(0, 8), at(0, 11)))), machine(2, place=SOUTH)),
        calendars=(weekly(8, 20),),
    )
    ways = dict(problem.owner.legs) | {(SOUTH, NORTH): Leg(90, 0)}
    made = sound(replace(problem, owner=replace(problem.owner, legs=ways)))
    assert [each.start for each in made.steps] == [start, at(0, 8)]


def test_a_visit_that_ends_at_midnight_is_not_a_day_longer() -> None:
    evening = (openings((at(0, 20), at(1, 0)), (at(2, 8), at(2, 9))),)
    night, morning = visit(1, work(240), run=Run.THROUGH), visit(2, work(60))
    made = sound(letter(night, morning, resources=(machine(1),), calendars=evening))
    assert (made.steps[0].end, made.km) == (at(1, 0), 400)


def test_steps_without_the_owner_do_not_take_her_time_or_kilometres() -> None:
    made = sound(
        letter(
            visit(1, work(60)),
            step(2, work(60, 2, place=SOUTH)),
            resources=(machine(1), machine(2, place=SOUTH)),
        )
    )
    assert made.steps[1].start == at(0, 8)
    assert made.km == 200


def test_an_owner_who_brings_the_sample_herself_travels_to_the_lab() -> None:
    lab = Counter(7, 0, SOUTH, weekly_capacity=1, lead_days=1)
    made = sound(
        letter(visit(1, work(60)), visit(2, order(7), **COUNTER), resources=(machine(1),), counters=(lab,))
    )
    assert [each.start for each in made.steps] == [at(0, 11, 1), at(0, 8)]
    assert made.km == 280


def test_she_comes_from_home_no_sooner_than_the_road_allows() -> None:
    for earliest, start in ((at(0, 6), at(0, 8)), (at(0, 6, 1), at(0, 8, 1))):
        problem = replace(letter(visit(1, work(60)), resources=(machine(1),)), earliest=earliest)
        assert sound(problem).steps[0].start == start
        problem = replace(letter(visit(1, work(60, setup=30)), resources=(machine(1),)), earliest=earliest)
        assert sound(problem).steps[0].held_from == max(at(0, 8), start - 30)


def test_nothing_is_used_without_her_while_she_is_away() -> None:
    problem = letter(visit(1, work(120, setup=30)), step(2, work(60, 2)), resources=(machine(1), machine(2)))
    made = sound(called(problem, away=spans((at(0, 8, 45), at(1, 9)))))
    assert [each.start for each in made.steps] == [at(1, 9), at(0, 8)]
    assert made.steps[0].held_from == at(1, 8, 30)
    made = sound(called(problem, away=spans((at(0, 10, 30), at(1, 9)))))
    assert (made.steps[0].start, made.steps[0].end) == (at(0, 8, 30), at(0, 10, 30))


def test_split_work_does_not_go_on_over_a_day_she_is_away() -> None:
    problem = letter(visit(1, work(9 * 60)), resources=(machine(1),))
    assert sound(problem).steps[0].start == at(0, 8)
    away = called(problem, away=spans((at(0, 18), at(1, 7))))
    assert sound(away).steps[0].start == at(1, 8)

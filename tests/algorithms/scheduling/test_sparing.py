"""Sparing her money and the road never costs a minute in the end."""

from hypothesis import given, settings

from itc.algorithms.scheduling.checker import check
from itc.algorithms.scheduling.planner import plan
from itc.algorithms.scheduling.problem import Problem
from itc.algorithms.scheduling.sparing import spare
from tests.algorithms.scheduling.letters import SOUTH, at, letter, machine, sound, spans, visit, work
from tests.algorithms.scheduling.strategies import REAL, problems

PER_KM = 400


def detour() -> Problem:
    """A visit that is ready an hour sooner in the NORTH (100 km) than in the SOUTH (40 km)."""
    busy_till_ten = spans((at(0, 8, 30), at(0, 10)))
    return letter(
        visit(1, work(60, 1), work(60, 2, place=SOUTH)),
        visit(2, work(60, 3, place=SOUTH), wait_days=7),
        resources=(machine(1), machine(2, place=SOUTH, busy=busy_till_ten), machine(3, place=SOUTH)),
    )


def test_a_step_with_time_to_spare_goes_to_the_nearer_place() -> None:
    problem = detour()
    first = sound(problem)
    spared = spare(problem, first, satang_per_km=PER_KM)
    assert check(problem, spared) == []
    assert (first.steps[0].option, spared.steps[0].option) == (0, 1)
    assert spared.finish <= first.finish
    assert spared.km < first.km


def test_on_the_last_line_there_is_no_time_to_spare() -> None:
    problem = letter(
        visit(1, work(60, 1), work(60, 2, place=SOUTH)),
        resources=(machine(1), machine(2, place=SOUTH, busy=spans((at(0, 8, 30), at(0, 10))))),
    )
    assert spare(problem, sound(problem), satang_per_km=PER_KM) == sound(problem)


def test_a_free_road_leaves_the_cheaper_place() -> None:
    problem = letter(
        visit(1, work(60, 1, cost=5_000), work(60, 2, place=SOUTH, cost=4_000)),
        visit(2, work(60, 3, place=SOUTH), wait_days=7),
        resources=(machine(1), machine(2, place=SOUTH), machine(3, place=SOUTH)),
    )
    assert spare(problem, sound(problem), satang_per_km=0).steps[0].cost == 4_000


@settings(max_examples=150, deadline=None)
@given(problems(REAL, max_steps=6))
def test_whatever_the_letter_it_is_sound_no_later_and_asks_no_more(problem: Problem) -> None:
    first = plan(problem)
    spared = spare(problem, first, satang_per_km=PER_KM)
    assert check(problem, spared) == []
    assert len(spared.unmet) <= len(first.unmet)
    if len(spared.unmet) == len(first.unmet):
        assert spared.finish <= first.finish
    if spared.finish == first.finish:
        assert spared.cost + PER_KM * spared.km <= first.cost + PER_KM * first.km
    assert spare(problem, first, satang_per_km=PER_KM) == spared

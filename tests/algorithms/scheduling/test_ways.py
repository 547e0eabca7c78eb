"""Ways asked at once, few or many, say what their lanes say one by one."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itc.algorithms.scheduling.hours import NEVER
from itc.algorithms.scheduling.lanes import Layout
from itc.algorithms.scheduling.open_time import DAY
from itc.algorithms.scheduling.problem import Option, Problem, Run
from itc.algorithms.scheduling.ways import FEW, ByPlace, Way, Ways
from tests.algorithms.scheduling.abreast import first_used, latest, layout_of, letters_of_one, ready
from tests.algorithms.scheduling.letters import (
    NORTH,
    SOUTH,
    at,
    letter,
    machine,
    spans,
    step,
    through,
    visit,
    weekly,
    work,
)
from tests.algorithms.scheduling.strategies import REAL, TINY, Scale

SIZES = pytest.mark.parametrize(
    ("scale", "least", "most"),
    [(TINY, 1, 4), (TINY, FEW + 1, FEW + 4), (REAL, FEW + 1, FEW + 4)],
    ids=["few", "many", "real"],
)


def by_place(data: st.DataObject, ways: Ways, scale: Scale) -> ByPlace:
    """Return a minute for each place."""
    minutes = st.integers(scale.start - 5, scale.start + scale.length + 5)
    return {place: data.draw(minutes) for place in ways.places}


def some(data: st.DataObject, ways: Ways) -> list[Way]:
    """Return some of the ways, and as often all of them."""
    chosen = data.draw(
        st.sets(st.sampled_from(range(len(ways))), min_size=1) | st.just(set(range(len(ways))))
    )
    return [way for way in ways if way.number in chosen]


@SIZES
@settings(max_examples=11, deadline=None)
@given(st.data())
def test_ways_are_ready_with_the_first_of_their_lanes(
    scale: Scale, least: int, most: int, data: st.DataObject
) -> None:
    layout = layout_of(data.draw(letters_of_one(scale, least, most)))
    ways = Ways(layout)
    for _ in range(3):
        release = by_place(data, ways, scale)
        used, ends = ways.ready(release)
        lanes = [[(layout.lane(each), release[way.place]) for each in way.options] for way in ways]
        assert ends == [min(ready(*asked) for asked in each) for each in lanes]
        assert used == min(first_used(*asked) for each in lanes for asked in each)
        assert all(way.soonest(release[way.place]) <= end for way, end in zip(ways, ends, strict=True))


@SIZES
@settings(max_examples=11, deadline=None)
@given(st.data())
def test_places_are_left_as_late_as_the_last_of_their_lanes_allows(
    scale: Scale, least: int, most: int, data: st.DataObject
) -> None:
    layout = layout_of(data.draw(letters_of_one(scale, least, most)))
    ways = Ways(layout)
    for _ in range(3):
        left, by = some(data, ways), by_place(data, ways, scale)
        by = {place: minute + data.draw(st.sampled_from((0, DAY))) for place, minute in by.items()}
        expected: ByPlace = {}
        for way in left:
            for option in way.options:
                minute = latest(layout.lane(option), by[way.place])
                expected[way.place] = max(minute, expected.get(way.place, -1))
        assert ways.latest(left, by) == {place: each for place, each in expected.items() if each >= 0}


def alone(problem: Problem, option: Option) -> Ways:
    """Return the ways of the only step of a letter with but one of its options."""
    return Ways(layout_of(replace(problem, steps=(replace(problem.steps[0], options=(option,)),))))


@settings(max_examples=11, deadline=None)
@given(st.data())
def test_the_most_days_of_ways_are_those_of_one_of_their_options(data: st.DataObject) -> None:
    problem = data.draw(letters_of_one(TINY, 1, FEW + 2))
    ways = Ways(layout_of(problem))
    left = some(data, ways)
    span = (TINY.start - 5, TINY.start + data.draw(st.integers(1, 3 * DAY)))
    options = [problem.steps[0].options[number] for way in left for number in way.options]
    each = [alone(problem, option) for option in options]
    assert ways.most_days(left, span) == max(one.most_days(one.each, span) for one in each)


def options_of(count: int) -> tuple[Option, ...]:
    """Return an option for 900 satang and so many for 100, each on its machine of its own."""
    return work(60, 1, cost=900), *(work(60, number, cost=100) for number in range(2, count + 2))


@pytest.mark.parametrize("count", [2, FEW + 1])
def test_the_best_of_many_machines_counts_for_its_way(count: int) -> None:
    busy = spans((at(0, 0), at(1, 8)))
    resources = tuple(machine(number, busy=None if number == 2 else busy) for number in range(1, count + 2))
    ways = Ways(Layout(step(1, *options_of(count)), letter(resources=resources), first_goods=False))
    assert [len(way.options) for way in ways] == [1, count]
    used, ends = ways.ready({NORTH: at(0, 8)})
    assert (used, ends) == (at(0, 8), [at(1, 9), at(0, 9)])
    dear, cheap = ways
    assert ways.latest([dear, cheap], {NORTH: at(1, 8)}) == {NORTH: at(0, 16)}
    assert ways.latest([dear], {NORTH: at(1, 8)}) == {}


@pytest.mark.parametrize("count", [2, FEW + 1])
def test_a_way_that_is_not_left_leaves_its_place_no_later(count: int) -> None:
    busy = spans((at(0, 10), at(0, 17)))
    resources = tuple(machine(number, busy=busy if number > 1 else None) for number in range(1, count + 2))
    ways = Ways(Layout(step(1, *options_of(count)), letter(resources=resources), first_goods=False))
    dear, cheap = ways
    assert ways.latest([dear, cheap], {NORTH: at(0, 12)}) == {NORTH: at(0, 11)}
    assert ways.latest([cheap], {NORTH: at(0, 12)}) == {NORTH: at(0, 9)}


@pytest.mark.parametrize("count", [1, FEW + 1])
def test_what_cannot_be_ready_is_never_and_has_no_place_left(count: int) -> None:
    resources = (machine(1), machine(2, place=SOUTH))
    options = (work(60, 2, place=SOUTH), *(work(500 + number) for number in range(count)))
    ways = Ways(Layout(through(1, *options), letter(resources=resources), first_goods=False))
    assert ways.ready({NORTH: at(0, 8), SOUTH: at(0, 8)}) == (at(0, 8), [at(0, 9)] + [NEVER] * count)
    assert ways.ready({NORTH: at(0, 8), SOUTH: at(90, 0)}) == (NEVER, [NEVER] * (count + 1))
    assert ways.latest(ways.each, {NORTH: at(9, 0), SOUTH: at(0, 12)}) == {SOUTH: at(0, 11)}


def test_runs_on_days_apart_last_any_number_of_days_and_others_what_their_hours_say() -> None:
    resources = (machine(1), machine(2))
    options = (work(60), work(60, 2, runs=2), work(10 * 60, 2, cost=7))
    problem = letter(visit(1, *options), resources=resources, calendars=(weekly(8, 17, days=range(7)),))
    span = (at(0, 0), at(9, 0))
    split = Ways(layout_of(problem))
    assert [split.most_days([way], span) for way in split] == [2, 2, 3]
    whole = Ways(layout_of(replace(problem, steps=(replace(problem.steps[0], run=Run.THROUGH),))))
    assert [whole.most_days([way], span) for way in whole][:2] == [1, NEVER]
    assert whole.most_days(whole.each, span) == NEVER

"""Lanes abreast say of every lane what it says by itself."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itc.algorithms.scheduling.abreast import Race
from itc.algorithms.scheduling.hours import NEVER
from itc.algorithms.scheduling.open_time import DAY, local_week
from itc.algorithms.scheduling.problem import BookedAs, Counter, Problem, Resource, Step
from itc.algorithms.scheduling.work_abreast import Openings, Overnights, Splits
from tests.algorithms.scheduling.abreast import (
    abreast,
    first_used,
    latest,
    layout_of,
    letters_of_one,
    minutes,
    ready,
)
from tests.algorithms.scheduling.letters import (
    BANGKOK,
    MONDAY,
    SOUTH,
    at,
    called,
    letter,
    machine,
    office,
    openings,
    order,
    spans,
    step,
    through,
    visit,
    weekly,
    work,
)
from tests.algorithms.scheduling.strategies import REAL, TINY, Scale

SCALES = pytest.mark.parametrize("scale", [TINY, REAL], ids=["tiny", "real"])


def a_minute(data: st.DataObject, scale: Scale) -> int:
    """Return a minute of a letter, or just before or after it."""
    return data.draw(st.integers(scale.start - 5, scale.start + scale.length + 5))


@SCALES
@settings(max_examples=18, deadline=None)
@given(st.data())
def test_each_lane_is_ready_when_it_says_so_itself(scale: Scale, data: st.DataObject) -> None:
    problem = data.draw(letters_of_one(scale, 1, 8))
    for group, lanes in abreast(layout_of(problem)):
        for _ in range(4):
            each = [a_minute(data, scale) for _ in lanes]
            used, ends = group.ready(minutes(each))
            assert used.tolist() == [first_used(*asked) for asked in zip(lanes, each, strict=True)]
            assert ends.tolist() == [ready(*asked) for asked in zip(lanes, each, strict=True)]


@SCALES
@settings(max_examples=18, deadline=None)
@given(st.data())
def test_each_lane_may_be_held_as_late_as_it_says_itself(scale: Scale, data: st.DataObject) -> None:
    problem = data.draw(letters_of_one(scale, 1, 8))
    for group, lanes in abreast(layout_of(problem)):
        for _ in range(4):
            which = data.draw(st.permutations(range(len(lanes))))[: data.draw(st.integers(1, len(lanes)))]
            by = [a_minute(data, scale) + lanes[each].lag for each in which]
            found = group.latest(np.array(which), minutes(by), np.arange(len(which)))
            assert found.tolist() == [latest(lanes[each], end) for each, end in zip(which, by, strict=True)]


@SCALES
@settings(max_examples=18, deadline=None)
@given(st.data())
def test_of_rivals_the_last_is_right_and_no_other_is_said_to_be_later(
    scale: Scale, data: st.DataObject
) -> None:
    problem = data.draw(letters_of_one(scale, 2, 8))
    for group, lanes in abreast(layout_of(problem)):
        rivals = [data.draw(st.integers(0, 1)) for _ in lanes]
        by = [a_minute(data, scale) + lane.lag for lane in lanes]
        said = group.latest(np.arange(len(lanes)), minutes(by), np.array(rivals)).tolist()
        alone = [latest(lane, end) for lane, end in zip(lanes, by, strict=True)]
        for rival in set(rivals):
            mine = [number for number, each in enumerate(rivals) if each == rival]
            last = max(alone[number] for number in mine)
            assert max(said[number] for number in mine) == last
            assert all(alone[number] <= said[number] <= last for number in mine)


def only_group(problem: Problem) -> tuple[list[int], list[int]]:
    """Return when the lanes of a letter's only step are used, and ready, from Monday 0:00 on."""
    ((group, lanes),) = abreast(layout_of(problem))
    used, ends = group.ready(minutes([at(0, 0)] * len(lanes)))
    assert ends.tolist() == [ready(lane, at(0, 0)) for lane in lanes]
    return used.tolist(), ends.tolist()


def test_each_lane_keeps_its_own_bookings_notice_and_length() -> None:
    busy = spans((at(0, 8), at(0, 9)), (at(0, 11), at(0, 13)))
    resources = (machine(1), machine(2, busy=busy), machine(3, notice_min=9 * 60), machine(4))
    options = (work(60), work(120, 2), work(121, 2), work(60, 3), work(60, person=2), work(60, 4, setup=30))
    used, ends = only_group(letter(step(1, *options), resources=resources))
    assert used == [at(0, 8), at(0, 9), at(0, 13), at(0, 9), at(0, 9), at(0, 8, 30)]
    assert ends == [at(0, 9), at(0, 11), at(0, 15, 1), at(0, 10), at(0, 10), at(0, 9, 30)]


def test_runs_follow_each_other_and_what_cannot_be_done_is_never_ready() -> None:
    options = (work(180, setup=30, runs=2), work(180, runs=3), work(240, runs=9), work(241))
    problem = letter(through(1, *options), resources=(machine(1, busy=spans((at(1, 0), at(4, 0)))),))
    used, ends = only_group(problem)
    assert used == [at(0, 8, 30), at(0, 8), at(0, 8), NEVER]
    assert ends == [at(0, 16, 30), at(4, 11), at(9, 12), NEVER]


def test_a_night_is_used_by_the_clock_and_cleaned_up_in_the_hours_of_the_machine() -> None:
    night = Resource(1, 0, 1, overnight=True)
    early = machine(2, 1)
    long = work(20 * 60, person=2, setup=60, cleaning=60)
    problem = letter(through(1, long), resources=(night, early), calendars=(office(), weekly(8, 9)))
    ((group, (lane,)),) = abreast(layout_of(problem))
    assert group.ready(minutes([at(0, 0)]))[1].tolist() == [at(1, 5)] == [lane.ready(at(0, 0))]
    for by, held in ((at(3, 5), at(2, 8)), (at(3, 4, 59), at(1, 8)), (at(0, 17), -1)):
        assert group.latest(np.array([0]), minutes([by]), np.array([0])).tolist() == [held]


def test_between_two_bookings_a_night_needs_no_more_open_time_than_its_set_up() -> None:
    busy = spans((at(0, 8), at(0, 16)), (at(1, 8), at(1, 17)))
    night = through(1, work(12 * 60, setup=60))
    problem = letter(night, resources=(machine(1, overnight=True, busy=busy),))
    assert only_group(problem) == ([at(0, 17)], [at(1, 5)])


@pytest.mark.parametrize(("until", "ready_at"), [(at(1, 5), at(1, 5)), (at(1, 5) - 1, NEVER)])
def test_no_night_is_used_beyond_the_horizon(until: int, ready_at: int) -> None:
    night = through(1, work(20 * 60, setup=60))
    resources, hours = (machine(1, overnight=True),), openings((at(0, 8), at(0, 9)))
    assert only_group(letter(night, resources=resources, calendars=(hours,), horizon_end=until))[1] == [
        ready_at
    ]


def test_work_is_laid_around_her_absence() -> None:
    away = spans((at(0, 9), at(0, 11)), (at(0, 11, 45), at(0, 12)))
    problem = called(
        letter(visit(1, work(60, setup=15)), resources=(machine(1),), calendars=(weekly(8, 17),)), away=away
    )
    assert only_group(problem)[0] == [at(0, 12)]
    ((group, _),) = abreast(layout_of(problem))
    last = [
        group.latest(np.array([0]), minutes([by]), np.array([0])).tolist()
        for by in (at(0, 12, 59), at(0, 13))
    ]
    assert last == [[-1], [at(0, 11, 45)]]


def test_a_lab_takes_no_order_in_a_full_week_and_answers_after_its_days() -> None:
    labs = (
        Counter(7, 0, 1, weekly_capacity=1, lead_days=2, taken={local_week(MONDAY): 1}),
        Counter(8, 0, 1, weekly_capacity=2, lead_days=3, taken={local_week(MONDAY): 1}),
    )
    problem = letter(step(1, order(7), order(8), booked_as=BookedAs.COUNTER), counters=labs)
    assert only_group(problem) == ([at(7, 8), at(0, 8)], [at(9, 8), at(3, 8)])


def test_options_of_one_step_run_abreast_by_their_kind_of_work() -> None:
    resources = (machine(1), machine(2, overnight=True))
    options = (work(60), work(60, 2), work(90))

    def kinds(only: Step) -> list[tuple[type, int]]:
        return [
            (type(group), len(group)) for group, _ in abreast(layout_of(letter(only, resources=resources)))
        ]

    assert kinds(step(1, *options)) == [(Splits, 3)]
    assert kinds(through(1, *options)) == [(Openings, 2), (Overnights, 1)]


def test_of_two_rivals_the_later_may_leave_the_other_unsought() -> None:
    resources = (machine(1, busy=spans((at(0, 10), at(0, 12)))), machine(2), machine(3, place=SOUTH))
    problem = letter(step(1, work(60), work(60, 2), work(60, 3, place=SOUTH)), resources=resources)
    ((group, _),) = abreast(layout_of(problem))
    which, by = np.arange(3), minutes([at(0, 11, 30)] * 3)
    assert group.latest(which, by, np.array([0, 1, 2])).tolist() == [at(0, 9), at(0, 10, 30), at(0, 10, 30)]
    told = group.latest(which, by, np.array([0, 0, 1])).tolist()
    assert told[1:] == [at(0, 10, 30), at(0, 10, 30)]
    assert at(0, 9) <= told[0] <= at(0, 10, 30)


def test_a_race_is_run_by_number_and_only_the_best_final_time_counts() -> None:
    race = Race(np.array([0, 0, 1]), minutes([1, 1, 1]))
    lanes = np.arange(3)
    assert race.behind(lanes, minutes([5, 3, 9]), np.array([True, False, False])).tolist() == [
        True,
        False,
        False,
    ]
    assert race.behind(lanes[1:], minutes([5, 9]), np.array([False, True])).tolist() == [True, True]
    runs = Race(np.array([0, 0]), minutes([1, 2]))
    assert runs.behind(lanes[:2], minutes([5, 3]), np.array([True, True])).tolist() == [False, False]


@settings(max_examples=12, deadline=None)
@given(letters_of_one(TINY, 2, 6), st.integers(0, 3 * DAY))
def test_the_most_days_of_some_lanes_are_those_of_one_of_them(problem: Problem, length: int) -> None:
    span = (TINY.start - 10, TINY.start + length)
    for group, lanes in abreast(layout_of(problem)):
        each = [group.most_days(np.array([number]), span, BANGKOK) for number in range(len(lanes))]
        assert group.most_days(np.arange(len(lanes)), span, BANGKOK) == max(each)

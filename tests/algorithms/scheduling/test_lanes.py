"""A lane's first and last slots are those of all its slots, tried minute by minute."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from itc.algorithms.scheduling.evaluation.every_way import EveryWay
from itc.algorithms.scheduling.lanes import Lane, Layout, unheld_lane
from itc.algorithms.scheduling.open_time import local_week
from itc.algorithms.scheduling.problem import BookedAs, Counter, Option, Presence, Problem, Step, WorkOption
from itc.algorithms.scheduling.work import OpeningWork, OvernightWork, Slot, SplitWork
from tests.algorithms.scheduling.letters import (
    MONDAY,
    SOUTH,
    at,
    called,
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
from tests.algorithms.scheduling.strategies import TINY, problems


def laid(only: Step, problem: Problem, *, first_goods: bool) -> list[Lane]:
    """Return the lane of each option of a step."""
    layout = Layout(only, problem, first_goods=first_goods)
    return [layout.lane(number) for number in range(len(only.options))]


def lanes(problem: Problem) -> list[tuple[Lane, Option]]:
    """Return the lanes of the only step of a letter, with their options."""
    (only,) = problem.steps
    return list(zip(laid(only, problem, first_goods=only.has_goods), only.options, strict=True))


def slots(problem: Problem, only: Step, option: Option) -> list[Slot]:
    """Return every slot of one run of an option from the start of a letter on."""
    if isinstance(option, WorkOption) and not is_split(only):
        option = replace(option, runs=1)
    alone = replace(only, options=(option,))
    found = EveryWay(problem, grain=1).of(alone, first_goods=only.has_goods)
    return [
        Slot(held_from, use_from, use_to, held_to)
        for done in found
        for (held_from, held_to), (use_from, use_to) in zip(done.held, done.use, strict=True)
    ]


def is_split(only: Step) -> bool:
    return only.run.value == "split" or only.booked_as is BookedAs.FILING


MINUTES = st.integers(TINY.start - 5, TINY.start + TINY.length + 5)


@settings(max_examples=80, deadline=None)
@given(problems(TINY, 1), st.integers(0, TINY.length))
def test_the_first_slot_is_the_first_of_all(problem: Problem, minutes: int) -> None:
    minute = problem.start + minutes
    for lane, option in lanes(problem):
        later = [each for each in slots(problem, problem.steps[0], option) if each.held_from >= minute]
        assert lane.first(minute) == min(later, default=None)


@settings(max_examples=80, deadline=None)
@given(problems(TINY, 1), MINUTES, MINUTES)
def test_the_last_slot_is_the_last_of_all(problem: Problem, use_by: int, held_by: int) -> None:
    for lane, option in lanes(problem):
        earlier = [
            each
            for each in slots(problem, problem.steps[0], option)
            if each.use_to <= use_by and each.held_to <= held_by
        ]
        last = lane.last(use_by, held_by)
        if last is not None and last.held_from < problem.start:
            last = None
        assert last == max(earlier, default=None)


@settings(max_examples=80, deadline=None)
@given(problems(TINY, 1), MINUTES)
def test_the_latest_minute_of_all_runs_is_the_last_from_which_they_are_ready(
    problem: Problem, minute: int
) -> None:
    for lane, _ in lanes(problem):
        ready = minute + lane.lag
        latest = lane.latest(ready)
        in_time = [
            each
            for each in range(TINY.start - 5, TINY.start + TINY.length)
            if (at_once := lane.ready(each)) is not None and at_once <= ready
        ]
        if latest is None:
            assert in_time == []
        else:
            assert latest == max(in_time)


@settings(max_examples=60, deadline=None)
@given(problems(TINY, 1), MINUTES, st.integers(0, 30))
def test_who_begins_later_is_not_ready_sooner(problem: Problem, minute: int, more: int) -> None:
    for lane, _ in lanes(problem):
        late = lane.ready(minute + more)
        if late is not None:
            early = lane.ready(minute)
            assert early is not None
            assert early <= late


def test_no_slot_is_held_for_less_than_a_lane_says() -> None:
    resources = (machine(1), machine(2, overnight=True))
    one = letter(through(1, work(60, setup=20, cleaning=30), work(60, 2, cleaning=30)), resources=resources)
    assert [lane.least for lane, _ in lanes(one)] == [110, 60]
    split = letter(step(1, work(60, setup=20, cleaning=30, runs=2)), resources=resources)
    assert [lane.least for lane, _ in lanes(split)] == [220]


def test_the_shape_of_work_follows_the_run_and_the_machine() -> None:
    resources = (machine(1), machine(2, overnight=True))
    options = (work(60), work(60, 2))
    assert [type(lane.work) for lane, _ in lanes(letter(step(1, *options), resources=resources))] == [
        SplitWork,
        SplitWork,
    ]
    assert [type(lane.work) for lane, _ in lanes(letter(through(1, *options), resources=resources))] == [
        OpeningWork,
        OvernightWork,
    ]


def test_a_sample_is_held_from_its_post_on_and_she_is_there_from_her_way_on() -> None:
    resources = (machine(1), machine(2, place=SOUTH))
    options = (work(60), work(60, 2, place=SOUTH))
    always = (weekly(0, 24, days=range(7)),)

    def firsts(only: Step, *, first_goods: bool) -> list[int | None]:
        problem = called(letter(only, resources=resources, calendars=always), post=1440)
        found = [lane.first(at(0, 0)) for lane in laid(only, problem, first_goods=first_goods)]
        return [slot and slot.use_from for slot in found]

    assert firsts(step(1, *options), first_goods=True) == [at(1, 0), at(1, 0)]
    assert firsts(step(1, *options), first_goods=False) == [at(0, 0), at(0, 0)]
    assert firsts(visit(1, *options), first_goods=True) == [at(0, 2), at(0, 1)]
    assert firsts(visit(1, *options), first_goods=False) == [at(0, 2), at(0, 1)]
    assert firsts(step(1, *options, presence=Presence.REMOTE), first_goods=False) == [at(0, 0)] * 2


def test_work_is_laid_around_her_absence() -> None:
    problem = letter(visit(1, work(60, setup=15)), resources=(machine(1),), calendars=(weekly(8, 17),))
    ((lane, _),) = lanes(called(problem, away=spans((at(0, 9), at(0, 11)), (at(0, 11, 45), at(0, 12)))))
    assert lane.first(at(0, 0)) == Slot(at(0, 11, 45), at(0, 12), at(0, 13), at(0, 13))
    assert lane.last(at(0, 12, 59), at(0, 17)) is None
    assert lane.last(at(0, 13), at(0, 17)) == lane.first(at(0, 0))


def test_a_counter_takes_no_order_in_a_full_week() -> None:
    lab = Counter(7, 0, 1, weekly_capacity=1, lead_days=2, taken={local_week(MONDAY): 1})
    problem = letter(step(1, order(7), booked_as=BookedAs.COUNTER), counters=(lab,))
    ((lane, _),) = lanes(problem)
    assert lane.ready(at(0, 0)) == at(9, 8)
    assert lane.latest(at(9, 7)) is None


def test_what_holds_nothing_keeps_generic_hours_and_waits() -> None:
    lane = unheld_lane(step(1, usual_minutes=300, wait_days=2), letter())
    assert lane.first(at(0, 9)) == Slot(at(0, 9), at(0, 9), at(0, 15), at(0, 15))
    assert lane.ready(at(0, 9)) == at(2, 15)
    assert lane.latest(at(2, 14)) == at(0, 8)


def test_runs_looked_for_backwards_leave_each_its_set_up_and_cleaning() -> None:
    runs = through(1, work(60, setup=30, cleaning=15, runs=2))
    ((lane, _),) = lanes(letter(runs, resources=(machine(1),), calendars=(weekly(8, 17),)))
    assert lane.ready(at(0, 13, 30)) == at(0, 16, 45)
    assert lane.latest(at(0, 16, 45)) == at(0, 13, 30)
    assert lane.latest(at(0, 16, 44)) == at(0, 13, 29)

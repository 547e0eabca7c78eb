"""The checker can fail: a sound plan, broken in one way at a time, is caught for just that."""

from dataclasses import replace

import pytest

from itc.algorithms.scheduling.checker import check
from itc.algorithms.scheduling.plan import Block, Plan, PlannedStep, Reason
from itc.algorithms.scheduling.problem import BookedAs, Counter, Presence, Problem
from tests.algorithms.scheduling.broken_plans import (
    PROBLEM,
    SOUND,
    WEEK,
    faults,
    moved,
    planned,
    with_step,
)
from tests.algorithms.scheduling.letters import (
    NORTH,
    SOUTH,
    at,
    earliest,
    letter,
    machine,
    order,
    spans,
    step,
    visit,
    weekly,
    work,
)


def test_the_plan_to_be_broken_is_sound_and_has_every_kind_of_step() -> None:
    assert faults(SOUND) == set()
    assert [each.option for each in SOUND.steps] == [0, 0, 0, 0, 0, None, None, 0, 0]
    assert [each.unmet for each in SOUND.steps].count(Reason.NO_PROVIDER) == 1
    assert planned(1).held_from == at(0, 9)
    assert planned(9).blocks == (Block(5, at(0, 8), at(1, 9), at(0, 9), at(1, 5)),)


def test_every_violation_is_a_sentence() -> None:
    found = check(PROBLEM, with_step(moved(planned(2), -1)))
    assert all(fault.sentence[0].islower() and len(fault.sentence.split()) > 3 for fault in found)
    assert found


@pytest.mark.parametrize("steps", [SOUND.steps[:-1], SOUND.steps[::-1], (*SOUND.steps, SOUND.steps[0])])
def test_a_step_left_out_or_twice_or_out_of_place(steps: tuple[PlannedStep, ...]) -> None:
    assert faults(replace(SOUND, steps=steps)) == {("steps", None)}


def test_a_step_before_the_earliest_minute() -> None:
    later = replace(PROBLEM, earliest=at(0, 9, 1))
    assert faults(SOUND, later) >= {("too_early", 1)}
    assert ("too_early", 1) not in faults(SOUND, replace(PROBLEM, earliest=at(0, 9)))


def test_a_step_one_minute_before_what_it_waits_for_is_ready() -> None:
    one = planned(1)
    late = replace(one, ready=planned(2).held_from + 1)
    assert faults(with_step(late)) == {("before_ready", 2), ("ready", 1)}


def test_a_missing_wait() -> None:
    one = planned(1)
    assert faults(with_step(replace(one, ready=one.end))) == {("ready", 1)}


@pytest.mark.parametrize("seq", [3, 5, 6, 7])
def test_a_result_one_minute_early(seq: int) -> None:
    one = planned(seq)
    assert ("ready", seq) in faults(with_step(replace(one, ready=one.ready - 1)))


def test_a_booking_of_another_overlapped_by_one_minute() -> None:
    resources = dict(PROBLEM.network.resources)
    end = planned(1).held_to
    for start, expected in ((end, set()), (end - 1, {("busy", 1)})):
        busy = spans((at(0, 8), at(0, 9)), (start, at(0, 17)))
        resources[1] = replace(resources[1], busy=busy)
        assert (
            faults(SOUND, replace(PROBLEM, network=replace(PROBLEM.network, resources=resources))) == expected
        )


def test_two_steps_on_one_machine_overlapping_by_one_minute() -> None:
    twins = letter(step(1, work(60)), step(2, work(60)), resources=(machine(1),))
    made = earliest(twins)
    broken = with_step(moved(made.steps[1], -1), made)
    assert faults(broken, twins) == {("overlap", 1)}


def test_a_counter_over_its_weekly_capacity() -> None:
    def taking(orders: int) -> Problem:
        counter = replace(PROBLEM.network.counters[7], taken={WEEK: orders})
        return replace(PROBLEM, network=replace(PROBLEM.network, counters={7: counter}))

    assert faults(SOUND, taking(1)) == set()
    assert faults(SOUND, taking(2)) == {("capacity", 3)}


def test_the_plans_own_orders_over_the_weekly_capacity() -> None:
    lab = Counter(7, 0, NORTH, weekly_capacity=2, lead_days=3)
    orders = letter(*(step(seq, order(7), booked_as=BookedAs.COUNTER) for seq in (1, 2, 3)), counters=(lab,))
    first, second, third = earliest(orders).steps
    crowded = replace(first, seq=3)
    assert third.start == at(7, 8)
    assert faults(Plan((first, second, crowded), first.ready, 150_000, True, 0), orders) == {("capacity", 3)}


def test_a_drop_off_while_the_counter_is_closed() -> None:
    at_noon = moved(planned(3), at(1, 12) + 2 * 1440 - planned(3).start)
    assert ("closed", 3) in faults(with_step(at_noon))


def test_a_drop_off_that_lasts() -> None:
    one = planned(3)
    assert faults(with_step(replace(one, end=one.end + 1))) == {("drop_off", 3)}


def two_visits() -> Problem:
    """Return a letter with an hour at NORTH and an hour at SOUTH, three hours apart."""
    return letter(
        visit(1, work(60)),
        visit(2, work(60, 2, place=SOUTH)),
        resources=(machine(1), machine(2, place=SOUTH)),
        calendars=(weekly(8, 17),),
    )


@pytest.mark.parametrize(
    ("earlier", "expected"),
    [(0, set()), (1, {("travel", 2)}), (180, {("travel", 2)}), (181, {("owner", 2)}), (240, {("owner", 2)})],
)
def test_the_owner_in_two_places_at_once_or_without_time_to_travel(
    earlier: int, expected: set[tuple[str, int | None]]
) -> None:
    made = earliest(two_visits())
    assert faults(with_step(moved(made.steps[1], -earlier), made), two_visits()) == expected


@pytest.mark.parametrize("option", [-1, 2, None])
def test_an_option_the_step_does_not_have_or_none(option: int | None) -> None:
    broken = faults(with_step(replace(planned(1), option=option)))
    assert broken & {("option", 1), ("unheld", 1)}


def test_an_unmet_step_with_an_option() -> None:
    assert faults(with_step(replace(planned(4), unmet=Reason.NO_FREE_TIME))) == {("option", 4)}


def test_a_cost_that_is_not_the_options() -> None:
    assert faults(with_step(replace(planned(4), cost=9_999))) == {("cost", 4)}
    assert faults(with_step(replace(planned(5), cost=0))) == {("cost", 5)}


@pytest.mark.parametrize(
    "change",
    [
        {"cost": 0},
        {"blocks": (Block(6, at(30, 8), at(30, 9), at(30, 8), at(30, 9)),)},
        {"end": planned(6).end - 1, "held_to": planned(6).end - 1, "ready": planned(6).ready - 1},
        {"held_to": planned(6).end + 1},
    ],
)
def test_a_choice_that_holds_or_costs_something_or_is_too_short(change: dict[str, object]) -> None:
    assert ("unheld", 6) in faults(with_step(replace(planned(6), **change)))  # type: ignore[arg-type] # a field


def test_a_choice_outside_generic_hours() -> None:
    assert ("unheld", 6) in faults(with_step(moved(planned(6), 600)))


@pytest.mark.parametrize(
    ("seq", "unmet"),
    [
        (7, None),
        (7, Reason.NO_FREE_TIME),
        (7, Reason.AWAY),
        (6, Reason.NO_PROVIDER),
        (6, Reason.HORIZON),
        (6, Reason.NO_OPENING),
    ],
)
def test_a_grey_block_with_the_wrong_reason_or_none(seq: int, unmet: Reason | None) -> None:
    assert faults(with_step(replace(planned(seq), unmet=unmet))) == {("unmet", seq)}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"finish": SOUND.finish - 1}, "finish"),
        ({"cost": SOUND.cost + 1}, "total"),
        ({"cost_complete": True}, "total"),
        ({"km": SOUND.km - 1}, "km"),
    ],
)
def test_sums_that_are_not_those_of_the_steps(change: dict[str, object], code: str) -> None:
    assert faults(replace(SOUND, **change)) == {(code, None)}  # type: ignore[arg-type] # a field


def nobody_free(presence: Presence = Presence.OWNER) -> Problem:
    """Return a letter with a step whose machine is always held, and a choice after it."""
    return letter(
        step(1, work(60), presence=presence, usual_minutes=300),
        step(2, after=(1,), booked_as=BookedAs.CHOICE, usual_minutes=300),
        resources=(machine(1, busy=spans((at(0, 0), at(56, 0)))),),
    )


@pytest.mark.parametrize(
    ("presence", "unmet", "expected"),
    [
        (Presence.OWNER, Reason.AWAY, set()),
        (Presence.SAMPLE, Reason.AWAY, {("unmet", 1)}),
        (Presence.REMOTE, Reason.AWAY, {("unmet", 1)}),
        (Presence.SAMPLE, Reason.NOTICE, set()),
        (Presence.OWNER, Reason.NO_PROVIDER, {("unmet", 1)}),
        (Presence.OWNER, None, {("unmet", 1)}),
    ],
)
def test_a_reason_that_cannot_be(
    presence: Presence, unmet: Reason | None, expected: set[tuple[str, int | None]]
) -> None:
    problem = nobody_free(presence)
    made = earliest(problem)
    assert faults(with_step(replace(made.steps[0], unmet=unmet), made), problem) == expected


def test_a_grey_block_by_the_clock_while_there_are_hours() -> None:
    problem = nobody_free()
    made = earliest(problem)
    one = made.steps[0]
    assert (one.start, one.end) == (at(0, 8), at(0, 14))
    by_clock = replace(one, end=at(0, 13), held_to=at(0, 13), ready=at(0, 13))
    assert faults(with_step(by_clock, made), problem) == {("unheld", 1)}


def test_a_choice_beyond_the_horizon_says_so_and_is_counted_by_the_clock() -> None:
    problem = replace(nobody_free(), now=at(53, 8), earliest=at(53, 8))
    made = earliest(problem)
    first, choice = made.steps
    assert (first.end, first.unmet) == (at(53, 14), Reason.NO_FREE_TIME)
    assert (choice.start, choice.end, choice.unmet) == (at(53, 14), at(53, 19), Reason.HORIZON)
    assert faults(made, problem) == set()
    assert faults(with_step(replace(choice, unmet=None), made), problem) == {("unmet", 2)}
    longer = replace(choice, end=at(53, 20), held_to=at(53, 20), ready=at(53, 20))
    assert faults(with_step(longer, made), problem) == {("unheld", 2)}

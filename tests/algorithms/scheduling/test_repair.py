"""A plan under way is changed as little as can be: sound by the checker, and what may stay stays."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from itc.algorithms.scheduling.checker import check
from itc.algorithms.scheduling.evaluation.small import small_letter
from itc.algorithms.scheduling.plan import Plan, PlannedStep
from itc.algorithms.scheduling.problem import CounterOption, Problem, Step, WorkOption
from itc.algorithms.scheduling.repair import Kept, free_of, repaired
from itc.algorithms.scheduling.solve import solve
from itc.algorithms.scheduling.spans import Spans
from itc.algorithms.scheduling.work import Slot

DAY = 24 * 60


def slots_of(step: Step, planned: PlannedStep) -> tuple[Slot, ...]:
    assert planned.option is not None
    option = step.options[planned.option]
    if isinstance(option, CounterOption):
        return (Slot(planned.start, planned.start, planned.start + 1, planned.start + 1),)
    return tuple(
        Slot(block.held_from, block.use_from, block.use_to, block.held_to)
        for block in planned.blocks
        if block.resource == option.held[0]
    )


def kept_of(problem: Problem, plan: Plan) -> dict[int, Kept]:
    return {
        planned.seq: Kept(planned.option, slots_of(step, planned))
        for step, planned in zip(problem.steps, plan.steps, strict=True)
        if planned.option is not None
    }


def planned(seed: int, steps: int) -> tuple[Problem, Plan]:
    problem = small_letter(seed, steps=steps, chain=seed % 3 == 0)
    plan = solve(problem, tries=300)[0].plan
    assume(not plan.unmet)
    return problem, plan


@given(st.integers(0, 100_000), st.integers(2, 6))
@settings(max_examples=40, deadline=None)
def test_where_nothing_is_asked_nothing_changes(seed: int, steps: int) -> None:
    problem, plan = planned(seed, steps)
    repair = repaired(problem, kept_of(problem, plan), {})
    assert repair.moved == frozenset()
    assert repair.plan.steps == plan.steps


@given(st.integers(0, 100_000), st.integers(2, 6), st.data())
@settings(max_examples=80, deadline=None)
def test_a_step_moved_leaves_a_sound_plan_and_all_that_may_stay(
    seed: int, steps: int, data: st.DataObject
) -> None:
    problem, plan = planned(seed, steps)
    kept = kept_of(problem, plan)
    assume(kept)  # a letter of choices holds nothing that could move
    moved = data.draw(st.sampled_from(sorted(kept)))
    before = {step.seq: step for step in plan.steps}
    floor = before[moved].held_from + data.draw(st.integers(1, 4 * DAY))
    repair = repaired(problem, kept, {moved: floor})
    after = {step.seq: step for step in repair.plan.steps}
    assume(not repair.plan.unmet)
    assert check(problem, repair.plan) == []
    assert after[moved].held_from >= floor
    assert moved in repair.moved
    for seq in kept.keys() - repair.moved:
        assert after[seq] == before[seq]
    waits = {step.seq: set(step.after) for step in problem.steps}
    for seq in repair.moved - {moved}:  # only what could not stay was moved
        assert any(after[each].ready > before[each].ready for each in waits[seq]) or problem_has_goods(
            problem
        )


def problem_has_goods(problem: Problem) -> bool:
    return any(step.has_goods for step in problem.steps)


@given(st.integers(0, 100_000), st.integers(3, 6), st.data())
@settings(max_examples=60, deadline=None)
def test_a_step_dropped_moves_no_other_but_by_its_goods(seed: int, steps: int, data: st.DataObject) -> None:
    problem, plan = planned(seed, steps)
    gone = data.draw(st.sampled_from([step.seq for step in problem.steps]))
    rest = tuple(
        replace(step, after=tuple(each for each in step.after if each != gone))
        for step in problem.steps
        if step.seq != gone
    )
    left = replace(problem, steps=rest)
    kept = {seq: each for seq, each in kept_of(problem, plan).items() if seq != gone}
    repair = repaired(left, kept, {})
    assume(not repair.plan.unmet)
    # what comes first now may stand sooner than a letter of today would give her sample for its way
    assert {fault.seq for fault in check(left, repair.plan)} <= repair.stood


@given(st.integers(0, 100_000), st.integers(3, 6), st.data())
@settings(max_examples=60, deadline=None)
def test_what_is_fixed_stays_whatever_moves(seed: int, steps: int, data: st.DataObject) -> None:
    problem, plan = planned(seed, steps)
    kept = kept_of(problem, plan)
    assume(len(kept) > 1)
    before = {step.seq: step for step in plan.steps}
    fixed, moved = data.draw(st.permutations(sorted(kept)))[:2]
    has_begun = Kept(kept[fixed].option, kept[fixed].slots, ready=before[fixed].ready + DAY)
    floor = before[moved].held_from + data.draw(st.integers(1, 4 * DAY))
    repair = repaired(problem, kept | {fixed: has_begun}, {moved: floor}, frozenset({fixed}))
    after = {step.seq: step for step in repair.plan.steps}
    assert after[fixed] == replace(before[fixed], ready=before[fixed].ready + DAY)
    assume(not repair.plan.unmet)
    assert {fault.seq for fault in check(problem, repair.plan)} <= {fixed}


@given(st.integers(0, 100_000), st.integers(3, 6), st.data())
@settings(max_examples=40, deadline=None)
def test_what_waits_for_what_has_begun_by_no_option_of_today_waits_until_it_is_ready(
    seed: int, steps: int, data: st.DataObject
) -> None:
    problem, plan = planned(seed, steps)
    waited_for = sorted({seq for step in problem.steps for seq in step.after})
    assume(waited_for)
    fixed = data.draw(st.sampled_from(waited_for))
    ready = problem.start + data.draw(st.integers(0, 5 * DAY))
    others = {seq: each for seq, each in kept_of(problem, plan).items() if seq != fixed}
    repair = repaired(problem, others | {fixed: Kept(None, (), ready)}, {}, frozenset({fixed}))
    after = {step.seq: step for step in repair.plan.steps}
    assert after[fixed].ready == ready
    assert all(after[step.seq].held_from >= ready for step in problem.steps if fixed in step.after)
    assume(not repair.plan.unmet)
    assert {fault.seq for fault in check(problem, repair.plan)} <= {fixed}


@given(st.integers(0, 100_000), st.integers(2, 5))
@settings(max_examples=40, deadline=None)
def test_what_is_ones_own_is_taken_out_of_what_others_hold(seed: int, steps: int) -> None:
    problem, plan = planned(seed, steps)
    own = [
        (step.options[each.option], slots_of(step, each))
        for step, each in zip(problem.steps, plan.steps, strict=True)
        if each.option is not None
    ]
    network = problem.network
    resources, counters = dict(network.resources), dict(network.counters)
    for option, slots in own:
        if isinstance(option, CounterOption):
            counters[option.counter] = counters[option.counter].with_order(
                slots[0].use_from, network.tz_offset_min
            )
            continue
        for each in option.held:
            held = [(slot.held_from, slot.held_to) for slot in slots]
            resources[each] = replace(
                resources[each], busy=Spans.merged([*resources[each].busy.pairs(), *held])
            )
    booked = replace(problem, network=replace(network, resources=resources, counters=counters))
    taken = [
        (each, slot) for option, slots in own if isinstance(option, WorkOption) for each in option.held
        for slot in slots
    ]  # fmt: skip
    orders = [
        (option.counter, slots[0].use_from) for option, slots in own if isinstance(option, CounterOption)
    ]
    freed = free_of(booked, taken, orders).network
    for key, resource in network.resources.items():
        assert Spans.merged(freed.resources[key].busy.pairs()) == Spans.merged(resource.busy.pairs())
    for key, counter in network.counters.items():
        assert {week: count for week, count in freed.counters[key].taken.items() if count} == {
            week: count for week, count in counter.taken.items() if count
        }


@pytest.mark.parametrize(
    ("start", "end", "left"),
    [
        (0, 100, []),
        (12, 14, [(10, 12), (14, 20), (30, 40)]),
        (20, 30, [(10, 20), (30, 40)]),
        (15, 35, [(10, 15), (35, 40)]),
    ],
)
def test_spans_without_a_stretch(start: int, end: int, left: list[tuple[int, int]]) -> None:
    assert list(Spans((10, 30), (20, 40)).without(start, end).pairs()) == left

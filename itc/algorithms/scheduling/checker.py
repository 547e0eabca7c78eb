"""The independent checker: reads a letter and a plan, and says every rule the plan breaks.

It shares the dataclasses with the planner and nothing else, and counts minutes by plain loops over openings.
"""

from collections.abc import Iterable
from itertools import combinations

from itc.algorithms.scheduling.hours_checker import DAY, Violation, check_work, openings, works
from itc.algorithms.scheduling.plan import Plan, PlannedStep, Reason
from itc.algorithms.scheduling.problem import (
    BookedAs,
    CounterOption,
    Network,
    Presence,
    Problem,
    Step,
)
from itc.algorithms.scheduling.travel_checker import Pairs, check_goods, check_owner, chosen, km, visits

FAR = 2**62


def check(problem: Problem, plan: Plan) -> list[Violation]:
    """Return every violation found in a plan; an empty list means the plan is sound."""
    if [step.seq for step in plan.steps] != [step.seq for step in problem.steps]:
        return [
            Violation("steps", None, "the plan does not have the letter's steps, once each, in its order")
        ]
    pairs = list(zip(problem.steps, plan.steps, strict=True))
    found: list[Violation] = []
    for step, planned in pairs:
        found += _check_order(step, planned, plan, problem)
        found += _check_step(step, planned, problem)
    found += _check_bookings(pairs, problem)
    found += _check_orders(pairs, problem)
    found += check_owner(pairs, problem)
    found += check_goods(pairs, problem)
    found += _check_totals(pairs, plan, problem)
    return found


def _check_order(step: Step, planned: PlannedStep, plan: Plan, problem: Problem) -> Iterable[Violation]:
    """A step starts when the letter allows, and not before everything it waits for is ready."""
    if planned.held_from < max(problem.now, problem.earliest):
        yield Violation("too_early", step.seq, "starts before the earliest minute of the letter")
    for before in plan.steps:
        if before.seq in step.after and planned.held_from < before.ready:
            yield Violation("before_ready", step.seq, f"starts before step {before.seq} is ready")


def _check_step(step: Step, planned: PlannedStep, problem: Problem) -> Iterable[Violation]:
    """A step is either held as its option says, dropped off at a counter, or holds nothing at all."""
    if planned.option is None:
        yield from _check_unheld(step, planned, problem.network)
        return
    if not 0 <= planned.option < len(step.options) or planned.unmet is not None:
        yield Violation("option", step.seq, "claims an option it does not have, or to be unmet with one")
        return
    option = step.options[planned.option]
    if planned.cost != option.cost:
        yield Violation("cost", step.seq, "does not cost what its option costs")
    if isinstance(option, CounterOption):
        yield from _check_drop_off(step, option, planned, problem.network)
    else:
        yield from check_work(step, option, planned, problem)


def _check_unheld(step: Step, planned: PlannedStep, network: Network) -> Iterable[Violation]:
    """A choice or an unmet step holds nothing, costs nothing known, and keeps its usual length and wait."""
    start, end = planned.start, planned.end
    if planned.blocks or planned.cost is not None or (planned.held_from, planned.held_to) != (start, end):
        yield Violation("unheld", step.seq, "holds or costs something without an option")
    late = sum(last - first for first, last in openings([network.generic], network, start, FAR))
    by_clock = late < step.usual_minutes
    worked = works([network.generic], network, start, end, step.usual_minutes)
    if not (end - start == step.usual_minutes if by_clock else worked):
        yield Violation("unheld", step.seq, "does not last its usual length of open time")
    if planned.ready != end + step.wait_days * DAY:
        yield Violation("ready", step.seq, "is not ready its wait after its end")
    yield from _check_reason(step, planned.unmet, by_clock=by_clock)


def _check_reason(step: Step, unmet: Reason | None, *, by_clock: bool) -> Iterable[Violation]:
    """What has no option says why: a choice only if it lies beyond the horizon, anything else in any case."""
    choice = step.booked_as is BookedAs.CHOICE
    if choice:
        fits = unmet is (Reason.HORIZON if by_clock else None)
    elif step.options:
        called = step.presence is Presence.OWNER
        fits = unmet not in (None, Reason.NO_PROVIDER) and (called or unmet is not Reason.AWAY)
    else:
        fits = unmet is Reason.NO_PROVIDER
    if not fits:
        yield Violation("unmet", step.seq, "has no option and gives no reason that fits")


def _check_drop_off(
    step: Step, option: CounterOption, planned: PlannedStep, network: Network
) -> Iterable[Violation]:
    """A sample is dropped off in the lab's hours; the result comes its lead days later to the minute."""
    counter = network.counters[option.counter]
    if planned.blocks or len({planned.start, planned.end, planned.held_from, planned.held_to}) > 1:
        yield Violation("drop_off", step.seq, "a drop-off is one minute and holds no calendar")
    if not openings([counter.calendar], network, planned.start, planned.start + 1):
        yield Violation("closed", step.seq, "is dropped off while the counter is closed")
    if planned.ready != planned.start + counter.lead_days * DAY:
        yield Violation("ready", step.seq, "is not ready the lab's lead days after the drop-off")


def _check_bookings(pairs: Pairs, problem: Problem) -> Iterable[Violation]:
    """No resource is held twice in any minute, by this plan or by others."""
    known = problem.network.resources
    blocks = [
        (planned.seq, block) for _, planned in pairs for block in planned.blocks if block.resource in known
    ]
    for seq, block in blocks:
        busy = known[block.resource].busy
        for start, end in zip(busy.starts, busy.ends, strict=True):
            if start < block.held_to and block.held_from < end:
                yield Violation("busy", seq, f"holds resource {block.resource} while another does")
    for (seq, one), (_, other) in combinations(blocks, 2):
        if one.resource == other.resource and one.held_from < other.held_to and other.held_from < one.held_to:
            yield Violation("overlap", seq, f"holds resource {one.resource} twice")


def _check_orders(pairs: Pairs, problem: Problem) -> Iterable[Violation]:
    """No counter takes more orders in a local week, Monday to Sunday, than its capacity."""
    network = problem.network
    orders: dict[tuple[int, int], int] = {}
    for step, planned in pairs:
        option = chosen(step, planned)
        if isinstance(option, CounterOption):
            counter = network.counters[option.counter]
            # 1970-01-01 was a Thursday: three days after the Monday that begins week 0.
            week = ((planned.start + network.tz_offset_min) // DAY + 3) // 7
            key = (option.counter, week)
            orders[key] = orders.get(key, counter.taken.get(week, 0)) + 1
            if orders[key] > counter.weekly_capacity:
                yield Violation("capacity", step.seq, f"is one order too many for counter {counter.id}")


def _check_totals(pairs: Pairs, plan: Plan, problem: Problem) -> Iterable[Violation]:
    """Finish, cost and kilometres of a plan are those of its steps."""
    ready = [planned.ready for _, planned in pairs] or [max(problem.now, problem.earliest)]
    if plan.finish != max(ready):
        yield Violation("finish", None, "the finish is not the latest ready minute")
    costs = [planned.cost for _, planned in pairs]
    if plan.cost != sum(cost or 0 for cost in costs) or plan.cost_complete != (None not in costs):
        yield Violation("total", None, "the cost is not that of the steps, or not complete as it says")
    if plan.km != km(visits(pairs, problem.network), problem):
        yield Violation("km", None, "the kilometres are not those of her stays")

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
    Option,
    Presence,
    Problem,
    Step,
)

Visit = tuple[int, int, int, int]


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
    found += _check_owner(pairs, problem)
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
    worked = works([network.generic], network, start, end, step.usual_minutes)
    if not worked and not (planned.unmet and end - start == step.usual_minutes):
        yield Violation("unheld", step.seq, "does not last its usual length of open time")
    if planned.ready != end + step.wait_days * DAY:
        yield Violation("ready", step.seq, "is not ready its wait after its end")
    if step.booked_as is not BookedAs.CHOICE and planned.unmet is None:
        yield Violation("unmet", step.seq, "has no option and does not say why")
    if (planned.unmet is Reason.NO_PROVIDER) != (step.booked_as is not BookedAs.CHOICE and not step.options):
        yield Violation("unmet", step.seq, "gives a reason that does not fit its options")


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


def _check_bookings(pairs: list[tuple[Step, PlannedStep]], problem: Problem) -> Iterable[Violation]:
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


def _chosen(step: Step, planned: PlannedStep) -> Option | None:
    """Return the option a planned step claims, None if it has none or claims one that is not there."""
    if planned.option is None or not 0 <= planned.option < len(step.options):
        return None
    return step.options[planned.option]


def _check_orders(pairs: list[tuple[Step, PlannedStep]], problem: Problem) -> Iterable[Violation]:
    """No counter takes more orders in a local week, Monday to Sunday, than its capacity."""
    network = problem.network
    orders: dict[tuple[int, int], int] = {}
    for step, planned in pairs:
        option = _chosen(step, planned)
        if isinstance(option, CounterOption):
            counter = network.counters[option.counter]
            # 1970-01-01 was a Thursday: three days after the Monday that begins week 0.
            week = ((planned.start + network.tz_offset_min) // DAY + 3) // 7
            key = (option.counter, week)
            orders[key] = orders.get(key, counter.taken.get(week, 0)) + 1
            if orders[key] > counter.weekly_capacity:
                yield Violation("capacity", step.seq, f"is one order too many for counter {counter.id}")


def _visits(pairs: list[tuple[Step, PlannedStep]], network: Network) -> list[Visit]:
    """Return when and where the owner is at work: from, to, place, seq; a drop-off takes her a minute."""
    visits: list[Visit] = []
    for step, planned in pairs:
        option = _chosen(step, planned)
        if step.presence is not Presence.OWNER or option is None:
            continue
        if isinstance(option, CounterOption):
            place = network.counters[option.counter].place
            visits.append((planned.start, planned.start + 1, place, step.seq))
        else:
            spans = sorted({(block.use_from, block.use_to) for block in planned.blocks})
            visits += [(start, end, option.place, step.seq) for start, end in spans]
    return sorted(visits)


def _check_owner(pairs: list[tuple[Step, PlannedStep]], problem: Problem) -> Iterable[Violation]:
    """The owner is in one place at a time, and has the time to travel from one to the next."""
    for (_, end, place, _), (start, _, other, seq) in combinations(_visits(pairs, problem.network), 2):
        if start < end:
            yield Violation("owner", seq, "needs the owner while another step does")
        elif start < end + problem.owner.leg(place, other).minutes:
            yield Violation("travel", seq, "needs the owner before she can be there")


def _km(visits: list[Visit], problem: Problem) -> int:
    """Return the owner's kilometres: a way there and back for every run of days in a row at one place."""
    offset = problem.network.tz_offset_min
    days = {
        (place, day)
        for start, end, place, _ in visits
        for day in range((start + offset) // DAY, (end - 1 + offset) // DAY + 1)
    }
    home = problem.owner.home
    return sum(
        problem.owner.leg(home, place).km + problem.owner.leg(place, home).km
        for place, day in days
        if (place, day - 1) not in days
    )


def _check_totals(pairs: list[tuple[Step, PlannedStep]], plan: Plan, problem: Problem) -> Iterable[Violation]:
    """Finish, cost and kilometres of a plan are those of its steps."""
    ready = [planned.ready for _, planned in pairs] or [max(problem.now, problem.earliest)]
    if plan.finish != max(ready):
        yield Violation("finish", None, "the finish is not the latest ready minute")
    costs = [planned.cost for _, planned in pairs]
    if plan.cost != sum(cost or 0 for cost in costs) or plan.cost_complete != (None not in costs):
        yield Violation("total", None, "the cost is not that of the steps, or not complete as it says")
    if plan.km != _km(_visits(pairs, problem.network), problem):
        yield Violation("km", None, "the kilometres are not those of her stays")

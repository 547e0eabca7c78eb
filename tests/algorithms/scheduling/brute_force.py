"""The same question answered by trying every minute: slow, plain, and written apart from the planner."""

from collections.abc import Iterator
from functools import cache

from itc.algorithms.scheduling.plan import PlannedStep
from itc.algorithms.scheduling.problem import (
    BookedAs,
    CounterOption,
    Presence,
    Problem,
    Run,
    Step,
    WorkOption,
)
from itc.algorithms.scheduling.work import Slot

DAY = 1440
Done = list[tuple[Step, PlannedStep]]
Answer = tuple[int, int, tuple[Slot, ...]]
"""The ready minute, the option's index and the slots of its runs."""


def open_minutes(problem: Problem, calendar: int) -> set[int]:
    one = problem.network.calendars[calendar]
    pairs = zip(one.starts, one.ends, strict=True)
    return {minute for start, end in pairs for minute in range(start, end)}


def held_minutes(problem: Problem, resource: int, done: Done) -> set[int]:
    busy = problem.network.resources[resource].busy
    held = list(zip(busy.starts, busy.ends, strict=True))
    held += [(b.held_from, b.held_to) for _, each in done for b in each.blocks if b.resource == resource]
    return {minute for start, end in held for minute in range(start, end)}


def every_slot(problem: Problem, step: Step, option: WorkOption, done: Done) -> Iterator[Slot]:
    """Yield each slot one run of an option could take, by its first minute."""
    network = problem.network
    held = [network.resources[each] for each in (option.machine, option.person) if each is not None]
    opened = [open_minutes(problem, each.calendar) for each in held]
    shared = set.intersection(*opened)
    taken = {minute for each in held for minute in held_minutes(problem, each.id, done)}
    first = max(problem.now + each.notice_min for each in held)
    split = step.run is Run.SPLIT or step.booked_as is BookedAs.FILING
    for start in sorted(minute for minute in shared if minute >= first):
        for slot in shapes(option, start, shared, opened[0], split=split, overnight=held[0].overnight):
            free = not taken.intersection(range(slot.held_from, slot.held_to))
            if (
                free
                and slot.held_to <= network.horizon_end
                and is_there(problem, step, option.place, slot, done)
            ):
                yield slot


def shapes(
    option: WorkOption, start: int, shared: set[int], machine: set[int], *, split: bool, overnight: bool
) -> Iterator[Slot]:
    """Yield the slots of one run held from a minute, open hours considered and nothing else."""
    setup, use, cleaning = option.setup, option.use, option.cleaning
    if split:
        use = option.runs * use + (option.runs - 1) * (setup + cleaning)
        worked = sorted(minute for minute in shared if minute >= start)[: setup + use + cleaning]
        if len(worked) == setup + use + cleaning:
            yield Slot(start, worked[setup], worked[setup + use - 1] + 1, worked[-1] + 1)
        return
    use_to = start + setup + use
    if shared.issuperset(range(start, use_to + cleaning)):
        yield Slot(start, start + setup, use_to, use_to + cleaning)
    if overnight and shared.issuperset(range(start, start + setup)):
        cleaned = sorted(minute for minute in machine if minute >= use_to)[:cleaning]
        if len(cleaned) == cleaning:
            yield Slot(start, start + setup, use_to, cleaned[-1] + 1 if cleaned else use_to)


def is_there(problem: Problem, step: Step, place: int, slot: Slot, done: Done) -> bool:
    """Say whether the owner, if she is needed, can be at a place while a slot is used."""
    if step.presence is not Presence.OWNER:
        return True
    return all(
        slot.use_from >= end + problem.owner.leg(other, place).minutes
        or slot.use_to + problem.owner.leg(place, other).minutes <= start
        for start, end, other in visits(problem, done)
    )


def chosen(done: Done) -> Iterator[tuple[Step, PlannedStep, WorkOption | CounterOption]]:
    for step, planned in done:
        if planned.option is not None:
            yield step, planned, step.options[planned.option]


def visits(problem: Problem, done: Done) -> list[tuple[int, int, int]]:
    """Return from when to when the owner is where, for the steps done so far."""
    found: list[tuple[int, int, int]] = []
    for step, planned, option in chosen(done):
        if step.presence is not Presence.OWNER:
            continue
        if isinstance(option, CounterOption):
            place = problem.network.counters[option.counter].place
            found.append((planned.start, planned.start + 1, place))
        else:
            found += [(block.use_from, block.use_to, option.place) for block in planned.blocks]
    return found


def days_away(problem: Problem, found: list[tuple[int, int, int]]) -> set[tuple[int, int]]:
    offset = problem.network.tz_offset_min
    return {(place, (m + offset) // DAY) for start, end, place in found for m in range(start, end)}


def kilometres(problem: Problem, days: set[tuple[int, int]]) -> int:
    """Return the kilometres of these days: there and back unless she was there the day before."""
    owner = problem.owner
    return sum(
        owner.leg(owner.home, place).km + owner.leg(place, owner.home).km
        for place, day in days
        if (place, day - 1) not in days
    )


def best_runs(slots: list[Slot], runs: int, minute: int) -> tuple[Slot, ...] | None:
    """Return the runs, one after another in any way, whose last use ends first; of those the earliest."""

    @cache
    def best(left: int, after: int) -> tuple[Slot, ...] | None:
        if left == 0:
            return ()
        ways = [
            (slot, *rest)
            for slot in slots
            if slot.held_from >= after and (rest := best(left - 1, slot.held_to)) is not None
        ]
        return min(ways, key=lambda way: (way[-1].use_to, way), default=None)

    return best(runs, minute)


def drop_offs(problem: Problem, step: Step, option: CounterOption, done: Done) -> Iterator[Slot]:
    """Yield each minute at which a counter takes the order."""
    counter = problem.network.counters[option.counter]

    def week(minute: int) -> int:
        return ((minute + problem.network.tz_offset_min) // DAY + 3) // 7

    own = [
        week(planned.start)
        for _, planned, other in chosen(done)
        if isinstance(other, CounterOption) and other.counter == option.counter
    ]
    for minute in sorted(open_minutes(problem, counter.calendar)):
        orders = counter.taken.get(week(minute), 0) + own.count(week(minute))
        slot = Slot(minute, minute, minute + 1, minute + 1)
        if orders < counter.weekly_capacity and is_there(problem, step, counter.place, slot, done):
            yield slot


def runs_of(problem: Problem, step: Step, index: int, ready: int, done: Done) -> tuple[Slot, ...] | None:
    """Return the runs of an option that end first, None if they cannot be laid at all."""
    option = step.options[index]
    if isinstance(option, CounterOption):
        return best_runs(list(drop_offs(problem, step, option, done)), 1, ready)
    split = step.run is Run.SPLIT or step.booked_as is BookedAs.FILING
    return best_runs(list(every_slot(problem, step, option, done)), 1 if split else option.runs, ready)


def answer(problem: Problem, step: Step, ready: int, done: Done) -> Answer | None:
    """Return the best option of a step and its runs, given the steps already done; None if there is none."""
    found: list[tuple[tuple[int, bool, int, int, int], tuple[Slot, ...]]] = []
    for index, option in enumerate(step.options):
        runs = runs_of(problem, step, index, ready, done)
        if runs is None:
            continue
        if isinstance(option, CounterOption):
            counter = problem.network.counters[option.counter]
            place, result = counter.place, runs[0].held_from + counter.lead_days * DAY
        else:
            days = option.expected_days if step.booked_as is BookedAs.FILING else step.wait_days
            place, result = option.place, runs[-1].use_to + days * DAY
        own = [(run.use_from, run.use_to, place) for run in runs] if step.presence is Presence.OWNER else []
        km = kilometres(problem, days_away(problem, visits(problem, done) + own))
        found.append(((result, option.cost is None, option.cost or 0, km, index), runs))
    if not found:
        return None
    (result, *_, index), runs = min(found)
    return result, index, runs

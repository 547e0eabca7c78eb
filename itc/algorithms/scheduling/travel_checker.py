"""What the checker says of ways: where she is when, and that her goods are there before they are needed.

Nothing is shared with the planner but the dataclasses; where goods come from is found anew, step by step.
"""

from collections.abc import Iterable
from itertools import combinations

from itc.algorithms.scheduling.hours_checker import DAY, Violation
from itc.algorithms.scheduling.plan import PlannedStep
from itc.algorithms.scheduling.problem import (
    BookedAs,
    CounterOption,
    Network,
    Option,
    Presence,
    Problem,
    Step,
)

Pairs = list[tuple[Step, PlannedStep]]
Visit = tuple[int, int, int, int]


def chosen(step: Step, planned: PlannedStep) -> Option | None:
    """Return the option a planned step claims, None if it has none or claims one that is not there."""
    if planned.option is None or not 0 <= planned.option < len(step.options):
        return None
    return step.options[planned.option]


def visits(pairs: Pairs, network: Network) -> list[Visit]:
    """Return when and where the owner is at work: from, to, place, seq; a drop-off takes her a minute."""
    found: list[Visit] = []
    for step, planned in pairs:
        option = chosen(step, planned)
        if step.presence is not Presence.OWNER or option is None:
            continue
        place = _place(option, network)
        if isinstance(option, CounterOption):
            found.append((planned.start, planned.start + 1, place, step.seq))
        else:
            spans = sorted({(block.use_from, block.use_to) for block in planned.blocks})
            found += [(start, end, place, step.seq) for start, end in spans]
    return sorted(found)


def check_owner(pairs: Pairs, problem: Problem) -> Iterable[Violation]:
    """She comes from home, is not called while she is away, and is in one place at a time, on time."""
    owner, made = problem.owner, visits(pairs, problem.network)
    for start, end, place, seq in made:
        if start < max(problem.now, problem.earliest) + owner.leg(owner.home, place).minutes:
            yield Violation("from_home", seq, "needs the owner before she can be there from home")
        if any(start < back and gone < end for gone, back in owner.away.pairs()):
            yield Violation("away", seq, "needs the owner while she is away")
    for (_, end, place, _), (start, _, other, seq) in combinations(made, 2):
        if start < end:
            yield Violation("owner", seq, "needs the owner while another step does")
        elif start < end + owner.leg(place, other).minutes:
            yield Violation("travel", seq, "needs the owner before she can be there")


def check_goods(pairs: Pairs, problem: Problem) -> Iterable[Violation]:
    """Goods are at a place before anything is held there: brought by her, or sent by post."""
    owner = problem.owner
    lying = {step.seq: (step, planned, place) for step, planned, place in _lying(pairs, problem.network)}
    for step, planned, place in lying.values():
        origins = _origins(step, problem)
        by_post = step.presence is not Presence.OWNER
        from_home = max(problem.now, problem.earliest) + owner.leg(owner.home, place).post
        if not origins and by_post and planned.held_from < from_home:
            yield Violation("first_goods", step.seq, "starts before a sample from home is there")
        for before, origin, here in (lying[seq] for seq in sorted(origins & lying.keys())):
            leg = owner.leg(here, place)
            posted = by_post or before.presence is not Presence.OWNER
            there = origin.ready + (leg.post if posted else leg.minutes)
            if origin.ready <= planned.held_from < there:  # what is not ready at all is another fault
                yield Violation("goods", step.seq, f"starts before the goods of step {before.seq} are there")


def km(made: list[Visit], problem: Problem) -> int:
    """Return the owner's kilometres: a way there and back for every run of days in a row at one place."""
    offset = problem.network.tz_offset_min
    days = {
        (place, day)
        for start, end, place, _ in made
        for day in range((start + offset) // DAY, (end - 1 + offset) // DAY + 1)
    }
    home = problem.owner.home
    return sum(
        problem.owner.leg(home, place).km + problem.owner.leg(place, home).km
        for place, day in days
        if (place, day - 1) not in days
    )


def _place(option: Option, network: Network) -> int:
    return network.counters[option.counter].place if isinstance(option, CounterOption) else option.place


def _lying(pairs: Pairs, network: Network) -> Iterable[tuple[Step, PlannedStep, int]]:
    """Yield the steps at which goods or samples lie, and where; at a step left to nobody they do not."""
    for step, planned in pairs:
        option = chosen(step, planned)
        if option is not None and step.presence is not Presence.REMOTE:
            yield step, planned, _place(option, network)


def _origins(step: Step, problem: Problem) -> set[int]:
    """Return the nearest steps before one with goods to pass on: no distant work, lab or open choice."""
    by_seq = {each.seq: each for each in problem.steps}
    found: set[int] = set()
    seen: set[int] = set()
    look = list(step.after)
    while look:
        before = by_seq[look.pop()]
        if before.seq in seen:
            continue
        seen.add(before.seq)
        used_up = before.booked_as is BookedAs.COUNTER
        if before.options and before.presence is not Presence.REMOTE and not used_up:
            found.add(before.seq)
        else:
            look += before.after
    return found

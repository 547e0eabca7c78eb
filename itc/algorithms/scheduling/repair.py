"""A plan under way changed as little as can be: what may stay stays, what cannot is placed anew, first free.

Steps are gone through in the order of `after`. A kept step stays where it is as long as what it waits for,
and its goods, are there in time; else it is placed anew at the first time that fits, and so on for those that
wait for it. What is placed anew keeps clear of all that stays.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace

from itc.algorithms.scheduling.board import Node, board_of
from itc.algorithms.scheduling.picks import Picks
from itc.algorithms.scheduling.plan import Plan
from itc.algorithms.scheduling.problem import CounterOption, Network, Option, Problem, place_of
from itc.algorithms.scheduling.reply import plan_of
from itc.algorithms.scheduling.search import Found
from itc.algorithms.scheduling.spans import Spans
from itc.algorithms.scheduling.totals import Totals
from itc.algorithms.scheduling.turns import Pick, Turn
from itc.algorithms.scheduling.ways import NOWHERE, Way
from itc.algorithms.scheduling.windows import stays_unmet, unheld_end
from itc.algorithms.scheduling.work import Slot

WEEK = 7 * 24 * 60
"""Minutes that a step placed anew may be later at the place where it stood than at another."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a step stands: by which of its options, in which slots, one a run.

    What is fixed says when it is ready; it may hold nothing that its letter knows of (no option).
    """

    option: int | None
    slots: tuple[Slot, ...]
    ready: int | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """The changed plan, the steps that were placed anew, and those that could not be placed so late.

    The latter stand where they stand, though a letter of today would give her or her sample more time.
    """

    plan: Plan
    moved: frozenset[int]
    stood: frozenset[int] = frozenset()


def repaired(
    problem: Problem, kept: Mapping[int, Kept], floors: Mapping[int, int], fixed: Set[int] = frozenset()
) -> Repair:
    """Return the plan of a letter in which what is kept stays where it can.

    The network of the letter holds what others booked, nothing of this plan. A step with a floor is placed
    anew, from that minute on; a step neither kept nor with a floor is placed at the first time that fits.
    What is fixed has begun, or as good as: it stays whatever becomes of the others, also before the letter
    begins.
    """
    moved = set(floors) | {step.seq for step in problem.steps if step.seq not in kept}
    while True:
        board = board_of(_beside(problem, kept, moved))
        picks = Picks(board)
        stood: set[int] = set()
        for node in board.nodes:
            seq = node.step.seq
            if seq in moved:
                pick = _anew(picks, node, floors.get(seq, problem.start), kept.get(seq))
            else:
                pick = _as_kept(node, kept[seq])
                if seq not in fixed and _is_late(pick, picks):
                    moved.add(seq)
                    break
                if pick.slots and pick.slots[0].held_from < pick.lane.not_before:
                    stood.add(seq)
            picks.push(pick)
        else:
            plan = plan_of(board, Found(Totals(picks.unmet, 0, picks.cost, 0), tuple(picks.made)))
            anew = moved & {step.seq for step in problem.steps if step.options}
            return Repair(_with_fixed(plan, kept, fixed), frozenset(anew), frozenset(stood))


def _is_late(pick: Pick, picks: Picks) -> bool:
    """Whether what a step waits for, or its goods, are not there when it begins."""
    place = _place(pick)
    return pick.slots[0].held_from < picks.release(NOWHERE if place is None else place)


def _with_fixed(plan: Plan, kept: Mapping[int, Kept], fixed: Set[int]) -> Plan:
    """Return a plan in which what is fixed is ready when it says so."""
    steps = tuple(
        replace(step, ready=ready)
        if step.seq in fixed and (ready := kept[step.seq].ready) is not None
        else step
        for step in plan.steps
    )
    return replace(plan, steps=steps, finish=max((step.ready for step in steps), default=plan.finish))


def _beside(problem: Problem, kept: Mapping[int, Kept], moved: Set[int]) -> Problem:
    """Return the letter with what stays of the plan taken: time of resources, orders, and her own days."""
    network = problem.network
    resources, counters, away = (
        dict(network.resources),
        dict(network.counters),
        list(problem.owner.away.pairs()),
    )
    for step in problem.steps:
        if step.seq in moved or step.seq not in kept:
            continue
        number, slots = kept[step.seq].option, kept[step.seq].slots
        if number is None:
            continue
        option = step.options[number]
        if isinstance(option, CounterOption):
            counters[option.counter] = counters[option.counter].with_order(
                slots[0].use_from, network.tz_offset_min
            )
        else:
            for each in option.held:
                held = ((slot.held_from, slot.held_to) for slot in slots)
                resources[each] = replace(
                    resources[each], busy=Spans.merged([*resources[each].busy.pairs(), *held])
                )
        if step.attended:
            far = max(_ways_to(problem, moved, place_of(option, network)), default=0)
            away += [(slot.use_from - far, slot.use_to + far) for slot in slots]
    owner = replace(problem.owner, away=Spans.merged(away))
    return replace(problem, network=replace(network, resources=resources, counters=counters), owner=owner)


def _ways_to(problem: Problem, moved: Set[int], place: int) -> Iterator[int]:
    """Yield the minutes of her way from a place to wherever a step that is placed anew may be."""
    for step in problem.steps:
        if step.seq in moved and step.attended:
            for option in step.options:
                yield problem.owner.leg(place, place_of(option, problem.network)).minutes


def _as_kept(node: Node, kept: Kept) -> Pick:
    """Return a step where it stands."""
    if kept.option is None:
        assert kept.ready is not None
        return Pick(None, None, node.unheld, (), kept.ready)
    way = _way(node, kept.option)
    lane = way.lane(kept.option)
    ready = kept.slots[-1].use_to + lane.lag if kept.ready is None else kept.ready
    if lane.counter is not None:
        lane = replace(lane, counter=None)  # its order is counted already
    return Pick(way, kept.option, lane, kept.slots, ready)


def _place(pick: Pick) -> int | None:
    return pick.way.place if pick.way else None


def _by_time(pick: Pick) -> tuple[int, int]:
    return pick.ready, pick.way.cost if pick.way else 0


def _way(node: Node, option: int) -> Way:
    return next(way for way in node.ways if option in way.options)


def _anew(picks: Picks, node: Node, floor: int, before: Kept | None) -> Pick:
    """Return a step at the first time that fits from a minute on, the cheaper where two are ready at once.

    Where it stood before it stays, unless it would be ready more than a week sooner elsewhere; then it goes
    where she has the shortest way, of what is ready within that week.
    """
    own = None if before is None or before.option is None else _way(node, before.option).place
    owner = picks.board.problem.owner

    def far(pick: Pick) -> tuple[bool, int]:
        place = _place(pick)
        if own is None or place is None or place == NOWHERE:
            return False, 0
        return place != own, owner.there_and_back(place) if node.step.attended else 0

    found = [
        pick
        for way in node.ways
        if (pick := picks.pick(Turn(way, (max(floor, picks.release(way.place)),) * len(way.options)), []))
    ]
    if found:
        last = min(pick.ready for pick in found) + WEEK
        return min(found, key=lambda pick: (pick.ready > last, *far(pick), *_by_time(pick)))
    minute = max(picks.release(NOWHERE), floor if node.step.options else 0)
    return Pick(None, None, node.unheld, (), unheld_end(node, minute)[1], unmet=stays_unmet(node, minute))


def free_of(problem: Problem, held: Iterable[tuple[int, Slot]], orders: Iterable[tuple[int, int]]) -> Problem:
    """Return a letter whose network holds nothing of what is given.

    That is slots of resources, by id, and orders at counters, by id and minute.
    """
    network = problem.network
    resources, counters = dict(network.resources), dict(network.counters)
    for key, slot in held:
        if key in resources:
            busy = resources[key].busy.without(slot.held_from, slot.held_to)
            resources[key] = replace(resources[key], busy=busy)
    for key, minute in orders:
        if key in counters:
            counters[key] = counters[key].with_order(minute, network.tz_offset_min, count=-1)
    return replace(problem, network=replace(network, resources=resources, counters=counters))


def is_free(network: Network, option: Option, slots: Iterable[Slot]) -> bool:
    """Whether nobody else holds what an option would take in some slots."""
    if isinstance(option, CounterOption):
        full = network.counters[option.counter].full(network.tz_offset_min)
        return not any(full.last_overlap(slot.use_from, slot.use_from + 1) for slot in slots)
    return not any(
        network.resources[each].busy.last_overlap(slot.held_from, slot.held_to)
        for slot in slots
        for each in option.held
    )

"""A plan under way changed as little as can be: what may stay stays, what cannot is placed anew, first free.

Steps are gone through in the order of `after`. A kept step stays where it is as long as what it waits for,
and its goods, are there in time; else it is placed anew at the first time that fits, and so on for those that
wait for it. What is placed anew keeps clear of all that stays.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace

from itc.algorithms.scheduling.board import Node, board_of
from itc.algorithms.scheduling.picks import Picks
from itc.algorithms.scheduling.plan import Plan
from itc.algorithms.scheduling.problem import CounterOption, Problem, WorkOption, place_of
from itc.algorithms.scheduling.reply import plan_of
from itc.algorithms.scheduling.search import Found
from itc.algorithms.scheduling.spans import Spans
from itc.algorithms.scheduling.totals import Totals
from itc.algorithms.scheduling.turns import Pick, Turn
from itc.algorithms.scheduling.ways import NOWHERE
from itc.algorithms.scheduling.windows import stays_unmet, unheld_end
from itc.algorithms.scheduling.work import Slot


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a step stands: by which of its options, in which slots, one a run."""

    option: int
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Repair:
    """The changed plan, and the steps that were placed anew."""

    plan: Plan
    moved: frozenset[int]


def repaired(problem: Problem, kept: Mapping[int, Kept], floors: Mapping[int, int]) -> Repair:
    """Return the plan of a letter in which what is kept stays where it can.

    The network of the letter holds what others booked, nothing of this plan. A step with a floor is placed
    anew, from that minute on; a step neither kept nor with a floor is placed at the first time that fits.
    """
    moved = set(floors) | {step.seq for step in problem.steps if step.seq not in kept}
    while True:
        board = board_of(_beside(problem, kept, moved))
        picks = Picks(board)
        late = None
        for node in board.nodes:
            seq = node.step.seq
            if seq in moved or not node.step.options:
                pick = _anew(picks, node, floors.get(seq, problem.start))
            else:
                pick = _as_kept(node, kept[seq])
                place = pick.way.place if pick.way else NOWHERE
                if pick.slots[0].held_from < max(picks.release(place), pick.lane.not_before):
                    late = seq
                    break
            picks.push(pick)
        if late is None:
            plan = plan_of(board, Found(Totals(picks.unmet, 0, picks.cost, 0), tuple(picks.made)))
            return Repair(plan, frozenset(moved & {step.seq for step in problem.steps if step.options}))
        moved.add(late)


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
        option, slots = step.options[kept[step.seq].option], kept[step.seq].slots
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
    way = next(way for way in node.ways if kept.option in way.options)
    lane = way.lane(kept.option)
    ready = kept.slots[-1].use_to + lane.lag
    if lane.counter is not None:
        lane = replace(lane, counter=None)  # its order is counted already
    return Pick(way, kept.option, lane, kept.slots, ready)


def _anew(picks: Picks, node: Node, floor: int) -> Pick:
    """Return a step at the first time that fits from a minute on, the cheaper where two are ready at once."""
    found = [
        pick
        for way in node.ways
        if (pick := picks.pick(Turn(way, (max(floor, picks.release(way.place)),) * len(way.options)), []))
    ]
    if found:
        return min(found, key=lambda pick: (pick.ready, pick.way.cost if pick.way else 0))
    minute = max(picks.release(NOWHERE), floor if node.step.options else 0)
    return Pick(None, None, node.unheld, (), unheld_end(node, minute)[1], unmet=stays_unmet(node, minute))


def free_of(
    problem: Problem, own: Mapping[int, tuple[WorkOption | CounterOption, tuple[Slot, ...]]]
) -> Problem:
    """Return a letter whose network holds nothing of what is given: of each step its option and slots."""
    network = problem.network
    resources, counters = dict(network.resources), dict(network.counters)
    for option, slots in own.values():
        if isinstance(option, CounterOption):
            counters[option.counter] = counters[option.counter].with_order(
                slots[0].use_from, network.tz_offset_min, count=-1
            )
            continue
        for each in option.held:
            busy = resources[each].busy
            for slot in slots:
                busy = busy.without(slot.held_from, slot.held_to)
            resources[each] = replace(resources[each], busy=busy)
    return replace(problem, network=replace(network, resources=resources, counters=counters))

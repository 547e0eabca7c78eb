"""The letter laid out for a search: steps in their order, and the ways to do each.

A way gathers the options of a step that are alike in all a plan is judged by; which of them is taken is then
only a question of time.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import heapify, heappop, heappush

from itc.algorithms.scheduling.goods import keeps_goods, sources, transit
from itc.algorithms.scheduling.lanes import Lane, Shape, lanes_of, unheld_lane
from itc.algorithms.scheduling.problem import Problem, Step, place_of

NOWHERE = -1
"""The place of what is done at a distance: neither she nor her goods go there."""
QUOTED = 10**13
"""What an option to be quoted counts for in satang, so that any price comes before it."""


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """Options alike in place, cost, work and wait; `lanes` are those of the options numbered beside them.

    Compared by identity: a board has each way once.
    """

    place: int
    cost: int
    options: tuple[int, ...]
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A step: the nodes it waits for, and those its goods come from (True: carried, False: posted)."""

    step: Step
    before: tuple[int, ...]
    goods: tuple[tuple[int, bool], ...]
    ways: tuple[Way, ...]
    unheld: Lane


@dataclass(frozen=True)
class Board:
    """A letter and its nodes."""

    problem: Problem
    nodes: tuple[Node, ...]

    @cached_property
    def attended(self) -> tuple[int, ...]:
        """The nodes the owner comes to."""
        return tuple(at for at, node in enumerate(self.nodes) if node.step.attended)

    @cached_property
    def after(self) -> tuple[tuple[int, ...], ...]:
        """The nodes that wait for each node, or take up its goods."""
        found: list[list[int]] = [[] for _ in self.nodes]
        for at, node in enumerate(self.nodes):
            for before in {*node.before, *(source for source, _ in node.goods)}:
                found[before].append(at)
        return tuple(tuple(each) for each in found)

    def transit(self, here: int, there: int, *, carried: bool) -> int:
        """Return the minutes goods take between two places; nothing where either is nowhere."""
        if here == there or NOWHERE in (here, there):
            return 0
        return transit(self.problem.owner, here, there, carried=carried)


def board_of(problem: Problem) -> Board:
    """Return a letter laid out; ValueError where its steps wait for each other in a circle."""
    order = in_order(problem.steps)
    number = {step.seq: at for at, step in enumerate(order)}
    taken = sources(tuple(order))
    keeps = {step.seq for step in order if keeps_goods(step)}
    nodes = []
    for step in order:
        goods = sorted(taken[step.seq] & keeps)
        node = Node(
            step=step,
            before=tuple(number[seq] for seq in step.after),
            goods=tuple((number[seq], step.attended and order[number[seq]].attended) for seq in goods),
            ways=_ways(step, problem, first_goods=step.has_goods and not goods),
            unheld=unheld_lane(step, problem),
        )
        nodes.append(node)
    return Board(problem, tuple(nodes))


def _ways(step: Step, problem: Problem, *, first_goods: bool) -> tuple[Way, ...]:
    """Return the ways to do a step, each with its options in the letter's order."""
    alike: dict[tuple[int, int, Shape], list[tuple[int, Lane]]] = defaultdict(list)
    for number, lane in enumerate(lanes_of(step, problem, first_goods=first_goods)):
        option = step.options[number]
        place = place_of(option, problem.network) if step.has_goods else NOWHERE
        cost = QUOTED if option.cost is None else option.cost
        alike[place, cost, lane.shape].append((number, lane))
    return tuple(
        Way(place, cost, tuple(number for number, _ in each), tuple(lane for _, lane in each))
        for (place, cost, _), each in alike.items()
    )


def in_order(steps: Sequence[Step]) -> list[Step]:
    """Return the steps so that each follows those it waits for, ties by seq; ValueError on a circle."""
    by_seq = {step.seq: step for step in steps}
    open_seqs = {step.seq: set(step.after) for step in steps}
    ready = [seq for seq, after in open_seqs.items() if not after]
    heapify(ready)
    order = []
    while ready:
        done = heappop(ready)
        order.append(by_seq[done])
        for seq, after in open_seqs.items():
            if done in after:
                after.remove(done)
                if not after:
                    heappush(ready, seq)
    if len(order) < len(steps):
        raise ValueError("the steps wait for each other in a circle")
    return order

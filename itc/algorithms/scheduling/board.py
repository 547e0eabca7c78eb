"""The letter laid out for a search: steps in their order, and the ways to do each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import heapify, heappop, heappush

import numpy as np

from itc.algorithms.scheduling.goods import keeps_goods, sources, transit
from itc.algorithms.scheduling.hours import Minutes
from itc.algorithms.scheduling.lanes import Lane, Layout, unheld_lane
from itc.algorithms.scheduling.problem import NO_WAY, Problem, Step
from itc.algorithms.scheduling.ways import NOWHERE, Ways


@dataclass(frozen=True, slots=True)
class Node:
    """A step: the nodes it waits for, and those its goods come from (True: carried, False: posted)."""

    step: Step
    before: tuple[int, ...]
    goods: tuple[tuple[int, bool], ...]
    ways: Ways
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
    def visits(self) -> int:
        """The nodes the owner comes to, as bits."""
        return sum(1 << node for node in self.attended)

    @cached_property
    def open(self) -> tuple[tuple[int, ...], ...]:
        """The nodes before each node that it or a later one waits for, or takes up the goods of."""
        last = [max(each, default=-1) for each in self.after]
        return tuple(tuple(node for node in range(at) if last[node] >= at) for at in range(len(self.nodes)))

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

    @cached_property
    def places(self) -> dict[int, int]:
        """The places of goods, numbered; `NOWHERE` is one of them."""
        places = {place for node in self.nodes if node.step.has_goods for place in node.ways.places}
        return {place: number for number, place in enumerate(sorted({NOWHERE, *places}))}

    @cached_property
    def transits(self) -> tuple[Minutes, Minutes]:
        """The minutes goods take between any two places, by their numbers: by post, and carried."""
        owner, size = self.problem.owner, (len(self.places), len(self.places))
        legs = [
            NO_WAY if NOWHERE in (here, there) else owner.leg(here, there)
            for here in self.places
            for there in self.places
        ]
        return (
            np.array([leg.post for leg in legs], np.int64).reshape(size),
            np.array([leg.minutes for leg in legs], np.int64).reshape(size),
        )

    @cached_property
    def farthest(self) -> int:
        """The most minutes she may be on her way between two places."""
        return int(self.transits[True].max())

    def numbers(self, places: Iterable[int]) -> list[int]:
        """Return the numbers of some places."""
        return [self.places[place] for place in places]


def board_of(problem: Problem) -> Board:
    """Return a letter laid out; ValueError where its steps wait for each other in a circle."""
    order = in_order(problem.steps)
    number = {step.seq: at for at, step in enumerate(order)}
    taken = sources(tuple(order))
    keeps = {step.seq for step in order if keeps_goods(step)}
    nodes = []
    for step in order:
        goods = sorted(taken[step.seq] & keeps)
        carried = tuple((number[seq], step.attended and order[number[seq]].attended) for seq in goods)
        layout = Layout(step, problem, first_goods=step.has_goods and not goods)
        before = tuple(number[seq] for seq in step.after)
        nodes.append(Node(step, before, carried, Ways(layout), unheld_lane(step, problem)))
    return Board(problem, tuple(nodes))


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

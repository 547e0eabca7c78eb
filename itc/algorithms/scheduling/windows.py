"""When each step can be ready at the earliest, and must be at the latest.

These bounds know nothing of the plan's own bookings, so that no plan of the letter lies outside them.
"""

from dataclasses import dataclass

import numpy as np

from itc.algorithms.scheduling.board import Board, Node
from itc.algorithms.scheduling.hours import NEVER
from itc.algorithms.scheduling.problem import BookedAs
from itc.algorithms.scheduling.ways import NOWHERE, ByPlace, Way


@dataclass(frozen=True, slots=True)
class Earliest:
    """For each node: the least ready minute of each way by its number (`NEVER`: none), by place, and of all.

    `begins` is the first minute she could come to it. A node none of whose ways can be done keeps its usual
    length and is `unmet`.
    """

    ways: tuple[list[int], ...]
    places: tuple[ByPlace, ...]
    ready: tuple[int, ...]
    begins: tuple[int, ...]
    unmet: frozenset[int]


@dataclass(frozen=True, slots=True)
class Windows:
    """For each node: until when it must be ready by place for a plan to finish by a minute, and what is left.

    `ways` are those still possible, `least` is the least cost among them.
    """

    finish: int
    by: tuple[ByPlace, ...]
    ways: tuple[tuple[Way, ...], ...]
    least: tuple[int, ...]


def earliest(board: Board) -> Earliest:
    """Return the least ready minutes of all nodes."""
    ways: list[list[int]] = []
    places: list[ByPlace] = []
    ready: list[int] = []
    begins: list[int] = []
    unmet: set[int] = set()
    for at, node in enumerate(board.nodes):
        base = max((ready[before] for before in node.before), default=board.problem.start)
        begin, times = node.ways.ready(_releases(board, node, base, places))
        by_place: ByPlace = {}
        for way, minute in zip(node.ways.each, times, strict=True):
            if minute < by_place.get(way.place, NEVER):
                by_place[way.place] = minute
        ways.append(times)
        places.append(by_place)
        begins.append(begin)
        if by_place:
            ready.append(min(by_place.values()))
        else:
            ready.append(unheld_end(node, base)[1])
            unmet |= {at} if stays_unmet(node, base) else set()
    return Earliest(tuple(ways), tuple(places), tuple(ready), tuple(begins), frozenset(unmet))


def unheld_end(node: Node, minute: int) -> tuple[int, int, int]:
    """Return (start, ready, end) of a step that holds nothing; past the horizon the clock counts."""
    slot = node.unheld.first(minute)
    start, end = (slot.use_from, slot.use_to) if slot else (minute, minute + node.step.usual_minutes)
    return start, end + node.unheld.lag, end


def stays_unmet(node: Node, minute: int) -> bool:
    """Whether a step that holds nothing from a minute on is unmet: all but a choice within the horizon."""
    return node.step.booked_as is not BookedAs.CHOICE or node.unheld.first(minute) is None


def _releases(board: Board, node: Node, base: int, places: list[ByPlace]) -> ByPlace:
    """Return the first minute a step may be held from by place, wherever its goods come from."""
    there = node.ways.places
    release = np.full(len(there), base)
    for source, carried in node.goods:
        if ready := places[source]:
            transit = board.transits[carried][np.ix_(board.numbers(ready), board.numbers(there))]
            arrivals = np.array(list(ready.values()), np.int64)[:, None] + transit
            release = np.maximum(release, arrivals.min(axis=0, initial=NEVER))
    return dict(zip(there, release.tolist(), strict=True))


def windows(board: Board, first: Earliest, finish: int) -> Windows | None:
    """Return what is left of a letter if its plan must finish by a minute; None if no plan can."""
    count = len(board.nodes)
    by: list[ByPlace] = [{} for _ in range(count)]
    begin: list[ByPlace] = [{} for _ in range(count)]
    left: list[tuple[Way, ...]] = [() for _ in range(count)]
    for at in reversed(range(count)):
        node = board.nodes[at]
        by[at] = _by(board, at, first.places[at], finish, begin)
        left[at] = tuple(
            way
            for way, minute in zip(node.ways.each, first.ways[at], strict=True)
            if minute <= by[at].get(way.place, -1) and minute < NEVER
        )
        if not left[at] and (first.places[at] or first.ready[at] > by[at][NOWHERE]):
            return None
        if finish < NEVER:
            begin[at] = node.ways.latest(left[at], by[at]) if left[at] else _begin(node, by[at][NOWHERE])
    least = tuple(min((way.cost for way in ways), default=0) for ways in left)
    return Windows(finish, tuple(by), tuple(left), least)


def _by(board: Board, at: int, places: ByPlace, finish: int, begin: list[ByPlace]) -> ByPlace:
    """Return until when a node must be ready by place, so that all later ones can begin somewhere in time."""
    here = tuple(places) or (NOWHERE,)
    by = np.full(len(here), finish)
    for later in board.after[at] if finish < NEVER else ():
        last = np.array(list(begin[later].values()), np.int64)
        goods = dict(board.nodes[later].goods)
        if at in goods:
            way = np.ix_(board.numbers(here), board.numbers(begin[later]))
            by = np.minimum(by, (last - board.transits[goods[at]][way]).max(axis=1))
        else:
            by = np.minimum(by, last.max())
    return dict(zip(here, by.tolist(), strict=True))


def _begin(node: Node, by: int) -> ByPlace:
    """Return the last minute a step that holds nothing may begin."""
    by_clock = by - node.unheld.lag - node.step.usual_minutes
    in_hours = node.unheld.latest(by)
    return {NOWHERE: by_clock if in_hours is None else max(by_clock, in_hours)}

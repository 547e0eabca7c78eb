"""When each step can be ready at the earliest, and must be at the latest.

These bounds know nothing of the plan's own bookings, so that no plan of the letter lies outside them.
"""

from dataclasses import dataclass

from itc.algorithms.scheduling.board import NOWHERE, Board, Node, Way
from itc.algorithms.scheduling.problem import BookedAs

NEVER = 2**62
"""A minute after all others."""

ByPlace = dict[int, int]


@dataclass(frozen=True, slots=True)
class Earliest:
    """For each node: the least ready minute of each of its ways (None: none at all), by place, and of all.

    `begins` is the first minute she could come to it. A node none of whose ways can be done keeps its usual
    length and is `unmet`.
    """

    ways: tuple[tuple[int | None, ...], ...]
    places: tuple[ByPlace, ...]
    ready: tuple[int, ...]
    begins: tuple[int, ...]
    unmet: frozenset[int]


@dataclass(frozen=True, slots=True)
class Windows:
    """For each node: until when it must be ready by place for a plan to finish by a minute, and what is left.

    `ways` are those still possible, each with its earliest ready minute; `least` the least cost among them.
    """

    finish: int
    by: tuple[ByPlace, ...]
    ways: tuple[tuple[Way, ...], ...]
    least: tuple[int, ...]


def earliest(board: Board) -> Earliest:
    """Return the least ready minutes of all nodes."""
    ways: list[tuple[int | None, ...]] = []
    places: list[ByPlace] = []
    ready: list[int] = []
    begins: list[int] = []
    unmet: set[int] = set()
    for at, node in enumerate(board.nodes):
        base = max((ready[before] for before in node.before), default=board.problem.start)
        found: list[int | None] = []
        by_place: ByPlace = {}
        first = NEVER
        for way in node.ways:
            release = _release(board, node, way.place, base, places)
            times = [time for lane in way.lanes if (time := lane.ready(release)) is not None]
            found.append(min(times, default=None))
            if times:
                by_place[way.place] = min(by_place.get(way.place, NEVER), *times)
                slots = (lane.first(release) for lane in way.lanes)
                first = min(first, *(slot.use_from for slot in slots if slot))
        ways.append(tuple(found))
        places.append(by_place)
        begins.append(first)
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


def _release(board: Board, node: Node, place: int, base: int, places: list[ByPlace]) -> int:
    """Return the first minute a step may be held from at a place, wherever its goods come from."""
    legs, release = board.problem.owner.legs, base
    for source, carried in node.goods:
        if not (there := places[source]):
            continue
        if carried:
            arrival = min(
                ready if here == place else ready + legs[here, place].minutes for here, ready in there.items()
            )
        else:
            arrival = min(
                ready if here == place else ready + legs[here, place].post for here, ready in there.items()
            )
        release = max(release, arrival)
    return release


def windows(board: Board, first: Earliest, finish: int) -> Windows | None:
    """Return what is left of a letter if its plan must finish by a minute; None if no plan can."""
    if finish >= NEVER:
        return _no_windows(board, first)
    count = len(board.nodes)
    by: list[ByPlace] = [{} for _ in range(count)]
    begin: list[ByPlace] = [{} for _ in range(count)]
    left: list[tuple[Way, ...]] = [() for _ in range(count)]
    for at in reversed(range(count)):
        node, later = board.nodes[at], board.after[at]
        for place in first.places[at] or (NOWHERE,):
            due = (_due(board, at, place, each, begin[each]) for each in later)
            by[at][place] = min((finish, *due))
        left[at] = tuple(
            way
            for way, ready in zip(node.ways, first.ways[at], strict=True)
            if ready is not None and ready <= by[at][way.place]
        )
        if not left[at] and (first.places[at] or first.ready[at] > by[at][NOWHERE]):
            return None
        begin[at] = _begin(node, left[at], by[at])
    least = tuple(min((way.cost for way in ways), default=0) for ways in left)
    return Windows(finish, tuple(by), tuple(left), least)


def _no_windows(board: Board, first: Earliest) -> Windows:
    """Return the windows of plans that may finish at any time: whatever can be done at all."""
    ways = tuple(
        tuple(way for way, ready in zip(node.ways, readies, strict=True) if ready is not None)
        for node, readies in zip(board.nodes, first.ways, strict=True)
    )
    by = tuple(dict.fromkeys(places or (NOWHERE,), NEVER) for places in first.places)
    least = tuple(min((way.cost for way in each), default=0) for each in ways)
    return Windows(NEVER, by, ways, least)


def _due(board: Board, at: int, place: int, later: int, begin: ByPlace) -> int:
    """Return until when a node must be ready at a place, so that a later one can begin somewhere in time."""
    for source, carried in board.nodes[later].goods:
        if source == at:
            if place == NOWHERE or NOWHERE in begin:
                break
            legs = board.problem.owner.legs
            if carried:
                return max(
                    minute if there == place else minute - legs[place, there].minutes
                    for there, minute in begin.items()
                )
            return max(
                minute if there == place else minute - legs[place, there].post
                for there, minute in begin.items()
            )
    return max(begin.values())


def _begin(node: Node, left: tuple[Way, ...], by: ByPlace) -> ByPlace:
    """Return the last minute a step may be held from, by place."""
    begin: ByPlace = {}
    for way in left:
        for lane in way.lanes:
            if (minute := lane.latest(by[way.place])) is not None:
                begin[way.place] = max(begin.get(way.place, minute), minute)
    if left:
        return begin
    by_clock = by[NOWHERE] - node.unheld.lag - node.step.usual_minutes
    in_hours = node.unheld.latest(by[NOWHERE])
    return {NOWHERE: by_clock if in_hours is None else max(by_clock, in_hours)}

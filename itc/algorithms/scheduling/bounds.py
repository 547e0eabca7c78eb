"""What no plan of a letter goes beyond, found once and kept for all its searches."""

from itc.algorithms.scheduling.board import Board
from itc.algorithms.scheduling.roads import Roads, roads
from itc.algorithms.scheduling.totals import Part
from itc.algorithms.scheduling.ways import Way
from itc.algorithms.scheduling.windows import Windows, earliest, windows

Rank = tuple[int, ...]
Ranked = tuple[Rank, int, Way]
"""A way by what none of its picks ranks before, and by its number."""


class Bounds:
    """The bounds of a board, for each minute to finish by."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.first = earliest(board)
        self._windows: dict[int, Windows | None] = {}
        self._roads: dict[int, Roads] = {}
        self._ranked: dict[tuple[int, int, Part], list[Ranked]] = {}

    def windows(self, finish: int) -> Windows | None:
        """Return the windows of plans that finish by a minute, None if there are none."""
        if finish not in self._windows:
            self._windows[finish] = windows(self.board, self.first, finish)
        return self._windows[finish]

    def roads(self, left: Windows) -> Roads:
        """Return her visits within windows."""
        if left.finish not in self._roads:
            self._roads[left.finish] = roads(self.board, self.first, left)
        return self._roads[left.finish]

    def ranked(self, left: Windows, at: int, part: Part) -> list[Ranked]:
        """Return the ways of a node as a search for a part comes to them, the last first."""
        key = (left.finish, at, part)
        if key not in self._ranked:
            self._ranked[key] = self.ranked_by(self.first.ways[at], left.ways[at], at, part)
        return self._ranked[key]

    def ranked_by(self, ready: list[int], ways: tuple[Way, ...], at: int, part: Part) -> list[Ranked]:
        """Return ways of a node by the minutes they are ready, by number, at the earliest; the last first."""
        ranked = [(self._rank(way, ready[way.number], at, part), way.number, way) for way in ways]
        return sorted(ranked, key=lambda each: each[:2], reverse=True)

    def _rank(self, way: Way, ready: int, at: int, part: Part) -> Rank:
        """Return the least rank of a way: what is sought, then the rest, none of her road being known."""
        if part is Part.COST:
            return way.cost, ready, 0
        if part is not Part.KM:
            return ready, way.cost, 0
        owner, attended = self.board.problem.owner, self.board.nodes[at].step.attended
        return owner.there_and_back(way.place) if attended else 0, ready, way.cost

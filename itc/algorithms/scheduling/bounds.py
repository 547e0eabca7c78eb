"""What no plan of a letter goes beyond: found once for each minute to finish by, shared by its searches."""

from itc.algorithms.scheduling.board import Board
from itc.algorithms.scheduling.roads import Roads, roads
from itc.algorithms.scheduling.windows import Windows, earliest, windows

SMALL = 1_000
"""Options of a letter whose windows are found quickly enough to be found anew for every better plan."""


class Bounds:
    """What no plan of a board goes beyond, found once for each minute to finish by."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.first = earliest(board)
        self.soonest = [
            {way: ready for way, ready in zip(node.ways, ways, strict=True) if ready is not None}
            for node, ways in zip(board.nodes, self.first.ways, strict=True)
        ]
        """The least ready minute of each way of each node."""
        owner = board.problem.owner
        places = {way.place for node in board.attended for way in board.nodes[node].ways}
        self.lengths = {
            place: owner.leg(owner.home, place).km + owner.leg(place, owner.home).km for place in places
        }
        """Kilometres of a stay at each place she may come to."""
        self.small = sum(len(way.lanes) for node in board.nodes for way in node.ways) <= SMALL
        """Whether windows are found quickly enough to be found anew for every better plan."""
        self._windows: dict[int, Windows | None] = {}
        self._roads: dict[int, Roads] = {}

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

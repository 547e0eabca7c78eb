"""What a search has been through: where it can only come upon the same again, or worse, it need not look.

The rest of a plan depends on what is made only through when and where the steps are ready that later ones
wait for, what it cost, and what is held. Where nothing held was in the way of the rest, a plan that comes to
the same places later, or at more cost, leads to nothing better.
"""

from operator import le

from itc.algorithms.scheduling.board import Board
from itc.algorithms.scheduling.picks import Picks
from itc.algorithms.scheduling.ways import NOWHERE

State = tuple[tuple[int, ...], tuple[int, ...]]
"""What must be alike, and what must be no less."""


class Explored:
    """The states a search has been through, by the node it came to."""

    def __init__(self, board: Board, *, finish: bool) -> None:
        """Take whether the finish is sought: then that of steps nothing waits for counts too."""
        self._open = board.open
        self._finish = finish
        self._known: list[dict[tuple[int, ...], list[tuple[tuple[int, ...], int]]]] = [
            {} for _ in board.nodes
        ]

    def state(self, picks: Picks) -> State:
        """Return the state of picks made."""
        made = picks.made
        waited_for = [made[node] for node in self._open[len(made)]]
        places = (pick.way.place if pick.way else NOWHERE for pick in waited_for)
        finish = max((pick.ready for pick in made), default=0) if self._finish else 0
        return (picks.unmet, *places), (finish, picks.cost, *(pick.ready for pick in waited_for))

    def covers(self, at: int, state: State) -> int | None:
        """Return what was blamed where a state was explored that is no worse, None if there is none."""
        alike, mine = state
        for known, blamed in self._known[at].get(alike, ()):
            if all(map(le, known, mine)):
                return blamed
        return None

    def add(self, at: int, state: State, blamed: int) -> None:
        """Keep a state that was explored to the end with nothing held in its way, and what was blamed."""
        alike, mine = state
        self._known[at].setdefault(alike, []).append((mine, blamed))

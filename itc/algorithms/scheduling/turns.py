"""What is asked of a step in a search: a way, what to avoid, and the pick it comes to."""

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from itc.algorithms.scheduling.lanes import Lane
from itc.algorithms.scheduling.ways import Way
from itc.algorithms.scheduling.work import Slot


class Avoid(Enum):
    """What a step is asked to avoid."""

    HOLD = "holding a resource in a minute"
    USE = "needing the owner between two minutes"
    ORDER = "ordering at a counter in a week"
    BEGIN = "beginning before a day"
    END = "ending before a day"


class Wish(NamedTuple):
    """What a step is asked to avoid: of what (resource, counter), from when to when; or days before `start`.

    Days never go back as time goes on: once kept, such a wish is kept by whatever comes later.
    """

    what: Avoid
    of: int
    start: int
    end: int


Wishes = frozenset[Wish]
Asks = list[tuple[int, Wish]]
"""Wishes to steps that stand in the way, by node."""
NONE: Wishes = frozenset()


@dataclass(frozen=True, slots=True)
class Turn:
    """A way to be tried: no lane is held before its floor, if it has floors, and what to avoid."""

    way: Way
    floors: tuple[int, ...] = ()
    wishes: Wishes = NONE

    def wishing(self, wish: Wish) -> "Turn":
        """Return this turn with one more wish."""
        return Turn(self.way, self.floors, self.wishes | {wish})


@dataclass(frozen=True, slots=True)
class Pick:
    """A way taken: its option, lane and slots (no way: nothing held), and when its result is ready.

    `turn` is what led here, its wishes turned into floors as far as they lie behind the slots: two turns that
    come to the same need only be followed once.
    """

    way: Way | None
    option: int | None
    lane: Lane
    slots: tuple[Slot, ...]
    ready: int
    turn: Turn | None = None
    unmet: bool = False
    days: tuple[int, int] = (0, 0)
    """The first and the last local day of use."""

"""What plans are judged by."""

from enum import IntEnum
from typing import NamedTuple

from itc.algorithms.scheduling.hours import NEVER


class Part(IntEnum):
    """What plans are judged by."""

    UNMET = 0
    FINISH = 1
    COST = 2
    KM = 3


class Totals(NamedTuple):
    """Steps unmet, finish in minutes, satang (what is to be quoted counted as `QUOTED`) and kilometres."""

    unmet: int
    finish: int
    cost: int
    km: int

    def within(self, limits: "Totals") -> bool:
        """Say whether no part is above its limit."""
        return all(mine <= limit for mine, limit in zip(self, limits, strict=True))

    def with_part(self, part: Part, value: int) -> "Totals":
        """Return these with one part changed."""
        return Totals(*(value if at == part else each for at, each in enumerate(self)))


NO_LIMIT = Totals(NEVER, NEVER, NEVER, NEVER)

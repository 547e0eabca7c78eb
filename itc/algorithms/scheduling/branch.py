"""A node in a search: what is tried of it on top of the picks made."""

from dataclasses import dataclass, field

from itc.algorithms.scheduling.bounds import Rank, Ranked
from itc.algorithms.scheduling.turns import Pick, Turn


@dataclass(slots=True)
class Branch:
    """What is tried of a node: ways yet to be laid, picks by rank, turns taken up.

    `done` are picks that led to all they could with nothing asked of them; `blamed` are the nodes, as bits,
    whose picks kept these from leading to more.
    """

    at: int
    waiting: list[Ranked]
    blamed: int = 0
    heap: list[tuple[Rank, int, Pick]] = field(default_factory=list)
    tried: set[Turn] = field(default_factory=set)
    done: list[Pick] = field(default_factory=list)

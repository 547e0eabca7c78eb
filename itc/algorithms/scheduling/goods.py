"""Where her goods and samples come from: they lie at one place at a time, and take time to the next.

A step with goods takes them from the steps with goods it waits for. What is done at a distance between two
such steps (a talk, a filing, a maker not yet chosen) or at a laboratory, which uses its sample up, is looked
through. Goods that nobody had before come from her home.
"""

from collections.abc import Mapping

from itc.algorithms.scheduling.problem import BookedAs, Owner, Step

Sources = Mapping[int, frozenset[int]]
"""The steps whose goods a step takes up, by seq; a step without goods takes up none."""


def keeps_goods(step: Step) -> bool:
    """Whether the goods of a step are there to be taken on when it is ready; a laboratory uses them up."""
    return step.has_goods and step.booked_as is not BookedAs.COUNTER


def sources(order: tuple[Step, ...]) -> Sources:
    """Return where the goods of each step come from; each step stands after those it waits for."""
    reach: dict[int, frozenset[int]] = {}
    taken: dict[int, frozenset[int]] = {}
    for step in order:
        before = frozenset[int]().union(*(reach[seq] for seq in step.after))
        taken[step.seq] = before if step.has_goods else frozenset()
        reach[step.seq] = frozenset({step.seq}) if keeps_goods(step) else before
    return taken


def transit(owner: Owner, here: int, there: int, *, carried: bool) -> int:
    """Return the minutes goods take from place to place: she carries them, or they go by post."""
    leg = owner.leg(here, there)
    return leg.minutes if carried else leg.post

"""A small letter solved, and its answers tried against every plan there is."""

from dataclasses import dataclass, replace
from math import ceil

from itc.algorithms.scheduling.evaluation.every_plan import EveryPlan, Limits
from itc.algorithms.scheduling.evaluation.every_way import DAY, QUOTED
from itc.algorithms.scheduling.plan import Plan
from itc.algorithms.scheduling.problem import Problem
from itc.algorithms.scheduling.solve import TRIES, Answer, Kind, solve

ORDER = {
    Kind.EARLIEST: ("finish", "cost", "km"),
    Kind.CHEAPEST: ("cost", "finish", "km"),
    Kind.NEAREST: ("km", "finish", "cost"),
}
ROUNDED = 1e-6
"""Bounds are given to so many digits."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of a letter: `equal` if no plan beats an answer, `exact` if all are said to be the least.

    `bounded` if no plan goes below what an answer leaves open; one said to be the least leaves nothing open.
    """

    equal: bool
    exact: bool
    bounded: bool


def tried(problem: Problem, *, tries: int = TRIES) -> Trial:
    """Solve a letter in whole hours and try all its plans, which may take seconds from eight steps on.

    Of each part a kind is judged by it asks whether some plan has less, within the limits of the parts before
    it (docs/adr/0007).
    """
    answers = solve(problem, tries=tries)
    every = EveryPlan(problem)
    exact = all(answer.exact for answer in answers)
    early = answers[0].plan
    if early.unmet:
        missed = every.exists(Limits())
        return Trial(equal=not missed, exact=exact, bounded=not (missed and exact))
    late = early.finish + max(14 * DAY, (early.finish - problem.start) // 4)
    within = {kind: Limits() if kind is Kind.EARLIEST else Limits(finish=late) for kind in Kind}
    equal = bounded = True
    for answer in answers:
        beaten = {kind: _beaten(every, answer.plan, kind, within[kind]) for kind in answer.kinds}
        equal &= not any(beaten.values())
        kept = [less is None or _stays_bounded(every, answer, kind, *less) for kind, less in beaten.items()]
        # the bound of an answer of several kinds is that of one of them, and says nothing of the others
        bounded &= all(kept) if answer.exact else any(kept)
    return Trial(equal, exact, bounded)


def judged(plan: Plan) -> Limits:
    """Return what a plan has of each part; what is to be quoted counts as `QUOTED`."""
    quoted = sum(step.option is not None and step.cost is None for step in plan.steps)
    return Limits(plan.finish, plan.cost + quoted * QUOTED, plan.km)


def _beaten(every: EveryPlan, plan: Plan, kind: Kind, limits: Limits) -> tuple[str, Limits] | None:
    """Return the first part in which some plan has less, and the limits up to it; None if there is none."""
    for part in ORDER[kind]:
        value = getattr(judged(plan), part)
        if every.exists(_with_part(limits, part, value - 1)):
            return part, limits
        limits = _with_part(limits, part, value)
    return None


def _stays_bounded(every: EveryPlan, answer: Answer, kind: Kind, part: str, limits: Limits) -> bool:
    """Say whether an answer leaves it open that some plan has less of a part, and how much less.

    Nothing is said of parts after the one its bound is on.
    """
    if answer.bound is None or answer.bound_on is None:
        return False
    bound_on = answer.bound_on.name.lower()
    if part != bound_on:
        return bound_on in ORDER[kind] and ORDER[kind].index(part) > ORDER[kind].index(bound_on)
    if answer.bound >= 1:
        return True
    value = getattr(judged(answer.plan), part)
    whole = {"finish": value - every.problem.start, "cost": value % QUOTED}.get(part, value)
    least = ceil(value - (answer.bound + ROUNDED) * whole)
    return not every.exists(_with_part(limits, part, least - 1))


def _with_part(limits: Limits, part: str, most: int) -> Limits:
    return replace(limits, **{part: min(most, getattr(limits, part))})

"""The plans of a letter: earliest, cheapest, nearest; each the least there is, or with a bound on it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from itc.algorithms.scheduling.board import Board, board_of
from itc.algorithms.scheduling.bounds import Bounds
from itc.algorithms.scheduling.open_time import DAY
from itc.algorithms.scheduling.plan import Plan
from itc.algorithms.scheduling.problem import Problem
from itc.algorithms.scheduling.reply import plan_of
from itc.algorithms.scheduling.search import Found, Search
from itc.algorithms.scheduling.totals import NO_LIMIT, Part, Totals
from itc.algorithms.scheduling.ways import QUOTED

TRIES = 3_000
"""Picks a letter may try: an answer of the time of a page (benchmarks/planner.py)."""
GRACE_DAYS, GRACE_SHARE = 14, 4
"""How much later than the earliest the others may finish: 14 days, or a quarter of its length if longer."""


class Kind(StrEnum):
    """What a plan is the least in, in the order it is judged by."""

    EARLIEST = "earliest"
    CHEAPEST = "cheapest"
    NEAREST = "nearest"


ORDER = {
    Kind.EARLIEST: (Part.FINISH, Part.COST, Part.KM),
    Kind.CHEAPEST: (Part.COST, Part.FINISH, Part.KM),
    Kind.NEAREST: (Part.KM, Part.FINISH, Part.COST),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A plan, what it is the least in, and whether that is proved.

    `bound` is the share by which the first part in that order that is not proved (`bound_on`) could still be
    less, of the cost that of its known prices; None where the plan is exact, 1 where nothing is known.
    """

    kinds: tuple[Kind, ...]
    plan: Plan
    exact: bool
    bound: float | None
    bound_on: Part | None = None


@dataclass(frozen=True, slots=True)
class Least:
    """A plan found, with the bound of its first part that is not proved, and that part."""

    found: Found
    bound: float | None
    bound_on: Part | None


class Solver:
    """The searches of one letter, which share its bounds and its tries."""

    def __init__(self, problem: Problem, tries: int) -> None:
        self.problem = problem
        self.board = board_of(problem)
        self.bounds = Bounds(self.board)
        self._tries = tries
        self._unmet_bound: float | None = None

    def answers(self) -> tuple[Answer, ...]:
        """Return up to three plans, one where kinds coincide, in the order of `Kind`."""
        first = self._met()
        early = self._least(Kind.EARLIEST, first, NO_LIMIT, self._tries // 3)
        limits = NO_LIMIT.with_part(Part.FINISH, until(self.problem, early.found.totals.finish))
        cheap = self._least(Kind.CHEAPEST, early.found, limits, self._tries // 2)
        nearer = min(early.found, cheap.found, key=partial(_judged, Kind.NEAREST))
        near = self._least(Kind.NEAREST, nearer, limits, self._tries)
        # what one search met on its way may be better for another kind than what that one found
        every = [each.found for each in (early, cheap, near)]
        return tuple(
            _merged(
                self.board,
                {
                    kind: replace(least, found=min(every, key=partial(_judged, kind)))
                    for kind, least in zip(Kind, (early, cheap, near), strict=True)
                },
            )
        )

    def _met(self) -> Found:
        """Return the plan in which each step is ready first, with as few steps unmet as can be."""
        search = Search(self.bounds, Part.UNMET, NO_LIMIT)
        tries = max(self._tries // 4, FIRST_TRIES)
        left = search.run(tries)
        self._tries -= tries - left
        assert search.best is not None  # a step nobody can do keeps its usual length
        unmet, least = search.best.totals.unmet, search.lower.unmet
        if not left and least < unmet:
            self._unmet_bound = open_share(Part.UNMET, unmet, least, start=self.problem.start)
        return search.best

    def _least(self, kind: Kind, found: Found, limits: Totals, tries: int) -> Least:
        """Return the least plan of a kind within limits, none worse than one found, in so many tries."""
        limits = limits.with_part(Part.UNMET, found.totals.unmet)
        bound = self._unmet_bound
        bound_on = None if bound is None else Part.UNMET
        for part in ORDER[kind]:
            share = tries - tries // 5
            found, lower, left = self._minimise(part, found, limits, share)
            spent = share - left
            tries -= spent
            self._tries -= spent
            limits = limits.with_part(part, found.totals[part])
            if bound is None and lower < found.totals[part]:
                bound_on = part
                bound = open_share(part, found.totals[part], lower, start=self.problem.start)
        return Least(found, bound, bound_on)

    def _minimise(self, part: Part, found: Found, limits: Totals, tries: int) -> tuple[Found, int, int]:
        """Return the least plan in a part, what no plan goes below, and the tries left.

        The bound itself is tried first: where a plan reaches it, nothing else need be looked at. Then
        anything better than the plan found; then the bound is raised by what was cut off, as far as the
        tries go.
        """
        value = found.totals[part]
        lower = min(value, Search(self.bounds, part, limits.with_part(part, value - 1)).lower[part])
        for share, upward in ((4, True), (2, False), (1, part is not Part.FINISH)):
            while lower < value and tries > 0:
                given = tries // share
                search = Search(self.bounds, part, limits.with_part(part, lower if upward else value - 1))
                left = search.run(given)
                tries -= given - left
                if search.best is not None:
                    found, value = search.best, search.best.totals[part]
                if left and (search.best is not None or not upward):
                    lower = value
                elif left:
                    lower = min(value, lower + 1 if part is Part.FINISH else max(lower + 1, search.cut))
                if share > 1 or not left:
                    break
        return found, lower, tries


FIRST_TRIES = 1_000
"""Enough to lay any letter once, however few tries are left."""


def solve(problem: Problem, *, tries: int = TRIES) -> tuple[Answer, ...]:
    """Return the earliest, the cheapest and the nearest plan of a letter, one where they coincide.

    The same letter and tries give the same answer. ValueError where steps wait for each other in a circle.
    """
    return Solver(problem, tries).answers()


def until(problem: Problem, finish: int) -> int:
    """Return the minute by which a cheaper or nearer plan must finish, given the finish of the earliest."""
    return finish + max(GRACE_DAYS * DAY, (finish - problem.start) // GRACE_SHARE)


def open_share(part: Part, value: int, lower: int, *, start: int) -> float:
    """Return the share by which a part could be less than a value; 1 where nothing is known of it.

    What is to be quoted has no share: one is said of the known prices only. The finish counts from `start`.
    """
    base = {Part.FINISH: value - start, Part.COST: value % QUOTED}.get(part, value)
    return min(round((value - lower) / base, 6), 1.0) if base else 1.0


def _judged(kind: Kind, found: Found) -> tuple[int, ...]:
    """Return what a plan is judged by as one of a kind."""
    return found.totals.unmet, *(found.totals[part] for part in ORDER[kind])


def _merged(board: Board, found: dict[Kind, Least]) -> Iterable[Answer]:
    """Yield each plan once, with all it is the least in."""
    kinds: dict[Totals, list[Kind]] = {}
    for kind, least in found.items():
        kinds.setdefault(least.found.totals, []).append(kind)
    for each in kinds.values():
        open_kinds = [found[kind] for kind in each if found[kind].bound is not None]
        worst = max(open_kinds, key=lambda least: least.bound or 0.0, default=None)
        yield Answer(
            tuple(each),
            plan_of(board, found[each[0]].found),
            exact=worst is None,
            bound=None if worst is None else worst.bound,
            bound_on=None if worst is None else worst.bound_on,
        )

"""Where letters are answered: two at a time in a process, the others in a queue, each question once a day."""

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterator
from contextlib import contextmanager

from itc.algorithms.scheduling.checker import check
from itc.algorithms.scheduling.problem import Problem
from itc.algorithms.scheduling.solve import Answer, solve, until
from itc.planning.errors import PlannersBusy

SLOTS, WAITING, WAIT_SECONDS = 2, 20, 20
KEPT = 256

Answers = tuple[Answer, ...]
Key = tuple[Hashable, ...]


class Solver:
    """Answers letters; what it has answered it keeps, by path, place, day and version of the data."""

    def __init__(
        self, *, slots: int = SLOTS, waiting: int = WAITING, wait_seconds: float = WAIT_SECONDS
    ) -> None:
        self._turns = threading.BoundedSemaphore(slots)
        self._queue = threading.BoundedSemaphore(slots + waiting)
        self._wait_seconds = wait_seconds
        self._kept: OrderedDict[Key, Answers] = OrderedDict()
        self._lock = threading.Lock()

    def answers(self, problem: Problem, key: Key) -> Answers:
        """Return the answers to a letter; `key` names all of it but the time of day. Refuses: PlannersBusy.

        A plan found earlier in the day is still the least if it can still be held: time only takes away.
        """
        if (kept := self._still_good(problem, key)) is not None:
            return kept
        with self._turn():
            if (kept := self._still_good(problem, key)) is not None:  # somebody asked the same meanwhile
                return kept
            found = solve(problem)
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    def _still_good(self, problem: Problem, key: Key) -> Answers | None:
        with self._lock:
            kept = self._kept.get(key)
            if kept is None:
                return None
            self._kept.move_to_end(key)
        latest = until(problem, kept[0].plan.finish)
        good = all(each.plan.finish <= latest and not check(problem, each.plan) for each in kept)
        return kept if good else None

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._queue.acquire(blocking=False):
            raise PlannersBusy
        try:
            if not self._turns.acquire(timeout=self._wait_seconds):
                raise PlannersBusy
            try:
                yield
            finally:
                self._turns.release()
        finally:
            self._queue.release()


solver = Solver()
"""The one of this process."""


def key_of(problem: Problem, *, version: Hashable, day: dt.date) -> Key:
    """Return what makes two letters the same but for the time of day."""
    owner = problem.owner
    return version, day, problem.steps, owner.home, owner.away, problem.earliest

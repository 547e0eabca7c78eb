"""The search: the least plan of a letter in one part of what plans are judged by, the others within limits.

Depth first over the nodes of a board, the likelier pick first. Each pick takes its first slots. That leaves
nothing out, because what a step could gain by waiting for another is asked for when it shows: the other step,
or the kilometres it would spare, adds a `Wish` to the picks of the step in the way, which are tried in their
turn (docs/adr/0007). Work is counted in picks tried, never by the clock, so the same letter gets the same
answer.
"""

from dataclasses import dataclass
from enum import IntEnum
from heapq import heappop, heappush
from itertools import accumulate, count, permutations
from typing import NamedTuple

from itc.algorithms.scheduling.board import NOWHERE, Way
from itc.algorithms.scheduling.bounds import Bounds
from itc.algorithms.scheduling.picks import Asks, Avoid, Pick, Picks, Turn, Wish
from itc.algorithms.scheduling.roads import Days
from itc.algorithms.scheduling.windows import NEVER, Windows, stays_unmet, unheld_end


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


@dataclass(frozen=True, slots=True)
class Found:
    """A whole plan."""

    totals: Totals
    picks: tuple[Pick, ...]


Heap = list[tuple[tuple[int, ...], int, Turn, Pick | None]]
"""Turns by rank: laid out as a pick, or not yet."""


class Search:
    """One search of a board for less in a part, within limits."""

    def __init__(self, bounds: Bounds, part: Part, limits: Totals) -> None:
        self.board, self.part, self.limits = bounds.board, part, limits
        self.best: Found | None = None
        self.lower = NO_LIMIT
        """What no plan within the limits goes below in each part; `NO_LIMIT` where there is none."""
        self.cut = NEVER
        """The least in the part of anything cut off: the next limit worth trying."""
        self._bounds = bounds
        self._picks = Picks(bounds.board)
        self._windows: Windows | None = None
        self._rest: list[int] = []
        self._least_road: dict[tuple[Days | None, ...], int] = {}
        self._asked: list[list[Turn]] = [[] for _ in bounds.board.nodes]
        self._soonest, self._lengths = bounds.soonest, bounds.lengths
        self._tries = 0
        self._numbers = count()
        self._narrow()

    def run(self, tries: int) -> int:
        """Search, trying so many picks at most; return how many are left, 0 if that was not enough."""
        self._tries = tries
        if not self._over():
            self._place(0)
        return max(self._tries, 0)

    def _over(self) -> bool:
        """Say whether nothing is left to be found, or to be spent; the first plan is found in any case."""
        spent = self._tries <= 0 and (self.best is not None or self.part is not Part.UNMET)
        return spent or self._windows is None or not self.lower.within(self.limits)

    def _narrow(self) -> None:
        """Take up limits that have become narrower."""
        first = self._bounds.first
        # bounds take every step to be met: they say nothing of plans that leave more to nobody than need be
        loose = self.limits.unmet > len(first.unmet)
        left = self._windows = self._bounds.windows(NEVER if loose else self.limits.finish)
        if left is None:
            self.lower = NO_LIMIT
            return
        least = (0,) * len(left.least) if loose else left.least
        self._rest = list(accumulate(reversed(least), initial=0))[::-1]
        self._least_road.clear()
        km = 0 if left.finish == NEVER else self._bounds.roads(left).least({})
        finish = self.board.problem.start if loose else max(first.ready, default=0)
        self.lower = Totals(len(first.unmet), finish, self._rest[0], km)

    def _place(self, at: int) -> None:
        """Try every pick of a node on those made, the likelier first; a turn is laid out as it comes up."""
        if at == len(self.board.nodes):
            self._complete()
            return
        heap: Heap = []
        tried: set[Turn] = set()
        met = False
        ways = self._windows.ways[at] if self._windows else ()
        self._asked[at] = [Turn(way) for way in ways if self._affords(at, way)]
        self._queue(at, heap, tried)
        while heap and not self._over():
            _, _, turn, pick = heappop(heap)
            if pick is None:
                self._lay(at, turn, heap, tried)
            else:
                met = True
                self._try(at, pick)
            self._queue(at, heap, tried)
        if not met and not self._over() and (not ways or self._may_stay_unmet(at)):
            self._try(at, self._unheld(at))

    def _try(self, at: int, pick: Pick) -> None:
        self._picks.push(pick)
        if self._in_time(at, pick) and self._hopeful():
            self._place(at + 1)
        self._picks.pop()

    def _queue(self, at: int, heap: Heap, tried: set[Turn]) -> None:
        """Queue what is asked of a node by what may be hoped of it."""
        asked, self._asked[at] = self._asked[at], []
        for turn in asked:
            if turn not in tried:
                tried.add(turn)
                heappush(heap, (self._hope(at, turn), next(self._numbers), turn, None))

    def _lay(self, at: int, turn: Turn, heap: Heap, tried: set[Turn]) -> None:
        """Turn a turn into a pick, if one may lead to a plan within the limits."""
        self._tries -= 1
        asks: Asks = []
        pick = self._picks.pick(turn, asks)
        for node, wish in asks:
            if (other := self._picks.made[node].turn) is not None:
                self._asked[node].append(other.wishing(wish))
        if pick is None or pick.turn is None or (pick.turn != turn and pick.turn in tried):
            return
        tried.add(pick.turn)
        if self._in_time(at, pick):
            heappush(heap, (self._rank(pick), next(self._numbers), pick.turn, pick))

    def _affords(self, at: int, way: Way) -> bool:
        """Say whether a way keeps to the limit of cost; what cuts it off is a bound."""
        cost = sum(pick.way.cost for pick in self._picks.made if pick.way) + way.cost + self._rest[at + 1]
        if cost > self.limits.cost:
            self._cut_off(Part.COST, cost)
        return cost <= self.limits.cost

    def _hope(self, at: int, turn: Turn) -> tuple[int, ...]:
        """Return a rank no pick of a turn is likely to beat, without laying it out."""
        way = turn.way
        ready = self._soonest[at].get(way, 0)
        new = self.board.nodes[at].step.attended and all(
            visit.place != way.place for visit in self._picks.visits
        )
        km = self._lengths.get(way.place, 0) if new else 0
        if self.part is Part.COST:
            return way.cost, ready, km
        return (km, ready, way.cost) if self.part is Part.KM else (ready, way.cost, km)

    def _may_stay_unmet(self, at: int) -> bool:
        """Say whether a step with ways may be left to nobody: if none fits beside the picks so far."""
        allowed = sum(pick.unmet for pick in self._picks.made) < self.limits.unmet
        return allowed and all(self._picks.pick(Turn(way), []) is None for way in self.board.nodes[at].ways)

    def _unheld(self, at: int) -> Pick:
        """Return a node that holds nothing: a choice, or a step nobody can do."""
        node = self.board.nodes[at]
        minute = self._picks.release(NOWHERE)
        return Pick(None, None, node.unheld, (), unheld_end(node, minute)[1], unmet=stays_unmet(node, minute))

    def _in_time(self, at: int, pick: Pick) -> bool:
        if self._windows is None:
            return False
        by = self._windows.by[at]
        due = by[pick.way.place] if pick.way else max(by.values())
        return pick.ready <= min(due, self.limits.finish)

    def _rank(self, pick: Pick) -> tuple[int, ...]:
        """Return what makes a pick likely: least in the part that is sought, then in the others."""
        cost = pick.way.cost if pick.way else 0
        if self.part is Part.COST:
            return cost, pick.ready, self._picks.km_more(pick)
        km = self._picks.km_more(pick)
        return (km, pick.ready, cost) if self.part is Part.KM else (pick.ready, cost, km)

    def _hopeful(self) -> bool:
        """Say whether the picks so far may lead to a plan within the limits."""
        made = self._picks.made
        if sum(pick.unmet for pick in made) > self.limits.unmet:
            return False
        cost = sum(pick.way.cost for pick in made if pick.way) + self._rest[len(made)]
        if cost > self.limits.cost:
            self._cut_off(Part.COST, cost)
            return False
        attended = made[-1].way is not None and self.board.nodes[len(made) - 1].step.attended
        return not attended or self.limits.km == NEVER or self._near_enough()

    def _cut_off(self, part: Part, value: int) -> None:
        if part is self.part:
            self.cut = min(self.cut, value)

    def _near_enough(self) -> bool:
        """Say whether the road may stay within its limit; if not, ask visits to wait for those to join."""
        if self._windows is None or self._windows.finish == NEVER:
            return True
        its = self._bounds.roads(self._windows)
        made: dict[int, Days] = {}
        for node in its.visits:
            if node < len(self._picks.made) and (way := self._picks.made[node].way) is not None:
                made[node] = Days(*self._picks.days(self._picks.made[node].slots), its.bit(way.place))
        key = tuple(made.get(node) for node in its.visits)
        if key not in self._least_road:
            self._least_road[key] = its.least(made)
        if self._least_road[key] <= self.limits.km:
            return True
        waits, others = its.too_early(made, self.limits.km)
        self._cut_off(Part.KM, min(self._least_road[key], others))
        for node, day in waits:
            self._ask_to_wait(node, Avoid.END, day)
        self._ask_to_close_up()
        return False

    def _ask_to_wait(self, node: int, what: Avoid, day: int) -> None:
        if (turn := self._picks.made[node].turn) is not None:
            self._asked[node].append(turn.wishing(Wish(what, 0, day, 0)))

    def _ask_to_close_up(self) -> None:
        """Ask visits of several runs on days apart to begin later: the runs may come to lie together."""
        for node, pick in enumerate(self._picks.made):
            if len(pick.slots) > 1 and self.board.nodes[node].step.attended:
                self._ask_to_wait(node, Avoid.BEGIN, self._picks.days(pick.slots)[0] + 1)

    def _ask_to_join(self) -> None:
        """Ask each visit to wait for a later one at its place that it does not touch, to share a stay.

        A visit of several runs may have days between them for others to fill, so each run is waited for.
        """
        self._ask_to_close_up()
        visits = [
            (node, pick.way.place, [self._picks.days((slot,)) for slot in pick.slots])
            for node in self.board.attended
            if (pick := self._picks.made[node]).way is not None
        ]
        for (node, place, runs), (_, there, later) in permutations(visits, 2):
            for first, _ in later:
                if place == there and runs[-1][1] < first - 1:
                    self._ask_to_wait(node, Avoid.END, first - 1)

    def _complete(self) -> None:
        """Keep a whole plan that is within the limits, and look only for less from now on."""
        made = self._picks.made
        totals = Totals(
            unmet=sum(pick.unmet for pick in made),
            finish=max((pick.ready for pick in made), default=self.board.problem.start),
            cost=sum(pick.way.cost for pick in made if pick.way),
            km=self._picks.km(),
        )
        if self.limits.km < NEVER:
            self._ask_to_join()
        if not totals.within(self.limits):
            self._cut_off(self.part, totals[self.part])
            return
        self.best = Found(totals, tuple(made))
        self.limits = self.limits.with_part(self.part, totals[self.part] - 1)
        if self.part is Part.FINISH and self._bounds.small:
            self._narrow()

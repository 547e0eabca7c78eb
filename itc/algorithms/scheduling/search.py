"""The search: the least plan of a letter in one part of what plans are judged by, the others within limits.

Depth first over the nodes of a board, the likelier pick first. Each pick takes its first slots. That leaves
nothing out, because what a step could gain by waiting for another is asked for when it shows: the other step,
or the kilometres it would spare, adds a `Wish` to the picks of the step in the way, which are tried in their
turn (docs/adr/0007). Where nothing more is found, the picks that kept it from being found are blamed, and no
other is changed before them. Work is counted in picks tried, never by the clock, so the same letter gets the
same answer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import accumulate

from itc.algorithms.scheduling.bounds import Bounds, Rank
from itc.algorithms.scheduling.branch import Branch
from itc.algorithms.scheduling.explored import Explored
from itc.algorithms.scheduling.hours import NEVER
from itc.algorithms.scheduling.nearness import Nearness, closing_up, joining
from itc.algorithms.scheduling.picks import Picks
from itc.algorithms.scheduling.totals import NO_LIMIT, Part, Totals
from itc.algorithms.scheduling.turns import Asks, Pick, Turn, Wish
from itc.algorithms.scheduling.ways import NOWHERE, Way
from itc.algorithms.scheduling.windows import Windows, stays_unmet, unheld_end

EVERY = -1
"""All nodes, as bits."""


@dataclass(frozen=True, slots=True)
class Found:
    """A whole plan."""

    totals: Totals
    picks: tuple[Pick, ...]


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
        self._near: Nearness | None = None
        self._asked: list[list[Turn]] = [[] for _ in bounds.board.nodes]
        self._first_asked = NEVER
        self._explored = Explored(bounds.board, finish=part is Part.FINISH)
        self._tries = 0
        self._narrow()

    def run(self, tries: int) -> int:
        """Search, trying so many picks at most; return how many are left, 0 if that was not enough."""
        self._tries = tries
        if not self._over():
            self._place(0)
        return max(self._tries, 0)

    def _over(self) -> bool:
        """Say whether nothing is left to be found, or to be spent; the first plan is found in any case."""
        return self._shut or (self._tries <= 0 and (self.best is not None or self.part is not Part.UNMET))

    def _narrow(self) -> None:
        """Take up limits that have become narrower."""
        first, limits = self._bounds.first, self.limits
        # bounds take every step to be met: they say nothing of plans that leave more to nobody than need be
        loose = limits.unmet > len(first.unmet)
        left = self._windows = self._bounds.windows(NEVER if loose else limits.finish)
        self._shut = left is None
        if left is None:
            self.lower = NO_LIMIT
            return
        least = (0,) * len(left.least) if loose else left.least
        self._rest = list(accumulate(reversed(least), initial=0))[::-1]
        km = 0
        if left.finish < NEVER:
            its = self._bounds.roads(left)
            km = its.least({})
            if limits.km < NEVER:
                self._near = Nearness(its, limits.km, sought=self.part is Part.KM)
        finish = self.board.problem.start if loose else max(first.ready, default=0)
        self.lower = Totals(len(first.unmet), finish, self._rest[0], km)
        self._shut = not self.lower.within(limits)

    def _place(self, at: int) -> int:
        """Try all that may come after the picks made; return, as bits, whose kept more from being found.

        Nothing is tried where it can be no better than what was tried before.
        """
        if at == len(self.board.nodes):
            self._complete()
            return EVERY
        if self.limits.km < NEVER:
            return self._try(at)
        state = self._explored.state(self._picks)
        if (blamed := self._explored.covers(at, state)) is not None:
            # where the cost is limited, other picks may have been dear there than here
            return blamed | self._dear() if self.limits.cost < NEVER else blamed
        before, self._first_asked = self._first_asked, NEVER
        blamed = self._try(at)
        if self._first_asked >= at and self._tries > 0:
            self._explored.add(at, state, blamed)
        self._first_asked = min(before, self._first_asked)
        return blamed

    def _try(self, at: int) -> int:
        """Try every pick of a node, the likelier first, as long as another pick may help."""
        self._asked[at] = []
        branch = self._branch(at)
        met = False
        while not self._over():
            self._lay_waiting(branch)
            if not branch.heap:
                break
            met = True
            pick = heappop(branch.heap)[2]
            if any(self._as_good(at, each, pick) for each in branch.done):
                continue
            blamed = self._follow(at, pick)
            if not self._asked[at] and not blamed >> at & 1:
                return blamed
            branch.blamed |= blamed
            self._take_up(branch, pick)
        if not met and not self._over():
            branch.blamed |= self._leave_to_nobody(at)
        return branch.blamed & ~(1 << at)

    def _branch(self, at: int) -> Branch:
        """Return what may be tried of a node: ways by what none of their picks ranks before, last first."""
        if self._windows is None:
            return Branch(at, [])
        ways = self.board.nodes[at].ways
        if self.part is Part.UNMET and len(ways) > 1:
            # what was made is late by now: when each could be ready is worth a look at all of them at once
            ready = ways.ready({place: self._picks.release(place) for place in ways.places})[1]
            return Branch(at, self._bounds.ranked_by(ready, self._windows.ways[at], at, self.part))
        ranked = self._bounds.ranked(self._windows, at, self.part)
        if self._near is None or not self._attended(at):
            return Branch(at, ranked.copy())
        hopeful, others = self._near.ways(self._near.visits(self._picks.made), at, ranked)
        self._cut_off(Part.KM, others)
        return Branch(at, hopeful, self.board.visits)

    def _attended(self, at: int) -> bool:
        return bool(self.board.visits >> at & 1)

    def _lay_waiting(self, branch: Branch) -> None:
        """Lay the ways that may rank before the first pick of the heap."""
        waiting, heap = branch.waiting, branch.heap
        while waiting and (not heap or waiting[-1][0] <= heap[0][0]):
            _, number, way = waiting.pop()
            if self._worth(branch, way):
                self._lay(branch, Turn(way), number)

    def _worth(self, branch: Branch, way: Way) -> bool:
        """Say whether a way may lead to a plan within the limits, and to none as good as what is done."""
        at, place = branch.at, way.place
        ready = self._bounds.first.ways[at][way.number]
        if self._windows is None or ready > self._windows.by[at].get(place, -1):
            return False
        if (cost := self._picks.cost + way.cost + self._rest[at + 1]) > self.limits.cost:
            self._cut_off(Part.COST, cost)
            branch.blamed |= self._dear()
            return False
        if self._near is not None and self._attended(at):
            return True
        return not any(
            pick.way.place == place and pick.ready <= ready and pick.way.cost <= way.cost
            for pick in branch.done
            if pick.way is not None
        )

    def _as_good(self, at: int, one: Pick, other: Pick) -> bool:
        """Say whether whatever may follow one pick of a node may follow another, at no more cost."""
        if one.way is None or other.way is None or one.way.place != other.way.place:
            return False
        if one.ready > other.ready or one.way.cost > other.way.cost:
            return False
        return self._near is None or not self._attended(at) or self._picks.same_days(one, other)

    def _take_up(self, branch: Branch, pick: Pick) -> None:
        """Take up what a pick that was followed was asked for."""
        asked, self._asked[branch.at] = self._asked[branch.at], []
        if not asked:
            branch.done.append(pick)
        for turn in asked:
            self._lay(branch, turn, len(self.board.nodes[branch.at].ways) + len(branch.tried))

    def _follow(self, at: int, pick: Pick) -> int:
        """Try all that may come after a pick; return whose picks kept more from being found."""
        self._picks.push(pick)
        blamed = 1 << at
        if self._in_time(at, pick):
            blamed = self._hopeless() or self._place(at + 1)
        self._picks.pop()
        return blamed

    def _lay(self, branch: Branch, turn: Turn, number: int) -> None:
        """Turn what is asked of a node into a pick, if it may lead to a plan within the limits."""
        if turn in branch.tried:
            return
        branch.tried.add(turn)
        self._tries -= 1
        # no pick of this way is ready sooner while the pick stays by which it may begin, and those in its way
        branch.blamed |= self._picks.binding(turn.way.place)[1]
        asks: Asks = []
        pick = self._picks.pick(turn, asks)
        for node, _ in asks:
            branch.blamed |= 1 << node
        self._ask(asks)
        if pick is None or pick.turn is None or (pick.turn != turn and pick.turn in branch.tried):
            return
        branch.tried.add(pick.turn)
        if self._in_time(branch.at, pick):
            heappush(branch.heap, (self._rank(pick), number, pick))

    def _ask(self, asks: Iterable[tuple[int, Wish]]) -> None:
        """Ask something of picks made."""
        for node, wish in asks:
            if (turn := self._picks.made[node].turn) is not None:
                self._asked[node].append(turn.wishing(wish))
                self._first_asked = min(self._first_asked, node)

    def _leave_to_nobody(self, at: int) -> int:
        """Try a node that holds nothing: a choice, or a step that none of its ways fits."""
        node, minute = self.board.nodes[at], self._picks.release(NOWHERE)
        if self._windows and self._windows.ways[at]:
            if not self.limits.unmet:
                return 0
            full = self._picks.unmet >= self.limits.unmet
            if full or any(self._picks.pick(Turn(way), []) is not None for way in node.ways):
                return EVERY
        end, unmet = unheld_end(node, minute)[1], stays_unmet(node, minute)
        blamed = self._follow(at, Pick(None, None, node.unheld, (), end, unmet=unmet))
        return EVERY if len(node.ways) else blamed | self._picks.binding(NOWHERE)[1]

    def _in_time(self, at: int, pick: Pick) -> bool:
        by = self._windows.by[at] if self._windows else {NOWHERE: 0}
        due = by.get(pick.way.place, 0) if pick.way else max(by.values())
        return pick.ready <= min(due, self.limits.finish)

    def _rank(self, pick: Pick) -> Rank:
        """Return what makes a pick likely: least in the part that is sought, then in the others."""
        cost = pick.way.cost if pick.way else 0
        km = self._picks.km_more(pick)
        if self.part is Part.COST:
            return cost, pick.ready, km
        return (km, pick.ready, cost) if self.part is Part.KM else (pick.ready, cost, km)

    def _hopeless(self) -> int:
        """Return whose picks keep all plans with those made above a limit, 0 if some may be within all."""
        picks, made = self._picks, len(self._picks.made)
        if picks.unmet > self.limits.unmet:
            return EVERY
        if (cost := picks.cost + self._rest[made]) > self.limits.cost:
            self._cut_off(Part.COST, cost)
            return self._dear()
        if self._near is None or picks.made[-1].way is None or not self._attended(made - 1):
            return 0
        if (over := self._near.over(self._near.visits(picks.made))) is None:
            return 0
        self._cut_off(Part.KM, over.least)
        self._ask(over.asks)
        self._ask(closing_up(picks))
        return self.board.visits

    def _dear(self) -> int:
        """Return the picks that cost more than they need."""
        least = self._windows.least if self._windows else ()
        dear = 0
        for at, pick in enumerate(self._picks.made):
            if pick.way is None or pick.way.cost > least[at]:
                dear |= 1 << at
        return dear

    def _cut_off(self, part: Part, value: int) -> None:
        if part is self.part:
            self.cut = min(self.cut, value)

    def _complete(self) -> None:
        """Keep a whole plan that is within the limits, and look only for less from now on."""
        picks = self._picks
        finish = max((pick.ready for pick in picks.made), default=self.board.problem.start)
        totals = Totals(picks.unmet, finish, picks.cost, picks.km())
        if self.limits.km < NEVER:
            self._ask([*closing_up(picks), *joining(picks)])
        if not totals.within(self.limits):
            self._cut_off(self.part, totals[self.part])
            return
        self.best = Found(totals, tuple(picks.made))
        self.limits = self.limits.with_part(self.part, totals[self.part] - 1)
        self._narrow()

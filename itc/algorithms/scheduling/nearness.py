"""Whether her road may stay within a limit, and who should wait for whom if not: kept by the visits made."""

from collections.abc import Iterator
from itertools import permutations
from typing import NamedTuple

from itc.algorithms.scheduling.bounds import Ranked
from itc.algorithms.scheduling.hours import NEVER
from itc.algorithms.scheduling.picks import Picks
from itc.algorithms.scheduling.roads import Days, Roads
from itc.algorithms.scheduling.turns import Asks, Avoid, Pick, Wish

Visits = tuple[Days | None, ...]
"""The visits of a letter in their order, None where not made."""


class Over(NamedTuple):
    """Why the road runs over: which visits should wait, and the least kilometres of any other plan."""

    asks: Asks
    least: int


class Nearness:
    """What is known of roads within a limit."""

    def __init__(self, its: Roads, limit: int, *, sought: bool) -> None:
        """Take whether it is the road that is sought: then ways rank by it first."""
        self._its, self._limit, self._sought = its, limit, sought
        self._over: dict[Visits, Over | None] = {}
        self._ways: dict[tuple[Visits, int], tuple[list[Ranked], int]] = {}

    def visits(self, made: list[Pick]) -> Visits:
        """Return the visits made."""
        return tuple(self._days(made[node]) if node < len(made) else None for node in self._its.visits)

    def over(self, visits: Visits) -> Over | None:
        """Return why the road cannot stay within the limit, None if it may."""
        if visits not in self._over:
            made, kept = self._made(visits), self._its.kept
            if visits not in kept:
                kept[visits] = self._its.least(made)
            self._over[visits] = None if kept[visits] <= self._limit else self._why(made, kept[visits])
        return self._over[visits]

    def ways(self, visits: Visits, node: int, ranked: list[Ranked]) -> tuple[list[Ranked], int]:
        """Return the ways of a node she comes to that keep the road within the limit, if some visits wait.

        They stand by rank, the last first; where she is anyway, another visit may be no way at all. Beside
        them stands the least road of the others, `NEVER` if there are none.
        """
        if (visits, node) not in self._ways:
            self._ways[visits, node] = self._hopeful(visits, node, ranked)
        hopeful, others = self._ways[visits, node]
        return hopeful.copy(), others

    def _days(self, pick: Pick) -> Days | None:
        return None if pick.way is None else Days(*pick.days, self._its.bit(pick.way.place))

    def _made(self, visits: Visits) -> dict[int, Days]:
        return {node: days for node, days in zip(self._its.visits, visits, strict=True) if days}

    def _why(self, made: dict[int, Days], least: int) -> Over:
        waits, others = self._its.too_early(made, self._limit)
        return Over([(node, Wish(Avoid.END, 0, day, 0)) for node, day in waits], min(least, others))

    def _hopeful(self, visits: Visits, node: int, ranked: list[Ranked]) -> tuple[list[Ranked], int]:
        its, made = self._its, self._made(visits)
        there = {days.places for days in made.values()}
        stays = sum(its.length(bit) for bit in there)
        found, least = [], NEVER
        for rank, number, way in ranked:
            bit = its.bit(way.place)
            road = stays if bit in there else stays + its.length(bit)
            if road <= self._limit:
                road = self._road(visits, made, node, bit)
            if road > self._limit:
                least = min(least, road)
            else:
                near = self._sought and bit in there
                found.append(((0, *rank[1:]) if near else rank, number, way))
        return sorted(found, key=lambda each: each[:2], reverse=True), least

    def _road(self, visits: Visits, made: dict[int, Days], node: int, bit: int) -> int:
        """Return the least road if a node is visited at a place, by its bit, whichever visits wait."""
        key, kept = (visits, node, bit), self._its.kept
        if key not in kept:
            there = self._its.visits[node]._replace(places=bit)
            kept[key] = self._its.least_put_off(made | {node: there})
        return kept[key]


def closing_up(picks: Picks) -> Iterator[tuple[int, Wish]]:
    """Yield wishes to visits of several runs to begin later: runs on days apart may come to lie together."""
    for node in picks.board.attended:
        if node < len(picks.made) and len(picks.made[node].slots) > 1:
            yield node, Wish(Avoid.BEGIN, 0, picks.made[node].days[0] + 1, 0)


def joining(picks: Picks) -> Iterator[tuple[int, Wish]]:
    """Yield wishes to each visit to wait for a later one at its place, not touched, to share a stay with it.

    A visit of several runs may have days between them for others to fill, so each run is waited for.
    """
    visits = [
        (node, pick.way.place, [picks.days((slot,)) for slot in pick.slots])
        for node in picks.board.attended
        if (pick := picks.made[node]).way is not None
    ]
    for (node, place, runs), (_, there, later) in permutations(visits, 2):
        for first, _ in later:
            if place == there and runs[-1][1] < first - 1:
                yield node, Wish(Avoid.END, 0, first - 1, 0)

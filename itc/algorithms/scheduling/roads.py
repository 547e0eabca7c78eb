"""Her kilometres as a search needs them: a bound on the road of a plan half made.

Every stay takes one way there and back. Two visits can share a stay only at one place and on days in a row,
or with other visits there on the days between; so the least road is the cheapest way to share the visits out
among stays.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from itc.algorithms.scheduling.board import Board
from itc.algorithms.scheduling.hours import NEVER
from itc.algorithms.scheduling.open_time import DAY, local_day
from itc.algorithms.scheduling.stays import least_road
from itc.algorithms.scheduling.windows import Earliest, Windows


class Days(NamedTuple):
    """The first day a visit may begin, the last it may end, and the places it may be at, as bits."""

    first: int
    last: int
    places: int


class Pair(NamedTuple):
    """Two visits, by their number: the least days from one to the other, and who may fill those between."""

    one: int
    other: int
    lag: int
    fillers: tuple[int, ...]


@dataclass(frozen=True)
class Roads:
    """Visits of a letter (by node) with their windows; places stand in the order of their distance from home.

    `longest` are the most days from the first of a visit to its last.
    """

    visits: dict[int, Days]
    places: tuple[int, ...]
    km: tuple[int, ...]
    pairs: tuple[Pair, ...]
    longest: tuple[int, ...]
    kept: dict[Hashable, int] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Roads found, for those who ask again."""

    def bit(self, place: int) -> int:
        """Return the bit of a place."""
        return self._bits[place]

    def length(self, bit: int) -> int:
        """Return the kilometres of a stay at a place, by its bit."""
        return self.km[bit.bit_length() - 1]

    @cached_property
    def _bits(self) -> dict[int, int]:
        return {place: 1 << number for number, place in enumerate(self.places)}

    def least(self, made: dict[int, Days]) -> int:
        """Return kilometres no plan goes below in which some visits are made on their days."""
        days = [made.get(node, window) for node, window in self.visits.items()]
        return self._road(days, self._shared(days, [node in made for node in self.visits]))

    def too_early(self, made: dict[int, Days], limit: int) -> tuple[list[tuple[int, int]], int]:
        """Return (node, day): visits made that must end on a day or later for the road to stay in a limit.

        Where the road cannot but run over it unless two visits share a stay, these two are all that is asked:
        either the earlier comes nearer to the later, or one between them reaches over another day. Beside
        them stand the least kilometres of any other plan, however late its visits.
        """
        nodes = tuple(self.visits)
        days = [made.get(node, window) for node, window in self.visits.items()]
        known = [node in made for node in nodes]
        put_off = self._put_off(days)
        able = self._shared(put_off, [False] * len(days))
        if (road := self._road(put_off, able)) > limit:
            return [], road
        apart = [pair for pair in able if not self._may_share(pair, days, known)]
        unshared = ((pair, self._road(put_off, [each for each in able if each != pair])) for pair in apart)
        needed, others = next(((pair, road) for pair, road in unshared if road > limit), (None, NEVER))
        found: dict[int, int] = {}
        for pair in apart if needed is None else [needed]:
            filled = self._filled(pair, days, known)
            for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
                day = days[other].first - 1 - filled
                if known[one] and day > days[one].last:
                    found[nodes[one]] = min(day, found.get(nodes[one], day))
            for each in pair.fillers:
                if known[each] and days[each].last - days[each].first + 1 < self.longest[each]:
                    found[nodes[each]] = days[each].last + 1
        return list(found.items()), others

    def least_put_off(self, made: dict[int, Days]) -> int:
        """Return kilometres no plan goes below in which some visits are made on their days or later."""
        days = self._put_off([made.get(node, window) for node, window in self.visits.items()])
        return self._road(days, self._shared(days, [False] * len(days)))

    def _put_off(self, days: list[Days]) -> list[Days]:
        return [
            Days(each.first, window.last, each.places)
            for each, window in zip(days, self.visits.values(), strict=True)
        ]

    def _shared(self, days: list[Days], known: list[bool]) -> list[Pair]:
        return [pair for pair in self.pairs if self._may_share(pair, days, known)]

    def _road(self, days: list[Days], pairs: list[Pair]) -> int:
        """Return the least kilometres if these pairs and no others may share a stay."""
        together = [0] * len(days)
        for pair in pairs:
            together[pair.one] |= 1 << pair.other
        return least_road(tuple(each.places for each in days), tuple(together), self.km)

    def _may_share(self, pair: Pair, days: list[Days], known: list[bool]) -> bool:
        """Say whether two visits may lie in one stay: the days between them can be filled by others."""
        one, other = days[pair.one], days[pair.other]
        if not one.places & other.places:
            return False
        gap = max(other.first - one.last, one.first - other.last, pair.lag) - 1
        return gap <= 0 or gap <= self._filled(pair, days, known)

    def _filled(self, pair: Pair, days: list[Days], known: list[bool]) -> int:
        """Return how many days between two visits others can fill at most."""
        common = days[pair.one].places & days[pair.other].places
        return sum(
            days[each].last - days[each].first + 1 if known[each] else self.longest[each]
            for each in pair.fillers
            if days[each].places & common
        )


def roads(board: Board, first: Earliest, left: Windows) -> Roads:
    """Return the visits of a letter within their windows."""
    owner, offset = board.problem.owner, board.problem.network.tz_offset_min
    nodes = [node for node in board.attended if left.ways[node]]
    there = {way.place for node in nodes for way in left.ways[node]}
    length = {place: owner.there_and_back(place) for place in there}
    places = tuple(sorted(there, key=lambda place: (length[place], place)))
    visits: dict[int, Days] = {}
    for node in nodes:
        ends = max(left.by[node][way.place] - way.alone[0].lag for way in left.ways[node])
        bits = 0
        for way in left.ways[node]:
            bits |= 1 << places.index(way.place)
        visits[node] = Days(local_day(first.begins[node], offset), local_day(ends - 1, offset), bits)
    longest = tuple(
        board.nodes[node].ways.most_days(left.ways[node], (first.begins[node], left.finish)) for node in nodes
    )
    pairs = _pairs(tuple(visits.items()), _lags(board, nodes, left), longest)
    return Roads(visits, places, tuple(length[place] for place in places), pairs, longest)


def _pairs(
    visits: Sequence[tuple[int, Days]], lags: dict[tuple[int, int], int], longest: tuple[int, ...]
) -> tuple[Pair, ...]:
    """Return every two visits that may share a stay; what comes before or after both cannot lie between."""

    def fills(each: int, one: int, other: int) -> bool:
        outside = (one, other) in lags and ((each, one) in lags or (other, each) in lags)
        return each not in (one, other) and not outside

    found = []
    for (one, (node, here)), (other, (later, there)) in combinations(enumerate(visits), 2):
        lag = lags.get((node, later), 0)
        fillers = tuple(at for at, (each, _) in enumerate(visits) if fills(each, node, later))
        gap = max(there.first - here.last, here.first - there.last, lag) - 1
        if here.places & there.places and gap <= sum(longest[each] for each in fillers):
            found.append(Pair(one, other, lag, fillers))
    return tuple(found)


def _lags(board: Board, nodes: Sequence[int], left: Windows) -> dict[tuple[int, int], int]:
    """Return the least days from the last of a visit to the first of one that waits for it, by the clock."""
    found: dict[tuple[int, int], int] = {}
    lanes = [
        [lane for way in left.ways[at] for lane in way.alone] or [node.unheld]
        for at, node in enumerate(board.nodes)
    ]
    lag = [min(lane.lag for lane in each) for each in lanes]
    whole = [least + min(lane.work.use for lane in each) for least, each in zip(lag, lanes, strict=True)]
    for start in nodes:
        reach: dict[int, int] = {start: lag[start]}
        for at in range(start + 1, len(board.nodes)):
            waits = [reach[each] for each in board.nodes[at].before if each in reach]
            if waits:
                begin = max(waits)
                if at in nodes:
                    found[start, at] = begin // DAY
                reach[at] = begin + whole[at]
    return found

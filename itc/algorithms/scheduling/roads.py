"""Her kilometres as a search needs them: a bound on the road of a plan half made.

Every stay takes one way there and back. Two visits can share a stay only at one place and on days in a row,
or with other visits there on the days between; so the least road is the cheapest way to share the visits out
among stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

import numpy as np

from itc.algorithms.scheduling.board import Board
from itc.algorithms.scheduling.open_time import DAY, Calendar, local_day
from itc.algorithms.scheduling.spans import LAST
from itc.algorithms.scheduling.stays import least_road
from itc.algorithms.scheduling.windows import NEVER, Earliest, Windows
from itc.algorithms.scheduling.work import OpeningWork, OvernightWork, SplitWork


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

    def bit(self, place: int) -> int:
        """Return the bit of a place."""
        return 1 << self.places.index(place)

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
        put_off = [
            Days(each.first, window.last, each.places)
            for each, window in zip(days, self.visits.values(), strict=True)
        ]
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
    length = {place: owner.leg(owner.home, place).km + owner.leg(place, owner.home).km for place in there}
    places = tuple(sorted(there, key=lambda place: (length[place], place)))
    visits: dict[int, Days] = {}
    for node in nodes:
        ends = max(left.by[node][way.place] - min(lane.lag for lane in way.lanes) for way in left.ways[node])
        bits = 0
        for way in left.ways[node]:
            bits |= 1 << places.index(way.place)
        visits[node] = Days(local_day(first.begins[node], offset), local_day(ends - 1, offset), bits)
    longest = _longest(board, nodes, left)
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
    for start in nodes:
        reach: dict[int, int] = {start: _lag(board, start, left)}
        for at in range(start + 1, len(board.nodes)):
            waits = [reach[each] for each in board.nodes[at].before if each in reach]
            if waits:
                begin = max(waits)
                if at in nodes:
                    found[start, at] = begin // DAY
                reach[at] = begin + _lag(board, at, left) + _use(board, at, left)
    return found


def _lag(board: Board, at: int, left: Windows) -> int:
    lanes = [lane for way in left.ways[at] for lane in way.lanes] or [board.nodes[at].unheld]
    return min(lane.lag for lane in lanes)


def _use(board: Board, at: int, left: Windows) -> int:
    lanes = [lane for way in left.ways[at] for lane in way.lanes] or [board.nodes[at].unheld]
    return min(lane.work.use for lane in lanes)


def _longest(board: Board, nodes: Sequence[int], left: Windows) -> tuple[int, ...]:
    """Return the most local days each visit may span; any number where its runs may lie apart."""
    found: list[int] = []
    for node in nodes:
        lanes = {(lane.work, lane.runs) for way in left.ways[node] for lane in way.lanes}
        if any(runs > 1 for _, runs in lanes):
            found.append(NEVER)
        else:
            offset = board.problem.network.tz_offset_min
            found.append(max(_span(work, offset) for work, _ in lanes))
    return tuple(found)


@lru_cache(maxsize=256)
def _within_days(calendar: Calendar, offset: int) -> bool:
    """Whether no opening goes on over midnight."""
    return all(
        local_day(start, offset) == local_day(end - 1, offset)
        for start, end in zip(calendar.starts, calendar.ends, strict=True)
    )


def _split_span(work: SplitWork, offset: int) -> int:
    """Return the most local days of use of split work, begun in the last minute of any opening, or of all."""
    calendar = work.calendar
    worked = np.array(calendar.worked)
    latest = calendar.total - work.cleaning - work.use
    if latest < 0:
        return 1
    first = np.append(worked[1:] - 1, latest)
    first = first[first <= latest]
    last = first + work.use - 1
    starts = np.array(calendar.starts)
    at, by = (np.searchsorted(worked, each, side="right") - 1 for each in (first, last))
    begin, end = starts[at] + first - worked[at], starts[by] + last - worked[by]
    return int(((end + offset) // DAY - (begin + offset) // DAY).max()) + 1


@lru_cache(maxsize=8192)
def _span(work: SplitWork | OpeningWork | OvernightWork, offset: int) -> int:
    """Return the most local days of use of a run: those of one begun as late as a day allows."""
    longest, calendar = 1, work.calendar
    if _within_days(calendar, offset) and not isinstance(work, OvernightWork):
        return 1 if isinstance(work, OpeningWork) else _split_span(work, offset)
    for at in range(len(calendar.ends)):
        first, last = local_day(calendar.starts[at], offset), local_day(calendar.ends[at] - 1, offset)
        for day in range(first, last + 1):
            minute = min((day + 1) * DAY - offset - 1, calendar.ends[at] - work.room)
            # past the last slot there is, the last one itself
            slot = work.first(work.held_for_use(minute)) or work.last(LAST, LAST)
            if slot is not None:
                days = local_day(slot.use_to - 1, offset) - local_day(slot.use_from, offset) + 1
                longest = max(longest, days)
    return longest

"""The ways to do a step: options alike in all a plan is judged by, so that only time tells them apart."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from itc.algorithms.scheduling.abreast import Abreast, Holding
from itc.algorithms.scheduling.hours import NEVER, Minutes
from itc.algorithms.scheduling.lanes import Lane, Layout, Shape
from itc.algorithms.scheduling.problem import CounterOption, Option, place_of
from itc.algorithms.scheduling.work_abreast import ABREAST

NOWHERE = -1
"""The place of what is done at a distance: neither she nor her goods go there."""
QUOTED = 10**13
"""What an option to be quoted counts for in satang, so that any price comes before it."""
FEW = 12
"""Lanes that are asked sooner one by one than abreast."""

ByPlace = dict[int, int]


@dataclass(frozen=True, eq=False)
class Way:
    """Options alike in place, cost, work and wait, by number; `alone` are their lanes were nothing booked.

    Compared by identity: a board has each way once. `number` is its own among the ways of its step.
    """

    number: int
    place: int
    cost: int
    options: tuple[int, ...]
    alone: tuple[Lane, ...]
    layout: Layout
    _made: dict[int, Lane] = field(default_factory=dict, init=False, repr=False)

    @property
    def lanes(self) -> Iterator[Lane]:
        """The lanes of its options in their order, each made when it is come to."""
        for number in self.options:
            yield self.lane(number)

    def lane(self, number: int) -> Lane:
        """Return the lane of one of its options."""
        if number not in self._made:
            self._made[number] = self.layout.lane(number)
        return self._made[number]

    def soonest(self, minute: int) -> int:
        """Return when its result would be ready, held from a minute on, if nothing were booked."""
        return min(_or(NEVER, lane.ready(minute)) for lane in self.alone)


class Ways:
    """All ways of a step, asked at once."""

    def __init__(self, layout: Layout) -> None:
        self.each = tuple(_ways(layout))
        self.places = tuple(dict.fromkeys(way.place for way in self.each))
        self._layout = layout

    def __iter__(self) -> Iterator[Way]:
        return iter(self.each)

    def __len__(self) -> int:
        return len(self.each)

    def ready(self, release: ByPlace) -> tuple[int, list[int]]:
        """Return the first minute of use of any way, and when each is ready, held from minutes by place."""
        if len(self._layout.step.options) <= FEW:
            return self._ready_of_few(release)
        field = self._field
        minutes = field.by_lane([release[place] for place in self.places])
        used, ends = np.full(len(minutes), NEVER), np.full(len(minutes), NEVER)
        for lanes, group in field.groups:
            used[lanes], ends[lanes] = group.ready(minutes[lanes])
        by_way = np.full(len(self.each), NEVER)
        np.minimum.at(by_way, field.way, ends)
        return int(used.min()), by_way.tolist()

    def _ready_of_few(self, release: ByPlace) -> tuple[int, list[int]]:
        used, ready = NEVER, [NEVER] * len(self.each)
        for way in self.each:
            minute = release[way.place]
            for lane in way.lanes:
                if slot := lane.first(minute):
                    used = min(used, slot.use_from)
                    ready[way.number] = min(ready[way.number], _or(NEVER, lane.ready(minute)))
        return used, ready

    def latest(self, left: Sequence[Way], by: ByPlace) -> ByPlace:
        """Return how late at most some ways may be held by place, each to be ready by a minute."""
        if sum(len(way.options) for way in left) <= FEW:
            found: ByPlace = {}
            for way in left:
                for lane in way.lanes:
                    minute = _or(-1, lane.latest(by[way.place]))
                    found[way.place] = max(found.get(way.place, -1), minute)
        else:
            found = self._latest(left, by)
        return {place: minute for place, minute in found.items() if minute >= 0}

    def most_days(self, left: Sequence[Way], span: tuple[int, int]) -> int:
        """Return the most local days a visit may span between two minutes: any if its runs may lie apart."""
        if any(lane.runs > 1 for way in left for lane in way.alone):
            return NEVER
        is_left = self._flags(left)
        offset = self._layout.problem.network.tz_offset_min
        which = (np.flatnonzero(is_left[self._field.way[lanes]]) for lanes, _ in self._field.groups)
        return max(
            group.most_days(some, span, offset)
            for some, (_, group) in zip(which, self._field.groups, strict=True)
            if len(some)
        )

    def _flags(self, left: Sequence[Way]) -> NDArray[np.bool_]:
        """Say of each way whether it is left."""
        flags = np.zeros(len(self.each), np.bool_)
        flags[[way.number for way in left]] = True
        return flags

    def _latest(self, left: Sequence[Way], by: ByPlace) -> ByPlace:
        field = self._field
        is_left = self._flags(left)
        minutes = field.by_lane([by.get(place, -1) for place in self.places])
        found = np.full(len(self.places), -1)
        for lanes, group in field.groups:
            which = np.flatnonzero(is_left[field.way[lanes]])
            some = lanes[which]
            latest = group.latest(which, minutes[some], field.place[some])
            np.maximum.at(found, field.place[some], latest)
        return dict(zip(self.places, found.tolist(), strict=True))

    @cached_property
    def _field(self) -> "_Field":
        return _Field(self._layout, self)


class _Field:
    """The lanes of a step abreast, in the order of its options: the way and the place of each, by number."""

    def __init__(self, layout: Layout, ways: Ways) -> None:
        count = len(layout.step.options)
        self.way = np.empty(count, np.int64)
        for way in ways.each:
            self.way[list(way.options)] = way.number
        place = {each: number for number, each in enumerate(ways.places)}
        self.place = np.array([place[way.place] for way in ways.each], np.int64)[self.way]
        kinds: dict[type[Abreast], list[int]] = defaultdict(list)
        for number, lane in enumerate(layout.alone):
            kinds[ABREAST[type(lane.work)]].append(number)
        holding = [_holding(option) for option in layout.step.options]
        self.groups = tuple(
            (
                np.array(numbers, np.int64),
                kind(
                    [layout.alone[each] for each in numbers],
                    [holding[each] for each in numbers],
                    layout.problem.network.held,
                ),
            )
            for kind, numbers in kinds.items()
        )

    def by_lane(self, by_place: Sequence[int]) -> Minutes:
        """Return what is said of each place for each lane."""
        return np.array(by_place, np.int64)[self.place]


def _holding(option: Option) -> Holding:
    if isinstance(option, CounterOption):
        return ("counter", option.counter), None
    one, *other = option.held
    return one, other[0] if other else None


def _or(missing: int, minute: int | None) -> int:
    return missing if minute is None else minute


def _ways(layout: Layout) -> Iterator[Way]:
    """Yield the ways to do a step, each with its options in the letter's order."""
    step, network = layout.step, layout.problem.network
    like: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, (option, lane) in enumerate(zip(step.options, layout.alone, strict=True)):
        like[id(lane), QUOTED if option.cost is None else option.cost].append(number)
    alike: dict[tuple[int, int, Shape], list[list[int]]] = defaultdict(list)
    for (_, cost), numbers in like.items():
        place = place_of(step.options[numbers[0]], network) if step.has_goods else NOWHERE
        alike[place, cost, layout.alone[numbers[0]].shape].append(numbers)
    for at, ((place, cost, _), each) in enumerate(alike.items()):
        alone = tuple(layout.alone[numbers[0]] for numbers in each)
        yield Way(at, place, cost, tuple(sorted(chain.from_iterable(each))), alone, layout)

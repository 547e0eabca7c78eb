"""A lane: the time in which one option of a step could be done, the plan's own bookings apart.

Built once a letter from calendars, other people's bookings, notice and the owner's wishes, then asked often.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from itc.algorithms.scheduling.open_time import DAY, Calendar, common
from itc.algorithms.scheduling.problem import (
    BookedAs,
    Counter,
    CounterOption,
    Network,
    Option,
    Problem,
    Run,
    Step,
    WorkOption,
)
from itc.algorithms.scheduling.spans import FIRST, LAST, NEVER, Spans
from itc.algorithms.scheduling.work import OpeningWork, OvernightWork, Slot, SplitWork

ALWAYS = Spans((FIRST,), (LAST,))


Shape = tuple[int, int, int, int, int, type]


class Reach(NamedTuple):
    """From when a place may be held, and when it may not be used."""

    not_before: int
    away: Spans


@dataclass(frozen=True, slots=True)
class Lane:
    """Work laid into `gaps`, used outside `away` and by `until`; its result is there after `lag`."""

    work: SplitWork | OpeningWork | OvernightWork
    least: int
    """No slot is held for fewer minutes."""
    lag: int
    until: int
    gaps: Spans = ALWAYS
    runs: int = 1
    away: Spans = NEVER
    not_before: int = FIRST
    held: tuple[int, ...] = ()
    counter: Counter | None = None
    _known: dict[int, Slot | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def shape(self) -> Shape:
        """What makes two lanes end alike when they begin alike."""
        work = self.work
        return work.setup, work.use, work.cleaning, self.runs, self.lag, type(work)

    def first(self, minute: int) -> Slot | None:
        """Return the first slot of one run held from a minute on, None if there is none."""
        if minute not in self._known:
            self._known[minute] = self._first(max(minute, self.not_before))
        return self._known[minute]

    def _first(self, minute: int) -> Slot | None:
        at = bisect_left(self.gaps.ends, minute + self.least)
        while at < len(self.gaps.ends):
            slot = self.work.first(max(minute, self.gaps.starts[at]))
            if slot is None or slot.use_to > self.until:
                return None
            if slot.held_to > self.gaps.ends[at]:
                # whatever starts later ends no earlier, so no gap that ends before this can hold it
                at = bisect_left(self.gaps.ends, slot.held_to, at + 1)
            elif (back := self.away.overlap_end(slot.use_from, slot.use_to)) is not None:
                minute = self.work.held_for_use(back)
            else:
                return slot
        return None

    def last(self, use_by: int, held_by: int) -> Slot | None:
        """Return the last slot of one run used and held until these minutes at most, or None."""
        use_by = min(use_by, self.until)
        at = bisect_left(self.gaps.starts, use_by) - 1
        while at >= 0:
            slot = self.work.last(use_by, min(held_by, self.gaps.ends[at]))
            if slot is None or slot.held_from < self.not_before:
                return None
            if slot.held_from < self.gaps.starts[at]:
                at = bisect_right(self.gaps.starts, slot.held_from, 0, at) - 1
            elif (over := self.away.last_overlap(slot.use_from, slot.use_to)) is not None:
                use_by = over[0]
            else:
                return slot
        return None

    def beside(self, gaps: Spans, *, held: tuple[int, ...] = (), counter: Counter | None = None) -> "Lane":
        """Return this lane in the time that what others booked leaves."""
        return Lane(
            self.work,
            self.least,
            self.lag,
            self.until,
            gaps,
            self.runs,
            self.away,
            self.not_before,
            held,
            counter,
        )

    def ready(self, minute: int) -> int | None:
        """Return when the result of all runs is ready if they are held from a minute on."""
        slot = None
        for _ in range(self.runs):
            slot = self.first(minute)
            if slot is None:
                return None
            minute = slot.held_to
        return None if slot is None else slot.use_to + self.lag

    def latest(self, ready: int) -> int | None:
        """Return the last minute to hold the first run from so that the result is ready by a minute."""
        slot, use_by, held_by = None, ready - self.lag, LAST
        for _ in range(self.runs):
            slot = self.last(use_by, held_by)
            if slot is None:
                return None
            use_by = held_by = slot.held_from
        return None if slot is None else slot.held_from


def unheld_lane(step: Step, problem: Problem) -> Lane:
    """Return the lane of a step that holds nothing: its usual length in generic open time."""
    network = problem.network
    work = SplitWork(network.calendars[network.generic], 0, step.usual_minutes, 0)
    return Lane(work, step.usual_minutes, step.wait_days * DAY, network.horizon_end)


class Layout:
    """The options of a step laid into time; what several have in common is made once.

    `first_goods`: nobody had her goods before, so they come from her home.
    """

    def __init__(self, step: Step, problem: Problem, *, first_goods: bool) -> None:
        self.step, self.problem = step, problem
        self._first_goods = first_goods
        self._reach: dict[int, Reach] = {}

    @cached_property
    def alone(self) -> tuple[Lane, ...]:
        """The lane of each option as if nothing were booked; options alike in hours and work share one."""
        found: dict[Hashable, Lane] = {}
        return tuple(self._shared(found, option) for option in self.step.options)

    def _shared(self, found: dict[Hashable, Lane], option: Option) -> Lane:
        if isinstance(option, CounterOption):
            return self._drop_off(option)
        resources, held = self.problem.network.resources, option.held
        main, other = resources[held[0]], resources[held[-1]]
        key = (
            option.place,
            main.calendar,
            other.calendar,
            main.notice_min,
            other.notice_min,
            main.overnight,
            option.setup,
            option.use,
            option.cleaning,
            option.runs,
            option.expected_days,
        )
        if key not in found:
            found[key] = self._work(option)
        return found[key]

    def lane(self, number: int) -> Lane:
        """Return the lane of an option beside what others booked."""
        option, network, alone = self.step.options[number], self.problem.network, self.alone[number]
        if isinstance(option, WorkOption):
            return alone.beside(network.gaps(option.held), held=option.held)
        counter = network.counters[option.counter]
        return alone.beside(counter.full(network.tz_offset_min).turned(), counter=counter)

    def _at(self, place: int) -> Reach:
        """Return from when a place may be used: after her way from home, or that of her goods."""
        if place not in self._reach:
            problem, owner = self.problem, self.problem.owner
            if self.step.attended:
                there = problem.start + owner.leg(owner.home, place).minutes
                reach = Reach(FIRST, Spans.merged([(FIRST, there), *owner.away.pairs()]))
            elif self._first_goods:
                reach = Reach(problem.start + owner.leg(owner.home, place).post, NEVER)
            else:
                reach = Reach(FIRST, NEVER)
            self._reach[place] = reach
        return self._reach[place]

    def _work(self, option: WorkOption) -> Lane:
        network, reach = self.problem.network, self._at(option.place)
        filing = self.step.booked_as is BookedAs.FILING
        split = filing or self.step.run is Run.SPLIT
        work = work_of(option, network, split=split)
        notice = max(network.resources[each].notice_min for each in option.held)
        return Lane(
            work=work,
            least=option.setup + work.use + (0 if isinstance(work, OvernightWork) else option.cleaning),
            lag=(option.expected_days if filing else self.step.wait_days) * DAY,
            until=network.horizon_end,
            runs=1 if split else option.runs,
            away=reach.away,
            not_before=max(reach.not_before, self.problem.now + notice),
        )

    def _drop_off(self, option: CounterOption) -> Lane:
        """Return a drop-off as one minute of work; the result counts from its start."""
        network = self.problem.network
        counter = network.counters[option.counter]
        reach = self._at(counter.place)
        return Lane(
            work=OpeningWork(network.calendars[counter.calendar], 0, 1, 0),
            least=1,
            lag=counter.lead_days * DAY - 1,
            until=network.horizon_end,
            away=reach.away,
            not_before=reach.not_before,
        )


def work_of(option: WorkOption, network: Network, *, split: bool) -> SplitWork | OpeningWork | OvernightWork:
    """Return the shape of an option; the runs of split work are one block, set up first and cleaned last."""
    main = network.resources[option.held[0]]
    own = network.calendars[main.calendar]
    shared: Calendar = own
    for resource in option.held[1:]:
        shared = common(own, network.calendar_of(resource))
    if split:
        between = (option.runs - 1) * (option.setup + option.cleaning)
        return SplitWork(shared, option.setup, option.runs * option.use + between, option.cleaning)
    if main.overnight:
        return OvernightWork(shared, own, option.setup, option.use, option.cleaning)
    return OpeningWork(shared, option.setup, option.use, option.cleaning)

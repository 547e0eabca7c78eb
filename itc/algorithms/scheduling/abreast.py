"""Many lanes at once: when each is ready from a minute on, and how late each may be held, in arrays.

It answers what `Lane.ready` and `Lane.latest` answer one by one; neither knows of the plan's own bookings.
"""

from abc import ABC, abstractmethod
from collections.abc import Hashable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from itc.algorithms.scheduling.hours import NEVER, ROW, Held, Hours, Minutes, Run
from itc.algorithms.scheduling.lanes import Lane
from itc.algorithms.scheduling.open_time import Calendar
from itc.algorithms.scheduling.work import OvernightWork

Flags = NDArray[np.bool_]
Numbers = NDArray[np.intp]
Holding = tuple[Hashable, Hashable]
"""Under which keys it is known when the one or two that a lane holds are held by others."""


class Slots(NamedTuple):
    """Slots as `work.Slot`, in arrays; where one is not `there`, its minutes mean nothing."""

    held_from: Minutes
    use_from: Minutes
    use_to: Minutes
    held_to: Minutes
    there: Flags


class Rows(NamedTuple):
    """What lanes are made of, in arrays: bases of calendars and of what is held, and minutes."""

    one: Minutes
    other: Minutes
    shared: Minutes
    machine: Minutes
    away: Minutes
    setup: Minutes
    use: Minutes
    cleaning: Minutes
    room: Minutes
    runs: Minutes
    lag: Minutes
    until: Minutes
    not_before: Minutes

    def of(self, which: Numbers) -> "Rows":
        """Return some of them."""
        return Rows(*(each[which] for each in self))


class Race:
    """Lanes of which only the best of each number counts, by its least time; all, if one has more runs."""

    def __init__(self, rivals: Numbers, runs: Minutes) -> None:
        self._rivals = rivals if runs.max(initial=1) == 1 else None
        self._best = np.full(rivals.max(initial=-1) + 1, NEVER)

    def behind(self, lanes: Numbers, times: Minutes, final: Flags) -> Flags:
        """Say which lanes cannot be better than the best: some times are final, others can only rise."""
        if self._rivals is None:
            return np.zeros(len(lanes), np.bool_)
        rivals = self._rivals[lanes]
        np.minimum.at(self._best, rivals[final], times[final])
        return times >= self._best[rivals]


class Abreast(ABC):
    """Lanes of one kind of work."""

    paused = False
    """Whether it pauses in closed hours."""

    def __init__(self, lanes: Sequence[Lane], holding: Sequence[Holding], held: Held) -> None:
        """Take lanes as if nothing were booked, and whom each holds of those whose bookings are known."""
        calendars = {id(each): each for lane in lanes for each in _calendars(lane)}
        self.hours = Hours(list(calendars.values()))
        self.away = Held.of({id(lane.away): lane.away for lane in lanes})
        base = {key: number * ROW for number, key in enumerate(calendars)}
        distinct = {id(lane): lane for lane in lanes}
        number = {key: at for at, key in enumerate(distinct)}
        table = np.array([self._row(lane, base) for lane in distinct.values()], np.int64)
        bases = np.array([[held.base[one], held.base[other]] for one, other in holding], np.int64)
        self.rows = Rows(*bases.T, *table[[number[id(lane)] for lane in lanes]].T)
        worked = min(self.least_worked(lane) for lane in distinct.values())
        self.held = held.with_room(bases, worked, min(lane.least for lane in distinct.values()))

    def __len__(self) -> int:
        return len(self.rows.one)

    def _row(self, lane: Lane, base: dict[int, int]) -> tuple[int, ...]:
        shared, machine = _calendars(lane)
        work = lane.work
        return (
            base[id(shared)],
            base[id(machine)],
            self.away.base[id(lane.away)],
            work.setup,
            work.use,
            work.cleaning,
            work.room,
            lane.runs,
            lane.lag,
            lane.until,
            max(lane.not_before, 0),
        )

    def ready(self, minute: Minutes) -> tuple[Minutes, Minutes]:
        """Return when each lane is first used, and ready, held from a minute on; NEVER where it cannot be."""
        which = np.arange(len(minute))
        used, ready = np.full(len(minute), NEVER), np.full(len(minute), NEVER)
        run = 0
        while len(which):
            rows = self.rows.of(which)
            slots = self._first(rows, minute)
            if run == 0:
                used = np.where(slots.there, slots.use_from, NEVER)
            ready[which] = np.where(slots.there, slots.use_to + rows.lag, NEVER)
            run += 1
            more = slots.there & (rows.runs > run)
            which, minute = which[more], slots.held_to[more]
        return used, ready

    def latest(self, which: Numbers, ready: Minutes, rivals: Numbers) -> Minutes:
        """Return the last minute to hold some lanes from to be ready by a minute; -1 where it cannot be.

        Of rivals only the last is looked for: others may be said to be later than they are, but not than it.
        """
        rows = self.rows.of(which)
        race = Race(rivals, rows.runs)
        found = np.full(len(which), -1)
        todo = np.arange(len(which))
        use_by, held_by = ready - rows.lag, np.full(len(which), ROW - 1)
        run = 0
        while len(todo):
            slots = self._last(rows, use_by, held_by, race)
            found[todo] = np.where(slots.there, slots.held_from, -1)
            run += 1
            more = slots.there & (rows.runs > run)
            todo, rows = todo[more], rows.of(np.flatnonzero(more))
            use_by = held_by = slots.held_from[more]
        return found

    def _first(self, rows: Rows, minute: Minutes) -> Slots:
        """Return the first slots of one run held from a minute on."""
        minute = np.maximum(minute, rows.not_before)
        found = self.open_from(rows, minute)
        todo = np.arange(len(minute))
        some, slots = rows, found
        while len(todo):
            slots = slots._replace(there=slots.there & (slots.use_to <= some.until))
            after = self._hindered_until(some, slots)
            _put(found, todo, slots)
            again = np.flatnonzero(slots.there & (after >= 0))
            todo, some = todo[again], some.of(again)
            slots = self.open_from(some, after[again])
        return found

    def _hindered_until(self, rows: Rows, slots: Slots) -> Minutes:
        """Return the minute to look on from where something is in the way, -1 elsewhere."""
        held = (slots.held_from, slots.held_to)
        after = np.maximum(
            self.held.overlap_end(rows.one, *held),
            self.held.overlap_end(rows.other, *held),
        )
        back = self.away.overlap_end(rows.away, slots.use_from, slots.use_to)
        return np.maximum(after, np.where(back >= 0, self.held_for_use(rows, back), -1))

    def _last(self, rows: Rows, use_by: Minutes, held_by: Minutes, race: "Race") -> Slots:
        """Return the last slots of one run used and held until these minutes at most."""
        use_by = np.minimum(use_by, rows.until)
        found = self.open_by(rows, use_by, held_by)
        todo = np.arange(len(use_by))
        some, slots = rows, found
        while len(todo):
            slots = slots._replace(there=slots.there & (slots.held_from >= some.not_before))
            held = (slots.held_from, slots.held_to)
            before = np.minimum(
                self.held.overlap_start(some.one, *held), self.held.overlap_start(some.other, *held)
            )
            left = self.away.overlap_start(some.away, slots.use_from, slots.use_to)
            _put(found, todo, slots)
            hindered = np.minimum(before, left) < NEVER
            behind = race.behind(todo, -slots.held_from, slots.there & ~hindered)
            again = np.flatnonzero(slots.there & hindered & ~behind)
            use_by, held_by = np.minimum(use_by, left)[again], np.minimum(held_by, before)[again]
            todo, some = todo[again], some.of(again)
            slots = self.open_by(some, use_by, held_by)
        return found

    def least_worked(self, lane: Lane) -> int:
        """Return the open minutes without which whom a lane holds cannot do a run."""
        return lane.work.setup + lane.work.use + lane.work.cleaning

    def most_days(self, which: Numbers, span: tuple[int, int], offset: int) -> int:
        """Return the most local days the use of a run of some lanes may span between two minutes."""
        rows = self.rows.of(which)
        lead = np.where(self.paused, 0, rows.setup)
        runs = np.stack((rows.use, rows.room, lead), axis=1)
        return max(
            self.hours.most_days(
                rows.shared[(runs == (use, room, first)).all(axis=1)] // ROW,
                Run(use, room, first, self.paused),
                span,
                offset,
            )
            for use, room, first in np.unique(runs, axis=0).tolist()
        )

    @abstractmethod
    def open_from(self, rows: Rows, minute: Minutes) -> Slots:
        """Return the first slots in open time held from a minute on."""

    @abstractmethod
    def open_by(self, rows: Rows, use_by: Minutes, held_by: Minutes) -> Slots:
        """Return the last slots in open time used and held until these minutes at most."""

    @abstractmethod
    def held_for_use(self, rows: Rows, minute: Minutes) -> Minutes:
        """Return the first minute to hold from so that use starts at a minute or later."""


def _calendars(lane: Lane) -> tuple[Calendar, Calendar]:
    """Return the calendar a lane works in, and that of its machine."""
    work = lane.work
    return work.calendar, work.machine if isinstance(work, OvernightWork) else work.calendar


def _put(found: Slots, at: Numbers, slots: Slots) -> None:
    """Enter some slots among others."""
    for mine, each in zip(found, slots, strict=True):
        mine[at] = each

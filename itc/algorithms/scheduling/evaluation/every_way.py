"""Every way and time to do one step by itself: written apart from the planner, only for small letters.

Time goes on in steps of `grain` minutes. Where all times of a letter are whole hours an hour is fine enough.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from itc.algorithms.scheduling.problem import (
    BookedAs,
    CounterOption,
    Option,
    Presence,
    Problem,
    Run,
    Step,
    WorkOption,
)

DAY = 1440
QUOTED = 10**13
"""What has no price yet counts as dearer than any price, in satang."""
Span = tuple[int, int]
Slot = tuple[int, int, int, int]
"""Held from, used from, used to, held to."""


@dataclass(frozen=True, slots=True)
class Done:
    """One way and time to do a step; `place` is None where neither she nor her goods go."""

    step: Step
    place: int | None
    cost: int
    held: tuple[Span, ...]
    use: tuple[Span, ...]
    resources: tuple[int, ...]
    counter: int | None
    ready: int

    @property
    def begins(self) -> int:
        """The first minute held."""
        return self.held[0][0]


class EveryWay:
    """All ways to do each step of a letter, as if it were alone in it."""

    def __init__(self, problem: Problem, grain: int) -> None:
        self.problem, self.network, self.grain = problem, problem.network, grain

    def of(self, step: Step, *, first_goods: bool) -> Iterator[Done]:
        """Yield every way to do a step, at every time; `first_goods`: a sample would come from her home."""
        if step.booked_as is BookedAs.CHOICE:
            yield from self._unheld(step)
        for option in step.options:
            for minute in range(self.problem.start, self.network.horizon_end, self.grain):
                for done in self._at(step, option, minute):
                    if self._is_there(done, first_goods=first_goods):
                        yield done

    def week(self, minute: int) -> int:
        """Return the number of the local week of a minute, from Monday on."""
        return ((minute + self.network.tz_offset_min) // DAY + 3) // 7

    def _unheld(self, step: Step) -> Iterator[Done]:
        opened = [minute for minute in self._opened[self.network.generic] if minute >= self.problem.start]
        count = step.usual_minutes // self.grain
        for at in range(len(opened) - count + 1):
            span = (opened[at], opened[at + count - 1] + self.grain)
            yield Done(step, None, 0, (span,), (span,), (), None, span[1] + step.wait_days * DAY)

    def _at(self, step: Step, option: Option, minute: int) -> Iterator[Done]:
        here = step.presence is not Presence.REMOTE
        cost = QUOTED if option.cost is None else option.cost
        if isinstance(option, CounterOption):
            counter = self.network.counters[option.counter]
            full = counter.taken.get(self.week(minute), 0) >= counter.weekly_capacity
            if minute in self._opened[counter.calendar] and not full:
                span = ((minute, minute + 1),)
                ready = minute + counter.lead_days * DAY
                place = counter.place if here else None
                yield Done(step, place, cost, span, span, (), option.counter, ready)
            return
        filing = step.booked_as is BookedAs.FILING
        slots = self._chain(option, minute, split=filing or step.run is Run.SPLIT)
        if slots:
            days = option.expected_days if filing else step.wait_days
            held = tuple((slot[0], slot[3]) for slot in slots)
            use = tuple((slot[1], slot[2]) for slot in slots)
            place = option.place if here else None
            yield Done(step, place, cost, held, use, option.held, None, use[-1][1] + days * DAY)

    def _chain(self, option: WorkOption, minute: int, *, split: bool) -> list[Slot]:
        """Return the slots of all runs, the first held from a minute, the others each as soon as can be."""
        slots: list[Slot] = []
        while len(slots) < (1 if split else option.runs):
            found = None
            while found is None and minute < self.network.horizon_end:
                found = self._slot(option, minute, split=split)
                if found is None and not slots:
                    return []
                minute += self.grain
            if found is None:
                return []
            slots.append(found)
            minute = found[3]
        return slots

    def _slot(self, option: WorkOption, start: int, *, split: bool) -> Slot | None:
        """Return the slot of a run held from a minute, None if it is not free and open for it."""
        held = [self.network.resources[each] for each in option.held]
        shared = set.intersection(*(set(self._opened[each.calendar]) for each in held))
        if start not in shared or start < self.problem.now + max(each.notice_min for each in held):
            return None
        grain = self.grain
        setup, use, cleaning = (each // grain for each in (option.setup, option.use, option.cleaning))
        if split:
            use = option.runs * use + (option.runs - 1) * (setup + cleaning)
            worked = sorted(each for each in shared if each >= start)[: setup + use + cleaning]
        else:
            worked = list(range(start, start + grain * (setup + use + cleaning), grain))
            if not shared.issuperset(worked):
                return self._overnight(option, start, shared)
        if len(worked) < setup + use + cleaning:
            return None
        slot = (start, worked[setup], worked[setup + use - 1] + grain, worked[-1] + grain)
        return slot if self._free(option, slot) else None

    def _overnight(self, option: WorkOption, start: int, shared: set[int]) -> Slot | None:
        """Return the slot of a run that goes on by the clock once it is set up in open time."""
        main = self.network.resources[option.held[0]]
        set_up = range(start, start + option.setup, self.grain)
        if not main.overnight or not shared.issuperset(set_up):
            return None
        use_from, use_to = start + option.setup, start + option.setup + option.use
        count = option.cleaning // self.grain
        cleaned = [minute for minute in self._opened[main.calendar] if minute >= use_to][:count]
        if len(cleaned) < count or use_to > self.network.horizon_end:
            return None
        slot = (start, use_from, use_to, cleaned[-1] + self.grain if cleaned else use_to)
        return slot if self._free(option, slot) else None

    def _free(self, option: WorkOption, slot: Slot) -> bool:
        return not any(
            start < slot[3] and slot[0] < end
            for each in option.held
            for start, end in self.network.resources[each].busy.pairs()
        )

    def _is_there(self, done: Done, *, first_goods: bool) -> bool:
        """Say whether she, or goods nobody had before, can be there from home, and she is not away."""
        owner = self.problem.owner
        if done.place is None:
            return True
        way = owner.leg(owner.home, done.place)
        if done.step.presence is Presence.OWNER:
            away = list(owner.away.pairs())
            return done.use[0][0] >= self.problem.start + way.minutes and not any(
                start < use_to and use_from < end for start, end in away for use_from, use_to in done.use
            )
        return not first_goods or done.begins >= self.problem.start + way.post

    @cached_property
    def _opened(self) -> list[dict[int, None]]:
        """The minutes at which each calendar is open, a grain apart, in order."""
        return [
            {
                minute: None
                for start, end in zip(each.starts, each.ends, strict=True)
                for minute in range(start, end, self.grain)
            }
            for each in self.network.calendars
        ]

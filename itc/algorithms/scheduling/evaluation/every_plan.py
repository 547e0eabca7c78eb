"""The least plan by trying everything: written apart from the planner, slow, and only for small letters.

All times of such a letter are whole hours, so that an hour is the finest step that can matter. Every way to
do every step in every hour is laid out first; plans are then put together from them, checked two by two.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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

HOUR, DAY = 60, 1440
NO_LIMIT = 2**62
Span = tuple[int, int]


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


@dataclass(frozen=True, slots=True)
class Limits:
    """The most a plan may have; cost in satang."""

    finish: int = NO_LIMIT
    cost: int = NO_LIMIT
    km: int = NO_LIMIT


class EveryPlan:
    """All plans of a letter."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.by_seq = {step.seq: step for step in problem.steps}
        self.ancestors = {step.seq: self._ancestors(step) for step in problem.steps}
        self.sources = {step.seq: self._sources(step) for step in problem.steps}
        self.ways = {step.seq: list(self._ways(step)) for step in problem.steps}

    def exists(self, limits: Limits) -> bool:
        """Say whether some plan meets every step within limits."""
        ways = {
            seq: [each for each in ways if each.ready <= limits.finish] for seq, ways in self.ways.items()
        }
        least = {seq: min((each.cost for each in ways[seq]), default=NO_LIMIT) for seq in ways}
        # visits first, since they decide the road; then by how few ways there are
        order = sorted(
            ways, key=lambda seq: (self.by_seq[seq].presence is not Presence.OWNER, len(ways[seq]))
        )
        return self._try([], [(seq, ways[seq]) for seq in order], least, limits)

    def _try(
        self,
        made: list[Done],
        left: Sequence[tuple[int, list[Done]]],
        least: dict[int, int],
        limits: Limits,
    ) -> bool:
        if not left:
            return self._km(made) <= limits.km
        (seq, ways), rest = left[0], left[1:]
        if self.by_seq[seq].presence is not Presence.OWNER and self._km(made) > limits.km:
            return False  # all visits are made
        spent = sum(each.cost for each in made) + sum(least[other] for other, _ in rest)
        return any(
            spent + way.cost <= limits.cost
            and all(self._fit(way, other) for other in made)
            and self._orders_fit([*made, way])
            and self._try([*made, way], rest, least, limits)
            for way in ways
        )

    def _ancestors(self, step: Step) -> set[int]:
        found = set(step.after)
        for seq in step.after:
            found |= self._ancestors(self.by_seq[seq])
        return found

    def _sources(self, step: Step) -> set[int]:
        """Return the nearest steps before one that keep goods, seen through those that do not."""
        if step.presence is Presence.REMOTE or not step.options:
            return set()

        def nearest(seq: int) -> set[int]:
            before = self.by_seq[seq]
            keeps = before.presence is not Presence.REMOTE and bool(before.options)
            if keeps and before.booked_as is not BookedAs.COUNTER:
                return {seq}
            return {each for other in before.after for each in nearest(other)}

        return {each for seq in step.after for each in nearest(seq)}

    def _ways(self, step: Step) -> Iterator[Done]:
        """Yield every way to do a step alone, in every hour."""
        if not step.options:
            yield from self._unheld(step)
        for option in step.options:
            for hour in range(self.problem.start, self.problem.network.horizon_end, HOUR):
                yield from self._at(step, option, hour)

    def _unheld(self, step: Step) -> Iterator[Done]:
        network = self.problem.network
        opened = [hour for hour in self._open(network.generic) if hour >= self.problem.start]
        for start in opened:
            worked = [minute for minute in opened if minute >= start][: step.usual_minutes // HOUR]
            if len(worked) == step.usual_minutes // HOUR:
                span = (start, worked[-1] + HOUR)
                yield Done(step, None, 0, (span,), (span,), (), None, span[1] + step.wait_days * DAY)

    def _at(self, step: Step, option: Option, hour: int) -> Iterator[Done]:
        network = self.problem.network
        here = step.presence is not Presence.REMOTE
        cost = option.cost or 0
        if isinstance(option, CounterOption):
            counter = network.counters[option.counter]
            week = self._week(hour)
            if hour in self._open(counter.calendar) and counter.taken.get(week, 0) < counter.weekly_capacity:
                held: tuple[Span, ...] = ((hour, hour + 1),)
                ready = hour + counter.lead_days * DAY
                place = counter.place if here else None
                done = Done(step, place, cost, held, held, (), option.counter, ready)
                yield from [done] if self._is_there(done) else []
            return
        split = step.run is Run.SPLIT or step.booked_as is BookedAs.FILING
        for slots in self._chains(option, hour, 1 if split else option.runs, split=split):
            days = option.expected_days if step.booked_as is BookedAs.FILING else step.wait_days
            held = tuple((slot[0], slot[3]) for slot in slots)
            use = tuple((slot[1], slot[2]) for slot in slots)
            place = option.place if here else None
            done = Done(step, place, cost, held, use, option.held, None, use[-1][1] + days * DAY)
            if self._is_there(done):
                yield done

    def _chains(
        self, option: WorkOption, hour: int, runs: int, *, split: bool
    ) -> Iterator[list[tuple[int, int, int, int]]]:
        """Yield the slots of all runs, the first held from an hour, each as soon after the last as it can."""
        slots: list[tuple[int, int, int, int]] = []
        minute = hour
        while len(slots) < runs:
            found = None
            while found is None and minute < self.problem.network.horizon_end:
                found = self._slot(option, minute, split=split)
                if found is None and not slots:
                    return
                minute += HOUR
            if found is None:
                return
            slots.append(found)
            minute = found[3]
        yield slots

    def _slot(self, option: WorkOption, start: int, *, split: bool) -> tuple[int, int, int, int] | None:
        """Return the slot of a run held from an hour, None if it is not free and open for it."""
        network = self.problem.network
        held = [network.resources[each] for each in option.held]
        shared = set.intersection(*(set(self._open(each.calendar)) for each in held))
        if start not in shared or start < self.problem.now + max(each.notice_min for each in held):
            return None
        setup, use, cleaning = (each // HOUR for each in (option.setup, option.use, option.cleaning))
        if split:
            use = option.runs * use + (option.runs - 1) * (setup + cleaning)
            hours = sorted(each for each in shared if each >= start)[: setup + use + cleaning]
        else:
            hours = list(range(start, start + HOUR * (setup + use + cleaning), HOUR))
            if not shared.issuperset(hours):
                return self._overnight(option, start, shared)
        if len(hours) < setup + use + cleaning:
            return None
        slot = (start, hours[setup], hours[setup + use - 1] + HOUR, hours[-1] + HOUR)
        return slot if self._free(option, slot) else None

    def _overnight(
        self, option: WorkOption, start: int, shared: set[int]
    ) -> tuple[int, int, int, int] | None:
        """Return the slot of a run that goes on by the clock once it is set up in open hours."""
        network = self.problem.network
        main = network.resources[option.held[0]]
        set_up = range(start, start + option.setup, HOUR)
        if not main.overnight or not shared.issuperset(set_up):
            return None
        use_from, use_to = start + option.setup, start + option.setup + option.use
        hours = [hour for hour in self._open(main.calendar) if hour >= use_to][: option.cleaning // HOUR]
        if len(hours) < option.cleaning // HOUR or use_to > network.horizon_end:
            return None
        slot = (start, use_from, use_to, hours[-1] + HOUR if hours else use_to)
        return slot if self._free(option, slot) else None

    def _free(self, option: WorkOption, slot: tuple[int, int, int, int]) -> bool:
        network = self.problem.network
        return not any(
            start < slot[3] and slot[0] < end
            for each in option.held
            for start, end in network.resources[each].busy.pairs()
        )

    def _is_there(self, done: Done) -> bool:
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
        return bool(self.sources[done.step.seq]) or done.begins >= self.problem.start + way.post

    def _fit(self, one: Done, other: Done) -> bool:
        """Say whether two steps may stand in one plan."""
        return self._in_order(one, other) and self._in_order(other, one) and self._apart(one, other)

    def _in_order(self, before: Done, after: Done) -> bool:
        if before.step.seq in after.step.after and after.begins < before.ready:
            return False
        if before.step.seq not in self.sources[after.step.seq] or before.place is None or after.place is None:
            return True
        leg = self.problem.owner.leg(before.place, after.place)
        carried = before.step.presence is after.step.presence is Presence.OWNER
        return after.begins >= before.ready + (leg.minutes if carried else leg.post)

    def _apart(self, one: Done, other: Done) -> bool:
        if set(one.resources) & set(other.resources) and _overlap(one.held, other.held):
            return False
        if not one.step.presence is other.step.presence is Presence.OWNER:
            return True
        if one.place is None or other.place is None:
            return True
        there = self.problem.owner.leg(one.place, other.place).minutes
        back = self.problem.owner.leg(other.place, one.place).minutes
        return all(b[0] >= a[1] + there or a[0] >= b[1] + back for a in one.use for b in other.use)

    def _orders_fit(self, made: list[Done]) -> bool:
        orders: dict[tuple[int, int], int] = {}
        for done in made:
            if done.counter is not None:
                counter = self.problem.network.counters[done.counter]
                key = (done.counter, self._week(done.begins))
                orders[key] = orders.get(key, counter.taken.get(key[1], 0)) + 1
                if orders[key] > counter.weekly_capacity:
                    return False
        return True

    def _km(self, made: list[Done]) -> int:
        """Return the kilometres of the visits made."""
        owner, offset = self.problem.owner, self.problem.network.tz_offset_min
        days = {
            (done.place, day)
            for done in made
            if done.step.presence is Presence.OWNER and done.place is not None
            for start, end in done.use
            for day in range((start + offset) // DAY, (end - 1 + offset) // DAY + 1)
        }
        return sum(
            owner.leg(owner.home, place).km + owner.leg(place, owner.home).km
            for place, day in days
            if (place, day - 1) not in days
        )

    def _week(self, minute: int) -> int:
        return ((minute + self.problem.network.tz_offset_min) // DAY + 3) // 7

    def _open(self, calendar: int) -> list[int]:
        one = self.problem.network.calendars[calendar]
        return [
            hour for start, end in zip(one.starts, one.ends, strict=True) for hour in range(start, end, HOUR)
        ]


def _overlap(one: tuple[Span, ...], other: tuple[Span, ...]) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] for a in one for b in other)

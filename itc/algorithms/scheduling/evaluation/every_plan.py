"""The least plan by trying everything: written apart from the planner, slow, and only for small letters.

Every way to do every step at every time is laid out first (`every_way`); which of them may stand in one plan
is found two by two, and plans are put together from what is left.
"""

from dataclasses import dataclass

from itc.algorithms.scheduling.evaluation.every_way import DAY, Done, EveryWay, Span
from itc.algorithms.scheduling.problem import BookedAs, Presence, Problem, Step

HOUR = 60
NO_LIMIT = 2**62
Left = dict[int, int]
"""The ways left to do each step, by seq, as bits."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most a plan may have; cost in satang, what is to be quoted counted as `QUOTED`."""

    finish: int = NO_LIMIT
    cost: int = NO_LIMIT
    km: int = NO_LIMIT


class EveryPlan:
    """All plans of a letter whose times are whole hours, or multiples of another grain in minutes."""

    def __init__(self, problem: Problem, grain: int = HOUR) -> None:
        self.problem = problem
        self.by_seq = {step.seq: step for step in problem.steps}
        self.sources = {step.seq: self._sources(step) for step in problem.steps}
        self._every = EveryWay(problem, grain)
        self.ways = {
            step.seq: list(self._every.of(step, first_goods=not self.sources[step.seq]))
            for step in problem.steps
        }
        self._fitting: dict[tuple[int, int, int], int] = {}

    def exists(self, limits: Limits) -> bool:
        """Say whether some plan meets every step within limits."""
        left = {
            seq: sum(1 << at for at, way in enumerate(ways) if way.ready <= limits.finish)
            for seq, ways in self.ways.items()
        }
        return all(left.values()) and self._try([], left, limits)

    def _try(self, made: list[Done], left: Left, limits: Limits) -> bool:
        """Say whether the ways made can be made up to a plan of those left."""
        least = sum(min(way.cost for _, way in self._ways(seq, bits)) for seq, bits in left.items())
        if least + sum(way.cost for way in made) > limits.cost:
            return False
        visits = [seq for seq in left if self.by_seq[seq].presence is Presence.OWNER]
        if not visits and self._km(made) > limits.km:
            return False
        if not left:
            return True
        # visits first, since they decide the road; of those the one with the fewest ways
        seq = min(visits or left, key=lambda each: left[each].bit_count())
        for at, way in self._ways(seq, left[seq]):
            rest = {
                other: bits & self._fit_with(seq, at, other) for other, bits in left.items() if other != seq
            }
            if (
                all(rest.values())
                and self._orders_fit([*made, way])
                and self._try([*made, way], rest, limits)
            ):
                return True
        return False

    def _ways(self, seq: int, bits: int) -> list[tuple[int, Done]]:
        return [(at, way) for at, way in enumerate(self.ways[seq]) if bits >> at & 1]

    def _fit_with(self, seq: int, at: int, other: int) -> int:
        """Return the ways to do another step that fit one way to do a step."""
        key = (seq, at, other)
        if key not in self._fitting:
            mine = self.ways[seq][at]
            self._fitting[key] = sum(
                1 << number for number, way in enumerate(self.ways[other]) if self._fit(mine, way)
            )
        return self._fitting[key]

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
                key = (done.counter, self._every.week(done.begins))
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


def _overlap(one: tuple[Span, ...], other: tuple[Span, ...]) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] for a in one for b in other)

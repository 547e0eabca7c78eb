"""What a plan in the making has taken, and how the next step fits beside it.

Where the plan's own bookings stand in the way of a step, the earlier one may be asked to yield: a `Wish` says
what it would have to avoid. A search then tries both.
"""

from itertools import chain
from typing import NamedTuple

from itc.algorithms.scheduling.board import Board
from itc.algorithms.scheduling.hours import NEVER
from itc.algorithms.scheduling.lanes import Lane
from itc.algorithms.scheduling.open_time import DAY, local_day, local_week, week_start
from itc.algorithms.scheduling.plan import Stay, travel_km
from itc.algorithms.scheduling.turns import NONE, Asks, Avoid, Pick, Turn, Wish, Wishes
from itc.algorithms.scheduling.work import Slot

QUARTER = 15
"""What is put off begins at a whole quarter of an hour: nobody is asked to come at 10:01."""


class Visit(NamedTuple):
    """The owner at a place while a run is used, by which node."""

    place: int
    start: int
    end: int
    node: int


class Held(NamedTuple):
    """A resource held by a node."""

    start: int
    end: int
    node: int


class Picks:
    """The picks of a plan in the making, one for each node so far."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.made: list[Pick] = []
        self.visits: list[Visit] = []
        self.cost = 0
        self.unmet = 0
        self._held: dict[int, list[Held]] = {}
        self._orders: dict[int, list[tuple[int, int]]] = {}
        self._offset = board.problem.network.tz_offset_min

    def push(self, pick: Pick) -> None:
        """Take a pick for the next node."""
        node = len(self.made)
        self.made.append(pick)
        self.unmet += pick.unmet
        if pick.way is not None:
            self.cost += pick.way.cost
        for resource in pick.lane.held:
            held = self._held.setdefault(resource, [])
            held += [Held(slot.held_from, slot.held_to, node) for slot in pick.slots]
        if pick.lane.counter is not None and pick.slots:
            orders = self._orders.setdefault(pick.lane.counter.id, [])
            orders.append((self._week(pick.slots[0].use_from), node))
        if pick.way is not None and self.board.nodes[node].step.attended:
            self.visits += [Visit(pick.way.place, slot.use_from, slot.use_to, node) for slot in pick.slots]

    def pop(self) -> None:
        """Give the last pick back."""
        pick = self.made.pop()
        node = len(self.made)
        self.unmet -= pick.unmet
        if pick.way is not None:
            self.cost -= pick.way.cost
        for resource in pick.lane.held:
            del self._held[resource][-len(pick.slots) :]
        if pick.lane.counter is not None and pick.slots:
            self._orders[pick.lane.counter.id].pop()
        while self.visits and self.visits[-1].node == node:
            self.visits.pop()

    def release(self, place: int) -> int:
        """Return the first minute the next node may be held from at a place."""
        return self.binding(place)[0]

    def binding(self, place: int) -> tuple[int, int]:
        """Return the first minute the next node may be held from at a place, and by whose pick, as a bit."""
        node = self.board.nodes[len(self.made)]
        minute, binding = self.board.problem.start, 0
        for before in node.before:
            if (ready := self.made[before].ready) > minute:
                minute, binding = ready, 1 << before
        for source, carried in node.goods:
            pick = self.made[source]
            if pick.way is not None:
                arrival = pick.ready + self.board.transit(pick.way.place, place, carried=carried)
                if arrival > minute:
                    minute, binding = arrival, 1 << source
        return minute, binding

    def pick(self, turn: Turn, asks: Asks) -> Pick | None:
        """Return the next node's pick in a turn, on the option that is ready first; None if none fits.

        Adds to `asks` what earlier picks would have to avoid for it to be ready sooner.
        """
        way, release = turn.way, self.release(turn.way.place)
        floors = list(turn.floors or (release,) * len(way.options))
        found: tuple[int, tuple[Slot, ...]] | None = None
        until, soonest = NEVER, way.soonest(release)
        asked: list[tuple[int, Asks]] = []
        for at, lane in enumerate(way.lanes):
            if until <= soonest and not turn.wishes:
                break
            minute = max(release, floors[at])
            best = lane.ready(minute)
            if best is None or (best >= until and not turn.wishes):
                continue
            mine: Asks = []
            slots = self._runs(lane, minute, way.place, turn.wishes, mine)
            asked.append((best, mine))
            floors[at] = slots[0].held_from if slots else NEVER
            if slots and slots[-1].use_to + lane.lag < until:
                found, until = (at, slots), slots[-1].use_to + lane.lag
        asks += chain.from_iterable(mine for best, mine in asked if best < until)
        return found and self._picked(turn, floors, *found)

    def _picked(self, turn: Turn, floors: list[int], at: int, slots: tuple[Slot, ...]) -> Pick:
        """Return the pick of one of a way's options; wishes that lie behind its slots are floors by now."""
        way, option = turn.way, turn.way.options[at]
        lane = way.lane(option)
        live = frozenset(wish for wish in turn.wishes if wish.end > min(floors)) if turn.wishes else NONE
        ready, lived = slots[-1].use_to + lane.lag, Turn(way, tuple(floors), live)
        return Pick(way, option, lane, slots, ready, lived, days=self.days(slots))

    def km(self) -> int:
        """Return her kilometres."""
        return travel_km((self._stay(each) for each in self.visits), self.board.problem.owner)

    def km_more(self, pick: Pick) -> int:
        """Return how many kilometres the next node adds if picked so; stays that it joins may save some."""
        if pick.way is None or not self.board.nodes[len(self.made)].step.attended:
            return 0
        owner, place = self.board.problem.owner, pick.way.place
        there = [self._stay(each) for each in self.visits if each.place == place]
        if not there and len(pick.slots) == 1:
            return owner.there_and_back(place)
        more = [self._stay(Visit(place, slot.use_from, slot.use_to, -1)) for slot in pick.slots]
        return travel_km((*there, *more), owner) - travel_km(there, owner)

    def days(self, slots: tuple[Slot, ...]) -> tuple[int, int]:
        """Return the first and the last local day of use."""
        return local_day(slots[0].use_from, self._offset), local_day(slots[-1].use_to - 1, self._offset)

    def same_days(self, one: Pick, other: Pick) -> bool:
        """Say whether the runs of two picks lie on the same days."""
        return [self.days((slot,)) for slot in one.slots] == [self.days((slot,)) for slot in other.slots]

    def _stay(self, visit: Visit) -> Stay:
        return Stay(visit.place, local_day(visit.start, self._offset), local_day(visit.end - 1, self._offset))

    def _week(self, minute: int) -> int:
        return local_week(local_day(minute, self._offset))

    def _runs(
        self, lane: Lane, release: int, place: int, wishes: Wishes, asks: Asks
    ) -> tuple[Slot, ...] | None:
        """Return the slots of all runs, the last no sooner than wished."""
        begin = max((wish.start for wish in wishes if wish.what is Avoid.BEGIN), default=0)
        end = max((wish.start for wish in wishes if wish.what is Avoid.END), default=0)
        minute = release
        if begin:
            minute = max(minute, lane.work.held_for_use(begin * DAY - self._offset))
        if end and lane.runs == 1:
            minute = max(minute, lane.work.held_for_end(end * DAY - self._offset))
        slots = self._chain(lane, minute, place, wishes, asks)
        if slots and slots[0].held_from == minute > release:
            slots = self._chain(lane, -(-minute // QUARTER) * QUARTER, place, wishes, asks)
        if slots is None or self.days(slots)[1] >= end:
            return slots
        # days never fall as the first minute rises, so the first minute late enough is found by halving
        low, high = minute // QUARTER, -(-(end * DAY - self._offset) // QUARTER)
        while high - low > 1:
            middle = (low + high) // 2
            slots = self._chain(lane, middle * QUARTER, place, wishes, [])
            if slots is None or self.days(slots)[1] >= end:
                high = middle
            else:
                low = middle
        return self._chain(lane, high * QUARTER, place, wishes, asks)

    def _chain(
        self, lane: Lane, minute: int, place: int, wishes: Wishes, asks: Asks
    ) -> tuple[Slot, ...] | None:
        slots = []
        for _ in range(lane.runs):
            slot = lane.first(minute)
            while slot is not None and (after := self._hindered(lane, slot, place, wishes, asks)) is not None:
                slot = lane.first(after)
            if slot is None:
                return None
            slots.append(slot)
            minute = slot.held_to
        return tuple(slots)

    def _hindered(self, lane: Lane, slot: Slot, place: int, wishes: Wishes, asks: Asks) -> int | None:
        """Return the minute to look on from if the plan itself stands in the way of a slot, else None."""
        for wish in wishes:
            if (after := self._refused(lane, slot, wish)) is not None:
                return after
        for resource in lane.held:
            for held in self._held.get(resource, ()):
                if held.start < slot.held_to and slot.held_from < held.end:
                    minute = min(slot.held_to, held.end) - 1
                    asks.append((held.node, Wish(Avoid.HOLD, resource, minute, minute + 1)))
                    return minute + 1
        if lane.counter is not None and (after := self._full(lane, slot, asks)) is not None:
            return after
        if self.visits and self.board.nodes[len(self.made)].step.attended:
            return self._elsewhere(lane, slot, place, asks)
        return None

    def _refused(self, lane: Lane, slot: Slot, wish: Wish) -> int | None:
        if wish.what is Avoid.HOLD:
            hit = wish.of in lane.held and slot.held_from <= wish.start < slot.held_to
            return wish.end if hit else None
        if wish.what is Avoid.USE:
            hit = slot.use_from < wish.end and wish.start < slot.use_to
            return lane.work.held_for_use(wish.end) if hit else None
        if wish.what is Avoid.ORDER:
            hit = (
                lane.counter is not None
                and lane.counter.id == wish.of
                and wish.start <= slot.use_from < wish.end
            )
            return wish.end if hit else None
        return None

    def _full(self, lane: Lane, slot: Slot, asks: Asks) -> int | None:
        """Return the end of a slot's week if the plan's own orders fill it."""
        assert lane.counter is not None
        week = self._week(slot.use_from)
        own = [node for when, node in self._orders.get(lane.counter.id, ()) if when == week]
        if not own or lane.counter.taken.get(week, 0) + len(own) < lane.counter.weekly_capacity:
            return None
        start, end = week_start(week, self._offset), week_start(week + 1, self._offset)
        asks += [(node, Wish(Avoid.ORDER, lane.counter.id, start, end)) for node in own]
        return end

    def _elsewhere(self, lane: Lane, slot: Slot, place: int, asks: Asks) -> int | None:
        """Return the minute to look on from if the owner is at another step, or on her way."""
        owner, far = self.board.problem.owner, self.board.farthest
        for visit in self.visits:
            if visit.end + far <= slot.use_from or slot.use_to <= visit.start - far:
                continue
            there, back = owner.leg(place, visit.place).minutes, owner.leg(visit.place, place).minutes
            if slot.use_from < visit.end + back and visit.start - there < slot.use_to:
                minute = min(slot.use_to, visit.end + back) - 1
                asks.append((visit.node, Wish(Avoid.USE, 0, minute - back, minute + there + 1)))
                return lane.work.held_for_use(minute + 1)
        return None

"""What a plan in the making has already taken: bookings, lab orders and the owner's time."""

from collections import Counter as Tally

from itc.algorithms.scheduling.open_time import local_day, local_week, week_start
from itc.algorithms.scheduling.plan import Stay
from itc.algorithms.scheduling.problem import Counter, Problem
from itc.algorithms.scheduling.spans import Spans
from itc.algorithms.scheduling.work import Slot


class Ledger:
    """The plan's own bookings on top of the letter's; the letter itself is never changed."""

    def __init__(self, problem: Problem) -> None:
        self._network = problem.network
        self._owner = problem.owner
        self._held: dict[int, Spans] = {}
        self._orders: Tally[tuple[int, int]] = Tally()
        self._attended: list[tuple[int, Slot]] = []
        self.stays: tuple[Stay, ...] = ()

    def busy(self, resource: int) -> Spans:
        """Return when a resource is held, by others and by this plan."""
        return self._held.get(resource, self._network.resources[resource].busy)

    def full_weeks(self, counter: Counter) -> Spans:
        """Return the local weeks in which a counter takes no further order."""
        orders = Tally(counter.taken)
        for (number, week), count in self._orders.items():
            if number == counter.id:
                orders[week] += count
        full = sorted(week for week, count in orders.items() if count >= counter.weekly_capacity)
        return Spans.merged((self._monday(week), self._monday(week + 1)) for week in full)

    def away(self, place: int) -> Spans:
        """Return when the owner cannot be at a place: at work elsewhere, or on the way there and back."""
        return Spans.merged(
            (
                slot.use_from - self._owner.leg(place, other).minutes,
                slot.use_to + self._owner.leg(other, place).minutes,
            )
            for other, slot in self._attended
        )

    def stays_with(self, place: int, slots: tuple[Slot, ...]) -> tuple[Stay, ...]:
        """Return the owner's stays if she also attended these slots at a place."""
        offset = self._network.tz_offset_min
        return self.stays + tuple(
            Stay(place, local_day(slot.use_from, offset), local_day(slot.use_to - 1, offset))
            for slot in slots
        )

    def hold(self, resource: int, slot: Slot) -> None:
        """Book a resource, which must be free."""
        self._held[resource] = self.busy(resource).with_span(slot.held_from, slot.held_to)

    def order(self, counter: int, minute: int) -> None:
        """Take one of a counter's orders in the week of a minute."""
        self._orders[counter, local_week(local_day(minute, self._network.tz_offset_min))] += 1

    def attend(self, place: int, slots: tuple[Slot, ...]) -> None:
        """Let the owner be at a place while these slots are used."""
        self.stays = self.stays_with(place, slots)
        self._attended += [(place, slot) for slot in slots]

    def _monday(self, week: int) -> int:
        return week_start(week, self._network.tz_offset_min)

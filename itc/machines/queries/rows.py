"""A turn as the day sheet shows it: who comes, with what, what to prepare, what was there before."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from itc.accounts.models import User
from itc.cases.models import Slot
from itc.catalogue.models import RecipeStep
from itc.lib import thai
from itc.machines.models import Note, Turn
from itc.machines.queries.facts import Before, Facts, is_near
from itc.machines.queries.turns import beside, first_of, slots_of, turns_at
from itc.machines.rules.turns import NEXT, State, may_undo, minutes_early, minutes_late, too_early
from itc.resources.models import Resource


@dataclass(frozen=True, slots=True)
class Row:
    """A turn with all that its day sheet says."""

    slot: Slot
    number: int
    of: int
    """It is run `number` of `of` of its step."""
    beside: tuple[Slot, ...]
    """Who runs the machine, and what else is held with it."""
    amount: str
    comes: User | None
    """Who comes, the day before and on the day: name and phone."""
    before: tuple[Before, ...]
    unit_before: Slot | None
    """Who used the same unit before on that day."""
    recipe: RecipeStep | None
    notes: tuple[Note, ...]
    may: tuple[State, ...]
    """What can be ticked off now."""
    may_undo: bool

    @property
    def turn(self) -> Turn | None:
        """Return what was ticked off of it."""
        return getattr(self.slot, "turn", None)

    @property
    def state(self) -> State:
        """Return how far it is."""
        return self.turn.state if self.turn else State.AHEAD

    @property
    def resources(self) -> tuple[Resource, ...]:
        """Return what is used, the unit first."""
        return tuple(each.resource for each in (self.slot, *self.beside) if each.resource)

    @property
    def named(self) -> str:
        """Return the name of the unit, person or counter."""
        named = self.slot.resource or self.slot.counter
        return named.name if named else ""

    @property
    def setup(self) -> int:
        """Return minutes of set-up."""
        return int((self.slot.use_from - self.slot.held_from).total_seconds() // 60)

    @property
    def cleaning(self) -> int:
        """Return minutes of cleaning."""
        return int((self.slot.held_to - self.slot.use_to).total_seconds() // 60)

    @property
    def cleans_over_night(self) -> bool:
        """Whether cleaning ends on another day: its minutes would count the night."""
        return self.cleaning > 0 and thai.local_day(self.slot.use_to) != thai.local_day(self.slot.held_to)

    @property
    def late(self) -> int:
        """Return by how many minutes she was late."""
        return minutes_late(self.slot.use_from, self.turn.came_at if self.turn else None)

    @property
    def early(self) -> int:
        """Return by how many minutes it ended early; below 0: ran over."""
        return minutes_early(self.slot.use_to, self.turn.done_at if self.turn else None)

    @property
    def over(self) -> int:
        """Return by how many minutes it ran over."""
        return max(0, -self.early)

    @property
    def over_days(self) -> bool:
        """Whether it goes on over a night."""
        return thai.local_day(self.slot.use_from) != thai.local_day(self.slot.use_to)

    @property
    def is_on(self) -> bool:
        """Whether it is being served: here or running, and its time was not lost since."""
        return self.state in {State.CAME, State.RAN} and self.slot.ended_at is None

    @property
    def waits(self) -> bool:
        """Whether her centre still has to say yes to it."""
        return self.slot.ended_at is None and self.slot.must_ask and self.slot.answered_at is None

    @property
    def is_open(self) -> bool:
        """Whether something can still be noted."""
        return not hasattr(self.slot.step.case, "closure")

    @property
    def main(self) -> State | None:
        """Return the tick of the large button: three of them are the whole turn."""
        return next((each for each in self.may if each != State.ABSENT), None)

    @property
    def may_end_now(self) -> bool:
        """Whether it can be done without ever having run, as a talk is."""
        return self.main == State.RAN

    @property
    def may_miss(self) -> bool:
        """Whether it can be said that nobody came."""
        return State.ABSENT in self.may

    @property
    def allergens(self) -> bool:
        """Whether what is made holds allergens, so that the unit is cleaned all through."""
        return any("allergen" in each for each in self.slot.step.case.family.hazards)


def rows_of(slots: Mapping[int, Sequence[Slot]], *, now: dt.datetime) -> list[Row]:
    """Return the turns of steps, ordered by time, from their slots by step; seven queries at most."""
    turns = [slot for each in slots.values() for slot in first_of(each)]
    turns.sort(key=lambda slot: (slot.use_from, slot.pk))
    facts = Facts.of(turns, now)
    before_it = _unit_before(turns)
    return [_row(slot, slots[slot.step_id], facts, before_it.get(slot.pk), now) for slot in turns]


def row_of(slot: Slot, *, now: dt.datetime) -> Row:
    """Return one turn."""
    of_step = slots_of([slot.step_id])
    for each in of_step:
        each.step = slot.step
    own = [slot if each.pk == slot.pk else each for each in of_step]
    facts = Facts.of([slot], now)
    return _row(slot, own, facts, _last_on_unit(slot), now)


def _row(
    slot: Slot, of_step: Sequence[Slot], facts: Facts, unit_before: Slot | None, now: dt.datetime
) -> Row:
    runs = [each.pk for each in first_of(of_step) if each.ended_at is None or each is slot]
    step, turn = slot.step, getattr(slot, "turn", None)
    state = turn.state if turn else State.AHEAD
    ticks = NEXT[state] if slot.is_held else ()
    times = {"use_from": slot.use_from, "held_from": slot.held_from, "now": now}
    return Row(
        slot=slot,
        number=runs.index(slot.pk) + 1,
        of=len(runs),
        beside=beside(slot, of_step),
        amount=facts.amounts[step.case_id],
        comes=facts.comes.get(step.case.firm_id) if is_near(slot, now) else None,
        before=facts.before(step),
        unit_before=unit_before,
        recipe=facts.recipes.get((step.case.family_id, step.seq, step.operation_id)),
        notes=tuple(facts.notes[slot.pk]),
        may=tuple(each for each in ticks if not too_early(each, **times)),
        may_undo=slot.is_held and turn is not None and may_undo(state, turn.since, now),
    )


def _unit_before(turns: Iterable[Slot]) -> dict[int, Slot]:
    """Return who used the same unit before, by turn."""
    by_unit: dict[object, list[Slot]] = defaultdict(list)
    for slot in turns:
        by_unit[slot.resource_id].append(slot)
    pairs = (pair for unit, slots in by_unit.items() if unit for pair in pairwise(slots))
    return {later.pk: earlier for earlier, later in pairs if earlier.step.case_id != later.step.case_id}


def _last_on_unit(slot: Slot) -> Slot | None:
    """Return who used the unit of a turn before it on that day."""
    if slot.resource_id is None or slot.step.centre is None:
        return None
    start = thai.start_of_day(thai.local_day(slot.use_from))
    earlier = turns_at([slot.step.centre]).filter(
        resource=slot.resource_id, use_from__gte=start, use_from__lt=slot.use_from
    )
    rows = earlier.exclude(step__case=slot.step.case_id).select_related("step__case__family")
    return rows.order_by("use_from").last()

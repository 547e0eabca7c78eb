"""Which turns a person may see and tick off, and which slots of a step make one."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from itc.accounts.models import User
from itc.cases.models import Slot
from itc.cases.models.steps import SEEN_AFTER, SlotQuerySet
from itc.lib import thai
from itc.machines.errors import UnknownTurn
from itc.machines.rules.turns import FIRST_OF
from itc.network.models import Centre, Post


def serving_at(person: User, *, on: dt.date) -> list[Centre]:
    """Return the centres at which a person is in post to serve on a day, by their name."""
    posts = Post.objects.on(on).serving().filter(person=person)
    return sorted(Centre.objects.filter(pk__in=posts.values("centre")), key=lambda centre: centre.name)


def turns_at(centres: Iterable[Centre]) -> SlotQuerySet:
    """Return the slots that centres serve: those that count, and those that something was ticked off of."""
    counts = Q(ended_at=None, step__dropped_at=None, step__case__closure=None)
    return Slot.objects.filter(counts | Q(turn__isnull=False), step__centre__in=list(centres))


def turn_of(person: User, pk: int, *, now: dt.datetime) -> Slot:
    """Return the slot of a turn for who serves its step, until 30 days after. Refuses: UnknownTurn."""
    today = thai.local_day(now)
    rows = turns_at(serving_at(person, on=today)).filter(held_to__gte=thai.start_of_day(today) - SEEN_AFTER)
    whole = ("step__case__firm", "step__case__family", "step__operation", "step__centre", "turn")
    slot = rows.select_related(*whole, "resource__machine_kind", "counter").filter(pk=pk).first()
    if slot is None or slot.pk not in {each.pk for each in first_of(slots_of([slot.step_id]))}:
        raise UnknownTurn
    return slot


def slots_of(steps: Iterable[int]) -> list[Slot]:
    """Return the slots of steps that count or have a turn."""
    rows = Slot.objects.filter(Q(ended_at=None) | Q(turn__isnull=False), step__in=list(steps))
    return list(rows.select_related("resource", "counter", "turn").order_by("held_from", "pk"))


def first_of(slots: Iterable[Slot]) -> tuple[Slot, ...]:
    """Return the slots of a step at which its turns are ticked off: those of its machine, if it has one."""
    rows = sorted(slots, key=lambda slot: (_rank(slot), slot.pk))
    chosen = {_of(slot) for slot in rows[:1]}
    return tuple(slot for slot in rows if _of(slot) in chosen or (hasattr(slot, "turn") and slot.ended_at))


def beside(turn: Slot, slots: Iterable[Slot]) -> tuple[Slot, ...]:
    """Return the other slots of a step that are held at the time of a turn: who runs the machine, a room."""
    others = (slot for slot in slots if _of(slot) != _of(turn) and slot.ended_at is None)
    return tuple(slot for slot in others if slot.held_from < turn.held_to and turn.held_from < slot.held_to)


def _of(slot: Slot) -> tuple[int | None, str | None]:
    return slot.resource_id, slot.counter_id


def _rank(slot: Slot) -> tuple[bool, int]:
    """Return how early a slot is asked for the turn: live ones before others, machines before people."""
    kind = slot.resource.kind if slot.resource else "counter"
    return slot.ended_at is not None, FIRST_OF.index(kind) if kind in FIRST_OF else len(FIRST_OF)

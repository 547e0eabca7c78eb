"""What is read once for all turns of a day: who comes, the recipe, notes, what the steps before left."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from itc.accounts.models import User
from itc.cases.models import Case, Slot, Step
from itc.cases.queries.amounts import amounts_of
from itc.catalogue.models import RecipeStep
from itc.firms.models import Membership
from itc.lib import thai
from itc.machines.models import Note, Turn

NEAR = dt.timedelta(days=1)
"""So long before its day who comes is named with her phone; not longer, nor afterwards."""


@dataclass(frozen=True, slots=True)
class Before:
    """A step that a turn waits for: when it is ready, whether it was done, what was noted of it."""

    step: Step
    done_at: dt.datetime | None
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is read once for all turns."""

    amounts: Mapping[int, str]
    comes: Mapping[int, User]
    recipes: Mapping[tuple[str, int, str], RecipeStep]
    notes: Mapping[int, Sequence[Note]]
    steps: Mapping[tuple[int, int], Step]
    done: Mapping[int, dt.datetime]
    left: Mapping[int, Sequence[Note]]

    @classmethod
    def of(cls, turns: Sequence[Slot], now: dt.datetime) -> "Facts":
        """Read what the turns of some steps need."""
        cases = {slot.step.case_id: slot.step.case for slot in turns}
        waited = {seq for slot in turns for seq in slot.step.after}
        steps = Step.objects.kept().filter(case__in=cases, seq__in=waited) if waited else ()
        by_seq = {(step.case_id, step.seq): step for step in steps}
        pks = [step.pk for step in by_seq.values()]
        notes, left = _notes([slot.pk for slot in turns], pks, {slot.step.centre_id for slot in turns})
        return cls(
            amounts=dict(zip(cases, amounts_of(list(cases.values())), strict=True)),
            comes=_who_come([case for case in cases.values() if any(is_near(slot, now) for slot in turns)]),
            recipes=_recipes(turns),
            notes=notes,
            steps=by_seq,
            done=_done(pks),
            left=left,
        )

    def before(self, step: Step) -> tuple[Before, ...]:
        """Return the steps that a step waits for."""
        rows = (self.steps.get((step.case_id, seq)) for seq in step.after)
        return tuple(Before(each, self.done.get(each.pk), tuple(self.left[each.pk])) for each in rows if each)


def _who_come(cases: Sequence[Case]) -> dict[int, User]:
    """Return who comes for a firm: who accepted the plan, if she acts for it, else who was there first."""
    made_by = {(case.firm_id, case.made_by_id) for case in cases}
    found: dict[int, User] = {}
    rows = Membership.objects.live().filter(firm__in={case.firm_id for case in cases})
    for each in rows.select_related("person").order_by("pk") if cases else ():
        if each.firm_id not in found or (each.firm_id, each.person_id) in made_by:
            found[each.firm_id] = each.person
    return found


def _recipes(turns: Sequence[Slot]) -> dict[tuple[str, int, str], RecipeStep]:
    families = {slot.step.case.family_id for slot in turns}
    rows = RecipeStep.objects.filter(family__in=families, seq__in={slot.step.seq for slot in turns})
    return {(row.family_id, row.seq, row.operation_id): row for row in (rows if turns else ())}


def _notes(
    slots: Sequence[int], before: Sequence[int], centres: set[str | None]
) -> tuple[dict[int, list[Note]], dict[int, list[Note]]]:
    """Return the notes of turns by slot, and by step what steps before left to the firm or at one centre."""
    of_turns: dict[int, list[Note]] = defaultdict(list)
    left: dict[int, list[Note]] = defaultdict(list)
    if not slots:
        return of_turns, left
    rows = Note.objects.kept().filter(slot__in=slots) | Note.objects.kept().filter(slot__step__in=before)
    for note in rows.select_related("by", "slot__step"):
        if note.slot_id in slots:
            of_turns[note.slot_id].append(note)
        elif note.for_firm or note.slot.step.centre_id in centres:
            left[note.slot.step_id].append(note)
    return of_turns, left


def _done(steps: Sequence[int]) -> dict[int, dt.datetime]:
    """Return when the last turn of each step ended."""
    rows = Turn.objects.filter(slot__step__in=steps, done_at__isnull=False).order_by("done_at")
    return {step: done for step, done in rows.values_list("slot__step", "done_at") if done} if steps else {}


def is_near(slot: Slot, now: dt.datetime) -> bool:
    """Say whether it is the day of a turn, or the day before."""
    today = thai.local_day(now)
    return thai.local_day(slot.held_from - NEAR) <= today <= thai.local_day(slot.held_to)

"""What falls when something cannot be had, and where it would go: counted as it is done, nothing written.

Cases are planned anew one after another, the soonest first; what one gets counts as held for the next.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import get_language

from itc.cases.models import Case, Slot, Step
from itc.cases.models.steps import SlotQuerySet
from itc.lib import thai
from itc.lib.minutes import minute_at
from itc.lib.refusal import Refusal
from itc.machines.errors import AbsentAlready
from itc.machines.models import Turn
from itc.machines.rules.periods import period
from itc.planning.queries.effects import Effect, Wish, effect
from itc.planning.queries.upsets import Upset
from itc.resources.errors import AbsenceOutOfReason
from itc.resources.models import Booking, Resource
from itc.resources.queries.supply import supply
from itc.resources.queries.taken import span_text
from itc.resources.rules.absences import out_of_reason
from itc.resources.rules.holding import Hold, Order


@dataclass(frozen=True, slots=True)
class Span:
    """What cannot be had, from one aware moment to another."""

    resource: Resource
    start: dt.datetime
    end: dt.datetime

    @property
    def period(self) -> str:
        """From when to when, in the language of the page."""
        return period(self.start, self.end, language=get_language() or "th")


@dataclass(frozen=True, slots=True)
class Fall:
    """A case of which steps fall: what they held, and what would become of the case."""

    case: Case
    slots: tuple[Slot, ...]
    """What stands on the resource in that time, the soonest first."""
    effect: Effect | None
    """All that changes in the case; None where its steps are placed by hand."""
    why_not: Refusal | None = None
    """Why it cannot be planned anew."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that fall, the soonest first."""
        return tuple({slot.step_id: slot.step for slot in self.slots}.values())

    @property
    def letters(self) -> str:
        """Eight letters that change when anything that becomes of it does."""
        gone = self.effect.shown.partition(".")[2] if self.effect else "by-hand"
        return f"{self.case.code}-{gone[:8]}"


@dataclass(frozen=True, slots=True)
class Falling:
    """All that falls with something, the soonest first, and what becomes of it."""

    span: Span
    falls: tuple[Fall, ...]
    others: int
    """Bookings of nobody's case that stand there: they are given back, and there is nobody to tell."""
    at: int
    """The minute as of which it is planned."""

    @property
    def shown(self) -> str:
        """What is sent back to have just this done."""
        return f"{self.at}." + ",".join(fall.letters for fall in self.falls)

    def is_as_shown(self, shown: str) -> bool:
        """Whether all that would be done was shown; of a case that is gone since, nothing need be done."""
        return {fall.letters for fall in self.falls if fall.effect or fall.why_not} <= {
            *shown.partition(".")[2].split(",")
        }


def falling(span: Span, *, now: dt.datetime, shown: str = "", by_hand: Collection[str] = ()) -> Falling:
    """Return what falls in a time that is not over, and where it would go.

    Cases named in `by_hand`, by code, are left to be placed by hand. `shown` is of what was shown before:
    within an hour it is planned as of the same moment. Refuses: AbsentAlready.
    """
    if away := _away_already(span):
        raise AbsentAlready(away)
    slots = standing_in(span, now=now)
    at = shown.partition(".")[0] if shown else ""
    falls: list[Fall] = []
    taken: list[Hold | Order] = [Hold(span.resource.code, span.start, span.end, span.start, span.end)]
    upset = Upset(frozenset(), _held_of(slots), at_once=_at_once(span.resource, now))
    for case, own in _by_case(slots):
        fallen = frozenset(slot.step.seq for slot in own)
        if case.code in by_hand:
            falls.append(Fall(case, own, None))
            continue
        fall = _fall(case, own, replace(upset, fallen=fallen, taken=tuple(taken)), now, f"{at}.")
        taken += _wanted(fall.effect)
        falls.append(fall)
    minute = next((minute_at(fall.effect.at) for fall in falls if fall.effect), minute_at(now))
    return Falling(span, tuple(falls), _others(span), minute)


def span_of(resource: Resource, start: dt.datetime, end: dt.datetime, *, now: dt.datetime) -> Span:
    """Return the time that something cannot be had, less what is over. Refuses: AbsenceOutOfReason."""
    if reasons := list(out_of_reason(start=start, end=end, now=now)):
        raise AbsenceOutOfReason(*reasons)
    return Span(resource, max(start, now), end)


def standing_in(span: Span, *, now: dt.datetime) -> list[Slot]:
    """Return the live slots of open cases that stand on something in a time, less what is over or done."""
    rows = _standing(span, now).exclude(_is_done(span))
    whole = ("step__case__family", "step__case__firm", "step__case__lead_centre", "step__centre", "booking")
    return list(rows.select_related(*whole).order_by("held_from", "pk"))


def done_in(span: Span, *, now: dt.datetime) -> SlotQuerySet:
    """Return the slots that stand there still, though their turn ended early: nothing of them falls."""
    return _standing(span, now).filter(_is_done(span))


def _standing(span: Span, now: dt.datetime) -> SlotQuerySet:
    return Slot.objects.live().filter(
        resource=span.resource, held_from__lt=span.end, held_to__gt=max(span.start, now),
        step__dropped_at=None, step__case__closure=None,
    )  # fmt: skip


def _is_done(span: Span) -> Q:
    """Return the condition that a slot began before a time, and the turn at it, or beside it, is done."""
    turns = Turn.objects.filter(
        slot__step=OuterRef("step"), done_at__isnull=False,
        slot__held_from__lt=OuterRef("held_to"), slot__held_to__gt=OuterRef("held_from"),
    )  # fmt: skip
    return Q(Exists(turns), use_from__lt=span.start)


def _fall(case: Case, own: tuple[Slot, ...], upset: Upset, now: dt.datetime, shown: str) -> Fall:
    try:
        return Fall(case, own, effect(case, Wish(upset=upset), now=now, shown=shown))
    except Refusal as refusal:
        return Fall(case, own, None, refusal)


def _by_case(slots: Sequence[Slot]) -> list[tuple[Case, tuple[Slot, ...]]]:
    """Return each case with its slots, the one that falls soonest first."""
    found: dict[int, list[Slot]] = defaultdict(list)
    for slot in slots:
        found[slot.step.case_id].append(slot)
    return [(own[0].step.case, tuple(own)) for own in found.values()]


def _held_of(slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """Return all that the steps of some slots hold, such as the time of who would run the machine."""
    rows = Slot.objects.live().filter(step__in={slot.step_id for slot in slots}, booking__isnull=False)
    return tuple(rows.select_related("resource"))


def _at_once(resource: Resource, now: dt.datetime) -> frozenset[int]:
    """Return all of the centre that reports it: its own people plan it, so they need no notice."""
    units: Mapping[int, object] = supply(thai.local_day(now)).units
    if resource.centre_id is None:
        return frozenset({resource.pk}) & units.keys()
    keys = Resource.objects.filter(centre=resource.centre_id).values_list("pk", flat=True)
    return frozenset(keys) & units.keys()


def _wanted(found: Effect | None) -> list[Hold | Order]:
    """Return what an effect wants, foreseen or held: it is promised to nobody else."""
    if found is None:
        return []
    return [wish for step in (*found.rewritten.moved, *found.rewritten.added) for wish in step.wanted]


def _there(span: Span) -> list[Booking]:
    rows = Booking.objects.live().within(span.start, span.end).filter(resource=span.resource, slot=None)
    return list(rows.order_by("held_from"))


def _others(span: Span) -> int:
    return sum(row.is_sample or not row.is_absence for row in _there(span))


def _away_already(span: Span) -> list[str]:
    return [
        span_text(row.held_from, row.held_to) for row in _there(span) if row.is_absence and not row.is_sample
    ]

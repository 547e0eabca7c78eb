"""What nobody answers in time: the provider is reminded, the lead officer is told, then another is sought."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import F

from itc.audit.actions import record
from itc.cases.actions.answering import lose
from itc.cases.actions.telling import providers_of, step_words, tell_firm, tell_lead
from itc.cases.models import Case, Slot
from itc.cases.models.steps import NO_ANSWER, SlotQuerySet
from itc.db.locking import locked
from itc.notices.actions import tell
from itc.notices.models import Notice

BEFORE, AFTER = dt.timedelta(days=1), dt.timedelta(days=1)
"""So long before its last moment a provider is reminded; so long after it the lead officer may still call."""


def chase_asked(*, now: dt.datetime) -> tuple[int, int, int]:
    """Remind of slots that wait for an answer, tell lead officers, end what is overdue; return how many each.

    What would begin before then ends as it begins. Safe to run twice, and side by side.
    """
    asked = Slot.objects.asked().filter(step__case__closure=None, answer_by__isnull=False)
    soon = _untold("slot.late", asked.filter(answer_by__lte=now + BEFORE, answer_by__gt=now))
    for slot in soon:
        tell(people=providers_of(slot, now), kind="slot.late", key=f"{slot.pk}", now=now, **_words(slot))
    late = asked.filter(answer_by__lte=now)
    overdue = late.filter(answer_by__lte=now - AFTER) | late.filter(held_from__lte=now)
    ended = sum(_end(slot, now) for slot in overdue.distinct().order_by("pk"))
    tells = _untold("slot.unanswered", late)
    for slot in tells:
        tell_lead("slot.unanswered", case=slot.step.case, key=slot.pk, now=now, **_words(slot))
    return len(soon), len(tells), ended


def _untold(kind: str, slots: SlotQuerySet) -> list[Slot]:
    """Return those of the slots of which nobody was told by a kind."""
    rows = list(slots.select_related("step__case", "resource").order_by(F("answer_by"), "pk"))
    told = set(
        Notice.objects.filter(kind=kind, key__in=[f"{slot.pk}" for slot in rows]).values_list(
            "key", flat=True
        )
    )
    return [slot for slot in rows if f"{slot.pk}" not in told]


@transaction.atomic
def _end(slot: Slot, now: dt.datetime) -> bool:
    """End a slot that nobody answered, unless somebody just did; return whether it was."""
    locked(Case.objects.all()).get(pk=slot.step.case_id)
    found = Slot.objects.asked().filter(pk=slot.pk, step__case__closure=None)
    fresh = found.select_related("step__case").first()
    if fresh is None:
        return False
    lose(slot=fresh, why=NO_ANSWER, words="", by=None, now=now)
    record("case.unanswered", by=None, on=fresh.step.case, step=fresh.step.seq)
    for each in (tell_firm, tell_lead):
        each("slot.lapsed", case=fresh.step.case, key=fresh.pk, now=now, **_words(fresh))
    return True


def _words(slot: Slot) -> dict[str, Any]:
    assert slot.answer_by is not None
    return step_words(slot.step) | {"until": slot.answer_by.isoformat()}

"""Providers answer what they were asked for, and take an answer back while nothing stands on it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from itc.accounts.models import User
from itc.audit.actions import record
from itc.cases.actions.opening import PURPOSE
from itc.cases.actions.telling import step_words, tell_firm
from itc.cases.errors import NoReason, NothingAsked
from itc.cases.link_errors import NothingToTakeBack
from itc.cases.models import Case, Miss, Proposal, Slot
from itc.cases.models.steps import SAID_NO, SlotQuerySet
from itc.cases.queries.asked import answered_of, asked_of
from itc.db.locking import locked
from itc.lib.refusal import Refusal
from itc.resources.actions import hold_all, release_all
from itc.resources.rules.holding import Hold

MOST = 100
"""Answers at once."""


@dataclass(frozen=True, slots=True)
class Together:
    """What became of many answers: how many were given, and why which were not."""

    done: int
    refused: tuple[tuple[int, Refusal], ...]


@transaction.atomic
def answer_slot(*, slot: int, yes: bool, words: str = "", by: User, now: dt.datetime) -> Slot:
    """Say yes or no to a slot as somebody of the centre whose resource was asked for.

    A no gives its time back, and the case says that another must be found.
    Refuses: NothingAsked, where there is nothing to answer for her, or somebody was quicker.
    """
    found = _lock(asked_of(by, now=now).filter(pk=slot))
    if found is None:
        raise NothingAsked
    Slot.objects.filter(pk=slot).update(answered_at=now, answered_by=by)
    if not yes:
        lose(slot=found, why=SAID_NO, words=words, by=by, now=now)
        tell_firm("slot.declined", case=found.step.case, key=slot, by=by, now=now, **step_words(found.step))
    record("case.answered", by=by, on=found.step.case, step=found.step.seq, yes=yes)
    found.refresh_from_db()
    return found


def answer_all(*, slots: Iterable[int], yes: bool, words: str, by: User, now: dt.datetime) -> Together:
    """Answer many slots alike, each for itself. Refuses: NoReason, where a no has none."""
    if not yes and not words:
        raise NoReason
    done, refused = 0, []
    for slot in list(dict.fromkeys(slots))[:MOST]:
        try:
            answer_slot(slot=slot, yes=yes, words=words, by=by, now=now)
            done += 1
        except Refusal as refusal:
            refused.append((slot, refusal))
    return Together(done, tuple(refused))


@transaction.atomic
def take_back_answer(*, slot: int, by: User, now: dt.datetime) -> Slot:
    """Take an answer back within minutes: it waits again. After a no its time is held anew.

    Refuses: NothingToTakeBack, where it is too late, or the firm has gone on; NotAllFree, where the time went
    to somebody else.
    """
    found = _lock(answered_of(by, now=now).filter(pk=slot))
    if found is None:
        raise NothingToTakeBack
    if found.ended_at is not None:
        _hold_again(found, by, now)
        tell_firm("slot.back", case=found.step.case, key=f"{slot} {now.isoformat()}", by=by, now=now,
                  **step_words(found.step))  # fmt: skip
    Slot.objects.filter(pk=slot).update(answered_at=None, answered_by=None)
    record("case.answer-taken-back", by=by, on=found.step.case, step=found.step.seq)
    found.refresh_from_db()
    return found


def lose(*, slot: Slot, why: str, words: str, by: User | None, now: dt.datetime) -> None:
    """End a slot that its provider does not give, in a transaction with its case locked: a miss."""
    Slot.objects.filter(pk=slot.pk).update(ended_at=now, ended_why=why)
    if slot.booking_id:
        release_all(bookings=[slot.booking_id], orders=[], why=why, by=by, now=now)
    Miss.objects.create(step=slot.step, at=now, why=[words] if words else [])


def _lock(slots: SlotQuerySet) -> Slot | None:
    """Lock the case of a slot, then return it as it is now: a worker or the firm may have been at it."""
    locked(Case.objects.filter(steps__slots__in=slots)).first()
    return slots.select_related("step__case", "resource").first()


def _hold_again(slot: Slot, by: User, now: dt.datetime) -> None:
    """Hold the time of a slot again that was given back by a no. Refuses: NotAllFree."""
    assert slot.resource is not None
    assert slot.answered_at is not None
    booking = None
    if slot.booking_id:
        hold = Hold(slot.resource.code, slot.held_from, slot.held_to, slot.use_from, slot.use_to)
        asked = slot.asked_at or slot.step.case.made_at
        (booking,), _orders = hold_all(
            holds=[hold], orders=[], purpose=PURPOSE, by=by, now=now, noticed=asked
        )
    Slot.objects.filter(pk=slot.pk).update(ended_at=None, ended_why=None, booking=booking)
    Miss.objects.filter(step=slot.step_id, at=slot.answered_at, made_good_at=None).update(made_good_at=now)
    Proposal.objects.filter(slot=slot, taken_at=None).delete()

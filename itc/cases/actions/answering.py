"""Providers answer what they were asked for."""

import datetime as dt

from django.db import transaction

from itc.accounts.models import User
from itc.audit.actions import record
from itc.cases.actions.telling import step_words, tell_firm
from itc.cases.errors import NothingAsked
from itc.cases.models import Case, Miss, Slot
from itc.cases.models.steps import SAID_NO
from itc.cases.queries.asked import asked_of
from itc.db.locking import locked
from itc.resources.actions import release_all


@transaction.atomic
def answer_slot(*, slot: int, yes: bool, words: str = "", by: User, now: dt.datetime) -> Slot:
    """Say yes or no to a slot as somebody of the centre whose resource was asked for.

    A no gives its time back, and the case says that another must be found.
    Refuses: NothingAsked, where there is nothing to answer for her, or somebody was quicker.
    """
    asked = asked_of(by, now=now).filter(pk=slot)
    locked(Case.objects.filter(steps__slots__in=asked)).first()  # before it is read: a worker may hold it now
    found = asked.select_related("step__case").first()
    if found is None:
        raise NothingAsked
    Slot.objects.filter(pk=slot).update(answered_at=now, answered_by=by)
    if not yes:
        Slot.objects.filter(pk=slot).update(ended_at=now, ended_why=SAID_NO)
        if found.booking_id:
            release_all(bookings=[found.booking_id], orders=[], why="declined", by=by, now=now)
        Miss.objects.create(step=found.step, at=now, why=[words] if words else [])
        tell_firm("slot.declined", case=found.step.case, key=slot, by=by, now=now, **step_words(found.step))
    record("case.answered", by=by, on=found.step.case, step=found.step.seq, yes=yes)
    found.refresh_from_db()
    return found

"""A provider who said no proposes other times."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from itc.accounts.models import User
from itc.audit.actions import record
from itc.cases.actions.telling import step_words, tell_firm
from itc.cases.errors import NothingAsked
from itc.cases.models import Case, Proposal, Slot
from itc.cases.queries.proposals import declined_of
from itc.db.locking import locked


@dataclass(frozen=True, slots=True)
class Free:
    """A time of the unit that fits the case: the first from a day on."""

    since: dt.date
    starts_at: dt.datetime
    ends_at: dt.datetime


@transaction.atomic
def propose(*, slot: int, times: Iterable[Free], by: User, now: dt.datetime) -> int:
    """Propose times for a slot that her centre said no to; the firm is told once. Return how many are new.

    Nothing is held for them: the firm takes one while it is free. Refuses: NothingAsked, where she said no to
    no such slot, or its firm has found another time.
    """
    mine = declined_of(by, now=now).filter(pk=slot)
    locked(Case.objects.filter(steps__slots__in=mine)).first()
    found = mine.select_related("step__case").first()
    if found is None:
        raise NothingAsked
    made = [_made(found, time, by, now) for time in times]
    if any(made):
        record("case.proposed", by=by, on=found.step.case, step=found.step.seq, times=sum(made))
        key = f"{slot} {now.isoformat()}"
        tell_firm("slot.proposed", case=found.step.case, key=key, by=by, now=now, **step_words(found.step))
    return sum(made)


def _made(slot: Slot, time: Free, by: User, now: dt.datetime) -> bool:
    shape = {"since": time.since, "ends_at": time.ends_at, "made_at": now, "by": by}
    return Proposal.objects.get_or_create(slot=slot, starts_at=time.starts_at, defaults=shape)[1]

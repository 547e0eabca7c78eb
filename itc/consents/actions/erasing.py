"""Erasing a person: what tells who she is goes, and what others and public money rest on stays nameless."""

import datetime as dt

from django.db import transaction

from itc.accounts.models import User
from itc.accounts.registry import in_the_way, kept
from itc.audit.actions import record
from itc.consents.erased import note
from itc.db.locking import locked
from itc.firms.models import Firm


@transaction.atomic
def erase(*, by: User, now: dt.datetime) -> None:
    """Erase who asks for it herself: every table does what it declared in a `personal.py`. Twice is once.

    Refuses: the first thing in the way, as a post that has not ended, or an open case of a firm for which
    nobody else acts.
    """
    person = locked(User.objects.all()).get(pk=by.pk)
    if person.known_by == User.KnownBy.ERASED:
        return
    # as accepting locks it first: no case is opened for a firm while it loses its last person, and of the
    # last two of a firm both may not go at once
    hers = Firm.objects.visible_to(person).values("pk")
    list(locked(Firm.objects.filter(pk__in=hers).order_by("pk")))
    for refusal in in_the_way(person, now=now):
        raise refusal
    for table in reversed(kept()):
        if table.erase is not None:
            table.erase(person, now)
    record("person.erased", by=person, on=person)
    transaction.on_commit(lambda: note(person), robust=True)

"""Changing a case by what she was shown."""

import datetime as dt

from django.db import transaction

from itc.accounts.models import User
from itc.cases.actions.changing import change_case
from itc.cases.models import Case, Proposal
from itc.cases.queries.page import require_may_change
from itc.db.locking import locked
from itc.planning.errors import ChangedMeanwhile
from itc.planning.queries.effects import Effect, Wish, effect
from itc.resources.errors import NotAllFree


@transaction.atomic
def change(
    *, case: Case, wish: Wish, shown: str, by: User, now: dt.datetime, agreed: Proposal | None = None
) -> Effect:
    """Do what a wish changes in a case, if it is still what she was shown (`Effect.shown`); return it.

    The case is locked before it is read, so that of two who change it at once the second sees what the first
    has done.
    Refuses: ChangedMeanwhile, where it is not, or a time went to somebody else; and what `effect` and
    `change_case` refuse.
    """
    require_may_change(by, case, now=now)
    found = effect(locked(Case.objects.all()).get(pk=case.pk), wish, now=now, shown=shown)
    if found.shown != shown or found.is_past(now):
        raise ChangedMeanwhile
    try:
        noticed = min(now, found.at)
        change_case(case=case, change=found.rewritten, by=by, now=now, noticed=noticed, agreed=agreed)
    except NotAllFree as refusal:
        raise ChangedMeanwhile from refusal
    return found

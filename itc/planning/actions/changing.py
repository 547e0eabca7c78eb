"""Changing a case by what she was shown."""

import datetime as dt

from django.db import transaction

from itc.accounts.models import User
from itc.cases.actions.changing import change_case
from itc.cases.models import Case
from itc.planning.errors import ChangedMeanwhile
from itc.planning.queries.repairing import Change, Wish, changes, digest_of
from itc.resources.errors import NotAllFree


@transaction.atomic
def change(*, case: Case, wish: Wish, shown: str, by: User, now: dt.datetime) -> list[Change]:
    """Do what a wish changes in a case, if it is still what she was shown (`shown` is its digest).

    Refuses: ChangedMeanwhile, where it is not, or a time went to somebody else; and what `changes` and
    `change_case` refuse.
    """
    found = changes(case, wish, now=now)
    if digest_of(found) != shown:
        raise ChangedMeanwhile
    moved = [each.after for each in found if each.after is not None]
    dropped = [each.before.seq for each in found if each.after is None]
    try:
        change_case(case=case, changed=moved, dropped=dropped, by=by, now=now)
    except NotAllFree as refusal:
        raise ChangedMeanwhile from refusal
    return found

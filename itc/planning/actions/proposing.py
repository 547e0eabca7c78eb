"""A firm takes a time that a provider proposed."""

import datetime as dt

from django.db import transaction

from itc.accounts.models import User
from itc.cases.actions.telling import step_words
from itc.cases.link_errors import TimeGone
from itc.cases.models import Case, Proposal, Step
from itc.cases.queries.page import require_may_change
from itc.db.locking import locked
from itc.lib.refusal import Conflict, NotReady
from itc.notices.actions import tell
from itc.planning.actions.changing import change
from itc.planning.queries.effects import Effect, effect
from itc.planning.queries.proposing import span_of, wish_for


@transaction.atomic
def take(*, case: Case, proposal: int, by: User, now: dt.datetime) -> Effect:
    """Move a step to the time that its provider proposed, which is not asked again; return what changed.

    Refuses: UnknownCase; ConsentMissing; TimeGone, where the time went to somebody else, was taken, or
    fits no more; and what `change` refuses.
    """
    require_may_change(by, case, now=now)
    locked(Case.objects.all()).get(pk=case.pk)
    rows = Proposal.objects.open().filter(pk=proposal, slot__step__case=case, starts_at__gt=now)
    row = rows.select_related("slot__step__case", "slot__resource", "by").first()
    if row is None:
        raise TimeGone
    wish = wish_for(row.slot, row.since)
    try:
        found = effect(case, wish, now=now)
    except (Conflict, NotReady) as refusal:
        raise TimeGone from refusal
    if span_of(found, row.slot) != (row.starts_at, row.ends_at):
        raise TimeGone
    done = change(case=case, wish=wish, shown=found.shown, by=by, now=now, agreed=row)
    Proposal.objects.filter(pk=row.pk).update(taken_at=now, taken_by=by)
    words = step_words(Step.objects.get(pk=row.slot.step_id))
    tell(people=[row.by], kind="slot.taken", key=f"{row.pk}", by=by, now=now, **words)
    return done

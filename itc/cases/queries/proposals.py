"""Times that providers propose instead of one they said no to."""

import datetime as dt

from itc.accounts.models import User
from itc.cases.models import Proposal, Step
from itc.cases.models.steps import NOT_GIVEN, SlotQuerySet
from itc.cases.queries.asked import hers


def declined_of(user: User, *, now: dt.datetime) -> SlotQuerySet:
    """Return the slots of a person's centre that were not given, and for which no other time was found."""
    missing = {"step__misses__made_good_at": None, "step__misses__isnull": False, "step__dropped_at": None}
    return hers(user, now=now).filter(ended_why__in=NOT_GIVEN, **missing).distinct()


def proposals_for(step: Step, *, now: dt.datetime) -> list[Proposal]:
    """Return the times ahead that were proposed for a step that misses its own."""
    rows = Proposal.objects.open().filter(slot__step=step, starts_at__gt=now)
    return list(rows.select_related("slot__resource", "by"))

"""Moving a step, or giving its time back, by the link of a reminder."""

import datetime as dt

from django.db import transaction

from itc.cases.actions.links import lock_link, use_up
from itc.cases.models import StepLink
from itc.planning.actions.changing import change
from itc.planning.queries.effects import Wish


@transaction.atomic
def change_by_link(*, secret: str, wish: Wish, shown: str, now: dt.datetime) -> None:
    """Do what a wish changes for the step of a link, as the person it was sent to; the link is used up.

    A wish for another step does nothing here. Refuses: UnknownLink; LinkOver; and what `change` refuses.
    """
    link = lock_link(secret=secret, now=now)
    seq, case = link.step.seq, link.step.case
    only = Wish(
        not_before={each: day for each, day in wish.not_before.items() if each == seq},
        dropped=wish.dropped & {seq},
    )
    change(case=case, wish=only, shown=shown, by=link.person, now=now)
    did = StepLink.Did.CANCELLED if only.dropped else StepLink.Did.MOVED
    use_up(link=link, did=did, now=now)

"""Somebody came in: person, firm, consent and case in one press; the paper form she filled is used up."""

import datetime as dt

from django.db import transaction

from itc.accounts.models import User
from itc.audit.actions import record
from itc.cases.models import Case
from itc.db.locking import locked
from itc.desk.errors import LedElsewhere, TypedInAlready
from itc.desk.models import PaperForm
from itc.desk.queries.queue import require_officer
from itc.desk.queries.walking_in import paper_form_of
from itc.lib import thai
from itc.network.models import Centre
from itc.network.queries import is_officer_of
from itc.planning.actions import accept_for
from itc.planning.actions.walking_in import WalkIn
from itc.planning.models import Plan

MOST_BLANKS = 50
"""Forms printed at once."""


@transaction.atomic
def take_in(*, plan: Plan, kind: str, walk_in: WalkIn, paper: str, by: User, now: dt.datetime) -> Case:
    """Return the case of somebody who came in; `paper` is the number of the form she filled, or empty.

    Sent twice it is the same case.
    Refuses: LedElsewhere; UnknownPaperForm; TypedInAlready; and what `accept_for` refuses.
    """
    lead = Centre.objects.filter(pk=plan.answer["lead_centre"]).first()
    if lead is not None and not is_officer_of(lead.pk, by, on=thai.local_day(now)):
        raise LedElsewhere(lead.name)
    form = locked(PaperForm.objects.filter(pk=paper_form_of(paper, by, now=now).pk)).get() if paper else None
    if form is not None and form.case is not None and form.case.plan != plan.pk:
        raise TypedInAlready(form.case.code)
    case = accept_for(plan=plan, kind=kind, walk_in=walk_in, by=by, now=now)
    if form is not None and form.case != case:
        if form.case is not None:
            raise TypedInAlready(form.case.code)
        form.typed_at, form.typed_by, form.case = now, by, case
        form.save(update_fields=["typed_at", "typed_by", "case"])
        record("paper-form.typed-in", by=by, on=form, case=case.pk)
    return case


@transaction.atomic
def print_blanks(*, number: int, by: User, now: dt.datetime) -> list[PaperForm]:
    """Return new blank forms of her centre, each with a number of its own; 50 at most.

    Refuses: UnknownCase, where she is no officer.
    """
    centre = require_officer(by, now=now)[0]
    made = [
        PaperForm.objects.create(centre_id=centre, printed_at=now, printed_by=by)
        for _ in range(max(1, min(number, MOST_BLANKS)))
    ]
    record("paper-forms.printed", by=by, number=len(made), centre=centre)
    return made

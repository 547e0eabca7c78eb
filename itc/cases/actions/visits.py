"""A case goes through its stages: opened as their work begins, closed by the officer who leads it."""

import datetime as dt

from django.db import transaction
from django.db.models import Q, QuerySet

from itc.accounts.models import User
from itc.audit.actions import record
from itc.cases.actions.ending import close_case, lock_led, lock_open
from itc.cases.actions.firming import firm_behind
from itc.cases.actions.telling import tell_firm
from itc.cases.errors import CaseClosed, NotOpen, StepsAhead
from itc.cases.models import Case, Closure, Step, Visit
from itc.cases.queries.visits import begun


def open_visits(*, now: dt.datetime) -> int:
    """Open a visit wherever work in a stage has begun; return how many. Safe to run side by side."""
    return sum(_open(case, stage, since) for case, stage, since in begun(now=now))


@transaction.atomic
def _open(case: int, stage: str, since: dt.datetime) -> bool:
    """Open a visit since its first step began, unless somebody was quicker; return whether it was opened."""
    row = Case.objects.get(pk=case)
    try:
        lock_open(row)
    except CaseClosed:
        return False
    still_good = Q(closed_at=None) | Q(closed_at__gte=since)
    if Visit.objects.filter(still_good, case=row, stage=stage).exists():
        return False
    Visit.objects.create(case=row, stage=stage, opened_at=since)
    record("visit.opened", by=None, on=row, stage=stage)
    return True


@transaction.atomic
def close_visit(*, case: Case, stage: str, by: User, now: dt.datetime) -> Visit:
    """Close a stage whose steps are all over: what waited for it alone is held, though its time is far.

    Refuses: UnknownCase, where she is no officer of the lead centre; CaseClosed; NotOpen; StepsAhead.
    """
    lock_led(case, by=by, now=now)
    visit = Visit.objects.open().filter(case=case, stage=stage).first()
    if visit is None:
        raise NotOpen
    if ahead := _ahead(case, now).filter(stage=stage):
        raise StepsAhead([step.name for step in ahead])
    visit.closed_at, visit.closed_by = now, by
    visit.save(update_fields=["closed_at", "closed_by"])
    record("visit.closed", by=by, on=case, stage=stage)
    tell_firm("stage.closed", case=case, key=visit.pk, by=by, now=now)
    firm_behind(case=case, now=now)
    return visit


@transaction.atomic
def finish_case(*, case: Case, by: User, now: dt.datetime) -> Closure:
    """End a case that has reached its end. Refuses: UnknownCase, as `close_visit`; CaseClosed; StepsAhead."""
    lock_led(case, by=by, now=now)
    if ahead := _ahead(case, now):
        raise StepsAhead([step.name for step in ahead])
    return close_case(case=case, why=Closure.Why.DONE, by=by, now=now)


def _ahead(case: Case, now: dt.datetime) -> QuerySet[Step]:
    return case.steps.kept().filter(ends_at__gt=now)

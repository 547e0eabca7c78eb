"""Confirming a case, and ending it: what it held is given back."""

import datetime as dt

from django.db import IntegrityError, transaction

from itc.accounts.models import User
from itc.audit.actions import record
from itc.cases.actions.telling import tell_firm, tell_lead
from itc.cases.errors import AlreadyConfirmed, CaseClosed, UnknownCase
from itc.cases.models import Case, Closure, Confirmation, Slot, Visit
from itc.cases.models.steps import SlotQuerySet
from itc.cases.queries.page import require_leads
from itc.db.locking import locked
from itc.firms.models import Firm
from itc.resources.actions import release_all


@transaction.atomic
def confirm_case(*, case: Case, by: User, now: dt.datetime) -> Confirmation:
    """Say yes to a case as an officer of its lead centre: from now on it does not lapse.

    Refuses: UnknownCase, where she is no officer there; CaseClosed; AlreadyConfirmed.
    """
    lock_led(case, by=by, now=now)
    try:
        with transaction.atomic():
            yes = Confirmation.objects.create(case=case, by=by, at=now)
    except IntegrityError as error:
        raise AlreadyConfirmed from error
    record("case.confirmed", by=by, on=case)
    tell_firm("case.confirmed", case=case, key=case.code, by=by, now=now)
    return yes


@transaction.atomic
def close_case(
    *, case: Case, why: Closure.Why, by: User | None, now: dt.datetime, words: str = ""
) -> Closure:
    """End a case and give back all that is still held and lies ahead. Refuses: CaseClosed."""
    lock_open(case)
    end = Closure.objects.create(case=case, by=by, at=now, why=why, words=words)
    Visit.objects.open().filter(case=case).update(closed_at=now, closed_by=by)
    give_back(Slot.objects.live().filter(step__case=case, held_to__gt=now), why=str(why), by=by, now=now)
    record("case.closed", by=by, on=case, why=str(why))
    for tell in (tell_firm, tell_lead):
        tell("case.closed", case=case, key=case.code, by=by, now=now, why=str(why))
    return end


def give_back(slots: SlotQuerySet, *, why: str, by: User | None, now: dt.datetime) -> None:
    """End live slots and free the time that is held by them."""
    held = list(slots.values_list("booking", "order"))
    slots.update(ended_at=now, ended_why=why)
    release_all(
        bookings=[booking for booking, _ in held if booking],
        orders=[order for _, order in held if order],
        why=f"case {why}",
        by=by,
        now=now,
    )


@transaction.atomic
def withdraw_case(*, case: Case, by: User, now: dt.datetime) -> Closure:
    """Withdraw a case for its firm. Refuses: UnknownCase, where she does not act for it; CaseClosed."""
    if not Firm.objects.visible_to(by).filter(pk=case.firm_id).exists():
        raise UnknownCase
    return close_case(case=case, why=Closure.Why.WITHDRAWN, by=by, now=now)


def lapse_cases(*, now: dt.datetime) -> int:
    """End every case that nobody confirmed in time; return how many. Safe to run twice, and side by side."""
    late = Case.objects.pending().filter(lapses_at__lte=now).order_by("pk")
    return sum(_lapse(case, now) for case in late)


@transaction.atomic
def _lapse(case: Case, now: dt.datetime) -> bool:
    """End a case unless an officer, the firm or another worker was quicker; return whether it was ended."""
    try:
        lock_open(case)
    except CaseClosed:
        return False
    if Confirmation.objects.filter(case=case).exists():
        return False
    close_case(case=case, why=Closure.Why.LAPSED, by=None, now=now)
    return True


def lock_open(case: Case) -> bool:
    """Lock a case; return whether another centre leads it now than `case` knew, which knows it now.

    Of a closed one nothing is changed. Refuses: CaseClosed.
    """
    led_by = case.lead_centre_id
    case.lead_centre_id = locked(Case.objects.all()).get(pk=case.pk).lead_centre_id
    if Closure.objects.filter(case=case).exists():
        raise CaseClosed
    return case.lead_centre_id != led_by


def lock_led(case: Case, *, by: User, now: dt.datetime) -> None:
    """Lock a case for an officer of its lead centre, also where it is handed over at this moment.

    Refuses: UnknownCase, where it is not hers to lead, or no longer; CaseClosed.
    """
    require_leads(by, case, now=now)
    if lock_open(case):
        require_leads(by, case, now=now)

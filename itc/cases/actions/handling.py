"""An officer takes a case in hand, hands it to a colleague, asks the firm back, or declines it."""

import datetime as dt

from django.db import transaction

from itc.accounts.models import User
from itc.audit.actions import record
from itc.cases.actions.ending import close_case, lock_open
from itc.cases.actions.talk import write_message
from itc.cases.actions.telling import tell_handler
from itc.cases.errors import AlreadyConfirmed, NoReason, NotAColleague
from itc.cases.models import Case, Closure, Confirmation, Handling, Message
from itc.cases.queries.page import leads, require_leads
from itc.cases.rules.words import plain
from itc.cases.rules.working_days import lapses_at
from itc.lib import thai
from itc.resources.queries.taken import holidays


@transaction.atomic
def give_in_hand(*, case: Case, officer: User, by: User, now: dt.datetime) -> Handling:
    """Put a case in the hands of an officer of its lead centre; who has it already keeps it.

    Refuses: UnknownCase, where `by` is no officer there; NotAColleague, where `officer` is none; CaseClosed.
    """
    require_leads(by, case, now=now)
    if not leads(officer, case, on=thai.local_day(now)):
        raise NotAColleague
    lock_open(case)
    held = Handling.objects.live().filter(case=case).first()
    if held is not None and held.officer_id == officer.pk:
        return held
    Handling.objects.live().filter(case=case).update(ended_at=now)
    taken = Handling.objects.create(case=case, officer=officer, at=now, by=by)
    record("case.in-hand", by=by, on=case, officer=officer.pk)
    tell_handler(officer, case=case, key=taken.pk, by=by, now=now)
    return taken


@transaction.atomic
def ask_back(*, case: Case, words: str, by: User, now: dt.datetime) -> Message:
    """Ask the firm something before saying yes; it has three working days anew to answer.

    Refuses: UnknownCase, where `by` does not lead it; AlreadyConfirmed; and what `write_message` refuses.
    """
    require_leads(by, case, now=now)
    lock_open(case)
    if Confirmation.objects.filter(case=case).exists():
        raise AlreadyConfirmed
    message = write_message(case=case, words=words, by=by, now=now)
    Message.objects.filter(pk=message.pk).update(asks_back=True)
    Case.objects.filter(pk=case.pk).update(lapses_at=max(case.lapses_at, lapses_at(now, holidays())))
    record("case.asked-back", by=by, on=case)
    return message


@transaction.atomic
def decline_case(*, case: Case, words: str, by: User, now: dt.datetime) -> Closure:
    """Say no to a case that waits, with a reason the firm can act on: what it held is free again.

    Refuses: UnknownCase, where `by` does not lead it; CaseClosed; AlreadyConfirmed; NoReason.
    """
    require_leads(by, case, now=now)
    lock_open(case)
    if Confirmation.objects.filter(case=case).exists():
        raise AlreadyConfirmed
    if not (said := plain(words)):
        raise NoReason
    return close_case(case=case, why=Closure.Why.DECLINED, by=by, now=now, words=said[:500])

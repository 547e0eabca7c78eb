"""An officer takes a case in hand, hands it to a colleague or another centre, asks back, or declines it."""

import datetime as dt

from django.db import transaction

from itc.accounts.models import User
from itc.audit.actions import record
from itc.cases.actions.ending import close_case, lock_led
from itc.cases.actions.talk import write_message
from itc.cases.actions.telling import tell_handed_over, tell_handler
from itc.cases.errors import AlreadyConfirmed, NobodyThere, NoReason, NotAColleague, SameCentre
from itc.cases.errors.handling import TooManyWords
from itc.cases.models import Case, Closure, Confirmation, Handling, HandOver, Message
from itc.cases.queries.handling import officers_of
from itc.cases.queries.page import leads
from itc.cases.rules.words import plain
from itc.cases.rules.working_days import LAPSE_DAYS, lapses_at
from itc.lib import thai
from itc.network.models import Centre
from itc.resources.queries.taken import holidays

MOST_REASON = 500
"""Letters of a reason that are kept."""


@transaction.atomic
def give_in_hand(*, case: Case, officer: User, by: User, now: dt.datetime) -> Handling:
    """Put a case in the hands of an officer of its lead centre; who has it already keeps it.

    Refuses: UnknownCase, where `by` is no officer there; NotAColleague, where `officer` is none; CaseClosed.
    """
    lock_led(case, by=by, now=now)
    if not officer.is_active or not leads(officer, case, on=thai.local_day(now)):
        raise NotAColleague
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
    lock_led(case, by=by, now=now)
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

    Refuses: UnknownCase, where `by` does not lead it; CaseClosed; AlreadyConfirmed; NoReason, TooManyWords.
    """
    lock_led(case, by=by, now=now)
    if Confirmation.objects.filter(case=case).exists():
        raise AlreadyConfirmed
    return close_case(case=case, why=Closure.Why.DECLINED, by=by, now=now, words=_reason(words))


@transaction.atomic
def hand_over(*, case: Case, centre: Centre, words: str, by: User, now: dt.datetime) -> HandOver:
    """Give a case to another centre, which leads it from now on and may send it back the same way.

    All that is held stays held. It is in nobody's hands there; one that waits for a yes has time anew.
    Refuses: UnknownCase, where `by` does not lead it, or no longer; CaseClosed; NoReason, TooManyWords;
    SameCentre; NobodyThere, where the other centre has no officer who would see it.
    """
    lock_led(case, by=by, now=now)
    said = _reason(words)
    if centre.pk == case.lead_centre_id:
        raise SameCentre
    if not officers_of([centre.pk], now=now):
        raise NobodyThere(centre.name)
    until = max(case.lapses_at, lapses_at(now, holidays(), _days_for(case, centre)))
    handed = HandOver.objects.create(
        case=case, from_centre_id=case.lead_centre_id, to_centre=centre, words=said, at=now, by=by
    )
    holder = Handling.objects.live().filter(case=case).select_related("officer").first()
    Handling.objects.live().filter(case=case).update(ended_at=now)
    Case.objects.filter(pk=case.pk).update(lead_centre=centre, lapses_at=until)
    case.lead_centre, case.lapses_at = centre, until
    record("case.handed-over", by=by, on=case, source=handed.from_centre_id, target=centre.pk)
    tell_handed_over(handed, case=case, holder=holder.officer if holder else None, now=now)
    return handed


def _reason(words: str) -> str:
    """Return why, whole: a reason that is cut is none. Refuses: NoReason, TooManyWords."""
    if not (said := plain(words)):
        raise NoReason
    if len(said) > MOST_REASON:
        raise TooManyWords(said, most=MOST_REASON)
    return said


def _days_for(case: Case, centre: Centre) -> int:
    """Return the working days a centre has to say yes: one that has led the case before had its three."""
    return 1 if HandOver.objects.filter(case=case, from_centre=centre).exists() else LAPSE_DAYS

"""Accepting a plan: from here on one case carries her."""

import datetime as dt

from django.db import transaction
from django.utils.translation import get_language

from itc.accounts.models import User
from itc.accounts.queries import confirmed
from itc.cases.actions.opening import open_case
from itc.cases.errors import NotConfirmed
from itc.cases.models import Case
from itc.cases.rules.planned import Accepted
from itc.consents.queries import require_by_officer
from itc.db.locking import locked
from itc.firms.errors import UnknownFirm
from itc.firms.models import Firm
from itc.lib import thai
from itc.network.queries import is_officer_of
from itc.planning.errors import AcceptedOtherwise, NoLeadCentre, PlanGone, PlanNotFree
from itc.planning.models import Plan
from itc.planning.queries.accepted import accepted
from itc.planning.queries.kept import chosen
from itc.planning.rules.question import READING
from itc.resources.errors import NotAllFree


@transaction.atomic
def accept(*, plan: Plan, kind: str, firm: Firm, by: User, now: dt.datetime) -> Case:
    """Return the case of a plan of a kind, accepted for a firm by one of its people or her lead officer.

    Everything within the firm windows is held, or nothing. The same plan accepted again for the same firm
    is the same case, so that a second press, or one after a lost connection, does no harm.
    Refuses: PlanGone; NotConfirmed; UnknownFirm, where she does not act for it; ConsentMissing, where he
    leads but nobody of the firm lets him act for them; NoLeadCentre; OnePending; AcceptedOtherwise, where
    its case is of the cheapest and now the earliest is wanted; PlanNotFree, which names every step that went
    to somebody else meanwhile.
    """
    if plan.expires_at <= now:
        raise PlanGone
    wanted = accepted(plan, kind, now=now)
    if not wanted.lead_centre:
        raise NoLeadCentre
    _require_may_accept(by, firm, wanted, now=now)
    if not confirmed(by):
        raise NotConfirmed
    try:
        # what was notice enough when she was shown the plan is so while she reads and signs up
        noticed = max(plan.made_at, now - READING)
        case = open_case(firm=firm, accepted=wanted, by=by, now=now, noticed=noticed)
    except NotAllFree as refusal:
        raise PlanNotFree(_lost(wanted, refusal)) from refusal
    if chosen(plan.answer["plans"], case.plan_kind) is not chosen(plan.answer["plans"], kind):
        raise AcceptedOtherwise(case.code)
    return case


def _require_may_accept(person: User, firm: Firm, wanted: Accepted, *, now: dt.datetime) -> None:
    # locked: nobody leaves it, or is erased, between this and the case
    locked(Firm.objects.all()).get(pk=firm.pk)
    if Firm.objects.visible_to(person).filter(pk=firm.pk).exists():
        return
    if not is_officer_of(wanted.lead_centre, person, on=thai.local_day(now)):
        raise UnknownFirm
    require_by_officer(firm, now=now)


def _lost(wanted: Accepted, refusal: NotAllFree) -> dict[int, list[str]]:
    """Return, by the number of its step, its name and why it cannot be held."""
    lost: dict[int, list[str]] = {}
    for step in wanted.steps:
        name = step.name_th if get_language() == "th" else step.name_en
        for gone in refusal.gone:
            if gone.asked in step.wanted and step.is_firm:
                lost.setdefault(step.seq, []).append(f"{name} – {gone}")
    return lost

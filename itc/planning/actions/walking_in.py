"""Accepting a plan for somebody who came in: an officer does it by name, on the paper she signed."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from itc.accounts.actions import enter_person
from itc.accounts.models import User
from itc.audit.actions import record
from itc.cases.models import Case
from itc.consents.actions import give
from itc.consents.models import BY_OFFICER
from itc.db.locking import locked
from itc.firms.actions import enter_firm
from itc.firms.models import Firm, Sector
from itc.firms.rules import name_key
from itc.lib import thai
from itc.lib.refusal import Refusal
from itc.network.models import Centre
from itc.network.queries import is_officer_of
from itc.planning.actions.accepting import accept
from itc.planning.errors import CannotEnter, FirmHere, PhoneHere, PlanGone
from itc.planning.models import Plan
from itc.planning.queries.accepted import accepted
from itc.planning.queries.walking_in import firms_known_to


@dataclass(frozen=True, slots=True)
class WalkIn:
    """Who came in, and for which firm; an empty phone or number: none, or not registered yet."""

    name: str
    phone: str
    firm: str
    number: str
    kind: str


@transaction.atomic
def accept_for(*, plan: Plan, kind: str, walk_in: WalkIn, by: User, now: dt.datetime) -> Case:
    """Return the case of a plan, accepted by an officer for somebody who came in and signed that she may.

    Person, firm, consent and case are made together or not at all. Sent twice, it is the same case.
    Refuses: PlanGone, where `by` is no officer of the lead centre; CannotEnter, with all that is here
    already; NotAnOfficer; and what `accept` refuses.
    """
    lead = accepted(plan, kind, now=now).lead_centre
    if not is_officer_of(lead, by, on=thai.local_day(now)):
        raise PlanGone
    locked(Plan.objects.all()).get(pk=plan.pk)  # of two presses the later finds the case of the first
    if known := _accepted_before(plan, walk_in, by):
        return known
    if faults := _faults(walk_in, Centre.objects.get(pk=lead), now):
        raise CannotEnter(faults)
    person = enter_person(name=walk_in.name, phone=walk_in.phone or None, by=by, now=now)
    firm = enter_firm(
        name=walk_in.firm, number=walk_in.number, kind=walk_in.kind, sector=Sector.MANUFACTURING,
        province=plan.asked["province"], people=None, revenue_thb=None, by=by, now=now, for_person=person,
    )  # fmt: skip
    give(person=person, purpose=BY_OFFICER, by=by, now=now)
    case = accept(plan=plan, kind=kind, firm=firm, by=by, now=now)
    record("case.opened-for", by=by, on=case, person=person.pk)
    return case


def _accepted_before(plan: Plan, walk_in: WalkIn, by: User) -> Case | None:
    """Return the case that the same officer has opened from this plan for the same person and firm."""
    same = Case.objects.open().filter(plan=plan.pk, made_by=by, firm__name_key=name_key(walk_in.firm))
    same = same.filter(firm__tax_number=walk_in.number or None)
    return same.filter(firm__memberships__person__name=walk_in.name.strip()).first()


def _faults(walk_in: WalkIn, lead: Centre, now: dt.datetime) -> dict[str, Refusal]:
    """Return, by field, what stands in the way of entering her and her firm: that they are here already.

    Firms may bear the same name: it is the same one where somebody of her name acts for it.
    """
    faults: dict[str, Refusal] = {}
    like = firms_known_to(lead, now=now).filter(name_key=name_key(walk_in.firm))
    if like.filter(memberships__person__name=walk_in.name.strip(), memberships__ended_at=None).exists():
        faults["firm_name"] = FirmHere()
    if walk_in.phone and User.objects.filter(phone=walk_in.phone, pending_since=None).exists():
        faults["phone"] = PhoneHere()
    if walk_in.number and Firm.objects.filter(tax_number=walk_in.number).exists():
        faults["number"] = FirmHere()
    return faults

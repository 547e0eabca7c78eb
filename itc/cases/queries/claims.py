"""Who of a case may take over an account that a centre made for her."""

import datetime as dt
from dataclasses import dataclass

from itc.accounts.models import ClaimCode, User
from itc.accounts.queries import confirmed
from itc.cases.models import Case
from itc.cases.queries.page import leads
from itc.consents.models import Consent
from itc.firms.models import Membership
from itc.lib import thai
from itc.network.models import Post


@dataclass(frozen=True, slots=True)
class Claimable:
    """Somebody who has not taken over her account yet, and the code she holds, if any."""

    person: User
    code: ClaimCode | None


def claimable(case: Case, user: User, *, now: dt.datetime) -> Claimable | None:
    """Return who of a case waits for a code that an officer who leads it may print; None for others."""
    if not user.is_staff or not leads(user, case, on=thai.local_day(now)):
        return None
    person = who_claims(case)
    return Claimable(person, person.claim_codes.unused().first()) if person else None


def who_claims(case: Case) -> User | None:
    """Return the person whom the lead centre entered, on paper she signed there, and who waits to sign in.

    A code opens all that its person may see: no centre prints one of a person whom another has entered, but
    where that centre has handed this very case over to it.
    """
    centres = {case.lead_centre_id, *case.hand_overs.values_list("from_centre", flat=True)}
    officers = Post.objects.filter(centre__in=centres, role=Post.Role.OFFICER).values("person")
    signed = Consent.objects.filter(how=Consent.How.PAPER, given_by__in=officers).values("person")
    owners = Membership.objects.live().filter(firm=case.firm, is_owner=True, person__in=signed)
    made = User.objects.filter(pk__in=owners.values("person"), known_by=User.KnownBy.CENTRE, is_active=True)
    return next((person for person in made.order_by("pk") if not confirmed(person)), None)

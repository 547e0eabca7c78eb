"""The claim code of somebody who came in, made on the page of her case."""

import datetime as dt

from django.db import transaction

from itc.accounts.actions import make_claim_code
from itc.accounts.models import ClaimCode, User
from itc.cases.errors import NobodyToClaim
from itc.cases.models import Case
from itc.cases.queries.claims import who_claims
from itc.cases.queries.page import require_leads


@transaction.atomic
def make_claim_of(*, case: Case, by: User, now: dt.datetime) -> tuple[str, ClaimCode]:
    """Return a code to print and its row, by which the person entered for a case takes over her account.

    An older code of hers ends. Refuses: UnknownCase, where `by` does not lead it; NobodyToClaim;
    NotAnOfficer; SignsInHerself.
    """
    require_leads(by, case, now=now)
    person = who_claims(case)
    if person is None:
        raise NobodyToClaim
    code = make_claim_code(person=person, by=by, now=now)
    return code, person.claim_codes.unused().select_related("person", "made_by").get()

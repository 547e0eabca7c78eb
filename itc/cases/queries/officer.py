"""What the page of a case shows to an officer who leads it, beside what its firm sees."""

import datetime as dt
from typing import Any

from itc.accounts.models import User
from itc.cases.queries.handling import in_hand_of, officers_of, others_with_officers
from itc.cases.queries.leave import away_among
from itc.cases.queries.merging import twins_of
from itc.cases.queries.page import CasePage
from itc.cases.queries.replies import choices_for


def officer_side(page: CasePage, user: User, *, now: dt.datetime) -> dict[str, Any]:
    """Return who could take it, where it could go, what to write, what looks like it; nothing of its end."""
    if not page.leads or page.case.state == "closed":
        return {}
    colleagues = officers_of([page.case.lead_centre_id], now=now)
    return {
        "colleagues": colleagues,
        "officer": in_hand_of(page.case),
        "away": list(away_among(colleagues, now=now).values()),
        "centres": others_with_officers(page.case.lead_centre_id, now=now),
        "replies": choices_for(user, now=now),
        "came": next(reversed(page.case.hand_overs.all()), None),
        "twins": twins_of(page.case),
    }

"""In whose hands a case is, and who else could take it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from itc.accounts.models import User
from itc.cases.errors import NotAColleague
from itc.cases.models import Case, Handling
from itc.cases.queries.page import CasePage
from itc.lib import thai
from itc.network.models import Post

MOST_DIGITS = 18
"""Of a number that any database keeps."""


def officers_of(centres: Sequence[str], *, now: dt.datetime) -> list[User]:
    """Return the officers of some centres on the day of a moment, by name."""
    posts = Post.objects.on(thai.local_day(now)).filter(centre__in=centres, role=Post.Role.OFFICER)
    return list(User.objects.filter(posts__in=posts).distinct().order_by("name", "pk"))


def officer_of(chosen: str, me: User) -> User:
    """Return the person chosen by her number, else who asks. Refuses: NotAColleague, where there is none."""
    if not chosen:
        return me
    is_number = chosen.isascii() and chosen.isdigit() and len(chosen) <= MOST_DIGITS
    found = User.objects.filter(pk=int(chosen)).first() if is_number else None
    if found is None:
        raise NotAColleague
    return found


def in_hand_of(case: Case) -> User | None:
    """Return the officer who has a case in hand."""
    row = Handling.objects.live().filter(case=case).select_related("officer").first()
    return row.officer if row else None


def at_the_desk(page: CasePage, *, now: dt.datetime) -> dict[str, Any]:
    """Return what the page of a case shows to an officer who leads it; nothing to others, or of its end."""
    if not page.leads or page.case.state == "closed":
        return {}
    colleagues = officers_of([page.case.lead_centre_id], now=now)
    return {"colleagues": colleagues, "officer": in_hand_of(page.case)}

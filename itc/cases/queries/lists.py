"""The cases a person sees, and the one she asked for."""

import datetime as dt

from itc.accounts.models import User
from itc.cases.errors import UnknownCase
from itc.cases.models import Case
from itc.lib import thai


def cases_of(user: User, *, now: dt.datetime) -> list[Case]:
    """Return the cases a person may see, those that go on first, the newest of them first."""
    rows = Case.objects.visible_to(user, on=thai.local_day(now))
    rows = rows.select_related("firm", "family", "lead_centre", "confirmation", "closure")
    return sorted(rows.order_by("-made_at"), key=lambda case: case.state == "closed")


def case_of(user: User, code: str, *, now: dt.datetime) -> Case:
    """Return a case by its code. Refuses: UnknownCase, also where she may not know of it."""
    rows = Case.objects.visible_to(user, on=thai.local_day(now)).filter(code=code.upper())
    case = rows.select_related("firm", "family", "lead_centre", "confirmation", "closure").first()
    if case is None:
        raise UnknownCase
    return case

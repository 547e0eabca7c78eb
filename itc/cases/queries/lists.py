"""The cases a person sees, and the one she asked for."""

import datetime as dt

from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from itc.accounts.models import User
from itc.cases.errors import UnknownCase
from itc.cases.models import Case, Message
from itc.lib import thai
from itc.network.queries import centres_of_officer


def cases_of(user: User, *, now: dt.datetime) -> list[Case]:
    """Return the cases a person may see, those that go on first, the newest of them first.

    Each has `unread`, the number of messages she has not seen.
    """
    of_case = Message.objects.unread_by(user).filter(case=OuterRef("pk")).order_by().values("case")
    unread = Coalesce(Subquery(of_case.annotate(number=Count("pk")).values("number")), Value(0))
    rows = Case.objects.visible_to(user, on=thai.local_day(now)).annotate(unread=unread)
    rows = rows.select_related("firm", "family", "lead_centre", "confirmation", "closure")
    return sorted(rows.order_by("-made_at"), key=lambda case: case.state == "closed")


def waiting_cases(user: User, *, now: dt.datetime) -> QuerySet[Case]:
    """Return the cases that wait for a yes of an officer, what lapses first first."""
    centres = centres_of_officer(user, on=thai.local_day(now))
    return Case.objects.pending().filter(lead_centre__in=centres).order_by("lapses_at", "pk")


def leads_any(user: User, *, now: dt.datetime) -> bool:
    """Return whether a person is an officer of a centre, and has a desk."""
    return bool(centres_of_officer(user, on=thai.local_day(now)))


def case_of(user: User, code: str, *, now: dt.datetime) -> Case:
    """Return a case by its code. Refuses: UnknownCase, also where she may not know of it."""
    rows = Case.objects.visible_to(user, on=thai.local_day(now)).filter(code=code.upper())
    whole = ("firm", "family", "lead_centre", "made_by", "confirmation__by", "closure__by")
    case = rows.select_related(*whole).first()
    if case is None:
        raise UnknownCase
    return case

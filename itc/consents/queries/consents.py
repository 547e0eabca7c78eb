"""Reads about consents."""

import datetime as dt
from dataclasses import dataclass

from itc.accounts.models import User
from itc.consents.errors import ConsentMissing
from itc.consents.models import BY_OFFICER, Consent, ConsentQuerySet, Purpose
from itc.firms.models import Firm, Membership
from itc.lib import thai


@dataclass(frozen=True, slots=True)
class Asked:
    """A purpose in force and, where she agrees to it today, her consent."""

    purpose: Purpose
    consent: Consent | None


def has_given(person: User, purpose: str, *, now: dt.datetime) -> bool:
    """Return whether a person agrees at this moment to a purpose, by its code."""
    return Consent.objects.given(purpose, now=now).filter(person=person).exists()


def firm_has_given(firm: Firm, purpose: str, *, now: dt.datetime) -> bool:
    """Return whether one of the people who act for a firm agrees at this moment to a purpose."""
    people = Membership.objects.live().filter(firm=firm).values("person")
    return Consent.objects.given(purpose, now=now).filter(person__in=people).exists()


def require_by_officer(firm: Firm, *, now: dt.datetime) -> None:
    """Refuse where no officer may act in the name of a firm. Refuses: ConsentMissing."""
    if not firm_has_given(firm, BY_OFFICER, now=now):
        raise ConsentMissing


def asked_of(person: User, *, now: dt.datetime) -> list[Asked]:
    """Return every purpose in force, by its code, with her consent to it."""
    purposes = list(Purpose.objects.on(thai.local_day(now)).order_by("code", "version"))
    live = consents_of(person).live().filter(purpose__in=purposes, given_at__lte=now)
    given = {each.purpose_id: each for each in live}
    return [Asked(purpose, given.get(purpose.pk)) for purpose in purposes]


def consents_of(person: User) -> ConsentQuerySet:
    """Return all she ever gave, newest first, withdrawn ones too."""
    return (
        Consent.objects.filter(person=person)
        .select_related("purpose", "given_by")
        .order_by("-given_at", "-pk")
    )

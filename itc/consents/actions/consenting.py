"""Agreeing to a purpose, and taking it back: by herself in one press, or by an officer on paper."""

import datetime as dt

from django.db import transaction

from itc.accounts.models import User
from itc.accounts.queries import confirmed
from itc.audit.actions import record
from itc.consents.errors import NotHerConsent, UnknownPurpose
from itc.consents.models import Consent, Purpose
from itc.db.locking import locked
from itc.lib import thai
from itc.network.models import Post


@transaction.atomic
def give(*, person: User, purpose: str, by: User, now: dt.datetime) -> Consent:
    """Return a person's consent to a purpose, by its code; given already, it is the one she gave.

    Given by another it stands for the paper she signed, which that officer keeps; who signs in herself says
    it herself, so that no paper speaks for somebody who could be asked.
    Refuses: NotHerConsent, where `by` is neither she nor an officer in post; UnknownPurpose.
    """
    _require_hers(person, by, now)
    if by != person and confirmed(person):
        raise NotHerConsent
    locked(User.objects.all()).get(pk=person.pk)  # of two presses at once the later finds the first
    asked = Purpose.objects.on(thai.local_day(now)).filter(code=purpose).order_by("-version").first()
    if asked is None:
        raise UnknownPurpose
    if given := Consent.objects.live().filter(person=person, purpose=asked).first():
        return given
    how = Consent.How.HERE if by == person else Consent.How.PAPER
    given = Consent.objects.create(person=person, purpose=asked, given_at=now, given_by=by, how=how)
    record("consent.given", by=by, on=person, purpose=asked.code, version=asked.version, how=how)
    return given


@transaction.atomic
def withdraw(*, person: User, purpose: str, by: User, now: dt.datetime) -> None:
    """End a person's consent to a purpose, in whatever words she gave it; where there is none, do nothing.

    Refuses: NotHerConsent, where `by` is neither she nor an officer in post at a centre.
    """
    _require_hers(person, by, now)
    live = Consent.objects.live().filter(person=person, purpose__code=purpose)
    if live.update(withdrawn_at=now, withdrawn_by=by):
        record("consent.withdrawn", by=by, on=person, purpose=purpose)


def _require_hers(person: User, by: User, now: dt.datetime) -> None:
    officers = Post.objects.on(thai.local_day(now)).filter(role=Post.Role.OFFICER, centre__isnull=False)
    if by != person and not officers.filter(person=by).exists():
        raise NotHerConsent

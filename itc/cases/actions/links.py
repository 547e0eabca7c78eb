"""Making the links of reminders, and answering by them."""

import datetime as dt

from django.db import transaction

from itc.accounts.models import User
from itc.audit.actions import record
from itc.cases.actions.telling import step_words
from itc.cases.link_errors import LinkOver, LinkTooOften
from itc.cases.models import Case, Step, StepLink
from itc.cases.models.feeds import hashed
from itc.cases.models.links import secret_of
from itc.cases.queries.links import State, link_of, state_of
from itc.db.locking import locked
from itc.notices.actions import tell
from itc.web.actions import count
from itc.web.client import digest_of

READS, MINUTES = 60, 10
"""A link is opened at most so often in so many minutes: scanners of mail look at it, too."""
KEPT = dt.timedelta(days=30)
"""A link that is over says why for so long."""


@transaction.atomic
def make_link(*, step: Step, person: User, sending: str, now: dt.datetime) -> str:
    """Return the secret of the link in a sending; made anew for the same sending it is the same."""
    secret = secret_of(sending)
    made = {"step": step, "person": person, "starts_at": step.starts_at, "made_at": now}
    StepLink.objects.get_or_create(digest=hashed(secret), defaults=made)
    return secret


def open_link(*, secret: str, now: dt.datetime) -> StepLink:
    """Return the link of a secret, counted against being opened too often, and changed in nothing.

    Refuses: UnknownLink; LinkTooOften.
    """
    link = link_of(secret)
    if wait := count(caller=digest_of(f"link:{link.pk}"), limit=READS, minutes=MINUTES, now=now):
        raise LinkTooOften(retry_after=wait)
    return link


def lock_link(*, secret: str, now: dt.datetime) -> StepLink:
    """Return the link of a secret with its case locked, to act by it. Refuses: UnknownLink; LinkOver."""
    locked(Case.objects.all()).get(pk=link_of(secret).step.case_id)
    link = link_of(secret)  # as it is now that nobody else changes the case
    if state_of(link, now=now) != State.HOLDS:
        raise LinkOver
    return link


@transaction.atomic
def come_by_link(*, secret: str, now: dt.datetime) -> None:
    """Keep that she comes; the link still holds, since she may think otherwise. Refuses as `lock_link`."""
    link = lock_link(secret=secret, now=now)
    if link.comes_at is None:
        StepLink.objects.filter(pk=link.pk).update(comes_at=now)
        _tell(link, "comes", now)


def use_up(*, link: StepLink, did: StepLink.Did, now: dt.datetime) -> None:
    """Keep what a link was used for, in the transaction that did it: it is good for nothing else then."""
    StepLink.objects.filter(pk=link.pk).update(used_at=now, did=did)
    _tell(link, str(did), now)


def _tell(link: StepLink, did: str, now: dt.datetime) -> None:
    """Record it as done by link, and tell her on the site: if it was not she, she learns of it."""
    record("case.by-link", by=link.person, on=link.step.case, step=link.step.seq, did=did)
    step = Step.objects.select_related("case").get(pk=link.step_id)
    words = step_words(step) | {"case": step.case.code, "did": did}
    tell(people=[link.person], kind="step.by-link", key=f"{link.pk} {did}", now=now, **words)


@transaction.atomic
def forget_links(*, now: dt.datetime) -> int:
    """Forget links whose step was to begin a month ago; return how many."""
    return StepLink.objects.filter(starts_at__lt=now - KEPT).delete()[0]

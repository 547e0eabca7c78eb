"""Somebody who came in: which officer may accept a plan for her, and which firms he may find again."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from itc.accounts.models import User
from itc.cases.models import Case
from itc.consents.models import BY_OFFICER, Consent
from itc.firms.errors import UnknownFirm
from itc.firms.models import Firm, FirmQuerySet, Membership
from itc.firms.rules import name_key
from itc.lib import thai
from itc.network.models import Centre, Post
from itc.planning.errors import PlanGone
from itc.planning.models import Plan
from itc.planning.queries.accepting import AcceptPage, accept_page

MOST = 10
"""Firms shown at once; who finds more names hers more closely."""
FEWEST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class WalkInPage:
    """What the page of accepting for somebody who came in shows."""

    accept: AcceptPage
    lead: Centre
    words: str
    """What was searched for, nothing where nothing was."""
    found: tuple[Firm, ...]


def walk_in_page(plan: Plan, kind: str, user: User, *, words: str, now: dt.datetime) -> WalkInPage:
    """Return the page of a plan for an officer of its lead centre. Refuses: PlanGone, for everybody else."""
    page = accept_page(plan, kind, user, now=now)
    if page.lead is None or not page.leads:
        raise PlanGone
    return WalkInPage(page, page.lead, words, tuple(_found(page.lead, words, now=now)))


def firms_known_to(centre: Centre, *, now: dt.datetime) -> FirmQuerySet:
    """Return the firms for which officers of a centre act: one of its people lets them, and the centre holds
    the paper she signed or leads a case of the firm. Never all firms of the country."""
    given = Consent.objects.given(BY_OFFICER, now=now)
    officers = Post.objects.filter(centre=centre, role=Post.Role.OFFICER)  # also those who have left since
    on_paper = given.filter(how=Consent.How.PAPER, given_by__in=officers.values("person"))
    people = Membership.objects.live()
    agreed = people.filter(person__in=given.values("person")).values("firm")
    entered = people.filter(person__in=on_paper.values("person")).values("firm")
    led = Case.objects.filter(lead_centre=centre).values("firm")
    return Firm.objects.filter(pk__in=agreed).filter(Q(pk__in=entered) | Q(pk__in=led))


def firm_known_to(centre: Centre, number: str, *, now: dt.datetime) -> Firm:
    """Return one of them by its key. Refuses: UnknownFirm."""
    firm = firms_known_to(centre, now=now).filter(pk=number).first() if number.isdecimal() else None
    if firm is None:
        raise UnknownFirm
    return firm


def _found(centre: Centre, words: str, *, now: dt.datetime) -> Iterable[Firm]:
    """Return those whose name has some words in it, or whose 13 digits they are."""
    if len(words) < FEWEST_LETTERS:
        return []
    digits = "".join(each for each in thai.arabic_digits(words) if each.isdigit())
    named = Q(name__icontains=words) | Q(name_key__contains=name_key(words))
    like = Q(tax_number=digits) if len(digits) == 13 else named
    return (
        firms_known_to(centre, now=now).filter(like).select_related("province").order_by("name", "pk")[:MOST]
    )

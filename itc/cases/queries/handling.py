"""In whose hands a case is, who else could take it, and which centre led it when."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects

from itc.accounts.models import User
from itc.cases.errors import NotAColleague, SameCentre
from itc.cases.models import Case, Handling, HandOver
from itc.lib import thai
from itc.network.models import Centre, Post

MOST_DIGITS = 18
"""Of a number that any database keeps."""


@dataclass(frozen=True, slots=True)
class Leads:
    """Which centre led a case when."""

    last: Centre
    handed: tuple[HandOver, ...]
    """Oldest first."""

    def at(self, moment: dt.datetime) -> Centre:
        """Return the centre that led it at a moment."""
        return next((each.from_centre for each in self.handed if moment < each.at), self.last)


def leads_of(case: Case) -> Leads:
    """Return which centre led a case when."""
    return Leads(case.lead_centre, tuple(case.hand_overs.all()))


def with_hand_overs(case: Case) -> Case:
    """Return a case with its hand-overs read at once, for all on its page that tell of them."""
    rows = HandOver.objects.select_related("from_centre", "to_centre", "by")
    prefetch_related_objects([case], Prefetch("hand_overs", rows))
    return case


def others_with_officers(centre: str, *, now: dt.datetime) -> list[Centre]:
    """Return the centres a case of a centre may be handed over to: those with an officer in post, by name."""
    posts = Post.objects.on(thai.local_day(now)).filter(role=Post.Role.OFFICER, person__is_active=True)
    found = Centre.objects.open(thai.local_day(now)).filter(pk__in=posts.values("centre")).exclude(pk=centre)
    return sorted(found, key=lambda each: each.name)


def centre_chosen(code: str, *, now: dt.datetime) -> Centre:
    """Return the open centre that was chosen by its code. Refuses: SameCentre, where none is."""
    open_now = Centre.objects.open(thai.local_day(now))
    found = open_now.filter(pk=code).first() if code and "\0" not in code else None
    if found is None:
        raise SameCentre
    return found


def officers_of(centres: Sequence[str], *, now: dt.datetime) -> list[User]:
    """Return the officers of some centres on the day of a moment, by name."""
    posts = Post.objects.on(thai.local_day(now)).filter(centre__in=centres, role=Post.Role.OFFICER)
    posts = posts.filter(person__is_active=True)
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

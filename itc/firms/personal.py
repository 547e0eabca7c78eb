"""What firms keep of people: who acts for them, and what of a firm is of the person behind it."""

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from itc.accounts.models import User
from itc.accounts.registry import Kept, columns, register
from itc.firms.models import Firm, Membership
from itc.firms.queries import alone_at


def erase_firms(person: User, now: dt.datetime) -> None:
    """Take from a firm that nobody else acts for what may tell whose it was: a sole trader is her firm.

    Who waits to be let in waits in vain, since nobody can answer any more.
    """
    for firm in alone_at(person):
        firm.name, firm.tax_number = f"ลบแล้ว (erased) {firm.pk}", None
        firm.people = firm.revenue_thb = None
        firm.save()
        firm.memberships.waiting().update(ended_at=now, ended_by=person)


def leave_firms(person: User, now: dt.datetime) -> None:
    """End all memberships of a person."""
    person.memberships.filter(ended_at=None).update(ended_at=now, ended_by=person)


def hers(person: User) -> Q:
    """Return which firms a person acts for."""
    return Q(pk__in=Membership.objects.live().filter(person=person).values("firm"))


register(
    Kept(
        Membership,
        columns(nameless="person let_in_by ended_by"),
        why="Who acted for a firm, and who let her: what was accepted in its name rests on it.",
        how_long="10 years after the last case of the firm ended",
        told=("firm_said", "is_owner", "asked_at", "let_in_at", "ended_at"),
        called={"firm_said": _("firm")},
        hers=lambda person: Q(person=person),
        erase=leave_firms,
    ),
    Kept(
        Firm,
        columns(with_the_firm="name name_key tax_number people revenue_thb", kept="kind sector province"),
        why="For whom time is held and what it pays. Sector, kind and province stay to be counted.",
        how_long="10 years after its last case ended",
        told=("name", "tax_number", "kind", "sector", "province", "people", "revenue_thb", "made_at"),
        hers=hers,
        erase=erase_firms,
    ),
)  # fmt: skip

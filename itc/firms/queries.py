"""Reads about firms."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from itc.accounts.models import User
from itc.firms.errors import UnknownFirm
from itc.firms.models import Firm, Membership, Size, SizeRule, TieRule
from itc.firms.rules import LARGE, Band, Sized, name_key, sized


@dataclass(frozen=True, slots=True)
class SizeSaid:
    """The size of a firm, the rules it was judged by, and what sources say where its tests disagree."""

    sized: Sized
    rules: tuple[SizeRule, ...]
    ties: tuple[TieRule, ...]

    @property
    def name(self) -> str:
        """Return the size in words."""
        size = self.sized.size or ""
        return str(_("larger than an SME") if size == LARGE else dict(Size.choices).get(size, ""))

    @property
    def since(self) -> dt.date | None:
        """Return since when the rules hold."""
        return max((rule.valid_from for rule in self.rules), default=None)

    @property
    def source(self) -> str:
        """Return where the rules stand."""
        return next((rule.source for rule in self.rules), "")


def size_of(firm: Firm, *, on: dt.date) -> SizeSaid:
    """Return the size of a firm by the rules in force on a day."""
    rules = tuple(SizeRule.objects.on(on).filter(sector=firm.sector))
    ties = tuple(TieRule.objects.on(on).order_by("-in_force", "code"))
    return SizeSaid(_sized(firm, rules, ties), rules, ties)


def sizes_of(firms: Iterable[Firm], *, on: dt.date) -> dict[int, str]:
    """Return the sizes of firms in words, by their key: as many queries, however many there are."""
    rules: dict[str, list[SizeRule]] = {}
    for rule in SizeRule.objects.on(on):
        rules.setdefault(rule.sector, []).append(rule)
    ties = tuple(TieRule.objects.on(on).order_by("-in_force", "code"))
    return {firm.pk: SizeSaid(_sized(firm, rules.get(firm.sector, ()), ties), (), ()).name for firm in firms}


def _sized(firm: Firm, rules: Iterable[SizeRule], ties: Iterable[TieRule]) -> Sized:
    return sized(
        (Band(rule.size, rule.most_people, rule.most_revenue_thb) for rule in rules),
        people=firm.people,
        revenue=firm.revenue_thb,
        revenue_decides=any(tie.in_force and tie.decides == TieRule.Decides.REVENUE for tie in ties),
    )


def like_names(name: str, *, province: str) -> list[Firm]:
    """Return firms of a province whose name is the same but for its legal form, blanks and marks."""
    return list(Firm.objects.filter(name_key=name_key(name), province=province).order_by("pk")[:5])


def firms_of(user: User) -> list[Membership]:
    """Return the memberships of a person that have not ended, with their firms."""
    waiting = Q(firm__memberships__let_in_at=None, firm__memberships__ended_at=None)
    rows = Membership.objects.filter(person=user, ended_at=None).select_related("firm__province")
    rows = rows.annotate(asking=Count("firm__memberships", filter=waiting))
    return list(rows.order_by("firm__name"))


def askers_of(user: User) -> int:
    """Return how many people wait to be let in by a person, at all her firms."""
    hers = Membership.objects.live().filter(person=user).values("firm")
    return Membership.objects.waiting().filter(firm__in=hers).count()


def alone_at(user: User) -> QuerySet[Firm]:
    """Return the firms that nobody but a person acts for."""
    live = Membership.objects.live().filter(firm=OuterRef("pk"))
    hers, others = Exists(live.filter(person=user)), Exists(live.exclude(person=user))
    return Firm.objects.filter(hers, ~others)


def firm_said(user: User, firm: int) -> dict[str, Any]:
    """Return what is said of a firm, as its form takes it. Refuses: UnknownFirm, to who is not of it."""
    found = Firm.objects.visible_to(user).filter(pk=firm).first()
    if found is None:
        raise UnknownFirm
    return {
        "name": found.name,
        "kind": found.kind,
        "number": found.tax_number or "",
        "sector": found.sector,
        "province": found.province_id,
        "people": found.people,
        "revenue_thb": found.revenue_thb,
    }


def firm_page(user: User, firm: int, *, on: dt.date) -> dict[str, Any] | None:
    """Return what its page shows of a firm, None for who does not act for it."""
    found = Firm.objects.visible_to(user).filter(pk=firm).select_related("province").first()
    if found is None:
        return None
    people = found.memberships.filter(ended_at=None).select_related("person").order_by("asked_at")
    return {
        "firm": found,
        "people": [each for each in people if each.let_in_at],
        "waiting": [each for each in people if not each.let_in_at],
        "size": size_of(found, on=on),
        "me": user,
    }

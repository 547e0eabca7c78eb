"""Reads about firms."""

import datetime as dt
from dataclasses import dataclass

from itc.firms.models import Firm, SizeRule, TieRule
from itc.firms.rules import Band, Sized, name_key, sized


@dataclass(frozen=True, slots=True)
class SizeSaid:
    """The size of a firm, the rules it was judged by, and what sources say where its tests disagree."""

    sized: Sized
    rules: tuple[SizeRule, ...]
    ties: tuple[TieRule, ...]


def size_of(firm: Firm, *, on: dt.date) -> SizeSaid:
    """Return the size of a firm by the rules in force on a day."""
    rules = tuple(SizeRule.objects.on(on).filter(sector=firm.sector))
    ties = tuple(TieRule.objects.on(on).order_by("-in_force", "code"))
    found = sized(
        (Band(rule.size, rule.most_people, rule.most_revenue_thb) for rule in rules),
        people=firm.people,
        revenue=firm.revenue_thb,
        revenue_decides=any(tie.in_force and tie.decides == TieRule.Decides.REVENUE for tie in ties),
    )
    return SizeSaid(found, rules, ties)


def like_names(name: str, *, province: str) -> list[Firm]:
    """Return firms of a province whose name is the same but for its legal form, blanks and marks."""
    return list(Firm.objects.filter(name_key=name_key(name), province=province).order_by("pk")[:5])

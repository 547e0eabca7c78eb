"""What the system's own data say of a province: what firms there make, what was asked and not found.

Fewer than five are never told, so that nobody can be recognised; what there is not, is not made up.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Min, QuerySet, Sum

from itc.cases.models import Case
from itc.catalogue.models import UnreadIdea
from itc.catalogue.queries.knowledge import knowledge
from itc.centres.models import Demand
from itc.centres.rules import FEWEST
from itc.lib import thai
from itc.network.models import Centre

MOST, YEAR = 12, dt.timedelta(days=365)
"""Lines of a list, and how far back is looked."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Something and how many: of firms, or of times it was asked."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class OwnData:
    """What is counted, and since which day; nothing at all where there is too little."""

    province: str
    makes: tuple[Counted, ...]
    makes_since: dt.date | None
    asked: tuple[Counted, ...]
    """Kinds of product for which plans were asked within a year."""
    nobody: tuple[Counted, ...]
    """Steps of those plans that nobody in the network does."""
    asked_since: dt.date | None
    unread: tuple[Counted, ...]
    unread_in_all: int
    unread_since: dt.date | None

    @property
    def says(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.makes or self.asked or self.nobody or self.unread_in_all)


def own_data(centre: Centre, *, now: dt.datetime) -> OwnData:
    """Return what is counted of the province of a centre until now, in a handful of queries."""
    cases = Case.objects.filter(firm__province=centre.province_id, made_at__lte=now)
    firms = Count("firm", distinct=True)
    made = cases.order_by().values_list("family").annotate(firms=firms).filter(firms__gte=FEWEST)
    families = knowledge().families
    first = cases.aggregate(first=Min("made_at"))["first"] if made else None
    unread = UnreadIdea.objects.filter(province_code=centre.province_id)
    whole = unread.aggregate(number=Count("pk"), first=Min("asked_on"))
    often = unread.order_by().values_list("words").annotate(times=Count("pk")).filter(times__gte=FEWEST)
    enough = whole["number"] >= FEWEST
    asked = Demand.objects.filter(province=centre.province_id, day__gte=thai.local_day(now) - YEAR)
    by_family, by_step = _often(asked, "family"), _often(asked, "operation")
    since = asked.aggregate(first=Min("day"))["first"] if by_family or by_step else None
    operations = knowledge().operations
    return OwnData(
        province=centre.province.name,
        makes=_most((families[code].name, number) for code, number in made if code in families),
        makes_since=thai.local_day(first) if first else None,
        asked=_most((families[code].name, number) for code, number in by_family if code in families),
        nobody=_most((operations[code].name, number) for code, number in by_step if code in operations),
        asked_since=since,
        unread=_most(often) if enough else (),
        unread_in_all=whole["number"] if enough else 0,
        unread_since=whole["first"] if enough else None,
    )


def _often(asked: QuerySet[Demand], by: str) -> list[tuple[str, int]]:
    """Return what was asked at least five times, and how often."""
    rows = asked.exclude(**{by: None}).order_by().values_list(by)
    return list(rows.annotate(number=Sum("plans")).filter(number__gte=FEWEST))


def _most(pairs: Iterable[tuple[str, int]]) -> tuple[Counted, ...]:
    found = [Counted(str(name), number) for name, number in pairs]
    return tuple(sorted(found, key=lambda each: (-each.number, each.name))[:MOST])

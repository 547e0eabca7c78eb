"""Cases that look like one another, and what merging them would do."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, OuterRef, Q
from django.db.models.expressions import Combinable

from itc.accounts.models import User
from itc.cases.errors import UnknownCase
from itc.cases.models import Case, Merge, Slot
from itc.cases.models.cases import CaseQuerySet
from itc.cases.queries.lists import case_of
from itc.cases.queries.page import require_leads
from itc.firms.models import Membership

UNDONE_WITHIN = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Twin:
    """One of two cases side by side."""

    case: Case
    held: tuple[Slot, ...]
    """What is free again where this one is closed."""
    messages: int
    files: int
    people: tuple[str, ...]

    @property
    def held_thb(self) -> Decimal:
        """Known prices of what is held."""
        known = {slot.step_id: slot.step.cost_thb or Decimal(0) for slot in self.held}
        return sum(known.values(), Decimal(0))


def twins(firm: Any, family: Any, key: Any, province: Any, case: Any, centres: Iterable[str]) -> CaseQuerySet:
    """Return open cases of a kind of product, of the same firm or one of the same name in its province.

    What is asked for may be values, or references to an outer query.
    """
    same = Q(firm=firm) | Q(firm__name_key=key, firm__province=province)
    rows = Case.objects.open().filter(same, family=family, lead_centre__in=list(centres))
    return rows.exclude(pk=case).order_by("made_at", "pk")


def twins_in_rows(centres: Iterable[str]) -> CaseQuerySet:
    """Return the twins of the row of an outer query of cases."""
    at: dict[str, Combinable] = {
        name: OuterRef(path)
        for name, path in (
            ("firm", "firm"), ("family", "family"), ("key", "firm__name_key"),
            ("province", "firm__province"), ("case", "pk"),
        )
    }  # fmt: skip
    return twins(**at, centres=centres)


def twins_of(case: Case) -> list[Case]:
    """Return the cases of the same centre that look like a case."""
    firm = case.firm
    rows = twins(firm.pk, case.family_id, firm.name_key, firm.province_id, case.pk, [case.lead_centre_id])
    return list(rows.select_related("firm")[:5])


def pair_of(user: User, codes: tuple[str, str], *, now: dt.datetime) -> tuple[Twin, Twin]:
    """Return two cases side by side for an officer who leads both. Refuses: UnknownCase."""
    first, second = (_twin(user, code, now) for code in codes)
    if first.case.pk == second.case.pk:
        raise UnknownCase
    return first, second


def _twin(user: User, code: str, now: dt.datetime) -> Twin:
    case = case_of(user, code, now=now)
    require_leads(user, case, now=now)
    held = Slot.objects.live().filter(step__case=case, held_to__gt=now)
    held = held.exclude(booking=None, order=None).select_related("step", "resource", "counter")
    people = Membership.objects.live().filter(firm=case.firm_id).order_by("pk")
    return Twin(
        case=case,
        held=tuple(held),
        messages=case.messages.count(),
        files=case.files.kept().count(),
        people=tuple(people.values_list("person__name", flat=True)),
    )


def merges_of(case: Case, *, now: dt.datetime) -> dict[str, object]:
    """Return what the page of a case tells of merging: what it goes on as, what came into it."""
    rows = Merge.objects.standing().filter(Q(case=case) | Q(into=case)).select_related("case", "into")
    found = list(rows.order_by(F("at").desc()))
    return {
        "goes_on": next((each for each in found if each.case_id == case.pk), None),
        "came_in": [each for each in found if each.into_id == case.pk],
        "undone_after": now - UNDONE_WITHIN,
    }

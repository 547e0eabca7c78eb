"""The one page for somebody who came in: her plans beside what is typed of her."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from itc.accounts.models import User
from itc.catalogue.queries.knowledge import knowledge
from itc.desk.errors import UnknownPaperForm
from itc.desk.models import PaperForm
from itc.desk.queries.queue import require_officer
from itc.lib import thai
from itc.network.models import Centre
from itc.network.queries import is_officer_of
from itc.planning.models import Plan
from itc.planning.queries.cards import Card, cards
from itc.planning.queries.kept import chosen, named
from itc.planning.queries.page import unmet

Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Plans:
    """The plans of what was typed: one is picked."""

    plan: Plan
    kind: str
    """The kind that is picked."""
    family: str
    others: Sequence[Choice]
    """Other kinds of product her words may mean, by code and name."""
    cards: Sequence[Card]
    unmet: Sequence[tuple[str, str, list[str]]]
    elsewhere: Centre | None
    """The centre that leads there, where it is not hers."""


def plans_of(plan: Plan, kind: str, user: User, *, now: dt.datetime) -> Plans:
    """Return a kept plan as the page for walk-ins shows it."""
    answer = plan.answer
    best = chosen(answer["plans"], kind)
    lead = Centre.objects.filter(pk=answer["lead_centre"]).first()
    is_hers = lead is not None and is_officer_of(lead.pk, user, on=thai.local_day(now))
    return Plans(
        plan=plan,
        kind=best["kinds"][0],
        family=named(answer["family"]),
        others=[(each["code"], named(each)) for each in answer["family"]["others"]],
        cards=cards(answer["plans"], best),
        unmet=unmet(best),
        elsewhere=None if is_hers else lead,
    )


def families() -> list[Choice]:
    """Return every kind of product by name, for words that nobody understands."""
    return sorted(((row.code, row.name) for row in knowledge().families.values()), key=lambda each: each[1])


def home_province(user: User, *, now: dt.datetime) -> str:
    """Return the province of the first centre she is an officer of."""
    return str(Centre.objects.get(pk=require_officer(user, now=now)[0]).province_id)


def paper_form_of(code: str, user: User, *, now: dt.datetime) -> PaperForm:
    """Return a form her centre printed, by its number. Refuses: UnknownPaperForm; UnknownCase."""
    centres = require_officer(user, now=now)
    written = "".join(each for each in code.upper() if each.isalnum())[:20]
    found = PaperForm.objects.filter(code=written, centre__in=centres).select_related("case").first()
    if found is None:
        raise UnknownPaperForm
    return found

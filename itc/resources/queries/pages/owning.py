"""One kind of machine owned, shared or rented for a year: what it is counted with, and what comes out."""

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from itc.catalogue.models import MachineKind
from itc.catalogue.queries.knowledge import knowledge
from itc.catalogue.queries.pages.words import MACHINE_WORK
from itc.lib.thai import baht_text
from itc.network.models import Centre
from itc.resources.models import Price
from itc.resources.queries.pages.owning_picture import picture
from itc.resources.queries.pages.owning_year import hours_text
from itc.resources.queries.supply import NOT_MACHINES
from itc.resources.rules.owning import (
    break_even,
    capital_cost,
    cost_of_owning,
    cost_of_sharing,
    fixed_cost,
    gross_of_sharing,
    help_of,
)
from itc.resources.rules.owning_example import FREEZE_DRYER, FREEZE_DRYER_SHARED
from itc.web.line import Text
from itc.web.tables import Cell, Column, Table

OPERATOR_BAHT = {"yes": 60, "first": 30, "no": 10}
"""Baht an hour of whoever runs it, by how long a kind needs one: as the sample prices are computed."""
DAY_AND_NIGHT_HOURS, DAY_HOURS = 6_000, 2_000
"""Hours a year one machine can give: where it may run over night, else in opening hours."""
OURS = gettext_lazy("our own assumption")
EXAMPLE_HOURS = (0, 100, 500, 1_000, 2_245, 2_246, 3_000)


@dataclass(frozen=True, slots=True)
class Assumption:
    """A number that something is counted with until she changes it, and where it comes from."""

    value: Decimal | str | None
    source: Text = OURS
    sample: bool = True

    @property
    def text(self) -> str:
        """What stands in its field."""
        return f"{self.value.normalize():f}" if isinstance(self.value, Decimal) else self.value or ""


NOTHING = Assumption(Decimal(0), gettext_lazy("nothing, until you write it"), sample=False)


def assumptions(kind: MachineKind, *, today: dt.date) -> dict[str, Assumption]:
    """Return what a kind is counted with, by the names of the form's fields."""
    of_kind = gettext_lazy("from the table of this kind of machine")
    night = kind.units.filter(overnight=True).exists()
    own = {
        "hours": Assumption(Decimal(100)),
        "price": Assumption(kind.price_low_thb, gettext_lazy("the lower price of this kind of machine")),
        "resale": Assumption(Decimal(10)),
        "life_years": Assumption(kind.economic_life_years, of_kind),
        "interest": Assumption(Decimal(7)),
        "upkeep": Assumption(kind.maintenance_pct_of_price_per_year, of_kind),
        "floor_m2": Assumption(kind.floor_m2, of_kind),
        "floor_rent": Assumption(Decimal(150)),
        "power_kw": Assumption(kind.power_kw, of_kind),
        "load": Assumption(Decimal(60)),
        "tariff": Assumption(Decimal("4.50")),
        "labour": Assumption(Decimal(OPERATOR_BAHT[kind.operator_needed])),
        "consumables": NOTHING,
        "most_hours": Assumption(Decimal(DAY_AND_NIGHT_HOURS if night else DAY_HOURS)),
        "method": Assumption("annuity"),
    }
    return own | _of_others(kind, today)


def _of_others(kind: MachineKind, today: dt.date) -> dict[str, Assumption]:
    """Return what sharing and renting are counted with."""
    shared, centre = _lowest_price(kind, today)
    rent = gettext_lazy("not counted, until you write it")
    return {
        "shared_price": Assumption(shared, centre, sample=shared is not None),
        "shared_consumables": NOTHING,
        "trips": NOTHING,
        "trip_cost": NOTHING,
        "training": NOTHING,
        "help_share": NOTHING,
        "help_ceiling": NOTHING,
        "rent_month": Assumption(None, rent, sample=False),
        "rent_hours": Assumption(Decimal(170)),
        "moving": NOTHING,
    }


def _lowest_price(kind: MachineKind, today: dt.date) -> tuple[Decimal | None, Text]:
    """Return the lowest price of an hour today, and whose it is; None where none is known by the hour."""
    open_now = Centre.objects.open(today).values("pk")
    priced = Price.objects.on(today).filter(machine_kind=kind, provider_kind="machine", firm_size="")
    rows = priced.filter(provider__in=open_now)
    by_hour = rows.filter(unit="hour", rule="price", price_thb__gt=0)
    row = by_hour.order_by("price_thb", "provider").first()
    if row is None:
        return None, gettext_lazy("to be quoted: no centre has a price by the hour")
    centre = Centre.objects.filter(pk=row.provider).first()
    return row.price_thb, _("the lowest price of a centre: %(centre)s") % {
        "centre": centre.name if centre else row.provider
    }


def owning_page(kind: MachineKind) -> dict[str, Any]:
    """Return what the page of owning a kind shows beside its form and the year."""
    return {"kind": kind, "trail": kind_trail(kind), "left_out": kind.family in NOT_MACHINES}


def kind_trail(kind: MachineKind) -> list[tuple[Text, str]]:
    """Return the way to a page below that of a kind."""
    detail = reverse("machine_kind_detail", args=[kind.pk])
    return [(_("Machines"), reverse("machine_kind_list")), (kind.name, detail)]


def example() -> dict[str, Any]:
    """Return the worked example: a freeze dryer with the help of a programme, every number computed."""
    owning, sharing = FREEZE_DRYER, FREEZE_DRYER_SHARED
    names = (_("Hours a year"), _("Own"), _("Share"), _("Help of a programme"), _("Share, after help"))
    return {
        "owning": owning,
        "sharing": sharing,
        "interest_text": f"{owning.interest:.0%}",
        "share_text": f"{sharing.share:.0%}",
        "capital": capital_cost(owning),
        "fixed": fixed_cost(owning),
        "even": hours_text(break_even(owning, sharing)),
        "alone": hours_text(break_even(owning, replace(sharing, share=Decimal(0)))),
        "table": Table(
            _("The same freeze dryer for a year"),
            [Column(each, figure=True) for each in names],
            [_example_row(Decimal(hours)) for hours in EXAMPLE_HOURS],
        ),
        "picture": picture(owning, None, sharing, Decimal(500)),
    }


def _example_row(hours: Decimal) -> list[Cell]:
    costs = (
        cost_of_owning(FREEZE_DRYER, hours),
        gross_of_sharing(FREEZE_DRYER_SHARED, hours),
        help_of(FREEZE_DRYER_SHARED, hours),
        cost_of_sharing(FREEZE_DRYER_SHARED, hours),
    )
    return [Cell(f"{hours:,f}"), *(Cell(baht_text(cost)) for cost in costs)]


def kinds_of_plan(codes: list[str]) -> dict[str, Any]:
    """Return the kinds of these codes, those that count and those left out, and what one of each costs."""
    known = knowledge().machine_kinds
    found = MachineKind.objects.in_bulk([code for code in codes if code in known])
    rows = sorted(found.values(), key=lambda row: row.name)
    counting = [row for row in rows if row.family not in NOT_MACHINES]
    return {
        "counting": counting,
        "left_out": [row for row in rows if row.family in NOT_MACHINES],
        "low": sum((row.price_low_thb for row in counting), Decimal(0)),
        "high": sum((row.price_high_thb for row in counting), Decimal(0)),
    }


def kinds_to_choose() -> list[tuple[Text, list[tuple[str, str]]]]:
    """Return (work, [(code, name)]) of every kind a firm might own, by name."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in sorted(MachineKind.objects.exclude(family__in=NOT_MACHINES), key=lambda row: row.name):
        found.setdefault(row.family, []).append((row.code, row.name))
    order = [*(work for work in MACHINE_WORK if work in found), *sorted(found.keys() - MACHINE_WORK.keys())]
    return [(MACHINE_WORK.get(work, work), found[work]) for work in order]

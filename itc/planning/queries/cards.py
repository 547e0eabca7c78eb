"""The plans of an answer as cards, so that one sees at a glance in what they differ."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from itc.network.rules import short_name
from itc.planning.queries.kept import Json, day_of, place_of
from itc.web.templatetags.web import baht, km

KINDS: dict[tuple[str, ...], Promise] = {
    ("earliest",): gettext_lazy("Earliest"),
    ("cheapest",): gettext_lazy("Cheapest"),
    ("nearest",): gettext_lazy("Nearest"),
    ("earliest", "cheapest"): gettext_lazy("Earliest and cheapest"),
    ("earliest", "nearest"): gettext_lazy("Earliest and nearest"),
    ("cheapest", "nearest"): gettext_lazy("Cheapest and nearest"),
    ("earliest", "cheapest", "nearest"): gettext_lazy("Earliest, cheapest and nearest"),
}

PROVED: dict[tuple[str, ...], Promise] = {
    ("earliest",): gettext_lazy("Proved: no plan is ready sooner"),
    ("cheapest",): gettext_lazy("Proved: no plan of about that time is cheaper"),
    ("nearest",): gettext_lazy("Proved: no plan of about that time has less on the road"),
    ("earliest", "cheapest"): gettext_lazy(
        "Proved: no plan is ready sooner, none of about that time cheaper"
    ),
    ("earliest", "nearest"): gettext_lazy(
        "Proved: no plan is ready sooner, none of about that time has less on the road"
    ),
    ("cheapest", "nearest"): gettext_lazy(
        "Proved: no plan of about that time is cheaper or has less on the road"
    ),
    ("earliest", "cheapest", "nearest"): gettext_lazy(
        "Proved: no plan is ready sooner, none of about that time is cheaper or has less on the road"
    ),
}
"""What is proved of a plan: the least in what its kinds are judged by, not the best in everything."""

OPEN: dict[str, Promise] = {
    "unmet": gettext_lazy("A plan that leaves fewer steps open may exist"),
    "finish": gettext_lazy("A plan that is ready sooner may exist"),
    "cost": gettext_lazy("A cheaper plan may exist"),
    "km": gettext_lazy("A plan with less on the road may exist"),
    "": gettext_lazy("A better plan may exist"),
}
"""What is not proved of a plan, by the part its bound is on, where nobody knows by how much."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """The first time she must be somewhere; where she need not go at all, the first step."""

    day: dt.date
    place: str
    in_person: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """In what a plan differs from the earliest, in words, and whether to the better."""

    text: str
    better: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A plan in short; baht are None where a plan kept long ago does not say them."""

    name: str
    kind: str
    opened: bool
    finish: dt.date
    first: Appointment | None
    first_days: Decimal | None
    low: Decimal
    high: Decimal
    open_prices: int
    km: int
    not_bought: Decimal
    unmet: int
    proof: str
    differences: tuple[Difference, ...]

    @property
    def whole(self) -> str:
        """What the whole costs as far as it is known, from low to high."""
        return baht(self.low) if self.low == self.high else f"{baht(self.low)}–{self.high:,.0f}"


def kind_name(kinds: Sequence[str]) -> str:
    """Return what a plan is the least in, in words."""
    return str(KINDS.get(tuple(kinds), KINDS[("earliest",)]))


def cards(plans: Sequence[Json], opened: Json) -> list[Card]:
    """Return the plans of an answer, the earliest first; `opened` is the one of them that is shown."""
    return [_card(plan, plans[0], opened=plan is opened) for plan in plans]


def _card(plan: Json, earliest: Json, *, opened: bool) -> Card:
    first_days = plan.get("first_days_thb")
    return Card(
        name=kind_name(plan["kinds"]),
        kind=plan["kinds"][0],
        opened=opened,
        finish=day_of(plan["finish"]),
        first=_first(plan["steps"]),
        first_days=None if first_days is None else Decimal(first_days),
        low=Decimal(plan.get("cost_low_thb", plan["cost_thb"])),
        high=Decimal(plan.get("cost_high_thb", plan["cost_thb"])),
        open_prices=sum(step["cost_thb"] is None and not step["unmet"] for step in plan["steps"]),
        km=plan["travel_km"],
        not_bought=Decimal(plan["not_bought_thb"]),
        unmet=len(plan["unmet"]),
        proof=_proof(plan),
        differences=tuple(_differences(plan, earliest)),
    )


def _first(steps: Sequence[Json]) -> Appointment | None:
    """Return the first appointment at a known place, else the first step; None where nothing is planned."""
    met = [step for step in steps if not step["unmet"]]
    going = [step for step in met if step["presence"] == "owner" and step["centre"]]
    first = min(going or met, key=lambda step: str(step["starts_at"]), default=None)
    if first is None:
        return None
    return Appointment(day_of(first["starts_at"]), short_name(place_of(first)), in_person=bool(going))


def _proof(plan: Json) -> str:
    """Return how sure it is that there is no better plan; a plan kept long ago claims nothing."""
    if plan["exact"]:
        return str(PROVED.get(tuple(plan["kinds"]), ""))
    if plan.get("bound") is None:
        return ""
    part, most = plan.get("bound_on") or "", plan.get("bound_by")
    if most is None or part not in {"finish", "cost", "km"}:
        return str(OPEN.get(part, OPEN[""]))
    if part == "finish":
        words = ngettext(
            "May be ready sooner, by %(days)s day at most",
            "May be ready sooner, by %(days)s days at most",
            most,
        )
    else:
        words = (
            _("May be cheaper, by %(baht)s at most")
            if part == "cost"
            else _("May be less on the road, by %(km)s at most")
        )
    return words % {"days": f"{most:,}", "baht": baht(most), "km": km(most)}


def _differences(plan: Json, earliest: Json) -> Iterator[Difference]:
    """Yield in what a plan differs from the earliest: days, known baht, kilometres, steps nobody does."""
    days = (day_of(plan["finish"]) - day_of(earliest["finish"])).days
    if days:
        text = ngettext("%(count)s day later", "%(count)s days later", days) % {"count": days}
        yield Difference(text, better=False)
    money = Decimal(plan["cost_thb"]) - Decimal(earliest["cost_thb"])
    if money:
        words = _("%(baht)s less") if money < 0 else _("%(baht)s more")
        yield Difference(words % {"baht": baht(abs(money))}, better=money < 0)
    way = plan["travel_km"] - earliest["travel_km"]
    if way:
        words = _("%(km)s less on the road") if way < 0 else _("%(km)s more on the road")
        yield Difference(words % {"km": km(abs(way))}, better=way < 0)

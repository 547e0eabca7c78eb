"""Shape of what the pages of a machine kind are asked."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from itc.catalogue.models import MachineKind
from itc.network.queries import province_choices
from itc.resources.errors import DayPassed, DayTooFar, NotADay
from itc.resources.queries.free import Wish, wish
from itc.resources.queries.pages.free import SORTS
from itc.resources.queries.pages.owning import Assumption
from itc.resources.queries.pages.owning_year import Year, dearer
from itc.resources.rules.free import LEAST_HOURS, MOST_HOURS
from itc.resources.rules.owning import Method, Owning, Renting, Sharing
from itc.web.forms import NumberField, offer
from itc.web.line import Text

MOST_BAHT = 10_000_000_000
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Assumed:
    """A field, what stands in it until she changes it, and whether she has."""

    field: forms.BoundField
    known: Assumption
    changed: bool


def number(label: Any, most: int, least: str = "0", *, places: int = 2, required: bool = True) -> NumberField:
    """Return a field for a number from least to most."""
    return NumberField(
        label=label,
        required=required,
        min_value=Decimal(least),
        max_value=most,
        decimal_places=places,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )


class OwningForm(forms.Form):
    """What a year of a machine is counted with; what is not sent is the assumption of its kind."""

    hours = number(_("Hours you would use it in a year"), 100_000)

    price = number(_("Price of one, installed (baht)"), MOST_BAHT, "1")
    resale = number(_("What it sells for in the end (% of the price)"), 100)
    life_years = number(_("Years it lasts"), 100, "0.5")
    interest = number(_("Interest or wished return (% a year)"), 100)
    upkeep = number(_("Upkeep (% of the price, a year)"), 100)
    floor_m2 = number(_("Floor (m²)"), 100_000)
    floor_rent = number(_("Rent of the floor (baht a m² and month)"), 100_000)
    power_kw = number(_("Power (kW)"), 100_000)
    load = number(_("Of its power, in use (%)"), 100)
    tariff = number(_("Electricity (baht a kWh)"), 1_000)
    labour = number(_("Whoever runs it (baht an hour)"), 100_000)
    consumables = number(_("What it uses up (baht an hour)"), 1_000_000)
    most_hours = number(_("Hours one machine can give in a year"), 8_784, "1")
    method = forms.ChoiceField(
        label=_("How the price is spread over the years"),
        choices=[
            (Method.ANNUITY, _("in equal payments with interest (annuity)")),
            (Method.STRAIGHT_LINE, _("evenly, and interest on the mean value (straight line)")),
        ],
    )

    shared_price = number(_("Price of a shared hour (baht)"), 10_000_000, required=False)
    shared_consumables = number(_("What it uses up, if not in the price (baht an hour)"), 1_000_000)
    trips = number(_("Journeys in a year"), 1_000, places=0)
    trip_cost = number(_("What a journey costs you (baht)"), 1_000_000)
    training = number(_("Training (baht)"), 1_000_000)
    help_share = number(_("Part a programme pays (% of the price)"), 100)
    help_ceiling = number(_("The most it pays in a year (baht)"), MOST_BAHT)

    rent_month = number(_("Rent of one by the month (baht)"), MOST_BAHT, required=False)
    rent_hours = number(_("Hours in a month"), 744, "1")
    moving = number(_("Moving it (baht)"), MOST_BAHT)

    GROUPS: Mapping[str, Text] = {
        "price": _("A machine of your own"),
        "shared_price": _("A machine of a centre"),
        "rent_month": _("A rented machine"),
    }
    """Titles by the field each group begins with."""

    def __init__(self, known: Mapping[str, Assumption], sent: Mapping[str, Any]) -> None:
        self.known = known
        super().__init__({name: sent.get(name, each.text) for name, each in known.items()}, label_suffix="")

    def assumed(self) -> list[tuple[Text, list[Assumed]]]:
        """Return the fields below that of the hours, in titled groups."""
        groups: list[tuple[Text, list[Assumed]]] = []
        for name in list(self.fields)[1:]:
            if name in self.GROUPS:
                groups.append((self.GROUPS[name], []))
            known = self.known[name]
            groups[-1][1].append(Assumed(self[name], known, changed=self.data[name] != known.text))
        return groups

    def year(self, kind: MachineKind) -> Year:
        """Return the year she asks about; the form must be valid."""
        own = self._owning()
        high = dearer(own, kind.price_high_thb)
        return Year(self.cleaned_data["hours"], own, high, self._sharing(), self._renting())

    def _owning(self) -> Owning:
        """Return a machine of her own."""
        clean = self.cleaned_data
        plain = ("price", "life_years", "floor_m2", "floor_rent", "power_kw", "tariff", "labour")
        return Owning(
            resale=clean["price"] * clean["resale"] / HUNDRED,
            interest=clean["interest"] / HUNDRED,
            upkeep=clean["upkeep"] / HUNDRED,
            load=clean["load"] / HUNDRED,
            consumables=clean["consumables"],
            most_hours=clean["most_hours"],
            method=Method(clean["method"]),
            **{name: clean[name] for name in plain},
        )

    def _sharing(self) -> Sharing | None:
        """Return a machine of a centre, None where no price is known."""
        clean = self.cleaned_data
        if clean["shared_price"] is None:
            return None
        return Sharing(
            price=clean["shared_price"],
            share=clean["help_share"] / HUNDRED,
            ceiling=clean["help_ceiling"],
            consumables=clean["shared_consumables"],
            trips=clean["trips"],
            trip_cost=clean["trip_cost"],
            training=clean["training"],
        )

    def _renting(self) -> Renting | None:
        """Return a rented machine, None where no rent is known."""
        clean = self.cleaned_data
        if clean["rent_month"] is None:
            return None
        return Renting(clean["rent_month"], clean["rent_hours"], clean["moving"])


class FreeForm(forms.Form):
    """Which day, how many hours, and where she is; what is not sent is the usual. `day` may be words."""

    day = forms.CharField(
        label=_("Day"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"type": "date", "autocomplete": "off"}),
    )
    hours = number(_("Hours of use"), int(MOST_HOURS), str(LEAST_HOURS), required=False)
    province = forms.ChoiceField(label=_("Where you are"), required=False)
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=list(SORTS.items()))

    wish: Wish
    """What is asked, once the form is valid."""

    def __init__(self, kind: str, sent: Mapping[str, Any], *, now: dt.datetime) -> None:
        self.kind, self.now = kind, now
        super().__init__({name: sent.get(name, "") for name in self.base_fields}, label_suffix="")
        offer(self, "province", [("", _("Choose your province")), *province_choices()])

    def clean(self) -> dict[str, Any]:
        """Read the day and lay it on the calendar."""
        clean: dict[str, Any] = self.cleaned_data
        if clean.get("sort") == "nearest" and not clean.get("province"):
            self.add_error("province", _("Say where you are, and the nearest come first."))
        try:
            self.wish = wish(
                kind=self.kind,
                day=clean.get("day"),
                hours=clean.get("hours"),
                province=clean.get("province"),
                now=self.now,
            )
        except (NotADay, DayPassed, DayTooFar) as refusal:
            self.add_error("day", str(refusal))
        if not self.errors:
            hours = f"{self.wish.hours.normalize():f}"
            self.data = {**self.data, "day": self.wish.day.isoformat(), "hours": hours}
        return clean

"""What the style guide shows: each component in each of its states, with words of one real idea."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.utils.translation import gettext_lazy as _

from itc.lib.thai import BANGKOK
from itc.web.line import StandardMark, Station, Step, Switch, stations_with
from itc.web.tables import Cell, Column, Dot, Table

CHIANG_MAI = _("ITC 4.0 Chiang Mai")
SWATCHES = (
    *("paper", "card", "well", "ink", "soft", "hair", "edge", "indigo", "main"),
    *("amber", "amber-wash", "leaf", "leaf-wash", "clay", "clay-wash"),
    *("s1", "s2", "s3", "s4", "s5"),
)


def _at(month: int, day: int, hour: int = 9, *, year: int = 2026) -> dt.datetime:
    return dt.datetime(year, month, day, hour, tzinfo=BANGKOK)


FIRM = Step(
    title=_("Weigh three recipes with an officer"),
    why=_("Choose before you spend; the reasons are kept."),
    certainty="firm",
    starts_at=_at(12, 2),
    ends_at=_at(12, 2, 11),
    price=Decimal(0),
    place=_("SMEs-ITC Lamphun"),
    km=8,
    presence="owner",
)
TWO_DAYS = Step(
    title=_("Hot-air drying, 50 kg"),
    why=_("Less water, so that it keeps; before coating."),
    certainty="firm",
    starts_at=_at(12, 7),
    ends_at=_at(12, 8, 16),
    hours=Decimal("14.5"),
    price=Decimal(4800),
    resources=[_("Hot-air dryer 2"), _("food technician")],
    place=CHIANG_MAI,
    place_url="#step",
    km=34,
    presence="sample",
    switch=Switch("off", "3"),
)
SWITCHED_ON = Step(
    title=_("Coat and cool"),
    certainty="firm",
    starts_at=_at(12, 16, 13),
    ends_at=_at(12, 16, 17),
    price=Decimal(2600),
    resources=[_("Coating drum 1")],
    place=CHIANG_MAI,
    km=34,
    presence="owner",
    switched_by=_("coated with chocolate"),
    switch=Switch("off", "4"),
)
OFF = Step(
    title=_("Freeze-drying trial"),
    why=_("A second texture to compare."),
    hours=Decimal(24),
    on=False,
    switch=Switch("on", "5"),
)
FORECAST = Step(
    title=_("Microbes, heavy metals, sulphite"),
    why=_("Buyers in Japan ask for results before they import."),
    certainty="forecast",
    starts_at=dt.date(2026, 12, 21),
    ready_at=_at(1, 4, year=2027),
    price_note=_("to be quoted"),
    place=_("Food laboratory, Chiang Mai"),
    presence="sample",
    standards=[
        StandardMark(_("Food safety law of the country of sale"), "yes", "#badge"),
        StandardMark(_("Community product standard, dried fruit"), "no"),
        StandardMark(_("Halal certificate"), "depends", condition=_("if you want to sell as halal")),
    ],
)
EXPECTED = Step(
    title=_("Food number of the FDA"),
    certainty="expected",
    starts_at=dt.date(2027, 1, 5),
    ends_at=dt.date(2027, 1, 26),
    price_note=_("to be quoted"),
    presence="remote",
)
UNMET = Step(
    title=_("Shelf life in 12 months of storage"),
    unmet=_("No laboratory of the network does this test."),
    cure=_("Ask the officer for a partner outside of the network."),
)
TASTING = Step(
    title=_("Tasting and price, 120 people"),
    why=_("Know what they would pay before you make a lot."),
    certainty="forecast",
    starts_at=dt.date(2027, 1, 30),
    ends_at=dt.date(2027, 1, 31),
    price=Decimal(3500),
    place=_("Provincial commerce office, Lamphun"),
    km=6,
    presence="owner",
)


def journey() -> tuple[Station, ...]:
    """Return a plan with every kind of step: firm, forecast, expected, switched off, nobody can do."""
    return stations_with(
        {
            "products": [FIRM],
            "engineering": [TWO_DAYS, SWITCHED_ON, OFF],
            "certification": [FORECAST, EXPECTED, UNMET],
            "markets": [TASTING],
        }
    )


class SpecimenForm(forms.Form):
    """A form with a field in order and one with a fault."""

    amount = forms.IntegerField(label=_("How many kilos a month?"), help_text=_("About is enough."))
    contact = forms.EmailField(label=_("E-mail"), required=False)


def table() -> Table:
    """Return three machines."""
    rows = [
        (_("Hot-air dryer"), CHIANG_MAI, "34", "฿180"),
        (_("Coating drum"), CHIANG_MAI, "34", "฿240"),
        (_("Retort"), _("ITC 4.0 Phitsanulok"), "268", "฿600"),
    ]
    return Table(
        caption=_("Machines near you"),
        columns=[
            Column(_("Machine")),
            Column(_("Centre")),
            Column(_("Kilometres"), figure=True),
            Column(_("An hour"), figure=True),
        ],
        rows=[[Cell(name, "#table"), Cell(place), Cell(km), Cell(price)] for name, place, km, price in rows],
    )


def page() -> Page[int]:
    """Return the second of five pages."""
    return Paginator(range(50), 10).page(2)


def everything() -> dict[str, Any]:
    """Return the context of the style guide."""
    form = SpecimenForm({"amount": "", "contact": "mae-kham@example.org"})
    form.is_valid()
    return {
        "journey": journey(),
        "form": form,
        "table": table(),
        "page": page(),
        "dots": [Dot(36, 18, CHIANG_MAI, "#map"), Dot(40, 47, _("ITC 4.0 Central"), "#map", lead=False)],
        "trail": [(_("Centres"), "#breadcrumb")],
        "swatches": SWATCHES,
    }

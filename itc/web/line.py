"""The line of five stations and the steps on it, as the components `line` and `step_card` take them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Text = str | Promise
Moment = dt.datetime | dt.date  # a plain date shows the day without the hour: who is not signed in sees days
Force = Literal["yes", "no", "depends"]
Certainty = Literal["held", "firm", "forecast", "expected", ""]
Presence = Literal["owner", "sample", "remote", ""]


@dataclass(frozen=True)
class StandardMark:
    """A standard or law that asks for a step, and whether it is compulsory."""

    name: Text
    force: Force
    url: str = ""
    condition: Text = ""  # when it is asked; shown where force is "depends"


@dataclass(frozen=True)
class Switch:
    """A button of the page's form that switches a step on or off: sends `name=value`."""

    name: str
    value: str
    form: str = ""  # id of the form, where the button stands outside of it


@dataclass(frozen=True)
class Step:
    """One step of a path or a plan, in words ready to show; `starts_at` is None before it has a date."""

    title: Text
    url: str = ""  # where the step is explained
    why: Text = ""
    certainty: Certainty = ""
    starts_at: Moment | None = None
    ends_at: Moment | None = None
    ready_at: Moment | None = None  # when its result is there, if later than its end
    hours: Decimal | None = None  # of work; None is not shown
    price: Decimal | None = None  # baht before VAT
    price_note: Text = ""  # instead of a price: to be quoted, to be chosen
    place: Text = ""
    place_url: str = ""
    km: float | None = None
    resources: Sequence[Text] = ()
    presence: Presence = ""
    standards: Sequence[StandardMark] = ()
    switched_by: Text = ""  # the words of hers that switched it on
    on: bool = True
    switch: Switch | None = None
    unmet: Text = ""  # why nobody can do it
    cure: Text = ""  # and what would help
    beside: Sequence[Text] = ()  # steps of its station still under way when it begins
    could_begin: dt.date | None = None  # when all before it is done, where its turn comes much later


@dataclass(frozen=True)
class Station:
    """One of the five stations; colour and order follow from its number."""

    slug: str
    number: int
    name: Text
    sentence: Text
    steps: Sequence[Step] = ()


STATIONS: tuple[Station, ...] = (
    Station(
        "products",
        1,
        pgettext_lazy("station", "Choose the product"),
        _("An officer helps you weigh what to make before you spend money on it."),
    ),
    Station(
        "engineering",
        2,
        pgettext_lazy("station", "Engineering"),
        _("Make the first batch on shared machines, with a technician beside you."),
    ),
    Station(
        "manufacturing",
        3,
        pgettext_lazy("station", "Contract maker"),
        _("When you need more than a trial batch, find a factory that makes it for you."),
    ),
    Station(
        "certification",
        4,
        pgettext_lazy("station", "Test and certify"),
        _("Laboratory results and papers, so that you may sell where you want to."),
    ),
    Station(
        "markets",
        5,
        pgettext_lazy("station", "Try the market"),
        _("Let real buyers taste, try and pay before you make a lot."),
    ),
)


def stations_with(steps: Mapping[str, Sequence[Step]]) -> tuple[Station, ...]:
    """Return the five stations in their order, each with its steps from `steps` by slug.

    Raises KeyError for a slug that is no station: a step must not vanish from the page.
    """
    if unknown := steps.keys() - {station.slug for station in STATIONS}:
        raise KeyError(*sorted(unknown))
    return tuple(replace(station, steps=tuple(steps.get(station.slug, ()))) for station in STATIONS)

"""How a province is handed over on a day, and what a new centre is called at first."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ONE_DAY = dt.timedelta(days=1)
MOST_AHEAD = dt.timedelta(days=365)


class Refused(StrEnum):
    """Why a province cannot be handed over."""

    NOBODY = "nobody leads"
    ANOTHER = "another leads"
    BEGINS = "the parent begins that day"


class CannotHandOver(ValueError):
    """A province cannot be handed over on a day; `centre` is who leads then, empty where nobody does."""

    def __init__(self, why: Refused, centre: str = "") -> None:
        super().__init__(why)
        self.why, self.centre = why, centre


@dataclass(frozen=True, slots=True)
class Lead:
    """A centre leads a province from a day to a day, or without end."""

    centre: str
    first: dt.date
    last: dt.date | None
    key: int | None = None

    def on(self, day: dt.date) -> bool:
        """Say whether it leads on a day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class HandOver:
    """Who stops leading the day before, and who goes on in his place until he would have stopped."""

    ends: Lead
    starts: Lead

    def after(self, leads: Sequence[Lead]) -> list[Lead]:
        """Return who leads when it is done."""
        kept = [each for each in leads if each.key != self.ends.key]
        return sorted([*kept, self.ends, self.starts], key=lambda each: each.first)


def hand_over(leads: Sequence[Lead], *, parent: str, to: str, on: dt.date) -> HandOver:
    """Return how a province goes from its parent to a new centre from a day on.

    Whoever led on each day before, exactly one leads after. Raises CannotHandOver.
    """
    leading = next((each for each in leads if each.on(on)), None)
    if leading is None:
        raise CannotHandOver(Refused.NOBODY)
    if leading.centre != parent:
        raise CannotHandOver(Refused.ANOTHER, leading.centre)
    if leading.first == on:
        raise CannotHandOver(Refused.BEGINS, parent)
    return HandOver(replace(leading, last=on - ONE_DAY), Lead(to, on, leading.last))


def unled(leads: Sequence[Lead], *, since: dt.date) -> list[tuple[dt.date, int]]:
    """Return the first day of each stretch, from a day on, that not exactly one leads, with how many do."""
    turns = {each.first for each in leads} | {each.last + ONE_DAY for each in leads if each.last}
    days = sorted({since, *(day for day in turns if day > since)})
    counts = [(day, sum(each.on(day) for each in leads)) for day in days]
    return [(day, count) for day, count in counts if count != 1]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of centre that can be opened: how its code and first names begin, and whether it leads."""

    prefix: str
    name_th: str
    name_en: str
    leads: bool = False


KINDS = {
    "mini_itc": Kind("MINI", "ศูนย์ปฏิรูปอุตสาหกรรม 4.0 ระดับจังหวัด (Mini ITC) %s", "Mini ITC %s", leads=True),
    "ieat_estate": Kind("IEAT", "ศูนย์ SMEs-ITC นิคมอุตสาหกรรม จังหวัด%s", "SMEs-ITC Industrial Estate, %s"),
    "network_institute": Kind("INST", "สถาบันเครือข่าย จังหวัด%s", "Network institute, %s"),
    "dip_centre": Kind("ITC", "ศูนย์ปฏิรูปอุตสาหกรรม 4.0 %s", "ITC 4.0 %s"),
}
"""By the kind of operator, as the table of centres has them."""


def new_code(kind: str, province: str, taken: Collection[str]) -> str:
    """Return a code that no centre has: `MINI-51`, then `MINI-51-2`; the province is `TH-51`."""
    first = f"{KINDS[kind].prefix}-{province.removeprefix('TH-')}"
    if first not in taken:
        return first
    return next(code for number in range(2, 1000) if (code := f"{first}-{number}") not in taken)


@dataclass(frozen=True, slots=True)
class Step:
    """A screen of the way: its name in addresses, its title, and its page.

    `once`: it is filled in once, and keeping it leads on; on the others things are added one by one.
    `also` are pages that belong to it.
    """

    slug: str
    title: str | Promise
    page: str
    once: bool = False
    also: tuple[str, ...] = ()


STEPS = (
    Step("new", _("What and where"), "opening_new"),
    Step("place", _("Name and place"), "centre_opening_place"),
    Step("copy", _("Copy from a template"), "centre_opening_copy"),
    Step("hours", _("Opening hours"), "centre_hours", once=True, also=("centre_closings",)),
    Step(
        "units",
        _("Machines and rooms"),
        "centre_units",
        also=("centre_unit_new", "centre_unit", "centre_unit_retire"),
    ),
    Step(
        "people", _("People"), "centre_people", also=("centre_person_new", "centre_person", "centre_post_end")
    ),
    Step("services", _("Services"), "centre_services", also=("centre_service_new", "centre_service")),
    Step("prices", _("Prices"), "centre_prices", also=("centre_price_new", "centre_price_end")),
    Step("rules", _("Notice and booking ahead"), "centre_rules", once=True),
    Step("area", _("Its area"), "centre_area", also=("centre_area_end",)),
    Step("day", _("The day it opens"), "centre_opening_day"),
    Step("look", _("Look it over"), "centre_opening"),
)
"""Twelve at most: somebody new does it in half an hour."""

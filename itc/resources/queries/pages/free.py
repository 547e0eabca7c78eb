"""Free times of a kind of machine as its page shows them: the days of a week, and a card for each centre."""

import datetime as dt
from collections import Counter as Tally
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from itc.lib.minutes import day_of, moment_of
from itc.lib.thai import clock_text
from itc.resources.models import Resource
from itc.resources.queries.free import FreeTimes, FreeUnit
from itc.resources.queries.pages.words import range_in_words
from itc.resources.queries.supply import Place
from itc.resources.rules.free import REACH_DAYS, Need, Starts
from itc.web.line import Text

SORTS: Mapping[str, Text] = {
    "earliest": gettext_lazy("earliest first"),
    "nearest": gettext_lazy("nearest first"),
    "cheapest": gettext_lazy("cheapest first"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """Machines of a centre that are alike: how many, what each takes, when each is free, and for how much."""

    count: int
    capacity: str
    windows: tuple[str, ...]
    cost: Decimal | None
    on_request: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A centre with what is free there."""

    name: str
    url: str
    km: int | None
    certain: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the week shown: how many machines are free on it, None where it is over or out of reach."""

    day: dt.date
    count: int | None
    url: str
    chosen: bool


def free_page(found: FreeTimes, *, sort: str, today: dt.date) -> dict[str, Any]:
    """Return what the page shows of an answer."""
    asked, link = found.wish, _links(found, sort)
    last = today + dt.timedelta(days=REACH_DAYS)
    days = [
        Day(day, count if today <= day <= last else None, link(day), day == asked.day)
        for day, count in found.week
    ]
    day, week = dt.timedelta(days=1), dt.timedelta(days=7)
    return {
        "found": found,
        "days": days,
        "week_before": link(max(asked.day - week, today)) if days[0].day > today else "",
        "week_after": link(min(asked.day + week, last)) if days[-1].day < last else "",
        "day_before": link(asked.day - day) if asked.day > today else "",
        "day_after": link(asked.day + day) if asked.day < last else "",
        "next_url": link(found.next_day) if found.next_day else "",
        "cards": _cards(_ranked(found.free, sort), asked.need),
        "sunday": asked.day.weekday() == 6,
    }


def _links(found: FreeTimes, sort: str) -> Callable[[dt.date], str]:
    """Return what gives the address of the same question on another day."""
    asked = found.wish
    rest = {"hours": f"{asked.hours.normalize():f}", "province": asked.province or "", "sort": sort}
    page = reverse("machine_kind_free", args=[asked.kind.code])
    return lambda day: f"{page}?{urlencode({'day': day.isoformat()} | rest)}"


def _ranked(units: Iterable[FreeUnit], sort: str) -> list[FreeUnit]:
    """Return units in an order; a draw goes to the earlier, then to the nearer; to be quoted is dearest."""

    def rank(each: FreeUnit) -> tuple[Decimal | int, ...]:
        start, km = each.starts[0].first, each.km or 0
        if sort == "nearest":
            return km, start
        if sort == "cheapest":
            return each.cost is None, each.cost or 0, start, km
        return start, km

    return sorted(units, key=lambda each: (rank(each), each.unit.code))


def _cards(units: Iterable[FreeUnit], need: Need) -> list[Card]:
    """Return a card for each centre, in the order of the best of its units."""
    at: dict[str, list[FreeUnit]] = {}
    for each in units:
        at.setdefault(each.place.code, []).append(each)
    return [
        Card(
            name=name_of(of_place[0].place),
            url=reverse("centre_detail", args=[code]),
            km=of_place[0].km,
            certain=of_place[0].certain,
            lines=_lines(of_place, need),
        )
        for code, of_place in at.items()
    ]


def _lines(units: Iterable[FreeUnit], need: Need) -> tuple[Line, ...]:
    alike = Tally(
        (
            range_in_words(each.unit.capacity, None, each.unit.capacity_unit),
            tuple(window(starts, need) for starts in each.starts),
            each.cost,
            each.unit.approval == Resource.Approval.ASK,
        )
        for each in units
    )
    return tuple(Line(count, *line) for line, count in alike.items())


def window(starts: Starts, need: Need) -> str:
    """Return `09:00–12:00`, in which any such use fits; over night when it may start, `start 09:00–15:30`."""
    first, last, end = (clock_text(moment_of(each)) for each in (*starts, starts.last + need.use))
    if day_of(starts.first) == day_of(starts.last + need.use - 1):
        return f"{first}–{end}"
    start = first if first == last else f"{first}–{last}"
    return _("start %(time)s, over night") % {"time": start}


def name_of(place: Place) -> str:
    """Return the name of a place in the language of the page."""
    return place.name_th if get_language() == "th" else place.name_en

"""A plan's route for its page: read from the plan's JSON alone, as a stranger to the planner would."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from itc.lib import thai
from itc.network.models import Province
from itc.planning.rules.route import Errand, Place, Stop, stops
from itc.planning.rules.route_map import Sketch, sketch

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Route:
    """Where she goes and what she sends; `elsewhere` names the steps that want her where nobody knows yet."""

    home: Place
    stops: tuple[Stop, ...]
    elsewhere: tuple[str, ...]
    sketch: Sketch

    @property
    def trips(self) -> int:
        """How often she leaves home."""
        return sum(not trip.by_post for stop in self.stops for trip in stop.trips)

    @property
    def parcels(self) -> int:
        """How often she sends samples."""
        return sum(trip.by_post for stop in self.stops for trip in stop.trips)

    @property
    def km(self) -> int:
        """Her kilometres in all, there and back."""
        return sum(trip.km for stop in self.stops for trip in stop.trips)


def route_of(plan: Json, home: str, language: str) -> Route:
    """Return the route of a plan's JSON from the province she asked from, named in `th` or `en`."""
    provinces = Province.objects.in_bulk([home, *(step["centre"]["province"] for step in _placed(plan))])
    names = {code: str(getattr(row, f"name_{language}")) for code, row in provinces.items()}
    start = Place(home, names[home], home, names[home], provinces[home].point)
    errands = [each for step in _placed(plan) for each in _errands(step, names, language)]
    found = stops(errands)
    elsewhere = tuple(
        str(step[f"name_{language}"])
        for step in plan["steps"]
        if step["presence"] == "owner" and not step["centre"] and not step["unmet"]
    )
    return Route(start, found, elsewhere, sketch(start, found))


def _placed(plan: Json) -> list[Json]:
    """Return the steps that ask her or a sample of hers to a place that is known."""
    return [step for step in plan["steps"] if step["centre"] and step["presence"] != "remote"]


def _errands(step: Json, names: Mapping[str, str], language: str) -> Iterator[Errand]:
    place = _place(step, names, language)
    for first, last in _days(step):
        yield Errand(place, first, last, step[f"name_{language}"], step["km"], step["presence"] == "sample")


def _place(step: Json, names: Mapping[str, str], language: str) -> Place:
    """Return where a step is done; in a town without a centre a sample goes to the laboratory by its name."""
    centre = step["centre"]
    labs = [each for each in step["resources"] if each["kind"] == "counter" and step["presence"] == "sample"]
    in_town = labs if centre["code"] == centre["province"] else []
    return Place(
        code=in_town[0]["id"].partition("/")[0] if in_town else centre["code"],
        name=str((in_town or [centre])[0][f"name_{language}"]),
        province=centre["province"],
        province_name=names[centre["province"]],
        point=(centre["lat"], centre["lon"]),
    )


def _days(step: Json) -> set[tuple[dt.date, dt.date]]:
    """Return the days a step asks for: of hers those of each run, of a sample all from first to last."""
    used = {
        (each["use_from"], each["use_to"])
        for each in [*step["resources"], *step["prepared_by"]]
        if "use_from" in each and step["presence"] == "owner"
    }
    return {_both(*each) for each in used or {(step["starts_at"], step["ends_at"])}}


def _both(start: str, end: str) -> tuple[dt.date, dt.date]:
    """Return the local days of two moments; what ends at midnight does not touch the next day."""
    first = thai.local_day(dt.datetime.fromisoformat(start))
    last = thai.local_day(dt.datetime.fromisoformat(end) - dt.timedelta(minutes=1))
    return first, max(first, last)

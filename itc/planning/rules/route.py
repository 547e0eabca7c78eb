"""Her route by a plan: where she goes herself, and where her samples go by post, in order of time."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

A_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Place:
    """Where she is or what she goes to, named in one language; `point` is latitude, longitude in degrees."""

    code: str
    name: str
    province: str
    province_name: str
    point: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Errand:
    """Local days, both included, on which a step asks her, or her sample, to a place `km` away by road."""

    place: Place
    first_day: dt.date
    last_day: dt.date
    step: str
    km: int
    by_post: bool


@dataclass(frozen=True, slots=True)
class Trip:
    """A trip of hers, `km` there and back, or a parcel with samples that is to be there by `first_day`."""

    first_day: dt.date
    last_day: dt.date
    steps: tuple[str, ...]
    km: int
    by_post: bool


@dataclass(frozen=True, slots=True)
class Stop:
    """A place of her route with all trips there, in order of time."""

    number: int
    place: Place
    trips: tuple[Trip, ...]

    @property
    def visited(self) -> bool:
        """Whether she goes there herself."""
        return not all(trip.by_post for trip in self.trips)

    @property
    def posted_to(self) -> bool:
        """Whether a sample goes there by post."""
        return any(trip.by_post for trip in self.trips)


def stops(errands: Iterable[Errand]) -> tuple[Stop, ...]:
    """Return the places of a plan, numbered from 1 in order of the first trip there.

    Days in a row at one place are one trip: the rule by which her kilometres are counted
    (`itc.algorithms.scheduling.plan.travel_km`). A sample wanted where she is that day comes with her.
    """
    asked = list(errands)
    places: dict[str, list[Errand]] = {}
    for each in sorted(asked, key=lambda each: (each.first_day, each.by_post, each.place.code)):
        places.setdefault(each.place.code, []).append(_brought(each, asked) if each.by_post else each)
    return tuple(
        Stop(number, there[0].place, _trips(there)) for number, there in enumerate(places.values(), start=1)
    )


def _brought(sample: Errand, errands: list[Errand]) -> Errand:
    """Return the errand of a sample as hers, if she is at the place on the day it is wanted there."""
    there = (
        each.place.code == sample.place.code and each.first_day <= sample.first_day <= each.last_day
        for each in errands
        if not each.by_post
    )
    return replace(sample, last_day=sample.first_day, by_post=False) if any(there) else sample


def _trips(errands: list[Errand]) -> tuple[Trip, ...]:
    """Return the trips to one place: the days she is there and those of samples apart, no day between."""
    rows: list[list[Errand]] = []
    for each in sorted(errands, key=lambda each: (each.by_post, each.first_day, each.last_day)):
        row = rows[-1] if rows else []
        if row and row[0].by_post == each.by_post and each.first_day <= _last_day(row) + A_DAY:
            row.append(each)
        else:
            rows.append([each])
    return tuple(sorted(map(_trip, rows), key=lambda trip: (trip.first_day, trip.by_post)))


def _trip(row: list[Errand]) -> Trip:
    return Trip(
        first_day=row[0].first_day,
        last_day=_last_day(row),
        steps=tuple(dict.fromkeys(each.step for each in row)),
        km=0 if row[0].by_post else 2 * max(each.km for each in row),
        by_post=row[0].by_post,
    )


def _last_day(row: list[Errand]) -> dt.date:
    return max(each.last_day for each in row)

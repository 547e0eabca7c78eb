"""What stays the same in the letter between two questions: calendars, what is held, ways on the road."""

import datetime as dt
from collections import Counter as Tally
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from itc.algorithms.scheduling import problem as letter
from itc.algorithms.scheduling.open_time import Calendar, Hours, from_weekly, local_day, local_week
from itc.algorithms.scheduling.spans import Spans
from itc.lib import geo, hours
from itc.resources.queries.supply import Supply

BANGKOK_OFFSET = 7 * 60
HORIZON_DAYS = 540
"""How far calendars reach: the longest recipe takes ten months, and queues may add to it."""
USUAL_HOURS = "Mon-Fri 08:30-16:30"
"""Hours of steps that hold nobody's calendar: makers and agencies."""
EPOCH = dt.date(1970, 1, 1)


@dataclass(frozen=True, slots=True, eq=False)
class Grounds:
    """The network as the planner reads it, and the numbers its places and counters stand under."""

    network: letter.Network
    places: Mapping[str, int]
    counters: Mapping[str, int]
    legs: Mapping[tuple[int, int], letter.Leg]


@lru_cache(maxsize=2)
def grounds(supply: Supply, today: dt.date) -> Grounds:
    """Return the network from a day on; kept as long as the snapshot it was made from."""
    places = {code: number for number, code in enumerate(sorted(supply.places))}
    labs = [lab for group in supply.labs_for.values() for lab in group]
    texts = sorted(
        {unit.hours for unit in supply.units.values()} | {lab.hours for lab in labs} | {USUAL_HOURS}
    )
    index = {text: number for number, text in enumerate(texts)}
    start, end = minute_of(today), minute_of(today + dt.timedelta(days=HORIZON_DAYS))
    closed = frozenset((day - EPOCH).days for day in supply.holidays)
    network = letter.Network(
        calendars=tuple(_calendar(text, closed, start, end) for text in texts),
        generic=index[USUAL_HOURS],
        resources=_resources(supply, places, index),
        counters={
            number: letter.Counter(
                id=number,
                calendar=index[lab.hours],
                place=places[lab.place],
                weekly_capacity=lab.weekly_capacity,
                lead_days=lab.lead_days,
                taken=_taken(supply.orders.get(lab.code, ())),
            )
            for number, lab in enumerate(labs)
        },
        horizon_end=end,
        tz_offset_min=BANGKOK_OFFSET,
    )
    numbers = {lab.code: number for number, lab in enumerate(labs)}
    return Grounds(network, places, numbers, _legs(supply, places))


def minute_of(day: dt.date) -> int:
    """Return the minute at which a day begins in Bangkok."""
    return (day - EPOCH).days * 1440 - BANGKOK_OFFSET


def minute_at(moment: dt.datetime) -> int:
    """Return the first whole minute not before an aware moment."""
    return -int(-moment.timestamp() // 60)


def moment_of(minute: int) -> dt.datetime:
    """Return the aware moment, with Bangkok's offset, of a minute."""
    zone = dt.timezone(dt.timedelta(minutes=BANGKOK_OFFSET))
    return dt.datetime.fromtimestamp(minute * 60, tz=zone)


def day_of(minute: int) -> int:
    """Return the local day of a minute, as the planner counts days."""
    return local_day(minute, BANGKOK_OFFSET)


def _calendar(text: str, closed: frozenset[int], start: int, end: int) -> Calendar:
    weekly = [Hours(*opening) for opening in hours.parse(text)]
    return from_weekly(weekly, closed, start, end, BANGKOK_OFFSET)


def _resources(
    supply: Supply, places: Mapping[str, int], index: Mapping[str, int]
) -> dict[int, letter.Resource]:
    return {
        unit.id: letter.Resource(
            id=unit.id,
            calendar=index[unit.hours],
            place=places[unit.place],
            busy=Spans.merged(supply.busy.get(unit.id, ())),
            overnight=unit.overnight,
            notice_min=unit.notice_hours * 60,
        )
        for unit in supply.units.values()
    }


def _taken(days: tuple[dt.date, ...]) -> dict[int, int]:
    return dict(Tally(local_week((day - EPOCH).days) for day in days))


def _legs(supply: Supply, places: Mapping[str, int]) -> dict[tuple[int, int], letter.Leg]:
    """Return the way between any two places; estimates, the same in both directions."""
    points = [(places[code], place.point) for code, place in supply.places.items()]
    legs: dict[tuple[int, int], letter.Leg] = {}
    for number, (one, here) in enumerate(points):
        for other, there in points[number + 1 :]:
            km = geo.road_km(here, there)
            legs[one, other] = legs[other, one] = letter.Leg(
                geo.road_minutes(km), round(km), geo.post_minutes(km)
            )
    return legs

"""The months of a plan at a glance: its steps as bars by station, those side by side under one another."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from itc.planning.queries.kept import Json, day_of
from itc.planning.queries.months import Months
from itc.web.line import STATIONS, Station

WIDTH = 1000
"""Units of a row from the first day to the last."""
LANE, BAR = 10, 6
"""Height of a lane and of the bar in it, in pixels."""
NAMED_UNTIL = 0.93
"""A month that begins later has no room for its name."""
THINNEST = 0.012
"""The least width of a bar, as a share of the row: a day must be seen on a phone."""


class Month(NamedTuple):
    """Where a month begins (percent), with its name where there is room."""

    x: float
    name: str


@dataclass(frozen=True, slots=True)
class Row:
    """A station: the bars of its steps by certainty and what they wait for, as paths of SVG."""

    station: Station
    bars: tuple[tuple[str, str], ...]
    waits: str
    height: int


@dataclass(frozen=True, slots=True)
class Chart:
    """The chart, with its first and last day and the most steps that are under way on one day."""

    first: dt.date
    last: dt.date
    months: tuple[Month, ...]
    ticks: str
    rows: tuple[Row, ...]
    at_once: int


def chart_of(plan: Json) -> Chart | None:
    """Return the chart of a plan; None where none of its steps has a day."""
    met = [step for step in plan["steps"] if not step["unmet"]]
    months = Months.of(met)
    if months is None:
        return None
    begins = months.in_words()["begins"]
    stages = {station.slug: [step for step in met if step["stage"] == station.slug] for station in STATIONS}
    return Chart(
        first=months.first,
        last=months.last,
        months=tuple(Month(round(at * 100, 2), name) for at, name in begins if at < NAMED_UNTIL),
        ticks="".join(f"M{_units(at)} 0v{WIDTH}" for at, _name in begins),
        rows=tuple(
            _row(station, stages[station.slug], months) for station in STATIONS if stages[station.slug]
        ),
        at_once=_at_once(met),
    )


def _row(station: Station, steps: Sequence[Json], months: Months) -> Row:
    """Lay each bar into the first lane in which it touches no other."""
    lanes: list[float] = []
    bars: dict[str, str] = defaultdict(str)
    waits = ""
    for step in steps:
        begin, end, ready = months.bar(step)
        begin = min(begin, 1 - THINNEST)
        end = max(end, begin + THINNEST)
        ready = max(ready, end)
        lane = next((number for number, taken in enumerate(lanes) if taken <= begin), len(lanes))
        lanes[lane:] = [ready, *lanes[lane + 1 :]]
        wide = _units(end - begin)
        bars[step["certainty"]] += f"M{_units(begin)} {lane * LANE}h{wide}v{BAR}h-{wide}z"
        if ready > end:
            waits += f"M{_units(end)} {lane * LANE + BAR / 2}h{_units(ready - end)}"
    return Row(station, tuple(bars.items()), waits, len(lanes) * LANE)


def _units(share: float) -> int:
    return round(share * WIDTH)


def _at_once(steps: Sequence[Json]) -> int:
    """Return the most steps at work or waiting for their result on one day."""
    after = dt.timedelta(days=1)
    turns = [(day_of(step["starts_at"]), 1) for step in steps]
    turns += [(day_of(step["ready_at"]) + after, -1) for step in steps]
    return max(accumulate(change for _day, change in sorted(turns)))

"""What falls and where it would go, as its page shows it: of other people's cases no more than it takes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from itc.catalogue.models import Operation
from itc.lib import geo, thai
from itc.machines.queries.outages_falling import Fall, Falling
from itc.network.models import Centre, Province
from itc.planning.queries.effects import Change
from itc.resources.models import Resource
from itc.resources.rules.holding import Hold

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Moved:
    """A step that falls, and where it would go."""

    change: Change
    instead: str
    """The machine, room or person that serves it then."""
    same_time: bool
    elsewhere: bool
    """Whether that is at another centre."""
    km: int
    """Kilometres more (or fewer) on the road, there and back, where she comes herself."""
    thb: Decimal
    """Baht more (or less), as far as both prices are known."""


@dataclass(frozen=True, slots=True)
class Row:
    """A case of which steps fall."""

    fall: Fall
    moved: tuple[Moved, ...]
    along: int
    """So many other steps of it move along."""
    days: int
    """So many days later its last result is there."""
    begun: bool
    """Whether one of its steps has begun when it falls."""

    @property
    def chosen(self) -> bool:
        """Whether it is to be planned anew, not placed by hand."""
        return self.fall.effect is not None or self.fall.why_not is not None


@dataclass(frozen=True, slots=True)
class Preview:
    """All that falls, to be read before it is done."""

    falling: Falling
    rows: tuple[Row, ...]

    @property
    def found(self) -> int:
        """How many cases have a new time."""
        return sum(row.fall.effect is not None for row in self.rows)


@dataclass(frozen=True, slots=True)
class Known:
    """What rows are told with: resources by code, and where homes and centres are."""

    resources: Mapping[str, Resource]
    points: Mapping[str, Point]


def preview(found: Falling) -> Preview:
    """Return what falls, as its page shows it."""
    codes = {hold.resource for fall in found.falls for hold in _holds(fall)}
    homes = {fall.case.asked.get("province", "") for fall in found.falls}
    towns = {row.pk: row.point for row in Province.objects.filter(pk__in=homes)}
    centres = {row.pk: row.point for row in Centre.objects.all()}
    known = Known({row.code: row for row in Resource.objects.filter(code__in=codes)}, towns | centres)
    return Preview(found, tuple(_row(found, fall, known) for fall in found.falls))


def _holds(fall: Fall) -> Iterator[Hold]:
    for step in fall.effect.rewritten.moved if fall.effect else ():
        yield from (wish for wish in step.wanted if isinstance(wish, Hold))


def _row(found: Falling, fall: Fall, known: Known) -> Row:
    begun = any(slot.held_from < found.span.start for slot in fall.slots)
    if fall.effect is None:
        return Row(fall, (), 0, 0, begun)
    fell = {step.seq for step in fall.steps}
    changes = {each.seq: each for each in fall.effect.changes}
    moved = tuple(_moved(found, fall, changes[seq], known) for seq in sorted(fell & changes.keys()))
    before, after = fall.effect.before.finish, fall.effect.after.finish
    days = (thai.local_day(after) - thai.local_day(before)).days if before and after else 0
    return Row(fall, moved, len(changes.keys() - fell), days, begun)


def _moved(found: Falling, fall: Fall, change: Change, known: Known) -> Moved:
    before, after = change.before, change.after
    assert before is not None
    assert after is not None
    used = [known.resources[wish.resource] for wish in after.wanted if isinstance(wish, Hold)]
    unit = next((each for each in used if each.kind == found.span.resource.kind), None)
    km = 0
    if before.presence == Operation.Presence.OWNER:
        home = fall.case.asked.get("province", "")
        km = round(
            _there_and_back(home, after.centre, known) - _there_and_back(home, before.centre_id, known)
        )
    prices = before.cost_thb, after.cost_thb
    thb = Decimal(0) if prices[0] is None or prices[1] is None else prices[1] - prices[0]
    same_time = (before.starts_at, before.ends_at) == (after.starts_at, after.ends_at)
    return Moved(change, unit.name if unit else "", same_time, before.centre_id != after.centre, km, thb)


def _there_and_back(home: str, centre: str | None, known: Known) -> float:
    here, there = known.points.get(home), known.points.get(centre or "")
    return 2 * geo.road_km(here, there) if here and there else 0.0

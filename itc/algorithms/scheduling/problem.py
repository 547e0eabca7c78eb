"""The letter: what is open and busy, what each step asks for, and where the owner lives.

Minutes count from 1970-01-01 00:00 UTC, money is satang before VAT, distances are whole kilometres.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import permutations
from typing import NamedTuple

from itc.algorithms.scheduling.hours import Held, Hours
from itc.algorithms.scheduling.open_time import Calendar, local_day, local_week, week_start
from itc.algorithms.scheduling.spans import NEVER, Spans


class BookedAs(StrEnum):
    """What a step takes: a held calendar, a lab's order, an agency's clock, or a maker not yet chosen."""

    RESOURCE = "resource"
    COUNTER = "counter"
    FILING = "filing"
    CHOICE = "choice"


class Run(StrEnum):
    """Whether work may pause in closed hours or runs on unbroken."""

    SPLIT = "split"
    THROUGH = "through"


class Presence(StrEnum):
    """Who or what must be at the place: the owner, a sample of hers, or nobody."""

    OWNER = "owner"
    SAMPLE = "sample"
    REMOTE = "remote"


class Leg(NamedTuple):
    """The way from one place to another: minutes on the road, kilometres, and minutes by post."""

    minutes: int
    km: int
    post: int = 0


NO_WAY = Leg(0, 0)


@dataclass(frozen=True, slots=True)
class Resource:
    """One machine, person or room: an index into the calendars, its place, and when it is already held."""

    id: int
    calendar: int
    place: int
    busy: Spans = NEVER
    overnight: bool = False
    notice_min: int = 0


@dataclass(frozen=True, slots=True)
class Counter:
    """A lab: drop-off hours, orders it takes a local week, orders taken by week, days until the result."""

    id: int
    calendar: int
    place: int
    weekly_capacity: int
    lead_days: int
    taken: Mapping[int, int] = field(default_factory=dict)

    def full(self, tz_offset_min: int) -> Spans:
        """Return the local weeks in which it takes no further order."""
        weeks = (week for week, orders in self.taken.items() if orders >= self.weekly_capacity)
        return Spans.merged(
            (week_start(week, tz_offset_min), week_start(week + 1, tz_offset_min)) for week in weeks
        )

    def with_order(self, minute: int, tz_offset_min: int, *, count: int = 1) -> "Counter":
        """Return it with so many orders more, or fewer, in the local week of a minute."""
        week = local_week(local_day(minute, tz_offset_min))
        return replace(self, taken={**self.taken, week: self.taken.get(week, 0) + count})


@dataclass(frozen=True, slots=True)
class WorkOption:
    """A machine, a person or both at one place: minutes of one run, cost of all runs (None: to be quoted).

    `expected_days` is the answer clock of a filing's office; `key` is the caller's own and never read here.
    """

    place: int
    use: int
    cost: int | None
    machine: int | None = None
    person: int | None = None
    setup: int = 0
    cleaning: int = 0
    runs: int = 1
    expected_days: int = 0
    key: str = ""

    @property
    def held(self) -> tuple[int, ...]:
        """Ids of the resources that are held, machine first."""
        if self.machine is None or self.person is None:
            return tuple(each for each in (self.machine, self.person) if each is not None)
        return self.machine, self.person


@dataclass(frozen=True, slots=True)
class CounterOption:
    """A lab that takes the order, and the cost of it (None: to be quoted)."""

    counter: int
    cost: int | None
    key: str = ""


Option = WorkOption | CounterOption


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the path. Where nothing can be held, `usual_minutes` of open time stand for it."""

    seq: int
    booked_as: BookedAs
    usual_minutes: int
    after: tuple[int, ...] = ()
    run: Run = Run.SPLIT
    presence: Presence = Presence.SAMPLE
    wait_days: int = 0
    options: tuple[Option, ...] = ()

    @property
    def attended(self) -> bool:
        """Whether the owner comes to it herself; a maker not yet chosen has no place to come to."""
        return self.presence is Presence.OWNER and bool(self.options)

    @property
    def has_goods(self) -> bool:
        """Whether her goods or samples lie at its place."""
        return self.presence is not Presence.REMOTE and bool(self.options)


@dataclass(frozen=True)
class Network:
    """What stays the same between two questions; `generic` is the calendar of steps that hold nothing."""

    calendars: tuple[Calendar, ...]
    generic: int
    resources: Mapping[int, Resource]
    counters: Mapping[int, Counter]
    horizon_end: int
    tz_offset_min: int
    _gaps: dict[tuple[int, ...], Spans] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if any(calendar.ends and calendar.ends[-1] > self.horizon_end for calendar in self.calendars):
            raise ValueError("a calendar is open beyond the horizon")
        if any(counter.weekly_capacity < 1 or counter.lead_days < 0 for counter in self.counters.values()):
            raise ValueError(
                "a counter takes at least one order a week, and no result comes before its order"
            )

    def calendar_of(self, resource: int) -> Calendar:
        """Return the calendar of a resource's id."""
        return self.calendars[self.resources[resource].calendar]

    def gaps(self, resources: tuple[int, ...]) -> Spans:
        """Return when none of some resources is held; kept, as few sets of resources differ."""
        if resources not in self._gaps:
            self._gaps[resources] = Spans.union(self.resources[each].busy for each in resources).turned()
        return self._gaps[resources]

    @cached_property
    def held(self) -> Held:
        """When each resource (by id) and counter (by "counter" and id) takes nothing; None always does."""
        spans: dict[Hashable, Spans] = {None: NEVER}
        calendars = [self.generic]
        for resource in self.resources.values():
            spans[resource.id] = resource.busy
            calendars.append(resource.calendar)
        for counter in self.counters.values():
            spans["counter", counter.id] = counter.full(self.tz_offset_min)
            calendars.append(counter.calendar)
        return Held.of(spans).open_in(Hours(self.calendars), calendars)


@dataclass(frozen=True, slots=True)
class Owner:
    """Her home, the ways that she or her goods may travel, in both directions, and when she is away."""

    home: int
    legs: Mapping[tuple[int, int], Leg] = field(default_factory=dict)
    away: Spans = NEVER

    def leg(self, origin: int, destination: int) -> Leg:
        """Return the way between two places; nothing within one place."""
        return NO_WAY if origin == destination else self.legs[origin, destination]

    def there_and_back(self, place: int) -> int:
        """Return the kilometres of a stay at a place."""
        return self.leg(self.home, place).km + self.leg(place, self.home).km


@dataclass(frozen=True, slots=True)
class Problem:
    """One question: these steps for this owner, from `earliest` on, asked at `now`."""

    network: Network
    steps: tuple[Step, ...]
    owner: Owner
    now: int
    earliest: int

    def __post_init__(self) -> None:
        if faults := [fault for step in self.steps for fault in _faults(step, self)]:
            raise ValueError("; ".join(faults))
        if len({step.seq for step in self.steps}) < len(self.steps):
            raise ValueError("two steps have the same seq")
        if missing := [way for way in permutations(self._places(), 2) if way not in self.owner.legs]:
            raise ValueError(f"there is no way between {missing}")

    @property
    def start(self) -> int:
        """The first minute anything may be held."""
        return max(self.now, self.earliest)

    def _places(self) -> set[int]:
        """Return her home and every place an option may call her or her goods to."""
        called = (step for step in self.steps if step.has_goods)
        return {self.owner.home} | {
            place_of(option, self.network) for step in called for option in step.options
        }


def place_of(option: Option, network: Network) -> int:
    """Return the place where an option's work is done or its sample is dropped off."""
    return network.counters[option.counter].place if isinstance(option, CounterOption) else option.place


def _faults(step: Step, problem: Problem) -> list[str]:
    """Return what is wrong with a step by itself, as sentences; cycles of `after` the planner refuses."""
    known = {each.seq for each in problem.steps}
    faults = [
        f"step {step.seq} waits for {seq}, which is not in the letter"
        for seq in step.after
        if seq not in known
    ]
    if step.usual_minutes < 1 or step.wait_days < 0:
        faults.append(f"step {step.seq} has no usual length or a negative wait")
    if step.booked_as is BookedAs.CHOICE and step.options:
        faults.append(f"step {step.seq} is a choice, so it has no options")
    for index, option in enumerate(step.options):
        if isinstance(option, CounterOption) != (step.booked_as is BookedAs.COUNTER):
            faults.append(f"option {index} of step {step.seq} is not of its kind")
        if wrong := _option_faults(option, problem.network):
            faults += [f"option {index} of step {step.seq}: {fault}" for fault in wrong]
    return faults


def _option_faults(option: Option, network: Network) -> list[str]:
    """Return what is wrong with an option, as sentences."""
    if isinstance(option, CounterOption):
        return [] if option.counter in network.counters else [f"counter {option.counter} is unknown"]
    faults = []
    held = option.held
    if not held:
        faults.append("neither a machine nor a person")
    if len(held) > 1 and held[0] == held[1]:
        faults.append("machine and person are the same resource")
    for resource in held:
        if (known := network.resources.get(resource)) is None:
            faults.append(f"resource {resource} is unknown")
        elif known.place != option.place:
            faults.append(f"resource {resource} is at another place")
    if option.use < 1 or option.runs < 1 or min(option.setup, option.cleaning, option.expected_days) < 0:
        faults.append("a run needs some use, and no time may be negative")
    return faults

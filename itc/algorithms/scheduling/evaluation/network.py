"""A network by a seed, of a size the country's could grow to. Made up: it stands for nobody's machines.

Machines of twenty kinds stand in centres with hours of their own, with operators trained on some kinds; labs,
experts and officers are spread over the centres. Minutes count from 1970-01-01 00:00 UTC, money is satang.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import cycle, islice
from random import Random
from typing import NamedTuple

from itc.algorithms.scheduling.evaluation.bookings import Bookable, Busy, booked
from itc.algorithms.scheduling.evaluation.centres import (
    BANGKOK,
    END,
    MONDAY,
    Centre,
    Point,
    centres_of,
    legs,
    points,
)
from itc.algorithms.scheduling.open_time import Calendar, local_week
from itc.algorithms.scheduling.problem import Counter, Leg, Network, Resource, Run

KINDS = 20
OPERATORS_PER_UNIT = 0.24
TRAINED_ON = 4
"""Kinds of machine an operator is trained on."""
FIELDS, EXPERTS_PER_FIELD = 6, 30
AGENCIES, OFFICERS_PER_AGENCY = 8, 2
LABS, TESTS, LABS_PER_TEST = 60, 12, 5


@dataclass(frozen=True, slots=True)
class Size:
    """How large a network is; bookings hold a machine, most of them with its operator."""

    units: int = 5_000
    centres: int = 100
    bookings: int = 200_000


class Kind(NamedTuple):
    """A kind of machine: how it is run, minutes of set-up and cleaning, satang an hour, needs an operator."""

    run: Run
    overnight: bool
    attended: bool
    setup: int
    cleaning: int
    satang: int


class Unit(NamedTuple):
    """A machine, expert or officer, and what it costs: satang an hour, of an officer satang a filing."""

    id: int
    place: int
    satang: int


class Test(NamedTuple):
    """A laboratory that takes a test, and satang an order."""

    counter: int
    satang: int


@dataclass(frozen=True, slots=True)
class Country:
    """A network and who offers what in it; `operators` by place and kind of machine."""

    network: Network
    points: Mapping[int, Point]
    legs: Mapping[tuple[int, int], Leg]
    homes: tuple[int, ...]
    kinds: tuple[Kind, ...]
    machines: tuple[tuple[Unit, ...], ...]
    operators: Mapping[tuple[int, int], tuple[int, ...]]
    experts: tuple[tuple[Unit, ...], ...]
    officers: tuple[tuple[Unit, ...], ...]
    tests: tuple[tuple[Test, ...], ...]


def country(size: Size, seed: int) -> Country:
    """Return the network of a size and a seed; ValueError where its bookings do not fit."""
    return _Maker(size, seed).country()


class _Maker:
    """Numbers people and machines as it goes."""

    def __init__(self, size: Size, seed: int) -> None:
        self.size = size
        self.chance = Random(f"network {seed}")  # noqa: S311 - a network to try, not a secret
        self.points = points(self.chance, size.centres)
        self.centres, self.calendars = centres_of(self.chance, size.centres)
        self.kinds = tuple(self._kind(number) for number in range(KINDS))
        self.resources: dict[int, Resource] = {}

    def country(self) -> Country:
        """Return the whole."""
        machines = self._machines()
        operators = self._operators(machines)
        experts = tuple(self._people(EXPERTS_PER_FIELD, satang=90_000) for _ in range(FIELDS))
        officers = tuple(self._people(OFFICERS_PER_AGENCY, satang=200_000) for _ in range(AGENCIES))
        busy = self._busy(machines, operators)
        counters = {number: self._counter(number) for number in range(1, LABS + 1)}
        return Country(
            network=Network(self.calendars, 0, self._held(busy), counters, END, BANGKOK),
            points=self.points,
            legs=legs(self.points),
            homes=tuple(range(self.size.centres + 1, len(self.points) + 1)),
            kinds=self.kinds,
            machines=machines,
            operators=operators,
            experts=experts,
            officers=officers,
            tests=tuple(self._test(counters) for _ in range(TESTS)),
        )

    def _kind(self, number: int) -> Kind:
        """Return a kind: every fifth runs alone and over night, every other of the rest in one opening."""
        alone = number % 5 == 4
        return Kind(
            run=Run.THROUGH if alone or number % 2 else Run.SPLIT,
            overnight=alone,
            attended=not alone,
            setup=self.chance.choice((0, 15, 30)),
            cleaning=self.chance.choice((0, 15, 30)),
            satang=self.chance.randrange(10_000, 80_000, 5_000),
        )

    def _machines(self) -> tuple[tuple[Unit, ...], ...]:
        """Return machines by kind, shared out so that some centres have many times what others have."""
        weights = [self.chance.uniform(0.3, 1.7) for _ in self.centres]
        found: list[list[Unit]] = [[] for _ in self.kinds]
        for number, centre in enumerate(self.chance.choices(self.centres, weights, k=self.size.units)):
            kind = number % KINDS
            price = self.kinds[kind].satang * centre.dearness * self.chance.uniform(0.9, 1.1)
            unit = self._resource(centre, round(price / 1000) * 1000, overnight=self.kinds[kind].overnight)
            found[kind].append(unit)
        return tuple(map(tuple, found))

    def _operators(self, machines: tuple[tuple[Unit, ...], ...]) -> dict[tuple[int, int], tuple[int, ...]]:
        """Return who may run what: at least one operator for each kind a centre has that needs one."""
        there: dict[int, list[int]] = defaultdict(list)
        for kind, units in enumerate(machines):
            for unit in units:
                there[unit.place].append(kind)
        found: dict[tuple[int, int], set[int]] = defaultdict(set)
        for centre in self.centres:
            kinds = sorted({kind for kind in there[centre.place] if self.kinds[kind].attended})
            self.chance.shuffle(kinds)
            count = max(round(len(there[centre.place]) * OPERATORS_PER_UNIT), -(-len(kinds) // TRAINED_ON))
            turns = cycle(kinds)
            for _ in range(count):
                part = self.chance.random() < 0.2
                person = self._resource(centre, 0, part=part).id
                for kind in islice(turns, TRAINED_ON):
                    found[centre.place, kind].add(person)
        return {key: tuple(sorted(people)) for key, people in found.items()}

    def _people(self, count: int, *, satang: int) -> tuple[Unit, ...]:
        """Return people who are asked for themselves, each at some centre, with a price near one."""
        return tuple(
            self._resource(centre, round(satang * centre.dearness / 5000) * 5000)
            for centre in self.chance.choices(self.centres, k=count)
        )

    def _resource(self, centre: Centre, satang: int, *, overnight: bool = False, part: bool = False) -> Unit:
        number = len(self.resources) + 1
        calendar = centre.part if part else centre.calendar
        self.resources[number] = Resource(
            number, calendar, centre.place, overnight=overnight, notice_min=centre.notice_min
        )
        return Unit(number, centre.place, satang)

    def _busy(
        self, machines: tuple[tuple[Unit, ...], ...], operators: Mapping[tuple[int, int], tuple[int, ...]]
    ) -> Busy:
        every = [
            Bookable(unit.id, operators.get((unit.place, kind), ()), self.kinds[kind].overnight)
            for kind, units in enumerate(machines)
            for unit in units
        ]
        return booked(self.chance, every, self._calendar_of, self.size.bookings)

    def _calendar_of(self, resource: int) -> Calendar:
        return self.calendars[self.resources[resource].calendar]

    def _held(self, busy: Busy) -> dict[int, Resource]:
        """Return the resources with what is booked."""
        return {
            number: Resource(
                number, each.calendar, each.place, busy.spans(number), each.overnight, each.notice_min
            )
            for number, each in self.resources.items()
        }

    def _counter(self, number: int) -> Counter:
        """Return a laboratory whose next weeks are the fuller the nearer."""
        centre = self.chance.choice(self.centres)
        capacity = self.chance.randint(2, 8)
        week = local_week(MONDAY)
        taken = {week + each: max(0, capacity - self.chance.randrange(each + 2)) for each in range(6)}
        return Counter(number, centre.calendar, centre.place, capacity, self.chance.randint(3, 25), taken)

    def _test(self, counters: Mapping[int, Counter]) -> tuple[Test, ...]:
        labs = self.chance.sample(sorted(counters), LABS_PER_TEST)
        return tuple(Test(lab, self.chance.randrange(50_000, 300_000, 10_000)) for lab in labs)

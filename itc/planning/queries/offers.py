"""Who could serve a step of her path, for how long and for how much: the options of the letter."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from itc.algorithms.scheduling import problem as letter
from itc.catalogue.queries.knowledge import Knowledge
from itc.catalogue.queries.rows import MachineKindRow, OperationRow
from itc.catalogue.rules.amounts import Amount, Work, capacity_of, work
from itc.catalogue.rules.path import Line
from itc.planning.queries.network import Grounds
from itc.resources.queries.supply import Lab, Supply, Unit
from itc.resources.rules.filings import Office, office_for
from itc.resources.rules.prices import Use, cost

OPENING_MINUTES = 8 * 60
"""The longest a machine that does not run over night works on end (data/sample_network.csv)."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, as far as it decides who serves her."""

    family: str
    province: str
    lead_centre: str | None
    amount: Amount | None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to do a step; which of its parts are filled depends on how the step is booked."""

    option: letter.Option
    units: tuple[Unit, ...] = ()
    lab: Lab | None = None
    office: Office | None = None
    work: Work | None = None


@dataclass(frozen=True, slots=True)
class Counsel:
    """All that offers are made from."""

    knowledge: Knowledge
    supply: Supply
    grounds: Grounds
    asker: Asker

    def offers(self, line: Line) -> tuple[Offer, ...]:
        """Return every way to do a step of the recipe within her wishes; none for a maker, chosen later."""
        operation = self.knowledge.operations[line.operation]
        by: dict[str, Callable[[Line, OperationRow], Iterator[Offer]]] = {
            "resource": self._by_machine if operation.provider_kind == "machine" else self._by_person,
            "counter": self._by_lab,
            "filing": self._by_office,
        }
        make = by.get(operation.booked_as)
        made = () if make is None else tuple(make(line, operation))
        return _most_of_it(tuple(offer for offer in made if self._wished(offer, operation)))

    def barred(self, line: Line) -> bool:
        """Whether somebody in the network does a step, but nobody where she wishes it."""
        anywhere = replace(self, asker=replace(self.asker, region=None))
        return not self.offers(line) and bool(anywhere.offers(line))

    def _wished(self, offer: Offer, operation: OperationRow) -> bool:
        """Whether an offer is in the region she wants; remote talks and parcels to a lab are anywhere."""
        if self.asker.region is None or operation.presence == "remote" or offer.lab:
            return True
        return self.supply.places[offer.units[0].place].region == self.asker.region

    def _by_machine(self, line: Line, operation: OperationRow) -> Iterator[Offer]:
        """A unit at its centre, with somebody trained there where the kind needs one."""
        for unit_id in self.supply.machines_for.get(line.operation, ()):
            unit = self.supply.units[unit_id]
            kind = self.knowledge.machine_kinds[unit.machine_kind or ""]
            done = self._work(line, unit, kind)
            shape = _blocks(done, kind, unit, operation)
            if shape is None:
                continue
            runs, use = shape
            price = self._cost("machine", unit.place, kind.code, done)
            for operator in self._operators(unit, kind):
                option = letter.WorkOption(
                    place=self.grounds.places[unit.place],
                    use=use,
                    cost=price,
                    machine=unit.id,
                    person=operator.id if operator else None,
                    setup=kind.setup_min,
                    cleaning=kind.cleaning_min,
                    runs=runs,
                )
                yield Offer(option, units=(unit, operator) if operator else (unit,), work=done)

    def _by_person(self, line: Line, operation: OperationRow) -> Iterator[Offer]:
        done = work(line.hours, "once")
        people = [self.supply.units[each] for each in self.supply.people_for.get(line.operation, ())]
        if operation.provider_kind == "officer":
            people = self._of_lead_centre(people)
        for person in people:
            option = letter.WorkOption(
                place=self.grounds.places[person.place],
                use=done.use_minutes,
                cost=self._cost("person", person.code, line.operation, done),
                person=person.id,
            )
            yield Offer(option, units=(person,), work=done)

    def _by_lab(self, line: Line, operation: OperationRow) -> Iterator[Offer]:
        done = work(line.hours, "once")
        for lab in self.supply.labs_for.get(line.operation, ()):
            price = self._cost("lab", lab.lab_code, line.operation, done)
            option = letter.CounterOption(counter=self.grounds.counters[lab.code], cost=price)
            yield Offer(option, lab=lab, work=done)

    def _by_office(self, line: Line, operation: OperationRow) -> Iterator[Offer]:
        """The hours of whoever prepares it at her lead centre, and the clock of the office it goes to."""
        offices = self.supply.offices_for.get(line.operation, ())
        office = office_for(offices, family=self.asker.family, province=self.asker.province)
        if office is None:
            return
        done = work(line.hours, "once")
        advisers = [self.supply.units[each] for each in self.supply.advisers_for.get(line.operation, ())]
        preparing = [each for each in advisers if each.role == office.prepared_by] or advisers
        for person in self._of_lead_centre(preparing):
            option = letter.WorkOption(
                place=self.grounds.places[person.place],
                use=done.use_minutes,
                cost=self._cost("office", office.code.partition("/")[0], line.operation, done),
                person=person.id,
                expected_days=office.expected_days,
            )
            yield Offer(option, units=(person,), office=office, work=done)

    def _work(self, line: Line, unit: Unit, kind: MachineKindRow) -> Work:
        capacity = capacity_of(
            unit.capacity, kind.amount_unit, kind.amount_factor, kind.amount_per, unit.batch_hours
        )
        return work(line.hours, line.per, self.asker.amount, capacity)

    def _operators(self, unit: Unit, kind: MachineKindRow) -> Sequence[Unit | None]:
        """Return who may run it for her; nobody is needed where the kind says so."""
        if kind.operator_needed == "no":
            return [None]
        return [self.supply.units[each] for each in self.supply.operators_of.get((unit.place, kind.code), ())]

    def _of_lead_centre(self, people: Iterable[Unit]) -> list[Unit]:
        """Return the people of her lead centre, which keeps her case; all, where it has none."""
        everybody = list(people)
        return [each for each in everybody if each.place == self.asker.lead_centre] or everybody

    def _cost(self, kind: str, provider: str, of: str, done: Work) -> int | None:
        """Return satang, None where it is to be quoted."""
        use = Use(hours=Decimal(done.runs * done.use_minutes) / 60, runs=done.runs)
        baht = cost(self.supply.tariffs.get((kind, provider, of), ()), use)
        return None if baht is None else int(baht * 100)


def _most_of_it(offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
    """Return the offers that make most of her amount: a machine too small for it only looks quicker."""
    whole = tuple(offer for offer in offers if offer.work is None or not offer.work.capped)
    covered = {id(offer): offer.work.covered.value for offer in offers if offer.work and offer.work.covered}
    most = max(covered.values(), default=None)
    return whole or tuple(offer for offer in offers if covered.get(id(offer)) == most)


def _blocks(done: Work, kind: MachineKindRow, unit: Unit, operation: OperationRow) -> tuple[int, int] | None:
    """Return the blocks of a machine and the minutes of each, None where a run fits no opening.

    Split work is one block. A through run is its own block; where it is longer than an opening and the
    machine may not run over night, steady work (a rate) goes on another day, a batch cannot.
    """
    whole = done.runs * done.use_minutes
    if operation.run == "split":
        return 1, whole
    room = OPENING_MINUTES - kind.setup_min - kind.cleaning_min
    if unit.overnight or done.use_minutes <= room:
        return done.runs, done.use_minutes
    if kind.amount_per != "hour" or room < 60:
        return None
    days = -(-whole // room)
    return days, -(-whole // days)

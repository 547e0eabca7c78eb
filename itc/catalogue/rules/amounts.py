"""How long a step takes for her amount: how many runs of a machine, and how many minutes each.

Three ways, in this order:
- a machine that takes so much a batch needs its batch hours for each run, full or not;
- a machine that takes so much an hour needs amount ÷ rate, cut into runs of its usual length;
- else the recipe's own hours stand: steps that are done once (labs, people, filings), no amount, or a machine
  whose capacity does not count her product (kilos at a machine that counts packs).

Shared machines are for trials, so a step is cut at a working week of a drier (five runs of twelve hours, or
twenty short runs) and says how much of her amount that makes; the rest is for the maker. On the sample
network 100 kg go whole through 106 of 114 machine rows that count kilos, and 200 kg through 91: every drier
does them in 18 to 48 hours, a freeze-drier (28 hours a run) stops at two runs, 90 to 150 kg.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

MOST_HOURS = Decimal(60)
"""Hours of use of one step on a shared machine; one run always fits, however long."""

MOST_RUNS = 20
"""Runs of one step on a shared machine."""

DAY_HOURS = Decimal(8)
"""The longest run of work that a recipe counts by the piece: a working day."""

ROUND_MINUTES = 30

_NEARLY_ONE = 1 - Decimal("1e-12")

_MORE_THAN = re.compile(r"amount:>(\d+(?:\.\d+)?)([a-z]+)")


@dataclass(frozen=True, slots=True)
class Amount:
    """How much she wants to make, in kg, l or piece."""

    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Capacity:
    """What a machine takes of her product in kg, l or piece `per` hour or batch; hours of a usual run."""

    value: Decimal
    unit: str
    per: str
    batch_hours: Decimal

    @property
    def run(self) -> Decimal:
        """How much a full run makes."""
        return self.value if self.per == "batch" else self.value * self.batch_hours


@dataclass(frozen=True, slots=True)
class Work:
    """Runs of a step and minutes of use of each; `covered` is what they make when her amount was counted.

    `capped` says that this is less than she asked for, because a shared machine is for trials.
    """

    runs: int
    use_minutes: int
    covered: Amount | None = None
    capped: bool = False


def capacity_of(
    value: Decimal | None, unit: str, factor: Decimal | None, per: str, batch_hours: Decimal | None
) -> Capacity | None:
    """Return the capacity of a machine, None where it does not count her product.

    `value` is in the machine's own unit; one of these is `factor` of `unit` (kg, l, piece) per hour or batch.
    """
    if not (value and unit and factor and batch_hours):
        return None
    return Capacity(value * factor, unit, per, batch_hours)


def work(hours: Decimal, per: str, amount: Amount | None = None, capacity: Capacity | None = None) -> Work:
    """Return the work of a recipe line (its `hours` a time, `per` once, batch or unit) at a machine.

    An amount that is not above zero counts as none.
    """
    usual = Work(1, _minutes(hours))
    if amount is None or amount.value <= 0 or per == "once":
        return usual
    if capacity and capacity.unit == amount.unit:
        return _counted(amount, capacity)
    if per == "unit" and amount.unit == "piece":
        return _counted(amount, Capacity(1 / hours, "piece", "hour", max(DAY_HOURS, hours)))
    return usual


def runs(amount: Amount, capacity: Capacity) -> int:
    """Return how many runs the whole amount takes; both are in the same unit."""
    return _ceil(amount.value / capacity.run)


def triggers_of(amount: Amount | None, triggers: Iterable[str]) -> tuple[str, ...]:
    """Return those triggers `amount:>100kg` that the amount exceeds, in their order."""
    return tuple(trigger for trigger in triggers if amount and _exceeds(amount, trigger))


def _counted(amount: Amount, capacity: Capacity) -> Work:
    wanted = runs(amount, capacity)
    most = max(1, min(MOST_RUNS, int(MOST_HOURS // capacity.batch_hours)))
    done = min(wanted, most)
    covered = amount.value if wanted <= most else done * capacity.run
    each = capacity.batch_hours if capacity.per == "batch" else covered / done / capacity.value
    return Work(done, _minutes(each), Amount(covered, amount.unit), capped=wanted > most)


def _exceeds(amount: Amount, trigger: str) -> bool:
    """Return whether an amount is more than the trigger's; in another unit it is not."""
    found = _MORE_THAN.fullmatch(trigger)
    return found is not None and found[2] == amount.unit and amount.value > Decimal(found[1])


def _ceil(number: Decimal) -> int:
    """Return a number above zero rounded up; the last digits of an uneven division do not count."""
    return int((number * _NEARLY_ONE).to_integral_value(ROUND_CEILING))


def _minutes(hours: Decimal) -> int:
    """Return hours as minutes, rounded up to the half hour."""
    return _ceil(hours * 60 / ROUND_MINUTES) * ROUND_MINUTES

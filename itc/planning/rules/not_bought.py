"""What the machines of a plan would cost to own: the outlay she need not make before there is a product (T9).

The cautious figure: the low price of each distinct kind used for four hours or more, each kind once. Rooms
and instruments of a laboratory are left out, since no small firm would buy them. "Would cost", not "saved":
the plan is not yet used. Prices are ranges of a machine kind, samples until an officer confirms them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

LEAST_MINUTES = 4 * 60


@dataclass(frozen=True, slots=True)
class Owned:
    """A machine kind and what one costs, from low to high, in baht."""

    kind: str
    low: Decimal
    high: Decimal


def not_bought(uses: Iterable[tuple[Owned, int]]) -> tuple[Owned, ...]:
    """Return the kinds used for four hours or more in all, by code; `uses` are (kind, minutes of use)."""
    minutes: dict[str, int] = {}
    kinds: dict[str, Owned] = {}
    for owned, used in uses:
        kinds[owned.kind] = owned
        minutes[owned.kind] = minutes.get(owned.kind, 0) + used
    return tuple(kinds[kind] for kind in sorted(kinds) if minutes[kind] >= LEAST_MINUTES)

"""What a use costs: the cheapest rule of the provider that applies, in baht before VAT and co-pay."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

DAY_HOURS = 7  # a priced day is 7 hours of use (data/prices.csv: day = hour price x 7)
SATANG = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Tariff:
    """One price row: its unit, baht (None where it is to be quoted) and rule.

    `set_up` is asked once a use beside the rest, whatever the unit. Of hours, the first may have a price of
    its own, and those past `later_after` another.
    """

    unit: str
    rule: str
    price: Decimal | None
    first_hour: Decimal | None = None
    set_up: Decimal | None = None
    later: Decimal | None = None
    later_after: int | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """What is priced: hours of use in all, and in how many runs, orders or sessions."""

    hours: Decimal
    runs: int = 1


def cost(tariffs: Iterable[Tariff], use: Use) -> Decimal | None:
    """Return the baht of a use, rounded half up to a satang; None where it is to be quoted, never 0 for that.

    Of several rows of one provider the cheapest that applies counts; a free row makes it 0.
    """
    known = [amount for tariff in tariffs if (amount := _amount(tariff, use)) is not None]
    return min(known).quantize(SATANG, rounding=ROUND_HALF_UP) if known else None


def _amount(tariff: Tariff, use: Use) -> Decimal | None:
    if tariff.rule == "free":
        return Decimal(0)
    if tariff.rule == "quote" or tariff.price is None:
        return None
    once = tariff.set_up or Decimal(0)
    match tariff.unit:
        case "hour":
            return once + _by_the_hour(tariff, tariff.price, use.hours)
        case "day":
            return once + tariff.price * (use.hours / DAY_HOURS).to_integral_value(ROUND_CEILING)
        case "batch" | "test" | "session" | "filing":
            return once + tariff.price * use.runs
    return None


def _by_the_hour(tariff: Tariff, price: Decimal, hours: Decimal) -> Decimal:
    first = price if tariff.first_hour is None else tariff.first_hour
    later, after = price, hours
    if tariff.later is not None and tariff.later_after is not None:
        later, after = tariff.later, Decimal(tariff.later_after)
    early = min(hours, after)
    return (
        first * min(early, Decimal(1))
        + price * max(early - 1, Decimal(0))
        + later * max(hours - after, Decimal(0))
    )

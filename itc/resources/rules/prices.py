"""What a use costs: the cheapest rule of the provider that applies, in baht before VAT and co-pay."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

DAY_HOURS = 7  # a priced day is 7 hours of use (data/prices.csv: day = hour price x 7)
SATANG = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Tariff:
    """One price row: its unit, baht (None where it is to be quoted), baht of the first hour, and its rule."""

    unit: str
    rule: str
    price: Decimal | None
    first_hour: Decimal | None = None


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
    match tariff.unit:
        case "hour":
            first = tariff.price if tariff.first_hour is None else tariff.first_hour
            return first * min(use.hours, Decimal(1)) + tariff.price * max(use.hours - 1, Decimal(0))
        case "day":
            return tariff.price * (use.hours / DAY_HOURS).to_integral_value(ROUND_CEILING)
        case "batch" | "test" | "session":
            return tariff.price * use.runs
    return None

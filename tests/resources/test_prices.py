"""What a use costs, by the units of the price table."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itc.resources.rules.prices import Tariff, Use, cost

HOUR = Tariff("hour", "price", Decimal(450))


def of(*tariffs: Tariff, hours: str = "3", runs: int = 1) -> Decimal | None:
    return cost(tariffs, Use(Decimal(hours), runs))


@pytest.mark.parametrize(
    ("tariff", "hours", "runs", "baht"),
    [
        (HOUR, "3", 1, "1350.00"),
        (HOUR, "0.5", 1, "225.00"),
        (Tariff("hour", "price", Decimal(530), Decimal(630)), "3", 1, "1690.00"),
        (Tariff("hour", "price", Decimal(530), Decimal(630)), "0.5", 1, "315.00"),
        (Tariff("day", "price", Decimal(3500)), "7", 1, "3500.00"),
        (Tariff("day", "price", Decimal(3500)), "7.5", 1, "7000.00"),
        (Tariff("batch", "price", Decimal(800)), "36", 3, "2400.00"),
        (Tariff("test", "price", Decimal(2050)), "1.5", 1, "2050.00"),
        (Tariff("hour", "free", Decimal(0)), "4", 1, "0.00"),
        (Tariff("hour", "price", Decimal("33.335")), "1", 1, "33.34"),
    ],
)
def test_each_unit_is_counted_its_own_way(tariff: Tariff, hours: str, runs: int, baht: str) -> None:
    assert of(tariff, hours=hours, runs=runs) == Decimal(baht)


def test_the_cheapest_that_applies_counts() -> None:
    assert of(HOUR, Tariff("day", "price", Decimal(2000)), hours="7") == Decimal("2000.00")
    assert of(HOUR, Tariff("day", "price", Decimal(2000)), hours="3") == Decimal("1350.00")


@pytest.mark.parametrize(
    "tariffs",
    [
        (),
        (Tariff("filing", "quote", None),),
        (Tariff("hour", "price", None),),
        (Tariff("furlong", "price", Decimal(5)),),
    ],
)
def test_what_is_missing_is_to_be_quoted_and_never_nothing(tariffs: tuple[Tariff, ...]) -> None:
    assert of(*tariffs) is None


@given(st.decimals(1, 5000, places=2), st.integers(1, 200), st.integers(1, 200))
def test_more_hours_never_cost_less(price: Decimal, few: int, many: int) -> None:
    tariffs = (Tariff("hour", "price", price), Tariff("day", "price", price * 5))
    low, high = sorted((few, many))
    one, other = (cost(tariffs, Use(Decimal(hours) / 2)) for hours in (low, high))
    assert one is not None
    assert other is not None
    assert one <= other

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
        (Tariff("session", "price", Decimal(900)), "3", 2, "1800.00"),
        (Tariff("filing", "price", Decimal(5000)), "2", 1, "5000.00"),
    ],
)
def test_each_unit_is_counted_its_own_way(tariff: Tariff, hours: str, runs: int, baht: str) -> None:
    assert of(tariff, hours=hours, runs=runs) == Decimal(baht)


@pytest.mark.parametrize(
    ("tariff", "hours", "sum_of_the_schedule"),
    [
        (Tariff("hour", "price", Decimal(920), set_up=Decimal(2870)), "4", "6550.00"),
        (
            Tariff("hour", "price", Decimal(2040), set_up=Decimal(710), later=Decimal(1310), later_after=24),
            "36",
            "65390.00",
        ),
    ],
    ids=["set-up and hours", "two tiers of hours"],
)
def test_schedules_that_print_their_own_sum_are_met(
    tariff: Tariff, hours: str, sum_of_the_schedule: str
) -> None:
    """Both are of Chiba, in yen: set-up 2,870 + 920 x 4; 710 + 2,040 x 24 + 1,310 x 12."""
    assert of(tariff, hours=hours) == Decimal(sum_of_the_schedule)


TIERS = Tariff("hour", "price", Decimal(100), first_hour=Decimal(150), later=Decimal(60), later_after=3)


@pytest.mark.parametrize(
    ("hours", "baht"), [("0.5", "75"), ("1", "150"), ("2", "250"), ("3", "350"), ("3.5", "380"), ("5", "470")]
)
def test_the_first_hour_and_the_later_ones_have_prices_of_their_own(hours: str, baht: str) -> None:
    assert of(TIERS, hours=hours) == Decimal(baht)


@pytest.mark.parametrize("unit", ["hour", "day", "batch", "test", "session", "filing"])
def test_set_up_is_asked_once_whatever_the_unit(unit: str) -> None:
    plain = of(Tariff(unit, "price", Decimal(100)), hours="9", runs=3)
    with_set_up = of(Tariff(unit, "price", Decimal(100), set_up=Decimal(40)), hours="9", runs=3)
    assert plain is not None
    assert with_set_up == plain + 40


def test_what_is_free_has_no_set_up_and_what_is_to_be_quoted_no_sum() -> None:
    assert of(Tariff("hour", "free", None, set_up=Decimal(40))) == 0
    assert of(Tariff("hour", "quote", None, set_up=Decimal(40))) is None


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


@given(st.decimals(1, 5000, places=2), st.decimals(0, 900, places=2), st.integers(1, 40), st.integers(1, 160))
def test_hours_cost_what_counting_them_quarter_by_quarter_costs(
    price: Decimal, later: Decimal, after: int, quarters: int
) -> None:
    tariff = Tariff("hour", "price", price, set_up=Decimal(7), later=later, later_after=after)
    each = [price if number < after * 4 else later for number in range(quarters)]
    exact = cost([tariff], Use(Decimal(quarters) / 4))
    assert exact == pytest.approx(7 + sum(each) / 4, abs=Decimal("0.006"))


@given(st.decimals(1, 5000, places=2), st.integers(1, 200), st.integers(1, 200))
def test_more_hours_never_cost_less(price: Decimal, few: int, many: int) -> None:
    tariffs = (Tariff("hour", "price", price), Tariff("day", "price", price * 5))
    low, high = sorted((few, many))
    one, other = (cost(tariffs, Use(Decimal(hours) / 2)) for hours in (low, high))
    assert one is not None
    assert other is not None
    assert one <= other

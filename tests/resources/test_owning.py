"""What a machine costs a year: both worked examples, vectors made by others, properties."""

from dataclasses import replace
from decimal import Decimal

import pytest

from itc.resources.rules.owning import (
    Method,
    Owning,
    Renting,
    Sharing,
    break_even,
    capital_cost,
    capital_recovery_factor,
    cost_of_owning,
    cost_of_renting,
    cost_of_sharing,
    fixed_cost,
    gross_of_sharing,
    help_of,
    months_needed,
    rent_break_even,
    rounded,
    saving,
)
from itc.resources.rules.owning_example import FREEZE_DRYER, FREEZE_DRYER_SHARED

MILL = Owning(
    price=Decimal(2_500_000),
    resale=Decimal(375_000),
    life_years=Decimal(10),
    interest=Decimal("0.07"),
    upkeep=Decimal("0.05"),
    floor_m2=Decimal(20),
    floor_rent=Decimal(150),
    power_kw=Decimal(15),
    load=Decimal("0.5"),
    tariff=Decimal("4.50"),
    labour=Decimal(200),
    consumables=Decimal(80),
    most_hours=Decimal(2_000),
)
MILL_SHARED = Sharing(
    price=Decimal(900), consumables=Decimal(80), share=Decimal("0.5"), ceiling=Decimal(200_000)
)
EXAMPLES = {"dryer": (FREEZE_DRYER, FREEZE_DRYER_SHARED), "mill": (MILL, MILL_SHARED)}


def straight(owning: Owning) -> Owning:
    return replace(owning, method=Method.STRAIGHT_LINE)


def unhelped(sharing: Sharing) -> Sharing:
    return replace(sharing, share=Decimal(0), ceiling=Decimal(0))


def shown(value: Decimal | None) -> str:
    assert value is not None
    return f"{rounded(value):,}"


# worked examples 1 and 2


def test_the_recovery_factor_of_both_examples() -> None:
    factor = capital_recovery_factor(Decimal("0.07"), Decimal(10))
    assert round(factor, 10) == Decimal("0.1423775027")


@pytest.mark.parametrize(
    ("example", "capital", "fixed", "alone", "helped"),
    [
        ("dryer", "405,419.26", "591,419.26", "1,677.79", "2,245.16"),
        ("dryer straight", "385,500.00", "571,500.00", "1,621.28", "2,188.65"),
        ("mill", "328,802.19", "489,802.19", "735.16", "1,035.35"),
        ("mill straight", "313,125.00", "474,125.00", "711.63", "1,011.82"),
    ],
)
def test_a_year_of_owning_and_the_hours_at_which_it_pays(
    example: str, capital: str, fixed: str, alone: str, helped: str
) -> None:
    owning, sharing = EXAMPLES[example.split()[0]]
    owning = straight(owning) if "straight" in example else owning
    assert shown(capital_cost(owning)) == capital
    assert shown(fixed_cost(owning)) == fixed
    assert shown(break_even(owning, unhelped(sharing))) == alone
    assert shown(break_even(owning, sharing)) == helped


@pytest.mark.parametrize(
    ("example", "own_hour", "shared_hour", "used_up"),
    [("dryer", "97.50", "450.00", "888.89"), ("mill", "313.75", "980.00", "444.44")],
)
def test_an_hour_and_the_hours_until_the_help_is_used_up(
    example: str, own_hour: str, shared_hour: str, used_up: str
) -> None:
    owning, sharing = EXAMPLES[example]
    assert shown(owning.hourly) == own_hour
    assert shown(sharing.hourly) == shared_hour
    assert shown(sharing.ceiling_hours) == used_up


@pytest.mark.parametrize(
    ("example", "hours", "own", "gross", "helped", "net", "less", "best"),
    [
        ("dryer", 0, "591,419.26", "0.00", "0.00", "0.00", "591,419.26", "share"),
        ("dryer", 100, "601,169.26", "45,000.00", "22,500.00", "22,500.00", "578,669.26", "share"),
        ("dryer", 500, "640,169.26", "225,000.00", "112,500.00", "112,500.00", "527,669.26", "share"),
        ("dryer", 1000, "688,919.26", "450,000.00", "200,000.00", "250,000.00", "438,919.26", "share"),
        ("dryer", 2245, "810,306.76", "1,010,250.00", "200,000.00", "810,250.00", "56.76", "share"),
        ("dryer", 2246, "810,404.26", "1,010,700.00", "200,000.00", "810,700.00", "-295.74", "buy"),
        ("dryer", 3000, "883,919.26", "1,350,000.00", "200,000.00", "1,150,000.00", "-266,080.74", "buy"),
        ("mill", 100, "521,177.19", "98,000.00", "45,000.00", "53,000.00", "468,177.19", "share"),
        ("mill", 400, "615,302.19", "392,000.00", "180,000.00", "212,000.00", "403,302.19", "share"),
        ("mill", 1000, "803,552.19", "980,000.00", "200,000.00", "780,000.00", "23,552.19", "share"),
        ("mill", 1200, "866,302.19", "1,176,000.00", "200,000.00", "976,000.00", "-109,697.81", "buy"),
        ("mill", 2000, "1,117,302.19", "1,960,000.00", "200,000.00", "1,760,000.00", "-642,697.81", "buy"),
    ],
)
def test_each_line_of_the_two_tables(
    example: str, hours: int, own: str, gross: str, helped: str, net: str, less: str, best: str
) -> None:
    (owning, sharing), used = EXAMPLES[example], Decimal(hours)
    assert shown(cost_of_owning(owning, used)) == own
    assert shown(gross_of_sharing(sharing, used)) == gross
    assert shown(help_of(sharing, used)) == helped
    assert shown(cost_of_sharing(sharing, used)) == net
    assert shown(saving(owning, sharing, used)) == less
    assert ("buy" if saving(owning, sharing, used) < 0 else "share") == best


def test_three_rented_months_of_the_mill() -> None:
    renting = Renting(month=Decimal(70_000), hours_a_month=Decimal(170), moving=Decimal(15_000))
    hours = Decimal(500)
    assert months_needed(renting, hours) == 3
    rented = cost_of_renting(renting, MILL, hours)
    assert shown(rented) == "381,875.00"
    assert shown(gross_of_sharing(MILL_SHARED, hours)) == "490,000.00"
    assert shown(cost_of_sharing(MILL_SHARED, hours)) == "290,000.00"
    assert shown(cost_of_owning(MILL, hours)) == "646,677.19"
    assert cost_of_sharing(MILL_SHARED, hours) < rented < cost_of_sharing(unhelped(MILL_SHARED), hours)


def test_within_one_month_rent_beats_sharing_without_help() -> None:
    renting = Renting(month=Decimal(70_000), hours_a_month=Decimal(170))
    hours = rent_break_even(renting, MILL, MILL_SHARED)
    assert shown(hours) == "105.07"
    assert rent_break_even(renting, MILL, Sharing(price=Decimal(300))) is None


def test_no_hours_are_no_months_and_nothing_is_moved() -> None:
    renting = Renting(month=Decimal(70_000), hours_a_month=Decimal(170), moving=Decimal(15_000))
    assert cost_of_renting(renting, MILL, Decimal(0)) == 0


# vectors made by others


def test_a_loan_of_1000_at_ten_percent_is_repaid_by_163() -> None:
    factor = capital_recovery_factor(Decimal("0.1"), Decimal(10))
    assert round(factor, 10) == Decimal("0.1627453949")
    assert round(1000 * factor) == 163


@pytest.mark.parametrize(
    ("price", "resale", "hours", "an_hour"), [(60_000, 10_000, 2_000, "25.00"), (4_000, 1_000, 1_500, "2.00")]
)
def test_straight_line_by_the_hour(price: int, resale: int, hours: int, an_hour: str) -> None:
    """Source: https://calculator.academy/machinery-cost-calculator/."""
    machine = replace(
        straight(MILL),
        price=Decimal(price),
        resale=Decimal(resale),
        life_years=Decimal(hours),
        interest=Decimal(0),
    )
    assert shown(capital_cost(machine)) == an_hour


@pytest.mark.parametrize(
    ("price", "ownership", "an_hour", "loaded"),
    [(90_000, "39,357", "12.30", "46.30"), (180_000, "52,214", "16.32", "50.32")],
)
def test_a_machine_hour_rate(price: int, ownership: str, an_hour: str, loaded: str) -> None:
    """Source: https://www.mfgcalcs.com/calculators/lean-manufacturing-operations/machine-hour-rate."""
    hours = Decimal(3_200)
    machine = Owning(
        price=Decimal(price),
        resale=Decimal(0),
        life_years=Decimal(7),
        interest=Decimal(0),
        upkeep=Decimal(12_000) / price,
        floor_m2=Decimal(1),
        floor_rent=Decimal(6_000) / 12,
        power_kw=Decimal(1),
        load=Decimal(1),
        tariff=Decimal(8_500) / hours,
        labour=Decimal(34),
        consumables=Decimal(0),
        most_hours=Decimal(4_000),
        method=Method.STRAIGHT_LINE,
    )
    unmanned = replace(machine, labour=Decimal(0))
    assert f"{cost_of_owning(unmanned, hours):,.0f}" == ownership
    assert shown(cost_of_owning(unmanned, hours) / hours) == an_hour
    assert shown(cost_of_owning(machine, hours) / hours) == loaded

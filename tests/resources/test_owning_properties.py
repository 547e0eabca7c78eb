"""What must hold of any machine owned or shared, whatever it costs."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itc.resources.rules.owning import (
    Method,
    Owning,
    Sharing,
    break_even,
    capital_cost,
    capital_recovery_factor,
    cost_of_owning,
    cost_of_sharing,
    fixed_cost,
    help_of,
    machines_needed,
    rounded,
    saving,
)
from itc.resources.rules.owning_example import FREEZE_DRYER
from tests.resources.test_owning import MILL, shown

whole = st.integers(0, 10_000_000).map(Decimal)
prices = st.integers(1, 10_000_000).map(Decimal)
parts = st.decimals(0, 1, places=4, allow_nan=False)
hourlies = st.decimals(0, 2_000, places=2, allow_nan=False)
hours_used = st.integers(0, 8_000).map(Decimal)


@st.composite
def machines(draw: st.DrawFn) -> Owning:
    price = draw(prices)
    return Owning(
        price=price,
        resale=price * draw(parts),
        life_years=draw(st.integers(1, 30).map(Decimal)),
        interest=draw(st.decimals(0, "0.5", places=3, allow_nan=False)),
        upkeep=draw(parts),
        floor_m2=draw(st.integers(0, 500).map(Decimal)),
        floor_rent=draw(st.integers(0, 2_000).map(Decimal)),
        power_kw=draw(st.integers(0, 100).map(Decimal)),
        load=draw(parts),
        tariff=draw(st.decimals(0, 20, places=2, allow_nan=False)),
        labour=draw(hourlies),
        consumables=draw(hourlies),
        most_hours=draw(st.integers(1, 8_760).map(Decimal)),
        method=draw(st.sampled_from(Method)),
    )


@st.composite
def offers(draw: st.DrawFn) -> Sharing:
    return Sharing(
        price=draw(hourlies),
        share=draw(parts),
        ceiling=draw(whole),
        labour=draw(hourlies),
        consumables=draw(hourlies),
    )


@given(machines())
def test_an_annuity_pays_back_the_price_less_what_the_resale_is_worth_today(machine: Owning) -> None:
    machine = replace(machine, method=Method.ANNUITY)
    today = machine.price - machine.resale / (1 + machine.interest) ** machine.life_years
    factor = capital_recovery_factor(machine.interest, machine.life_years)
    assert rounded(today * factor) == pytest.approx(rounded(capital_cost(machine)), abs=Decimal("0.01"))


def test_the_present_value_of_the_example_gives_its_capital_cost_again() -> None:
    today = FREEZE_DRYER.price - FREEZE_DRYER.resale / Decimal("1.07") ** 10
    assert shown(today * capital_recovery_factor(Decimal("0.07"), Decimal(10))) == "405,419.26"


@given(machines(), hours_used, prices, parts, st.integers(1, 100).map(Decimal))
def test_owning_costs_more_with_price_upkeep_and_floor(
    machine: Owning, hours: Decimal, dearer: Decimal, upkeep: Decimal, floor: Decimal
) -> None:
    cost = cost_of_owning(machine, hours)
    for worse in (
        replace(machine, price=machine.price + dearer),
        replace(machine, upkeep=machine.upkeep + upkeep),
        replace(machine, floor_m2=machine.floor_m2 + floor),
    ):
        assert cost_of_owning(worse, hours) >= cost


@given(machines(), offers(), prices)
def test_more_help_puts_the_break_even_off_and_a_higher_price_brings_it_near(
    machine: Owning, offer: Sharing, more: Decimal
) -> None:
    never = Decimal("Infinity")
    now = break_even(machine, offer)
    helped = break_even(machine, replace(offer, ceiling=offer.ceiling + more))
    dearer = break_even(machine, replace(offer, price=offer.price + more))
    near = Decimal("1e-15")  # divisions are kept to 28 digits
    assert (never if helped is None else helped) >= (never if now is None else now) * (1 - near)
    assert (never if dearer is None else dearer) <= (never if now is None else now) * (1 + near)


@given(machines(), offers())
def test_at_no_hours_sharing_is_never_dearer(machine: Owning, offer: Sharing) -> None:
    assert cost_of_sharing(offer, Decimal(0)) <= cost_of_owning(machine, Decimal(0))


@given(machines(), offers(), st.integers(0, 20_000).map(Decimal), st.integers(0, 50).map(Decimal))
def test_at_the_break_even_both_cost_the_same_and_past_it_owning_less(
    machine: Owning, offer: Sharing, training: Decimal, trips: Decimal
) -> None:
    machine = replace(machine, most_hours=Decimal(10) ** 15)  # as if one machine gave all hours
    offer = replace(offer, training=training, trips=trips, trip_cost=Decimal(300))
    hours = break_even(machine, offer)
    if hours is None:
        assert saving(machine, offer, Decimal(10) ** 9) > -Decimal(1)
    elif hours > 0:
        scale = Decimal("1e-15") * (1 + cost_of_owning(machine, hours))
        assert abs(saving(machine, offer, hours)) <= scale
        assert saving(machine, offer, hours * 2) <= scale
    else:
        for used in (Decimal(0), offer.ceiling_hours or Decimal(1), Decimal(10) ** 9):
            assert saving(machine, offer, used) <= Decimal("1e-15") * (1 + cost_of_owning(machine, used))


def test_trips_that_cost_more_than_a_machine_are_not_made_up_for_by_a_little_help() -> None:
    """Each hour is cheaper with help than on her own machine, but the help ends too soon."""
    machine = replace(FREEZE_DRYER, price=Decimal(1), resale=Decimal(0), labour=Decimal(5))
    machine = replace(machine, power_kw=Decimal(0), floor_m2=Decimal(0), consumables=Decimal(0))
    offer = Sharing(Decimal(6), Decimal("0.5"), ceiling=Decimal(30), trips=Decimal(1), trip_cost=Decimal(300))
    assert break_even(machine, offer) == 0
    much_help = replace(offer, ceiling=Decimal(3_000))
    hours = break_even(machine, much_help)
    assert hours is not None
    assert hours > 1_000
    assert saving(machine, much_help, Decimal(1_000)) > 0


@given(machines(), st.integers(1, 100_000).map(Decimal))
def test_the_machines_needed_give_the_hours_and_one_fewer_does_not(machine: Owning, hours: Decimal) -> None:
    needed = machines_needed(machine, hours)
    assert needed * machine.most_hours >= hours
    assert needed == 1 or (needed - 1) * machine.most_hours < hours


@given(offers(), hours_used)
def test_help_is_never_more_than_its_ceiling_or_the_price(offer: Sharing, hours: Decimal) -> None:
    assert 0 <= help_of(offer, hours) <= min(offer.ceiling, offer.price * hours)
    assert cost_of_sharing(offer, hours) >= 0


def test_without_interest_the_price_is_spread_evenly() -> None:
    assert capital_recovery_factor(Decimal(0), Decimal(8)) == Decimal("0.125")


def test_hours_beyond_one_machine_need_another() -> None:
    assert [machines_needed(MILL, Decimal(hours)) for hours in (0, 2000, 2001, 4000, 4001)] == [1, 1, 2, 2, 3]
    two = cost_of_owning(MILL, Decimal(2001))
    assert rounded(two) == rounded(2 * fixed_cost(MILL) + MILL.hourly * 2001)

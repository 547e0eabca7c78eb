"""Runs and minutes for her amount, worked out by hand, and bounds that hold for every machine we know."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itc.catalogue.rules.amounts import (
    MOST_HOURS,
    MOST_RUNS,
    Amount,
    Capacity,
    Work,
    capacity_of,
    runs,
    triggers_of,
    work,
)
from tests.catalogue.reference import operations, recipes, table

DRIER = Capacity(Decimal(70), "kg", "batch", Decimal(12))
MILL = Capacity(Decimal(100), "kg", "hour", Decimal(2))
HOUR = Decimal(1)


def kg(value: float | str) -> Amount:
    return Amount(Decimal(value), "kg")


def pieces(value: int) -> Amount:
    return Amount(Decimal(value), "piece")


def decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def network() -> list[tuple[str, Capacity | None]]:
    """Return the kind and the capacity of every row of the sample network."""
    kinds = {row["code"]: row for row in table("machine_kinds")}
    return [
        (
            row["machine_kind_code"],
            capacity_of(
                decimal(row["capacity"]),
                kinds[row["machine_kind_code"]]["amount_unit"],
                decimal(kinds[row["machine_kind_code"]]["amount_factor"]),
                kinds[row["machine_kind_code"]]["amount_per"],
                Decimal(row["batch_hours"]),
            ),
        )
        for row in table("sample_network")
    ]


class TestBatches:
    @pytest.mark.parametrize(("amount", "count"), [(1, 1), (70, 1), (71, 2), (140, 2), (200, 3), (210, 3)])
    def test_runs_are_the_amount_by_the_batch_rounded_up(self, amount: int, count: int) -> None:
        assert runs(kg(amount), DRIER) == count
        assert work(HOUR, "batch", kg(amount), DRIER).runs == count

    def test_a_batch_takes_its_hours_however_little_is_in_it(self) -> None:
        assert work(HOUR, "batch", kg(1), DRIER) == Work(1, 12 * 60, kg(1))

    def test_the_whole_amount_is_covered_where_it_fits_a_week(self) -> None:
        assert work(HOUR, "batch", kg(350), DRIER) == Work(5, 12 * 60, kg(350))

    def test_more_than_a_week_of_the_drier_is_cut_and_says_what_is_covered(self) -> None:
        assert work(HOUR, "batch", kg(351), DRIER) == Work(5, 12 * 60, kg(350), capped=True)

    def test_one_run_longer_than_a_week_is_still_one_run(self) -> None:
        kiln = Capacity(Decimal(8), "kg", "batch", Decimal(240))
        assert work(HOUR, "batch", kg(20), kiln) == Work(1, 240 * 60, kg(8), capped=True)

    def test_short_runs_are_cut_by_their_number(self) -> None:
        roaster = Capacity(Decimal(10), "kg", "batch", Decimal("0.5"))
        assert work(HOUR, "batch", kg(1000), roaster) == Work(20, 30, kg(200), capped=True)


class TestRates:
    @pytest.mark.parametrize(("amount", "minutes"), [(1, 30), (50, 30), (51, 60), (125, 90), (200, 120)])
    def test_time_is_amount_by_rate_to_the_next_half_hour(self, amount: int, minutes: int) -> None:
        assert work(HOUR, "batch", kg(amount), MILL) == Work(1, minutes, kg(amount))

    def test_a_long_stretch_is_cut_into_equal_runs_no_longer_than_usual(self) -> None:
        assert work(HOUR, "batch", kg(500), MILL) == Work(3, 120, kg(500))
        assert work(HOUR, "batch", kg(450), MILL) == Work(3, 90, kg(450))

    def test_full_runs_need_no_half_hour_more_for_a_rate_that_does_not_divide(self) -> None:
        odd = Capacity(Decimal("2.9"), "kg", "hour", Decimal(6))
        assert work(HOUR, "batch", kg("17.4"), odd).use_minutes == 360
        assert work(Decimal("0.3"), "unit", pieces(25)) == Work(1, 450, pieces(25))
        assert work(Decimal("0.3"), "unit", pieces(80)) == Work(3, 480, pieces(80))

    def test_beyond_a_week_it_is_cut(self) -> None:
        slow = Capacity(Decimal(3), "kg", "hour", Decimal(6))
        assert work(HOUR, "batch", kg(200), slow) == Work(10, 360, kg(180), capped=True)


class TestTheRecipesOwnHours:
    @pytest.mark.parametrize(
        ("per", "amount", "capacity"),
        [
            ("once", kg(200), DRIER),
            ("batch", None, DRIER),
            ("batch", kg(200), None),
            ("batch", pieces(200), DRIER),
            ("unit", kg(200), None),
            ("batch", kg(0), DRIER),
            ("batch", kg(-5), DRIER),
        ],
    )
    def test_stand_where_nothing_can_be_counted(
        self, per: str, amount: Amount | None, capacity: Capacity | None
    ) -> None:
        assert work(Decimal("3.2"), per, amount, capacity) == Work(1, 210)

    def test_an_absurd_amount_is_cut_like_any_other(self) -> None:
        assert work(HOUR, "batch", kg("1e40"), DRIER) == Work(5, 720, kg(350), capped=True)
        assert work(HOUR, "batch", kg("1e-40"), MILL).use_minutes == 30

    def test_a_step_by_the_piece_takes_them_for_each(self) -> None:
        assert work(Decimal("0.5"), "unit", pieces(20)) == Work(2, 300, pieces(20))

    def test_a_piece_that_takes_longer_than_a_day_is_a_run_of_its_own(self) -> None:
        assert work(Decimal(10), "unit", pieces(3)) == Work(3, 600, pieces(3))

    def test_a_machine_that_counts_pieces_goes_before_them(self) -> None:
        assert (
            work(HOUR, "unit", pieces(40), Capacity(Decimal(10), "piece", "hour", Decimal(8))).use_minutes
            == 240
        )


class TestCapacity:
    def test_packs_a_minute_are_pieces_an_hour(self) -> None:
        packer = capacity_of(Decimal("4.9"), "piece", Decimal(60), "hour", Decimal(2))
        assert packer == Capacity(Decimal("294"), "piece", "hour", Decimal(2))
        assert packer.run == Decimal(588)

    @pytest.mark.parametrize(
        "cells",
        [
            (None, "kg", HOUR, "hour", HOUR),
            (HOUR, "", None, "", HOUR),
            (HOUR, "kg", None, "hour", HOUR),
            (Decimal(0), "kg", HOUR, "hour", HOUR),
            (HOUR, "kg", HOUR, "hour", Decimal(0)),
        ],
    )
    def test_a_machine_that_does_not_count_her_product_has_none(
        self, cells: tuple[Decimal | None, str, Decimal | None, str, Decimal]
    ) -> None:
        assert capacity_of(*cells) is None


class TestTriggers:
    def test_an_amount_above_the_limit_triggers_and_one_at_it_does_not(self) -> None:
        assert triggers_of(kg("100.5"), ("word:x", "amount:>100kg")) == ("amount:>100kg",)
        assert triggers_of(kg(100), ("amount:>100kg",)) == ()

    @pytest.mark.parametrize("amount", [None, pieces(500), Amount(Decimal(500), "l")])
    def test_no_amount_and_another_unit_trigger_nothing(self, amount: Amount | None) -> None:
        assert triggers_of(amount, ("amount:>100kg",)) == ()

    def test_a_limit_may_have_a_fraction_and_nonsense_is_passed_over(self) -> None:
        said = ("amount:>0.5kg", "amount:>kg", "amount:100kg", "amount:>1.2.3kg")
        assert triggers_of(kg(1), said) == ("amount:>0.5kg",)

    def test_every_amount_a_recipe_listens_to_can_be_read(self) -> None:
        listened = {each for lines in recipes().values() for line in lines for each in line.when}
        amounts = sorted(each for each in listened if each.startswith("amount:"))
        assert amounts
        assert triggers_of(kg(1_000_000), amounts) == tuple(amounts)


class TestTheSampleNetwork:
    @given(
        st.sampled_from([capacity for _, capacity in network() if capacity]),
        st.decimals("0.001", 10_000_000, places=3),
    )
    def test_work_stays_within_a_week_or_one_run_and_covers_what_it_says(
        self, capacity: Capacity, value: Decimal
    ) -> None:
        found = work(HOUR, "batch", Amount(value, capacity.unit), capacity)
        assert 1 <= found.runs <= MOST_RUNS
        assert found.use_minutes % 30 == 0
        assert found.use_minutes <= -(-capacity.batch_hours * 60 // 30) * 30
        assert found.runs == 1 or found.runs * capacity.batch_hours <= MOST_HOURS
        assert found.covered is not None
        assert found.capped == (found.covered.value < value)
        assert found.covered.value <= found.runs * capacity.run

    @given(st.sampled_from([capacity for _, capacity in network() if capacity]), st.integers(1, 5000))
    def test_more_never_takes_fewer_hours(self, capacity: Capacity, value: int) -> None:
        less, more = (
            work(HOUR, "batch", Amount(Decimal(each), capacity.unit), capacity) for each in (value, value + 1)
        )
        assert less.runs <= more.runs
        if less.runs == more.runs:
            assert less.use_minutes <= more.use_minutes

    def test_a_kind_says_wholly_how_it_counts_or_not_at_all(self) -> None:
        for row in table("machine_kinds"):
            cells = [row["amount_unit"], row["amount_factor"], row["amount_per"]]
            assert all(cells) or not any(cells), row["code"]
            assert row["amount_unit"] in ("", "kg", "l", "piece"), row["code"]
            assert row["amount_per"] in ("", "hour", "batch"), row["code"]
            if row["amount_per"]:
                assert row["capacity_unit"].endswith("/batch") == (row["amount_per"] == "batch"), row["code"]

    def test_a_row_is_counted_in_the_unit_of_its_kind(self) -> None:
        units = {row["code"]: row["capacity_unit"] for row in table("machine_kinds")}
        for row in table("sample_network"):
            assert row["capacity_unit"] == units[row["machine_kind_code"]], row["row_id"]

    def test_a_hundred_kilos_go_whole_through_nine_machines_in_ten(self) -> None:
        batch = {line.operation for lines in recipes().values() for line in lines if line.per == "batch"}
        kinds = {kind for code in batch for kind in operations()[code]["provider"].split("|")}
        counting = [each for kind, each in network() if each and each.unit == "kg" and kind in kinds]
        whole = [each for each in counting if not work(HOUR, "batch", kg(100), each).capped]
        assert len(counting) >= 60
        assert len(whole) / len(counting) >= 0.9

"""Rules on the file of prices, each broken once in the small set."""

import pytest

from tests.db.tables.small import faults, told, with_cell, with_row, without


@pytest.mark.parametrize(
    ("line", "file", "place", "missing"),
    [
        (2, "sample_network.csv", "2: machine_kind_code", "A-1 for dryer by the batch"),
        (5, "experts.csv", "3: operations", "EN2 for advice by the hour"),
        (8, "sample_labs.csv", "2: operation", "LB1 for microbes by the test"),
        (10, "offices.csv", "2: operation", "FDA for licence by the filing"),
        (12, "makers.csv", "3: operations", "MK2 for pilot by the day"),
    ],
)
def test_whoever_serves_has_a_price_in_the_unit_of_the_operation(
    line: int, file: str, place: str, missing: str
) -> None:
    assert faults(without("prices.csv", line)) == [
        f"{file}:{place}: no price of {missing} — add a row to prices.csv; the rule quote needs no amount"
    ]


def test_a_price_in_another_unit_does_not_count() -> None:
    assert told(faults(with_cell("prices.csv", 2, "unit", "hour"))) == [
        "sample_network.csv:2: machine_kind_code: no price of A-1 for dryer by the batch"
    ]


@pytest.mark.parametrize(
    ("line", "baht", "what"),
    [
        (2, "", "a price of nothing — write baht, or the rule free or quote"),
        (2, "0", "a price of nothing — write baht, or the rule free or quote"),
        (6, "50", "free, but 50 baht — write 0, or the rule price"),
        (10, "100", "to be quoted, but with a price — empty the cell, or write the rule price"),
    ],
)
def test_the_amount_follows_the_rule(line: int, baht: str, what: str) -> None:
    assert faults(with_cell("prices.csv", line, "price_thb", baht)) == [
        f"prices.csv:{line}: price_thb: {what}"
    ]


def test_a_price_does_not_end_before_it_begins() -> None:
    assert told(faults(with_cell("prices.csv", 2, "valid_to", "2026-09-30"))) == [
        "prices.csv:2: valid_to: it ends on 2026-09-30, before it begins"
    ]


def test_the_provider_of_a_price_is_there_and_of_its_kind() -> None:
    assert faults(with_row("prices.csv", id="PR12", provider="MK3")) == [
        "prices.csv:13: provider: 'MK3' is not in makers.csv — did you mean MK2 or MK1?"
    ]


def test_a_price_says_what_for() -> None:
    assert told(faults(with_row("prices.csv", id="PR12", operation=""))) == [
        "prices.csv:13: operation: a price of a maker says nothing of what for"
    ]


def test_a_first_hour_has_a_price_of_its_own_only_by_the_hour() -> None:
    assert faults(with_cell("prices.csv", 2, "first_hour_thb", "900")) == [
        "prices.csv:2: first_hour_thb: a first hour, but priced by the batch — "
        "empty the cell, or write the unit hour"
    ]


def test_a_price_for_firms_of_one_size_is_none_for_the_others() -> None:
    assert told(faults(with_cell("prices.csv", 2, "firm_size", "small"))) == [
        "sample_network.csv:2: machine_kind_code: no price of A-1 for dryer by the batch"
    ]

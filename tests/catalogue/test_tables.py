"""Rules on the files of the catalogue, each broken once in the small set."""

import pytest

from itc.catalogue.tables import recipes
from itc.catalogue.tables.order_of_work import Rule
from tests.db.tables.small import faults, files, with_cell, with_cells, with_row, without


def test_a_step_that_waits_for_a_later_one_is_named() -> None:
    assert faults(with_cell("recipes.csv", 3, "after", "1|3"))[0] == (
        "recipes.csv:3: after: the steps 2 → 3 → 2 wait for one another — "
        "name steps with a number below 2 only"
    )
    assert faults(with_cells(("recipes.csv", 3, "after", "1|3"), ("recipes.csv", 4, "after", "1"))) == [
        "recipes.csv:3: after: step 2 waits for step 3, which comes later — "
        "name steps with a number below 2 only"
    ]


def test_a_long_cycle_names_its_steps_in_order() -> None:
    found = faults(with_cells(("recipes.csv", 2, "after", "6"), ("recipes.csv", 7, "after", "3")))

    assert found == [
        "recipes.csv:2: after: the steps 1 → 6 → 3 → 2 → 1 wait for one another — "
        "name steps with a number below 1 only"
    ]


def test_a_step_that_waits_for_itself_is_a_cycle_of_one() -> None:
    assert faults(with_cell("recipes.csv", 6, "after", "5")) == [
        "recipes.csv:6: after: the steps 5 → 5 wait for one another — name steps with a number below 5 only"
    ]


def test_a_step_that_is_not_there_is_no_step_to_wait_for() -> None:
    assert faults(with_cell("recipes.csv", 6, "after", "2|9")) == [
        "recipes.csv:6: after: there is no step 9 in this family — write one of 1, 2, 3, 4, 5, 6"
    ]


def test_a_required_step_may_not_hang_on_an_optional_one_alone() -> None:
    assert faults(with_cell("recipes.csv", 6, "after", "4")) == [
        "recipes.csv:6: after: a required step that waits for optional steps only — "
        "add a required step before it to the list"
    ]
    assert faults(with_cell("recipes.csv", 6, "after", "3|4")) == []


def test_a_step_before_what_the_trade_does_first_is_named_with_the_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        recipes, "RULES", (Rule("licence", "pilot sale-trial", "nothing is sold unlicensed"),)
    )

    assert faults(with_cell("recipes.csv", 6, "after", "2|3")) == [
        "recipes.csv:6: after: pilot does not wait for licence: nothing is sold unlicensed — "
        "add step 4, or a step that waits for it; number the steps anew where it comes later",
        "recipes.csv:7: after: sale-trial does not wait for licence: nothing is sold unlicensed — "
        "add step 4, or a step that waits for it; number the steps anew where it comes later",
    ]


def test_the_order_of_the_trade_is_kept_at_any_remove(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        recipes, "RULES", (Rule("advice drying microbes", "sale-trial", "a result comes first"),)
    )

    assert faults(files()) == []


def test_a_trigger_that_no_chip_gives_is_told_with_the_nearest() -> None:
    assert faults(with_cell("recipes.csv", 5, "when", "market:exports")) == [
        "recipes.csv:5: when: no word of chips.csv gives the chip 'market:exports' — "
        "did you mean market:export or market:JP?"
    ]


def test_a_trigger_may_be_implied_by_another_chip() -> None:
    implied = with_cells(
        ("chips.csv", 2, "chip", "market:EU"),
        ("chips.csv", 3, "implies", "market:EU|market:abroad"),
        ("recipes.csv", 5, "when", "market:abroad"),
    )

    assert [fault.split(" — ")[0] for fault in faults(implied)] == [
        "chips.csv:3: implies: no word of chips.csv gives the chip 'market:abroad'"
    ]


def test_an_optional_step_needs_a_trigger_and_a_required_one_has_none() -> None:
    assert faults(with_cell("recipes.csv", 5, "when", "")) == [
        "recipes.csv:5: when: an optional step that nothing switches on — "
        "name a chip of chips.csv, as market:export"
    ]
    assert faults(with_cell("recipes.csv", 4, "when", "market:JP")) == [
        "recipes.csv:4: when: a required step with a trigger — empty the cell, or write optional = yes"
    ]


def test_a_family_passes_every_stage_by_a_required_step() -> None:
    assert faults(
        with_cells(("recipes.csv", 7, "optional", "yes"), ("recipes.csv", 7, "when", "market:JP"))
    ) == [
        "families.csv:2: code: no required step in the stage markets — "
        "add one for this family in recipes.csv, with optional = no"
    ]


def test_a_family_without_a_recipe_misses_all_five_stages() -> None:
    found = faults(with_row("families.csv", code="jam", name_th="แยม"))

    assert found == [
        "families.csv:3: code: no required step in the stage products, engineering, manufacturing, "
        "certification, markets — add one for this family in recipes.csv, with optional = no"
    ]


@pytest.mark.parametrize(
    ("column", "text", "limits", "name"),
    [("wait_days", "61", "0-60", "turnaround_days"), ("hours", "0.5", "1-10", "typical_hours")],
)
def test_hours_and_waits_lie_in_the_range_of_the_operation(
    column: str, text: str, limits: str, name: str
) -> None:
    assert faults(with_cell("recipes.csv", 2, column, text)) == [
        f"recipes.csv:2: {column}: {text} is outside {limits} of the operation — "
        f"mend it, or {name} in line 2 of operations.csv"
    ]


def test_a_step_takes_time() -> None:
    assert faults(with_cell("recipes.csv", 2, "hours", "0")) == [
        "recipes.csv:2: hours: a step of no time — write more than 0 hours"
    ]


def test_an_operation_and_its_machine_kind_name_each_other() -> None:
    assert faults(with_cell("operations.csv", 3, "provider", "dryer|drier")) == [
        "operations.csv:3: provider: 'drier' is not in machine_kinds.csv — did you mean dryer?"
    ]
    assert faults(
        with_cells(("operations.csv", 3, "provider", "dryer"), ("machine_kinds.csv", 2, "operations", ""))
    )[0] == (
        "operations.csv:3: provider: the kind dryer does not name this operation — "
        "add it to the kind's operations in machine_kinds.csv, or take the kind out here"
    )


def test_the_least_is_not_more_than_the_most() -> None:
    assert faults(with_cell("machine_kinds.csv", 2, "price_high_thb", "40,000")) == [
        "machine_kinds.csv:2: price_low_thb: 50000 is more than 40000 — swap price_low_thb and price_high_thb"
    ]


def test_a_standard_applies_to_something_that_is_there() -> None:
    assert faults(with_cell("standards.csv", 2, "applies_to", "sector:foot|group:lighter|any")) == [
        "standards.csv:2: applies_to: 'sector:foot' is no family, sector or group — did you mean sector:food?"
    ]


def test_both_ends_of_a_gate_are_operations() -> None:
    assert faults(with_cell("platforms.csv", 2, "gates", "microbe>pilot")) == [
        "platforms.csv:2: gates: 'microbe' is not in operations.csv — did you mean microbes?"
    ]


def test_exactly_one_platform_is_the_default() -> None:
    assert faults(with_cell("platforms.csv", 2, "is_default", "no")) == [
        "platforms.csv:2: is_default: no platform is the default — write yes in one row and no in the others"
    ]
    assert faults(with_row("platforms.csv", code="other")) == [
        "platforms.csv:3: is_default: a second default, after line 2 — "
        "write yes in one row and no in the others"
    ]


def test_rules_on_recipes_rest_where_a_file_they_need_is_missing() -> None:
    left = without("recipes.csv", 7)
    del left["chips.csv"]

    assert [fault.split(":")[0] for fault in faults(left)] == ["families.csv", "chips.csv"]


def test_a_platform_is_proposed_by_what_can_be_read() -> None:
    good = "platform:new|market:JP,market:export+sector:food|family:dried-fruit"
    assert faults(with_cell("platforms.csv", 2, "proposed_by", good)) == []
    assert faults(with_cell("platforms.csv", 2, "proposed_by", "market:JP+sector:foot")) == [
        "platforms.csv:2: proposed_by: 'sector:foot' is no chip, family, sector or platform — "
        "did you mean sector:food?"
    ]

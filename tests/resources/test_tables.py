"""Rules on the files of resources, each broken once in the small set."""

import csv

import pytest

from itc.db.tables import check, tables
from tests.db.tables.small import faults, files, told, with_cell, with_cells, with_row, with_rows, without
from tests.reference import DATA


def test_a_machine_that_needs_an_operator_has_one_at_its_centre() -> None:
    assert faults(with_cell("experts.csv", 3, "operates", "")) == [
        "sample_network.csv:3: machine_kind_code: nobody at B-1 runs dryer, which needs an operator — "
        "add it to `operates` of a person there in experts.csv"
    ]
    assert (
        faults(
            with_cells(("experts.csv", 3, "operates", ""), ("machine_kinds.csv", 2, "operator_needed", "no"))
        )
        == []
    )


@pytest.mark.parametrize(
    ("file", "line", "step", "operation"),
    [
        ("sample_network.csv", 3, 3, "drying"),
        ("sample_labs.csv", 3, 4, "microbes"),
        ("makers.csv", 3, 6, "pilot"),
        ("experts.csv", 5, 7, "sale-trial"),
        ("experts.csv", 3, 2, "advice"),
    ],
)
def test_an_operation_is_served_in_two_places_or_more(
    file: str, line: int, step: int, operation: str
) -> None:
    assert [fault for fault in faults(without(file, line)) if "served" in fault] == [
        f"recipes.csv:{step}: operation: {operation} is served in 1 place only — "
        f"add providers in {file}, in two places or more"
    ]


def test_two_machines_at_one_centre_are_one_place() -> None:
    same = with_cells(
        ("sample_network.csv", 3, "centre_code", "A-1"), ("sample_network.csv", 3, "units", "9")
    )

    assert "recipes.csv:3: operation: drying is served in 1 place only" in told(faults(same))


def test_an_operation_that_nobody_serves_is_told_once_for_all_its_steps() -> None:
    nobody = with_cell("offices.csv", 2, "operation", "advice")

    assert [fault for fault in told(faults(nobody)) if "nobody serves" in fault] == [
        "recipes.csv:5: operation: nobody serves licence"
    ]


def test_a_through_step_that_is_too_long_for_every_opening_fits_nowhere() -> None:
    long = with_cells(
        ("sample_network.csv", 2, "batch_hours", "7.5"), ("sample_network.csv", 3, "batch_hours", "7.5")
    )

    assert faults(long) == [
        "recipes.csv:3: operation: drying runs through and fits into no opening of anybody — "
        "shorten the step, or mark a machine overnight = yes in sample_network.csv"
    ]


def test_a_place_where_a_through_step_does_not_fit_does_not_count() -> None:
    assert told(faults(with_cell("sample_network.csv", 3, "batch_hours", "7.5"))) == [
        "recipes.csv:3: operation: drying is served in 1 place only"
    ]


def test_over_night_any_through_step_fits() -> None:
    night = with_cells(
        ("sample_network.csv", 2, "batch_hours", "20"),
        ("sample_network.csv", 2, "overnight", "yes"),
        ("sample_network.csv", 3, "batch_hours", "20"),
        ("sample_network.csv", 3, "overnight", "yes"),
    )

    assert faults(night) == []


def test_a_step_once_is_measured_by_its_own_hours() -> None:
    once = with_cells(("recipes.csv", 3, "per", "once"), ("recipes.csv", 3, "hours", "8"))

    assert "drying runs through and fits into no opening of anybody" in faults(once)[0]


def test_expected_days_of_an_office_lie_between_its_quickest_and_slowest() -> None:
    assert faults(with_cell("offices.csv", 2, "expected_days", "90")) == [
        "offices.csv:2: expected_days: 90 is not between 10 and 60 — mend one of the three"
    ]


def records(file: str, content: dict[str, bytes] | None = None) -> list[dict[str, object]]:
    checked = check(content or files())
    assert not checked.faults
    return list(next(table for table in tables() if table.file == file).records(checked.data))


def test_each_unit_of_a_row_is_a_resource_with_a_stable_code() -> None:
    units = records("sample_network.csv")

    assert [unit["code"] for unit in units] == [
        "A-1/dryer-01",
        "A-1/dryer-02",
        "B-1/dryer-01",
        "B-1/dryer-02",
    ]
    assert units[3] | {"kind": "machine", "name_th": "ตู้อบลมร้อน 2", "name_en": "Hot air dryer 2"} == units[3]
    assert [unit["province_id"] for unit in units] == ["TH-51", "TH-51", "TH-50", "TH-50"]


def test_whether_a_machine_is_known_to_stand_there_is_kept_beside_the_trust_in_its_row() -> None:
    seen = with_cells(
        ("sample_network.csv", 2, "existence_status", "confirmed"),
        ("sample_network.csv", 2, "existence_source", "its page of 2026"),
    )
    first = records("sample_network.csv", seen)[0]

    assert (first["existence_status"], first["existence_source"]) == ("confirmed", "its page of 2026")
    assert (first["status"], first["source"]) == ("sample", "own work, fictional")


def test_hours_home_and_conflicts_of_a_person_and_the_fee_of_a_filing_are_kept() -> None:
    person = records("experts.csv", with_cell("experts.csv", 2, "conflict_note", "kin of a maker"))[0]
    filing = records("offices.csv", with_cell("offices.csv", 2, "fee_thb", "1,500"))[0]

    assert (person["hours_per_week"], person["home_agency_type"]) == (35, "")
    assert person["conflict_note"] == "kin of a maker"
    assert (filing["fee_thb"], filing["fee_note_en"]) == (1500, "")


def test_a_kind_of_space_is_a_room() -> None:
    rooms = with_cell("machine_kinds.csv", 2, "family", "space")

    assert {unit["kind"] for unit in records("sample_network.csv", rooms)} == {"room"}


def test_codes_of_counters_and_filings_are_put_together() -> None:
    assert [row["code"] for row in records("sample_labs.csv")] == ["LB1/microbes", "LB2/microbes"]
    assert [(row["code"], row["agency_id"]) for row in records("offices.csv")] == [("FDA/licence", "FDA")]


def test_a_second_filing_of_an_office_is_told_apart_by_whom_it_is_for() -> None:
    second = with_row("offices.csv", applies_to="ผู้ผลิต นอกกรุงเทพ")

    assert [row["code"] for row in records("offices.csv", second)] == [
        "FDA/licence",
        "FDA/licence/ผู้ผลิต-นอกกรุงเทพ",
    ]


def test_names_put_together_are_short_enough_and_unlike() -> None:
    assert faults(with_row("offices.csv", applies_to="animal feed " * 9)) == [
        f"offices.csv:3: applies_to: its name 'FDA/licence/{'animal-feed-' * 8}animal-feed' cannot be kept: "
        "Ensure this value has at most 80 characters (it has 119). — "
        "choose other words in office_code, operation, applies_to"
    ]
    alike = with_rows("offices.csv", {"applies_to": "pet food"}, {"applies_to": "pet, food"})
    assert faults(alike) == [
        "offices.csv:4: applies_to: its name 'FDA/licence/pet-food' is that of line 3 — "
        "choose other words in office_code, operation, applies_to"
    ]


def test_a_machine_that_no_operation_names_serves_nobody() -> None:
    assert told(faults(with_cell("operations.csv", 3, "provider", ""))) == [
        "recipes.csv:3: operation: nobody serves drying"
    ]


def test_somebody_in_the_right_role_prepares_a_filing() -> None:
    assert faults(with_cell("offices.csv", 2, "prepared_by", "expert")) == [
        "offices.csv:2: prepared_by: nobody in the role expert advises on licence — "
        "add it to `advises_on` of a person in experts.csv"
    ]


def test_one_office_is_enough_and_its_cure_does_not_ask_for_two() -> None:
    other = with_cell("offices.csv", 2, "operation", "microbes")

    assert (
        "recipes.csv:5: operation: nobody serves licence — add the office that takes it in offices.csv"
        in faults(other)
    )


@pytest.mark.parametrize(
    ("file", "columns"),
    [
        ("sample_network.csv", {"row_id", "units"}),
        ("experts.csv", {"is_sample"}),
        ("sample_labs.csv", {"is_sample"}),
        ("makers.csv", {"is_sample"}),
        ("offices.csv", {"promise"}),
        ("prices.csv", set()),
        ("holidays.csv", set()),
    ],
)
def test_what_is_checked_and_not_kept_says_nothing_that_the_row_does_not_say(
    file: str, columns: set[str]
) -> None:
    table = next(table for table in tables() if table.file == file)

    assert {column.name for column in table.columns if column.to is None} == columns


def test_a_row_marked_as_a_sample_has_that_status() -> None:
    for name in ("experts", "sample_labs", "makers"):
        with (DATA / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            assert {(row["is_sample"], row["status"]) for row in csv.DictReader(file)} == {("yes", "sample")}


def test_an_operator_is_there_while_the_machine_is_open() -> None:
    assert faults(with_cell("experts.csv", 3, "hours", "Sun 09:00-12:00")) == [
        "sample_network.csv:3: hours: nobody who runs dryer at B-1 is there while it is open — "
        "mend its hours, or those of a person who runs it"
    ]


def test_a_through_step_fits_only_while_its_operator_is_there() -> None:
    assert told(faults(with_cell("experts.csv", 3, "hours", "Mon-Fri 08:30-12:00"))) == [
        "recipes.csv:3: operation: drying is served in 1 place only"
    ]


def test_a_step_that_may_be_left_out_is_served_as_well() -> None:
    optional = with_cells(("recipes.csv", 3, "optional", "yes"), ("operations.csv", 3, "provider", ""))

    assert "recipes.csv:3: operation: nobody serves drying" in told(faults(optional))

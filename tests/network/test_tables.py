"""Rules on the files of the network, each broken once in the small set."""

from itc.db.tables import check, tables
from tests.db.tables.small import faults, with_cell, with_cells, with_row, without


def test_swapped_coordinates_are_said_to_be_so() -> None:
    swapped = with_cells(("centres.csv", 2, "lat", "99.03"), ("centres.csv", 2, "lon", "18.6"))

    assert faults(swapped) == [
        "centres.csv:2: lat: latitude and longitude are swapped — write lat 18.6 and lon 99.03"
    ]


def test_a_place_outside_thailand_is_told_in_the_column_that_is_off() -> None:
    cure = "write degrees, as 18.5745 and 99.0087"

    assert faults(with_cell("provinces.csv", 2, "lat", "21.03")) == [
        f"provinces.csv:2: lat: 21.03, 99.0087 is not in Thailand — {cure}"
    ]
    assert faults(with_cell("provinces.csv", 2, "lon", "-99.0087")) == [
        f"provinces.csv:2: lon: 18.5745, -99.0087 is not in Thailand — {cure}"
    ]


def test_coverage_does_not_end_before_it_begins() -> None:
    assert faults(with_cell("coverage.csv", 2, "valid_to", "2019-12-31"))[0] == (
        "coverage.csv:2: valid_to: it ends on 2019-12-31, before it begins on 2020-01-01 — "
        "mend one of the two days; both count as covered"
    )


def test_a_gap_between_leading_centres_is_told_with_its_days() -> None:
    assert faults(with_cell("coverage.csv", 3, "valid_from", "2026-03-01")) == [
        "coverage.csv:3: valid_from: no centre leads from 2026-01-01 to 2026-02-28 — "
        "begin on 2026-01-01, or add a row"
    ]


def test_an_overlap_of_leading_centres_is_told_with_its_days() -> None:
    assert faults(with_cell("coverage.csv", 3, "valid_from", "2025-12-01")) == [
        "coverage.csv:3: valid_from: it overlaps line 2: two centres lead "
        "from 2025-12-01 to 2025-12-31 — end the row of line 2 on 2025-11-30"
    ]


def test_an_overlap_without_end_names_its_first_day() -> None:
    assert faults(with_cell("coverage.csv", 2, "valid_to", "")) == [
        "coverage.csv:3: valid_from: it overlaps line 2: two centres lead from 2026-01-01 on — "
        "end the row of line 2 on 2025-12-31"
    ]


def test_an_overlap_with_a_row_before_the_last_is_found() -> None:
    short = with_row(
        "coverage.csv",
        province_iso="TH-51",
        centre_code="A-1",
        valid_from="2020-06-01",
        valid_to="2020-06-30",
    )

    assert [fault.split(" — ")[0] for fault in faults(short)] == [
        "coverage.csv:5: valid_from: it overlaps line 2: two centres lead from 2020-06-01 to 2020-06-30"
    ]


def test_coverage_that_ends_leaves_nobody_after() -> None:
    assert faults(with_cell("coverage.csv", 4, "valid_to", "31/12/2569")) == [
        "coverage.csv:4: valid_to: no centre leads after 2026-12-31 — "
        "empty the cell, or add the row that follows"
    ]


def test_a_province_that_nobody_leads_is_a_fault_of_the_province() -> None:
    assert faults(without("coverage.csv", 4)) == [
        "provinces.csv:3: iso_code: no centre leads by default here — "
        "add a row to coverage.csv with default_lead = yes"
    ]


def test_an_estates_own_tenants_and_second_choices_do_not_count() -> None:
    assert faults(with_row("coverage.csv", centre_code="A-1", scope="estate tenant")) == []
    assert faults(with_row("coverage.csv", centre_code="A-1", default_lead="no")) == []


def test_how_sure_it_is_which_dip_centre_serves_a_province_is_kept() -> None:
    doubtful = with_cells(
        ("provinces.csv", 2, "dip_centre", "1"), ("provinces.csv", 2, "dip_centre_confidence", "low")
    )
    table = next(table for table in tables() if table.file == "provinces.csv")
    first, second = table.records(check(doubtful).data)

    assert (first["dip_centre"], first["dip_centre_confidence"], first["dopa_code"]) == ("1", "low", "51")
    assert second["dip_centre_confidence"] == ""
    assert "is_dip_seat" not in first


def test_nobody_is_surer_than_high() -> None:
    assert [
        fault.split(" — ")[0]
        for fault in faults(with_cell("provinces.csv", 2, "dip_centre_confidence", "sure"))
    ] == ["provinces.csv:2: dip_centre_confidence: 'sure' is not in the list"]

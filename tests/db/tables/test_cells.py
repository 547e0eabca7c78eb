"""One faulty cell at a time: what is wrong, the cure, and no fault that follows from it."""

import csv
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from itc.db.tables import check, tables
from tests.db.tables.small import faults, files, rows, with_cell, with_cells

BAD = [*csv.DictReader(Path("tests/data/bad/cells.csv").read_text(encoding="utf-8").splitlines())]
"""A cell, what is wrong with it, and the cure, as printed."""

UNSEEN = [
    ("EN1\u00a0", "a character that cannot be seen (U+00A0) — delete the cell and type EN1"),
    ("EN\u200b1", "a character that cannot be seen (U+200B) — delete the cell and type EN1"),
    ("EN1\x00", "characters that are no text — type the cell again"),
]


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: f"{bad['column']}={bad['text'][:20]}")
def test_a_faulty_cell_is_told_once(bad: dict[str, str]) -> None:
    place = f"{bad['file']}:{bad['line']}: {bad['column']}"

    assert faults(with_cell(bad["file"], int(bad["line"]), bad["column"], bad["text"])) == [
        f"{place}: {bad['what']} — {bad['cure']}"
    ]


@pytest.mark.parametrize(("text", "told"), UNSEEN)
def test_what_cannot_be_seen_is_named(text: str, told: str) -> None:
    assert faults(with_cell("experts.csv", 2, "code", text))[0] == f"experts.csv:2: code: {told}"


@pytest.mark.parametrize(
    ("file", "column"),
    [("sample_network.csv", "hours"), ("experts.csv", "hours"), ("sample_labs.csv", "drop_off_hours")],
)
def test_opening_hours_that_cannot_be_read_are_told_in_thai_to_whom_reads_thai(
    file: str, column: str
) -> None:
    with translation.override("th"):
        [fault] = check(with_cell(file, 2, column, "จันทร์ 9-16")).faults

    assert fault.cure.startswith("เขียนวันและเวลา")
    assert "cannot" not in str(fault)


def test_a_number_of_thousands_of_digits_is_a_fault_of_its_cell() -> None:
    digits = "9" * 5000

    assert f"recipes.csv:6: after: '{digits}' has not the right form — write it as 1|2" in faults(
        with_cell("recipes.csv", 6, "after", digits)
    )


def value(file: str, column: str, text: str) -> Any:
    checked = check(with_cell(file, 2, column, text))
    assert not checked.faults
    return checked.data[file][0][column]


@pytest.mark.parametrize(
    ("file", "column", "text", "wanted"),
    [
        ("sample_labs.csv", "weekly_capacity", "๑๒", 12),
        ("sample_labs.csv", "weekly_capacity", " 12.0 ", 12),
        ("makers.csv", "min_batch", "1,250.5", Decimal("1250.5")),
        ("makers.csv", "min_batch", "", None),
        ("makers.csv", "certificate_expiry", "31/12/2570", date(2027, 12, 31)),
        ("makers.csv", "certificate_expiry", "๓๑ ธ.ค. ๒๕๗๐", date(2027, 12, 31)),
        ("makers.csv", "certificate_expiry", "2027-12-31", date(2027, 12, 31)),
        ("makers.csv", "materials", "fruit | herb|", ["fruit", "herb"]),
        ("families.csv", "tsic_division", "๐๑", "01"),
        ("families.csv", "tsic_division", "", ""),
        ("machine_kinds.csv", "temp_min_c", "-40", Decimal(-40)),
        ("standards.csv", "name_th", "HACCP", "HACCP"),
    ],
)
def test_what_is_meant_is_understood(file: str, column: str, text: str, wanted: object) -> None:
    assert value(file, column, text) == wanted


def test_a_doubled_key_names_both_lines() -> None:
    def change(cells: dict[str, list[dict[str, str]]]) -> None:
        cells["makers.csv"].append(cells["makers.csv"][0])

    assert faults(files(change)) == [
        "makers.csv:4: code: MK1 stands in line 2 already — "
        "keep one of the two lines, or give this one its own"
    ]


def test_a_key_of_two_columns_is_doubled_only_where_both_are() -> None:
    found = faults(with_cell("recipes.csv", 7, "seq", "5"))

    assert "recipes.csv:7: family: dried-fruit / 5 stands in line 6 already — " \
        "keep one of the two lines, or give this one its own" in found  # fmt: skip


def test_faults_come_in_the_order_of_tables_and_lines() -> None:
    content = with_cells(
        ("makers.csv", 3, "code", "MK2 "),
        ("makers.csv", 3, "is_sample", "yep"),
        ("makers.csv", 2, "is_sample", "yep"),
        ("provinces.csv", 2, "dopa_code", "5"),
    )

    assert [re.split(": ", fault)[0] for fault in faults(content)] == [
        "provinces.csv:2", "makers.csv:2", "makers.csv:3", "makers.csv:3",
    ]  # fmt: skip


def test_a_blank_around_what_is_wrong_anyway_guesses_nothing() -> None:
    read = {
        text: check(with_cell("operations.csv", 2, "typical_hours", text))
        for text in (":\u200b", "1-2\u200b")
    }
    assert [each.data["operations.csv"][0]["typical_hours"] for each in read.values()] == [None, "1-2"]
    assert all(each.faults for each in read.values())


@pytest.mark.parametrize("column", ["centre_code", "machine_kind_code"])
def test_a_unit_without_its_place_or_its_kind_is_a_fault(column: str) -> None:
    assert f"sample_network.csv:2: {column}: the cell is empty — fill it" in faults(
        with_cell("sample_network.csv", 2, column, "")
    )


CELLS = [
    (table.file, line, column.name)
    for table in tables()
    for line in range(2, len(rows()[table.file]) + 2)
    for column in table.columns
]
FILES = {table.file for table in tables()}
MARKS = [
    "",
    " ",
    "\n",
    "0",
    "-0",
    "-1",
    "1",
    "6",
    "1|1",
    "|",
    "||",
    ";",
    ":",
    "-",
    "/",
    "a=b",
    "1>2",
    ":\u200b",
    "\u200b",
]
WORDS = [
    "x",
    "ก",
    "é",
    "ß",
    "\x00",
    "\ud7ff",
    "\ufeff",
    "\U0001f600",
    '"',
    "yes",
    "no",
    "TH-51",
    "EN1",
    "dryer",
    "#N/A",
]
NUMBERS = [
    "99999999999",
    "9" * 5000,
    "1E5",
    "1e-99999",
    "NaN",
    "-inf",
    "sNaN",
    "²",
    "①",
    "๑",
    "1_0",
    "0x1",
    "1,000",
    "0.0001",
]
DAYS = ["1/2/2569", "29/2/2570", "0/0/0", "2 ก.พ. 99999", "9999-12-31", "0001-01-01", "2 ก.พ."]
HOURS = ["Mon", "Mon 08:30-16:30", "Mon-Fri-Sun 08:30-16:30", "Sat-Mon 00:00-24:00", "Mon 99:99-99:99", ";;"]
JUNK = [*MARKS, *WORDS, *NUMBERS, *DAYS, *HOURS, "x" * 5000]


def is_checked(where: tuple[str, int, str], text: str) -> None:
    """Check the small set with this text in this cell: what is found can be printed, with its cure."""
    for fault in check(with_cell(*where, text)).faults:
        assert fault.file in FILES
        assert fault.what
        assert fault.cure


@settings(max_examples=150, deadline=None)
@given(where=st.sampled_from(CELLS), text=st.sampled_from(JUNK) | st.text(max_size=8))
def test_no_cell_whatever_it_holds_stops_the_check(where: tuple[str, int, str], text: str) -> None:
    is_checked(where, text)


@pytest.mark.prove
@pytest.mark.parametrize("text", JUNK, ids=lambda text: repr(text[:20]))
def test_no_cell_of_any_table_stops_the_check_by_any_junk(text: str) -> None:
    stopped = {}
    for where in CELLS:
        try:
            is_checked(where, text)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is listed with its cell
            stopped[where] = repr(error)

    assert stopped == {}

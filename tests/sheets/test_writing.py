"""What is saved survives Excel: codes stay text, days are days, nothing becomes a formula."""

import datetime as dt
import io
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook

from itc.sheets.books.reading import Wanted, read
from itc.sheets.books.writing import Page, comma_separated, workbook
from tests.sheets.files import naive

HEADER = ("code", "name", "since")
NASTY = (
    "=cmd|' /C calc'!A0",
    "+66",
    "-x",
    "@SUM(A1)",
    "007",
    "0105535099511",
    "1-2",
    "3/4",
    "TRUE",
    "\ta",
    "x\x0by",
)


def first(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content)).worksheets[0]


def test_every_text_stays_the_same_text() -> None:
    sheet = first(workbook([Page("x", HEADER, [[text, "", None] for text in NASTY], {})]))
    for row, text in zip(sheet.iter_rows(min_row=2), NASTY, strict=True):
        assert (row[0].value, row[0].data_type, row[0].number_format) == (text.replace("\x0b", ""), "s", "@")
        assert row[0].quotePrefix == (text[0] in "=+-@\t")


def test_numbers_are_numbers_and_days_are_days() -> None:
    sheet = first(workbook([Page("x", HEADER, [[3, Decimal("0.50"), dt.date(2026, 11, 2)]], {})]))
    values = [cell.value for cell in sheet[2]]
    assert values == [3, 0.5, naive(2026, 11, 2)]
    assert sheet["C2"].number_format == "yyyy-mm-dd"


def test_the_header_is_frozen_and_columns_are_wide_enough() -> None:
    sheet = first(workbook([Page("x", HEADER, [["a" * 200, "b", None]], {})]))
    assert sheet.freeze_panes == "B2"
    assert sheet.column_dimensions["A"].width == 60
    assert sheet.column_dimensions["B"].width == 8
    assert sheet.auto_filter.ref == "A1:C2"


def test_a_faulty_cell_is_red_and_says_what_to_write() -> None:
    sheet = first(
        workbook([Page("x", HEADER, [["a", "b", None]], {(0, 1): "wrong — write c", (-1, 2): "missing"})])
    )
    assert sheet["B2"].comment.text == "wrong — write c"
    assert sheet["B2"].fill.fgColor.rgb.endswith("F8C9C4")
    assert sheet["C1"].comment.text == "missing"
    assert sheet["A2"].comment is None


def test_csv_goes_through_excel_and_back_without_a_formula() -> None:
    content = comma_separated(HEADER, [[text, "-0.5", ""] for text in NASTY[:8]])
    assert content.startswith(b"\xef\xbb\xbf")
    raw = content.decode("utf-8-sig").splitlines()
    assert raw[1].startswith("'=")
    assert raw[1].endswith(",-0.5,")
    lines = read(content, Wanted("x.csv", HEADER)).lines
    assert [line.cells["code"] for line in lines] == list(NASTY[:8])

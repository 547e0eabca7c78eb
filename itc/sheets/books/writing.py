"""Tables as workbooks and as CSV, so that what a spreadsheet likes to spoil survives it."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from itc.sheets.books.cells import MOST_LETTERS, plain

_WHITE = Font(bold=True, color="FFFFFF")
_HEAD, _RED = PatternFill("solid", fgColor="1F3A5F"), PatternFill("solid", fgColor="F8C9C4")
_TOP = Alignment(vertical="top", wrap_text=True)
_NARROW, _WIDE = 8, 60
_MEASURED = 200
"""Rows that are looked at for the width of a column."""
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""

Value = str | int | float | Decimal | dt.date | None


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of a workbook: its name, its header, its rows; `marks` say what is wrong, by row and column
    from 0 (row -1: the header)."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[Value]]
    marks: Mapping[tuple[int, int], str]


def workbook(pages: Iterable[Page]) -> bytes:
    """Return a workbook; texts stay texts there, whatever they begin with, numbers and days are such."""
    book = Workbook(write_only=True)
    for page in pages:
        sheet = book.create_sheet(plain(page.title)[:MOST_LETTERS])
        sheet.freeze_panes = "B2"
        for place in range(len(page.header)):
            sheet.column_dimensions[get_column_letter(place + 1)].width = _width(page, place)
        sheet.append(
            [_head(sheet, name, page.marks.get((-1, place))) for place, name in enumerate(page.header)]
        )
        for number, row in enumerate(page.rows):
            marked = [page.marks.get((number, place)) for place in range(len(row))]
            sheet.append([_cell(sheet, value, mark) for value, mark in zip(row, marked, strict=True)])
        if page.header:
            sheet.auto_filter.ref = f"A1:{get_column_letter(len(page.header))}{len(page.rows) + 1}"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def comma_separated(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return CSV in UTF-8 that Excel opens as such; a text that would be taken for a formula gets a mark
    before it, which an upload takes off."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_guarded(text) for text in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_DANGEROUS) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdecimal()


def _width(page: Page, place: int) -> int:
    rows = (row[place] for row in page.rows[:_MEASURED] if place < len(row))
    longest = max([len(page.header[place]), *(len(str(value or "")) for value in rows)])
    return max(_NARROW, min(_WIDE, longest + 3))


def _head(sheet: Any, name: str, mark: str | None) -> Any:
    cell = _text(sheet, name, mark)
    if not mark:
        cell.font, cell.fill = _WHITE, _HEAD
    return cell


def _cell(sheet: Any, value: Value, mark: str | None) -> Any:
    if isinstance(value, str) or value is None:
        return _text(sheet, value or "", mark)
    cell = WriteOnlyCell(sheet, value=float(value) if isinstance(value, Decimal) else value)
    if isinstance(value, dt.date):
        cell.number_format = "yyyy-mm-dd"
    return _marked(cell, mark)


def _text(sheet: Any, text: str, mark: str | None) -> Any:
    """Return a cell that is text and stays so when somebody types into it."""
    cell = WriteOnlyCell(sheet, value=plain(text) or None)
    if text:
        cell.data_type = "s"  # also where it begins as a formula does
    cell.number_format = "@"
    cell.alignment = _TOP
    if text.startswith(_DANGEROUS):
        cell.quotePrefix = True
    return _marked(cell, mark)


def _marked(cell: Any, mark: str | None) -> Any:
    if mark:
        cell.fill = _RED
        cell.comment = Comment(plain(mark), "OpenITC", width=320, height=120)
    return cell

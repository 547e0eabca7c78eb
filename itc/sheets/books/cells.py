"""What stands in a cell of a workbook, as text."""

import datetime as dt
from decimal import Decimal
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

MOST_LETTERS = 31
"""Of the name of a sheet."""


def title(file: str) -> str:
    """Return the name of the sheet that holds a table."""
    return file.removesuffix(".csv")[:MOST_LETTERS]


def text(cell: Any, *, is_day: bool) -> str:
    """Return what a cell shows; a day as 2026-11-02 in a column of days, else as a fault of it is told."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return str(value) if is_day else f"{value.day}/{value.month}/{value.year}"
    if isinstance(value, dt.datetime | dt.time | dt.timedelta):
        return str(value)
    return value if isinstance(value, str) else str(getattr(value, "text", value) or "")


def plain(text: str) -> str:
    """Return a text without the characters that no workbook can hold."""
    return str(ILLEGAL_CHARACTERS_RE.sub("", text))


def _number(value: float) -> str:
    """Return a number without the noise of its binary form: 8.4, not 8.4000000000000004."""
    if isinstance(value, int) or value.is_integer():
        return str(int(value)) if abs(value) < 10**15 else f"{value:E}"
    return format(Decimal(f"{value:.15g}"), "f")

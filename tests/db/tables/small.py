"""A small set of tables without a fault (tests/data/small); tests break one thing in it."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

from django.utils import translation

from itc.db.tables import check

FOLDER = Path("tests/data/small")

Rows = dict[str, list[dict[str, str]]]
"""The cells of each file, by row and column."""


def rows() -> Rows:
    """Return the cells of every file."""
    found: Rows = {}
    for path in sorted(FOLDER.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            found[path.name] = list(csv.DictReader(lines))
    return found


def files(change: Callable[[Rows], None] | None = None) -> dict[str, bytes]:
    """Return the set as files, after a change of its cells."""
    cells = rows()
    headers = {file: list(lines[0]) for file, lines in cells.items()}
    if change is not None:
        change(cells)
    return {file: _sheet(headers[file], lines) for file, lines in cells.items()}


def with_cells(*cells: tuple[str, int, str, str]) -> dict[str, bytes]:
    """Return the set with some cells changed: file, line (2 is the first row), column and text."""

    def change(rows: Rows) -> None:
        for file, line, column, text in cells:
            rows[file][line - 2][column] = text

    return files(change)


def with_cell(file: str, line: int, column: str, text: str) -> dict[str, bytes]:
    """Return the set with one cell changed."""
    return with_cells((file, line, column, text))


def with_rows(file: str, *added: dict[str, str]) -> dict[str, bytes]:
    """Return the set with more rows: each the last of the file, with some other cells."""

    def change(rows: Rows) -> None:
        rows[file] += [rows[file][-1] | cells for cells in added]

    return files(change)


def with_row(file: str, **cells: str) -> dict[str, bytes]:
    """Return the set with one row more."""
    return with_rows(file, cells)


def without(file: str, *lines: int) -> dict[str, bytes]:
    """Return the set without some lines of a file."""

    def change(rows: Rows) -> None:
        rows[file] = [row for number, row in enumerate(rows[file], start=2) if number not in lines]

    return files(change)


def faults(files: dict[str, bytes]) -> list[str]:
    """Return every fault as it is printed, in English."""
    with translation.override("en"):
        return [str(fault) for fault in check(files).faults]


def told(found: list[str]) -> list[str]:
    """Return what is wrong without its cure."""
    return [fault.split(" — ")[0] for fault in found]


def _sheet(header: list[str], cells: list[dict[str, str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, header, lineterminator="\n")
    writer.writeheader()
    writer.writerows(cells)
    return out.getvalue().encode()

"""The rows of the database as lines of their tables: what a file would have to say to change nothing."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from itc.db.fields import TextList
from itc.db.tables.loading import cell
from itc.db.tables.table import Column, Data, Row, Table, tables

_NUMBERED = re.compile(r"-(\d{2,})$")
FIRST = 2
"""The line of the first row: above it stands the header."""


def standing() -> Data:
    """Return the rows of every table as they stand, one query a table; one without any is not there."""
    found = {table.file: tuple(lines(table)) for table in tables()}
    keys = {table.file: table.key for table in tables()}
    return Data({file: rows for file, rows in found.items() if rows}, keys)


def lines(table: Table) -> Iterator[Row]:
    """Yield the lines of a table from the rows that stand, numbered from the line under the header.

    What no line of the file can say is None: columns that are checked and not kept. Rows that were made in
    the app under a name no line would give are left out.
    """
    rows = _counted(table) if table.counted else _rows(table)
    nothing: dict[str, Any] = {
        name: [] if isinstance(field, TextList) else None for name, field in table.fields.items()
    }
    for number, values in enumerate(rows, start=FIRST):
        yield Row(table.file, number, nothing | values)


def texts(table: Table, row: Row) -> list[str]:
    """Return the cells of a line as its sheet has them."""
    return [text(row[column.name], column) for column in table.sheet_columns]


def text(value: Any, column: Column) -> str:
    """Return a value as a cell of its column has it."""
    return cell(value, column.separator)


def _rows(table: Table) -> Iterator[dict[str, Any]]:
    names, attnames = zip(*table.kept, strict=True)
    standing = table.model._base_manager.filter(table.scope).order_by("pk")
    for values in standing.values_list(*attnames):
        yield dict(zip(names, values, strict=True))


def _counted(table: Table) -> Iterator[dict[str, Any]]:
    """Yield one line for the rows of a key, numbered 1 to n by the last of their name; the first speaks for
    all, so that one of them which was edited alone stays as it is."""
    names, attnames = zip(*table.kept, strict=True)
    standing = table.model._base_manager.filter(table.scope).order_by(*table.names)
    found = [
        (dict(zip(names, values, strict=True)), name)
        for name, *values in standing.values_list(*table.names, *attnames)
    ]
    by_key = groupby(
        sorted(found, key=lambda each: _key(table, each[0])), key=lambda each: _key(table, each[0])
    )
    for _each, group in by_key:
        members = list(group)
        if number := _run({name for _values, name in members}):
            yield members[0][0] | {table.counted: number}


def _key(table: Table, values: dict[str, Any]) -> tuple[str, ...]:
    return tuple(str(values[name]) for name in table.key)


def _run(names: set[str]) -> int:
    """Return up to which number without a gap there are names ending in -01, -02, …"""
    numbers = {int(found[1]) for name in names if (found := _NUMBERED.search(name))}
    return next(count for count in range(len(numbers) + 1) if count + 1 not in numbers)

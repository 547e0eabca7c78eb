"""Every fault of a set of files, found in one run and without a database."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from itc.db.fields import TextList
from itc.db.models import Status
from itc.db.tables import cells, sheets
from itc.db.tables.faults import Fault, Unreadable, did_you_mean
from itc.db.tables.table import Check, Column, Data, NotRead, Row, Table, file_of, tables

OWN = ("own knowledge", "own work, fictional")
"""Sources that confirm nothing."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The rows that were read, what must be mended before they are loaded, and what is only worth a word."""

    data: Data
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


def check(files: Mapping[str, bytes | Fault]) -> Checked:
    """Return the rows of the files and every fault in them, in the order of the tables and of their lines.

    In place of its bytes a file may have the fault by which it could not be opened.
    """
    faults: list[Fault] = []
    rows: dict[str, tuple[Row, ...]] = {}
    for table in tables():
        found, wrong = _read(table, files.get(table.file, _missing(table)))
        faults += wrong
        if found is not None:
            rows[table.file] = found
    data = Data(rows, {table.file: table.key for table in tables()})
    for table in tables():
        faults += _across(table, data)
    if not faults:
        faults += [fault for table in tables() for fault in composed(table, data)]
    order = {table.file: place for place, table in enumerate(tables())}
    faults.sort(key=lambda fault: (order[fault.file], fault.line))
    return Checked(data, tuple(faults), tuple(_unknown(files)))


def _missing(table: Table) -> Fault:
    what, cure = _("the file is missing"), _("put it beside the others; its name must be just this")
    return Fault(table.file, 0, "", what, cure)


def _unknown(files: Mapping[str, object]) -> Iterator[Fault]:
    known = {table.file for table in tables()}
    for name in sorted(files.keys() - known):
        yield Fault(name, 0, "", _("no table has this name; it is left out"), did_you_mean(name, known))


def _read(table: Table, content: bytes | Fault) -> tuple[tuple[Row, ...] | None, list[Fault]]:
    """Return the rows and the faults of the cells; None for rows where they cannot be told apart, or where
    some could not be read: whatever refers to those would seem to be at fault."""
    if isinstance(content, Fault):
        return None, [content]
    sheet = sheets.read(table.file, content, tuple(column.name for column in table.columns))
    rows, faults = rows_of(table, sheet)
    return (rows if sheet.whole else None), [*sheet.guesses, *faults]


def rows_of(table: Table, sheet: sheets.Sheet) -> tuple[tuple[Row, ...] | None, list[Fault]]:
    """Return the rows of a sheet, and the faults of it and of its cells; None for rows where they cannot be
    told apart."""
    faults = list(sheet.faults)
    if not sheet.lines or not set(table.key) <= set(sheet.columns):
        return None, faults
    rows, known = [], {(fault.line, fault.column) for fault in faults}
    readers = {column.name: _reader(column, table) for column in table.columns}
    for line in sheet.lines:
        values: dict[str, Any] = {}
        for name, reader in readers.items():
            value, wrong = reader(line.cells.get(name))
            values[name] = value
            if wrong is not None and not line.ragged and (line.number, name) not in known:
                faults.append(Fault(table.file, line.number, name, wrong.what, wrong.cure))
        rows.append(Row(table.file, line.number, values))
    return tuple(rows), faults


def _reader(column: Column, table: Table) -> Callable[[str | None], tuple[Any, Unreadable | None]]:
    """Return what gives a cell's value, and its fault with the likeliest value or nothing beside it.

    A cell that is not there (None) has its fault elsewhere. Cells repeat, so each text is read once.
    """
    field = table.fields[column.name]
    nothing: Any = [] if isinstance(field, TextList) else None

    @cache
    def reader(text: str | None) -> tuple[Any, Unreadable | None]:
        if text is None:
            return nothing, None
        try:
            return cells.read(text, column, field), None
        except Unreadable as error:
            return (nothing if error.guess is None else error.guess), error

    return reader


def _across(table: Table, data: Data) -> list[Fault]:
    """Return what can be seen only beside other rows."""
    return [*beside(table, data), *later(table, data)]


def beside(table: Table, data: Data) -> list[Fault]:
    """Return what is wrong beside other rows, of this table and of those it refers to."""
    if table.file not in data:
        return []
    faults = [*_doubled(table, data), *_unfounded(table, data)]
    for column in table.columns:
        faults += _unresolved(table, column, data)
    return faults + _broken(table.checks, data)


def later(table: Table, data: Data) -> list[Fault]:
    """Return what is missing still in other tables for this one to be of use."""
    return _broken(table.later, data) if table.file in data else []


def _broken(rules: Iterable[Check], data: Data) -> list[Fault]:
    """Return the faults that rules find; a rule whose files are not there is left out."""
    faults: list[Fault] = []
    for rule in rules:
        try:
            faults += rule(data)
        except NotRead:
            continue
    return faults


def _doubled(table: Table, data: Data) -> Iterator[Fault]:
    seen: dict[tuple[Any, ...], int] = {}
    for row in data[table.file]:
        key = tuple(row[name] for name in table.key)
        if None in key:
            continue
        if (first := seen.setdefault(key, row.line)) != row.line:
            what = _("%(key)s stands in line %(first)d already") % {
                "key": " / ".join(map(str, key)),
                "first": first,
            }
            yield row.fault(table.key[0], what, _("keep one of the two lines, or give this one its own"))


def _unfounded(table: Table, data: Data) -> Iterator[Fault]:
    for row in data[table.file]:
        if row["status"] == Status.CONFIRMED and row["source"] in OWN:
            what = _("confirmed by %(source)s only") % {"source": row["source"]}
            yield row.fault("status", what, _("name the source that was seen, or write sample"))


def composed(table: Table, data: Data) -> Iterator[Fault]:
    """Yield the names put together of several cells that are too long, or the same in two lines."""
    if not table.identity:
        return
    seen: dict[tuple[Any, ...], int] = {}
    for row in data[table.file]:
        for record in table.shaped(row, data):
            key = tuple(record[name] for name in table.names)
            text = " / ".join(map(str, key))
            cure = _("choose other words in %(columns)s") % {"columns": ", ".join(table.key)}
            if (first := seen.setdefault(key, row.line)) != row.line:
                what = _("its name %(name)r is that of line %(first)d") % {"name": text, "first": first}
                yield row.fault(table.key[-1], what, cure)
            try:
                for name, value in zip(table.names, key, strict=True):
                    table.model_fields[name].run_validators(value)
            except ValidationError as error:
                what = _("its name %(name)r cannot be kept: %(why)s")
                why = " ".join(error.messages)
                yield row.fault(table.key[-1], what % {"name": text, "why": why}, cure)


def _unresolved(table: Table, column: Column, data: Data) -> Iterator[Fault]:
    field = table.fields[column.name]
    refers = column.refers
    if isinstance(field, models.ForeignKey):
        refers = refers or file_of(field.remote_field.model)
    if not refers or refers not in data:
        return
    known = frozenset(map(str, data.by_key(refers)))
    for row in data[table.file]:
        value = row[column.name]
        for code in value if isinstance(value, list) else [value]:
            if code and code not in known:
                what = _("%(code)r is not in %(file)s") % {"code": code, "file": refers}
                yield row.fault(column.name, what, _nearest(code, known))


@lru_cache(maxsize=4096)
def _nearest(code: str, known: frozenset[str]) -> str:
    return did_you_mean(code, known)

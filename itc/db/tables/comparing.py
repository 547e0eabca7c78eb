"""What a sheet asks of the rows that stand: which it adds, changes by cell, lacks; and what is wrong."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from itc.db.tables.checking import beside, composed, later, rows_of
from itc.db.tables.faults import Fault
from itc.db.tables.loading import plain
from itc.db.tables.sheets import Sheet
from itc.db.tables.standing import text
from itc.db.tables.table import Data, Record, Row, Table, tables

Key = tuple[Any, ...]
NOT_IN_SHEET = 10**7
"""From this line on stand the rows that a sheet lacks: no sheet is so long."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that changes, as a sheet has it before and after."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A line that changes."""

    before: Row
    after: Row
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a sheet asks of its table.

    `faults` must be mended before anything is written, `waiting` may be mended in other tables afterwards,
    `guesses` were mended here. `gone` stand in the table and not in the sheet: they stay unless removed.
    `before` and `after` are the rows of all tables, as they stand and as they would.
    """

    table: Table
    added: tuple[Row, ...]
    changed: tuple[Changed, ...]
    gone: tuple[Row, ...]
    unchanged: int
    faults: tuple[Fault, ...]
    waiting: tuple[Fault, ...]
    guesses: tuple[Fault, ...]
    before: Data
    after: Data

    @property
    def asks_nothing(self) -> bool:
        """Return whether every row of the sheet stands so already."""
        return not (self.added or self.changed)


def compare_sheet(table: Table, sheet: Sheet, before: Data, *, removes: bool) -> Comparison:
    """Return what a sheet asks of a table whose rows stand as in `before`; `removes`: what it lacks goes."""
    rows, faults = rows_of(table, sheet)
    there = {key_of(table, row): row for row in before[table.file]} if table.file in before else {}
    given = {key_of(table, row): row for row in reversed(rows or ())}
    lacking = (row for key, row in there.items() if key not in given) if rows is not None else ()
    gone = tuple(Row(row.file, NOT_IN_SHEET + row.line, row.values) for row in lacking)
    stay = () if removes else gone
    after = _with(before, table, (*(rows or ()), *stay))
    faults, waiting = _judged(table, faults, before, after) if rows is not None else (faults, [])
    pairs = [(there[key], row) for key, row in given.items() if key in there]
    changed = [Changed(old, new, cells) for old, new in pairs if (cells := _cells(table, old, new))]
    return Comparison(
        table=table,
        added=tuple(sorted((row for key, row in given.items() if key not in there), key=_line)),
        changed=tuple(sorted(changed, key=lambda each: each.after.line)),
        gone=gone,
        unchanged=len(pairs) - len(changed),
        faults=tuple(sorted(faults, key=lambda each: (each.file != table.file, each.file, each.line))),
        waiting=tuple(waiting),
        guesses=sheet.guesses,
        before=before,
        after=after,
    )


def key_of(table: Table, row: Row) -> Key:
    """Return what names a line."""
    return tuple(row[name] for name in table.key)


@dataclass(frozen=True, slots=True)
class Asked:
    """Rows of the model: to add; to change, by name with their new values; to remove, by name with the line
    that asks for it."""

    added: tuple[Record, ...]
    changed: tuple[tuple[Key, Record], ...]
    removed: tuple[tuple[Key, Row], ...]


def asked(comparison: Comparison, *, removes: bool) -> Asked:
    """Return what a comparison without faults asks of the rows of the model."""
    table, before, after = comparison.table, comparison.before, comparison.after
    old: dict[Key, tuple[Record, Row]] = {}
    new: dict[Key, Record] = {}
    for each in comparison.changed:
        old |= {name: (record, each.after) for name, record in _shaped(table, each.before, before).items()}
        new |= _shaped(table, each.after, after)
    for row in comparison.added:
        new |= _shaped(table, row, after)
    for row in comparison.gone if removes else ():
        old |= {name: (record, row) for name, record in _shaped(table, row, before).items()}
    changes = [(name, _differing(old[name][0], record)) for name, record in new.items() if name in old]
    return Asked(
        added=tuple(record for name, record in new.items() if name not in old),
        changed=tuple(each for each in changes if each[1]),
        removed=tuple((name, row) for name, (_record, row) in old.items() if name not in new),
    )


def _line(each: Row | Fault) -> int:
    return each.line


def _shaped(table: Table, row: Row, data: Data) -> Mapping[Key, Record]:
    return {tuple(record[name] for name in table.names): record for record in table.shaped(row, data)}


def _differing(old: Record, new: Record) -> Record:
    return {name: value for name, value in new.items() if plain(old[name]) != plain(value)}


def _cells(table: Table, old: Row, new: Row) -> tuple[Cell, ...]:
    return tuple(
        Cell(each.name, text(old[each.name], each), text(new[each.name], each))
        for each in table.sheet_columns
        if plain(old[each.name]) != plain(new[each.name])
    )


def _with(data: Data, table: Table, rows: Iterable[Row]) -> Data:
    """Return all tables, with other rows in one of them."""
    found = {each.file: data[each.file] for each in tables() if each.file in data}
    keys = {each.file: each.key for each in tables()}
    return Data(found | {table.file: tuple(rows)}, keys)


def _judged(table: Table, faults: list[Fault], before: Data, after: Data) -> tuple[list[Fault], list[Fault]]:
    """Return the faults, and what waits for other tables: those of all tables that were not there before."""
    faults = faults + _new(beside, before, after)
    if not faults:
        faults = list(composed(table, after))
    return faults, [] if faults else _new(later, before, after)  # of faulty rows the rest cannot be told


def new_faults(before: Data, after: Data) -> list[Fault]:
    """Return what is wrong afterwards in any table, beside other rows, and was not before."""
    return _new(beside, before, after)


def _new(look: Callable[[Table, Data], list[Fault]], before: Data, after: Data) -> list[Fault]:
    """Return the faults of all tables afterwards that are not there before, whatever line they stand in."""
    known = {mark for mark, _fault in _marked(look, before)}
    return [fault for mark, fault in _marked(look, after) if mark not in known]


def _marked(
    look: Callable[[Table, Data], list[Fault]], data: Data
) -> Iterator[tuple[tuple[Any, ...], Fault]]:
    """Yield every fault with what makes it one: of which row, in which column, what is wrong."""
    by_file = {each.file: each for each in tables()}
    rows: dict[str, dict[int, Row]] = {}
    for table in tables():
        for fault in look(table, data):
            if fault.file not in rows:
                rows[fault.file] = {row.line: row for row in data[fault.file]}
            row = rows[fault.file].get(fault.line)
            key = key_of(by_file[fault.file], row) if row else ()
            yield (fault.file, key, fault.column, fault.what), fault

"""A sheet that was read, as JSON: it is kept while somebody looks at what it would do."""

from typing import Any

from itc.db.tables import Fault
from itc.db.tables.sheets import Line, Sheet

Kept = dict[str, Any]


def keep(sheet: Sheet) -> Kept:
    """Return a sheet as JSON."""
    return {
        "columns": sheet.columns,
        "lines": [[each.number, list(each.cells.values()), each.ragged] for each in sheet.lines],
        "faults": [_fault(each) for each in sheet.faults],
        "guesses": [_fault(each) for each in sheet.guesses],
        "whole": sheet.whole,
    }


def kept(file: str, given: Kept) -> Sheet:
    """Return a sheet from its JSON."""
    columns = tuple(given["columns"])
    lines = tuple(
        Line(number, dict(zip(columns, cells, strict=False)), ragged)
        for number, cells, ragged in given["lines"]
    )
    faults, guesses = (tuple(Fault(file, *each) for each in given[name]) for name in ("faults", "guesses"))
    return Sheet(columns, lines, faults, given["whole"], guesses)


def _fault(fault: Fault) -> list[Any]:
    return [fault.line, fault.column, fault.what, fault.cure]

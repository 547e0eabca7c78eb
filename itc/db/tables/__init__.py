"""Tables of reference knowledge: each app declares its own; checked without a database, loaded whole.

`check(files)` finds every fault; `load(data)` writes what was checked; `on_loaded` hears which rows changed.
"""

from itc.db.tables.checking import Checked, check
from itc.db.tables.faults import Fault, did_you_mean
from itc.db.tables.loading import Edit, Outcome, compare, load, on_loaded
from itc.db.tables.table import Check, Column, Data, Record, Row, Table, columns, register, tables

__all__ = [
    "Check", "Checked", "Column", "Data", "Edit", "Fault", "Outcome", "Record", "Row", "Table",
    "check", "columns", "compare", "did_you_mean", "load", "on_loaded", "register", "tables",
]  # fmt: skip

"""The list of tables, the page of one, and its files."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max
from django.utils.translation import gettext as _

from itc.accounts.models import User
from itc.db.tables import Row, Table
from itc.db.tables.standing import lines, texts
from itc.sheets.books import cells
from itc.sheets.books.writing import Page, Value, comma_separated, workbook
from itc.sheets.errors import UnknownTable
from itc.sheets.models import Upload
from itc.sheets.permissions import tables_of
from itc.sheets.queries.explained import Explained, explained, needed


@dataclass(frozen=True, slots=True)
class Listed:
    """A table in the list: how many rows, when one was last changed, the last upload that stands."""

    table: Table
    rows: int
    changed_at: dt.datetime | None
    upload: Upload | None


@dataclass(frozen=True, slots=True)
class TablePage:
    """What the page of a table shows."""

    table: Table
    columns: tuple[Explained, ...]
    rows: int
    upload: Upload | None
    """The last that stands: it can be undone."""


def table_list(user: User) -> list[Listed]:
    """Return the tables a person may change. Refuses: UnknownTable, where there is none."""
    mine = tables_of(user)
    if not mine:
        raise UnknownTable
    uploads = latest(table.file for table in mine)
    return [_listed(table, uploads.get(table.file)) for table in mine]


def latest(files: Iterable[str]) -> dict[str, Upload]:
    """Return the last upload that stands of each table, by its file."""
    standing = (
        Upload.objects.standing().filter(table__in=list(files)).select_related("by").defer("rows", "sheet")
    )
    return {upload.table: upload for upload in reversed(standing)}


def table_page(table: Table) -> TablePage:
    """Return the page of a table."""
    rows = list(lines(table))
    return TablePage(table, tuple(explained(table, rows)), len(rows), latest([table.file]).get(table.file))


def as_csv(table: Table) -> bytes:
    """Return a table as CSV, as it stands."""
    return comma_separated(header(table), (texts(table, row) for row in lines(table)))


def as_workbook(table: Table) -> bytes:
    """Return a table as a workbook, as it stands, with a second sheet that explains its columns."""
    rows = list(lines(table))
    page = Page(cells.title(table.file), header(table), [values(table, row) for row in rows], {})
    return workbook([page, explanation(explained(table, rows))])


def explanation(columns: Iterable[Explained]) -> Page:
    """Return the sheet that explains columns."""
    said = [[each.name, each.meaning, each.allowed, needed(each), each.example] for each in columns]
    head = [_("Column"), _("What it means"), _("What may stand in it"), _("Must be filled"), _("Example")]
    return Page(_("Explanation"), head, said, {})


def header(table: Table) -> list[str]:
    """Return the header of a sheet."""
    return [column.name for column in table.sheet_columns]


def values(table: Table, row: Row) -> Sequence[Value]:
    """Return a line for a workbook: days and numbers as such, all else as text."""
    plain = texts(table, row)
    return [
        row[column.name] if _is_number_or_day(row[column.name]) else text
        for column, text in zip(table.sheet_columns, plain, strict=True)
    ]


def _is_number_or_day(value: Any) -> bool:
    return isinstance(value, int | float | Decimal | dt.date) and not isinstance(value, bool)


def _listed(table: Table, upload: Upload | None) -> Listed:
    rows = table.model._base_manager.filter(table.scope)
    found = rows.aggregate(rows=Count("pk"), latest=Max("changed_at"))
    return Listed(table, found["rows"], found["latest"], upload)

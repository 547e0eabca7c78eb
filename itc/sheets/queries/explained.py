"""What the columns of a table mean and may hold, for who fills them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from itc.db.fields import TextList
from itc.db.tables import Column, Row, Table, tables
from itc.db.tables.standing import text
from itc.db.tables.table import file_of


@dataclass(frozen=True, slots=True)
class Explained:
    """A column: what it means, what may stand in it, whether it must be filled, and what one looks like."""

    name: str
    meaning: str
    allowed: str
    needed: bool
    example: str


def explained(table: Table, rows: Iterable[Row]) -> list[Explained]:
    """Return every column of a sheet, with an example from the rows that stand."""
    rows = list(rows)
    return [_explained(table, column, rows) for column in table.sheet_columns]


def needed(column: Explained) -> str:
    """Return whether a column must be filled, in a word."""
    return pgettext("must it be filled?", "yes") if column.needed else pgettext("must it be filled?", "no")


def _explained(table: Table, column: Column, rows: list[Row]) -> Explained:
    field = table.fields[column.name]
    may_be_empty = field.null or field.blank
    standing = (text(row[column.name], column) for row in rows)
    example = column.example or next((each for each in standing if each), "")
    meaning = str(field.verbose_name)
    meaning = f"{meaning[:1].upper()}{meaning[1:]}" + (f": {field.help_text}" if field.help_text else "")
    allowed = "; ".join(_allowed(column, field))
    return Explained(column.name, meaning, allowed, not may_be_empty or column.needed, example[:120])


def _allowed(column: Column, field: Any) -> Iterator[str]:
    refers = column.refers
    if isinstance(field, models.ForeignKey):
        refers = refers or file_of(field.remote_field.model)
    if refers:
        yield _("a code of the table “%(table)s”") % {"table": _called(refers)}
    elif column.choices:
        yield _("one of %(words)s") % {"words": ", ".join(column.choices)}
    elif isinstance(field, models.BooleanField):
        yield _("yes or no")
    elif field.flatchoices:
        yield _("one of %(words)s") % {
            "words": ", ".join(f"{value} ({label})" for value, label in field.flatchoices if value)
        }
    else:
        yield _kind(column, field)
    if isinstance(field, TextList):
        yield _("several parted by %(mark)s") % {"mark": column.separator}


def _kind(column: Column, field: Any) -> str:
    if isinstance(field, models.DateField):
        return _("a day: 2026-11-02 or 2/11/2569")
    if isinstance(field, models.IntegerField):
        return _("a whole number")
    if isinstance(field, models.DecimalField | models.FloatField):
        return _("a number")
    if column.digits:
        return _("%(count)d digits, zeros in front too") % {"count": column.digits}
    if column.letters:
        return _("text with Thai letters") if column.letters == "th" else _("text without Thai letters")
    most = getattr(field, "max_length", None)
    return _("text of up to %(most)d letters") % {"most": most} if most else _("text")


def _called(file: str) -> str:
    return next((table.called for table in tables() if table.file == file), file)

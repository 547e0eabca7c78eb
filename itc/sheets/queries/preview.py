"""What an upload of a table would do, before anything is written."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from itc.accounts.models import User
from itc.db.locking import locked
from itc.db.tables import Fault, Row, Table, tables
from itc.db.tables.changing import keys_of, pointing
from itc.db.tables.comparing import NOT_IN_SHEET, Asked, Comparison, asked, compare_sheet, key_of
from itc.db.tables.sheets import Sheet
from itc.db.tables.standing import standing, texts
from itc.sheets.books import cells
from itc.sheets.books.keeping import kept
from itc.sheets.books.writing import Page, workbook
from itc.sheets.errors import NothingToDo, UnknownTable
from itc.sheets.models import Upload
from itc.sheets.queries.explained import explained
from itc.sheets.queries.tables import explanation


@dataclass(frozen=True, slots=True)
class Told:
    """A fault as it is shown: where (C7; of another table its name), what is wrong, what to write."""

    place: str
    column: str
    text: str
    what: str
    cure: str


@dataclass(frozen=True)
class Preview:
    """What an upload would do."""

    upload: Upload
    table: Table
    sheet: Sheet
    comparison: Comparison
    asked: Asked
    faults: tuple[Fault, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Return how many lines are added, changed and so on."""
        comparison = self.comparison
        return {
            "added": len(comparison.added),
            "changed": len(comparison.changed),
            "removed": len(comparison.gone) if self.upload.removes else 0,
            "unchanged": comparison.unchanged,
        }

    @property
    def asks_nothing(self) -> bool:
        """Return whether nothing would be written."""
        return not (self.asked.added or self.asked.changed or self.asked.removed)

    @cached_property
    def digest(self) -> str:
        """Return the fingerprint of all that would be written: pressed for another one, nothing is."""
        comparison, table = self.comparison, self.table
        said: list[Any] = [table.file, self.upload.removes]
        said += [texts(table, row) for row in comparison.added]
        said += [[_key(table, each.after), *_cells(each.cells)] for each in comparison.changed]
        said += [texts(table, row) for row in comparison.gone] if self.upload.removes else []
        said += [[fault.column, fault.what] for fault in comparison.waiting]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()

    def told(self, faults: Sequence[Fault]) -> list[Told]:
        """Return faults as they are shown."""
        return [self._told(fault) for fault in faults]

    @cached_property
    def _lines(self) -> dict[int, dict[str, str]]:
        return {line.number: line.cells for line in self.sheet.lines}

    def _told(self, fault: Fault) -> Told:
        if fault.file != self.table.file:
            return Told(self._elsewhere(fault), fault.column, "", fault.what, fault.cure)
        text = ""
        if fault.column:
            text = next(
                (line.cells.get(fault.column, "") for line in self.sheet.lines if line.number == fault.line),
                "",
            )
        return Told(self._place(fault), fault.column, text[:120], fault.what, fault.cure)

    def _elsewhere(self, fault: Fault) -> str:
        """Return the table and the row of a fault in another table."""
        other = next(table for table in tables() if table.file == fault.file)
        if fault.file not in self._others:
            self._others[fault.file] = {row.line: row for row in self.comparison.after[fault.file]}
        row = self._others[fault.file].get(fault.line)
        return f"{other.called}: {' / '.join(_key(other, row))}" if row else other.called

    @cached_property
    def _others(self) -> dict[str, dict[int, Row]]:
        """Rows of other tables by their line, as they are asked for."""
        return {}

    def _place(self, fault: Fault) -> str:
        if fault.line >= NOT_IN_SHEET:
            return _("not in your file")
        return place(self.sheet, fault)


def upload_of(upload: int, table: str, by: User, *, lock: bool = False) -> Upload:
    """Return one's own upload that is looked at still. Refuses: UnknownTable; NothingToDo, where it was
    written already."""
    uploads = Upload.objects.filter(pk=upload, table=table, by=by)
    found = (locked(uploads) if lock else uploads).first()
    if found is None:
        raise UnknownTable
    if found.applied_at:
        raise NothingToDo
    return found


def preview(upload: Upload, table: Table) -> Preview:
    """Return what an upload would do to a table as it stands now."""
    sheet = kept(table.file, upload.sheet)
    comparison = compare_sheet(table, sheet, standing(), removes=upload.removes)
    wanted = Asked((), (), ())
    faults = comparison.faults
    if not faults:
        wanted = asked(comparison, removes=upload.removes)
        faults = tuple(_pointed_at(table, wanted))
    return Preview(upload, table, sheet, comparison, wanted, faults)


def place(sheet: Sheet, fault: Fault) -> str:
    """Return where a fault is: C7, or row 7, or the whole file."""
    if fault.line and fault.column in sheet.columns:
        return f"{get_column_letter(sheet.columns.index(fault.column) + 1)}{fault.line}"
    return _("row %(number)d") % {"number": fault.line} if fault.line else _("the file")


def marked(seen: Preview) -> bytes:
    """Return the sheet as it was uploaded, each faulty cell red with what is wrong; a list of all faults; and
    the explanation of the columns."""
    sheet, table = seen.sheet, seen.table
    before = seen.comparison.before
    standing_rows = before[table.file] if table.file in before else ()  # noqa: SIM401 - it has no get
    explaining = explanation(explained(table, standing_rows))
    return marked_workbook(sheet, cells.title(table.file), seen.faults, seen.told(seen.faults), explaining)


def marked_workbook(
    sheet: Sheet, title: str, faults: Sequence[Fault], told: Sequence[Told], explaining: Page,
    *, called: Callable[[str], str] = str,
) -> bytes:  # fmt: skip
    """Return a sheet with its faults marked, their list, and the explanation; `called` names its columns."""
    rows = [[line.cells.get(name, "") for name in sheet.columns] for line in sheet.lines]
    page = Page(title, [called(name) for name in sheet.columns], rows, _marks(sheet, faults))
    head = [_("Cell"), _("Column"), _("What stands there"), _("What is wrong"), _("What to write")]
    listed = [[each.place, each.column, each.text, each.what, each.cure] for each in told]
    return workbook([page, Page(_("Faults"), head, listed, {}), explaining])


def _marks(sheet: Sheet, faults: Sequence[Fault]) -> dict[tuple[int, int], str]:
    """Return what is wrong by row and column; of a whole row it stands at its first cell."""
    numbers = {line.number: place for place, line in enumerate(sheet.lines)}
    found: dict[tuple[int, int], str] = {}
    for fault in faults:
        column = sheet.columns.index(fault.column) if fault.column in sheet.columns else 0
        at = (numbers.get(fault.line, -1), column)
        if fault.line < NOT_IN_SHEET and sheet.columns:
            found[at] = "\n".join(filter(None, (found.get(at), f"{fault.what} — {fault.cure}")))
    return found


def _pointed_at(table: Table, wanted: Asked) -> Iterator[Fault]:
    """Yield a fault for each row that would go although others point to it."""
    if not wanted.removed:
        return
    by_name = dict(wanted.removed)
    names = keys_of(table, by_name)
    for key, pointers in pointing(table.model, names).items():
        who = ", ".join(f"{called} ({count})" for called, count in pointers)
        row, name = by_name[names[key]], " / ".join(map(str, names[key]))
        column = table.key[0] if row.line >= NOT_IN_SHEET else table.counted
        what = _("%(name)s cannot be removed: these point to it: %(who)s") % {"name": name, "who": who}
        yield row.fault(column, what, _("leave it in the sheet, or change those first"))


def _key(table: Table, row: Row) -> list[str]:
    return [str(each) for each in key_of(table, row)]


def _cells(changed: Sequence[Any]) -> list[list[str]]:
    return [[each.column, each.before, each.after] for each in changed]

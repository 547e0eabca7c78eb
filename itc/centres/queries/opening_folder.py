"""What a folder of sheets would open, with every fault by its cell, before anything is written."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from itc.accounts.queries import person_at
from itc.accounts.rules import read_contact
from itc.centres.rules.opening import KINDS, new_code
from itc.centres.rules.opening_folder import (
    CENTRE,
    MACHINES,
    OFFICERS,
    PEOPLE,
    PRICES,
    SHEETS,
    SheetOf,
    as_lines,
)
from itc.db.tables import Data, Fault, Row, Table, tables
from itc.db.tables.checking import beside, rows_of
from itc.db.tables.sheets import Line, Sheet
from itc.db.tables.standing import standing
from itc.lib import thai
from itc.network.models import Centre, Post
from itc.resources.tables.prices import every_provider_has_a_price
from itc.resources.tables.staffing import machines_have_their_operator
from itc.sheets.books.reading import Wanted, read
from itc.sheets.errors import UnwantedSheet
from itc.sheets.queries.preview import place

NEW = 10**6
"""From this line on stand the rows of the folder, beside those that stand already."""
Sheets = Mapping[str, Sheet]


def read_sheets(files: Mapping[str, bytes]) -> dict[str, Sheet]:
    """Return the sheets of a folder by name: of one workbook, or of a CSV file each.

    Refuses: UnwantedSheet, where a file is none of ours, or the sheet of the centre is not there.
    """
    found: dict[str, Sheet] = {}
    for name, content in files.items():
        titles = _titles(content) if content.startswith(b"PK") else [name.rpartition(".")[0].lower()]
        found |= {each.name: _read(content, each) for each in SHEETS if each.name in titles}
    if CENTRE.name not in found:
        names = ", ".join(each.name for each in SHEETS)
        raise UnwantedSheet(
            _("No sheet is called centre. The sheets are called: %(names)s.") % {"names": names}
        )
    return found


def _read(content: bytes, sheet: SheetOf) -> Sheet:
    return read(content, Wanted(sheet.name, sheet.columns, days=sheet.days))


def _titles(content: bytes) -> list[str]:
    read(
        content, Wanted(CENTRE.name, CENTRE.columns)
    )  # refuses what is no workbook, before it is opened here
    book = load_workbook(BytesIO(content), read_only=True, keep_links=False)
    try:
        return list(book.sheetnames)
    finally:
        book.close()


@dataclass(frozen=True, slots=True)
class Wrong:
    """A fault as it is shown: sheet, cell, what stands there, what is wrong, what to write."""

    sheet: str
    place: str
    text: str
    what: str
    cure: str


@dataclass(frozen=True)
class Folder:
    """What a folder would open: the code it would have, its rows by table, its faults, what is missing."""

    sheets: Sheets
    code: str
    rows: Mapping[str, tuple[Row, ...]]
    data: Data
    faults: tuple[Wrong, ...]
    missing: tuple[str, ...]
    officers: tuple[tuple[str, str, str], ...]
    opens_on: dt.date | None
    counts: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def centre(self) -> Row | None:
        """Return the line of the centre, where it could be read."""
        rows = self.rows.get("centres.csv", ())
        return rows[0] if rows else None

    @property
    def name_th(self) -> str:
        """Return its name in Thai."""
        return self.centre["name_th"] or "" if self.centre else ""

    @property
    def name_en(self) -> str:
        """Return its name in English."""
        return self.centre["name_en"] or "" if self.centre else ""

    @cached_property
    def digest(self) -> str:
        """Return the fingerprint of what would be written: pressed for another one, nothing is."""
        cells = {name: [line.cells for line in sheet.lines] for name, sheet in self.sheets.items()}
        return hashlib.sha256(json.dumps([self.code, cells], sort_keys=True).encode()).hexdigest()


def folder(sheets: Sheets, *, now: dt.datetime) -> Folder:
    """Return what a folder would open as things stand now; six queries or so, and no row is touched."""
    today, by_file = thai.local_day(now), {table.file: table for table in tables()}
    first = sheets[CENTRE.name].lines[0].cells if sheets[CENTRE.name].lines else {}
    kind, province = first.get("kind", ""), first.get("province_iso", "")
    taken = set(Centre.objects.values_list("pk", flat=True))
    code = new_code(kind if kind in KINDS else "mini_itc", province, taken)
    faults = list(_of_the_centre(sheets[CENTRE.name]))
    rows: dict[str, tuple[Row, ...]] = {}
    for sheet in (CENTRE, MACHINES, PEOPLE, PRICES):
        if sheet.name in sheets:
            given = sheets[sheet.name]
            faults += [_told(sheet, given, fault) for fault in given.faults]
            lines = as_lines(
                sheet, [line.cells for line in given.lines], code=code, province=province, today=today
            )
            rows[sheet.table], wrong = _rows(by_file[sheet.table], given, lines)
            faults += [_told(sheet, given, each) for each in wrong]
    data = _beside_what_stands(rows)
    faults += _across(sheets, by_file, data)
    officers, more = _officers(sheets.get(OFFICERS.name))
    opens_on, wrong_day = _day(first.get("opens_on", ""))
    counts = {sheet.name: len(sheets[sheet.name].lines) for sheet in SHEETS if sheet.name in sheets}
    return Folder(
        sheets, code, rows, data, (*faults, *more, *wrong_day), tuple(_missing(data, officers)), officers,
        opens_on, counts,
    )  # fmt: skip


def _rows(table: Table, given: Sheet, lines: list[Mapping[str, str]]) -> tuple[tuple[Row, ...], list[Fault]]:
    """Return the rows of a table that cells say, each in the line of its sheet, and the faults of cells."""
    columns = tuple(lines[0]) if lines else ()
    made = tuple(
        Line(NEW + line.number, dict(cells), line.ragged)
        for line, cells in zip(given.lines, lines, strict=True)
    )
    rows, faults = rows_of(table, Sheet(columns, made, (), whole=True))
    return rows or (), faults


def _beside_what_stands(rows: Mapping[str, tuple[Row, ...]]) -> Data:
    there = standing()
    every = {table.file: there[table.file] if table.file in there else () for table in tables()}  # noqa: SIM401 - it has no get
    every |= {file: (*every[file], *more) for file, more in rows.items()}
    return Data(every, {table.file: table.key for table in tables()})


def _across(sheets: Sheets, by_file: Mapping[str, Table], data: Data) -> Iterator[Wrong]:
    """Yield what is wrong beside other rows, of the rows of the folder alone."""
    for sheet in (CENTRE, MACHINES, PEOPLE, PRICES):
        if sheet.name in sheets:
            for fault in beside(by_file[sheet.table], data):
                if fault.line >= NEW:
                    yield _told(sheet, sheets[sheet.name], fault)


def _told(sheet: SheetOf, given: Sheet, fault: Fault) -> Wrong:
    """Return a fault where the person who made the folder finds it."""
    line = fault.line - NEW if fault.line >= NEW else fault.line
    column = sheet.column(fault.column) or fault.column
    text = next((each.cells.get(column, "") for each in given.lines if each.number == line), "")
    where = place(given, Fault(sheet.file, line, column, "", ""))
    return Wrong(sheet.name, where, text[:120], _as_here(fault.what), _as_here(fault.cure))


def _as_here(text: str) -> str:
    """Return words about tables with the names of our sheets in place of theirs."""
    for sheet in SHEETS:
        text = text.replace(sheet.table or sheet.file, sheet.name)
    return text


def _of_the_centre(given: Sheet) -> Iterator[Wrong]:
    """Yield that there is not exactly one centre, or that it is of no kind that is opened."""
    if len(given.lines) != 1:
        what = _("there are %(count)d centres") % {"count": len(given.lines)}
        yield Wrong(
            CENTRE.name, _("the sheet"), "", what, _("write one row: each centre is opened by itself")
        )
    for line in given.lines[:1]:
        if (kind := line.cells.get("kind", "")) not in KINDS:
            cure = _("write one of %(codes)s") % {"codes": ", ".join(KINDS)}
            where = place(given, Fault(CENTRE.file, line.number, "kind", "", ""))
            yield Wrong(CENTRE.name, where, kind, _("no kind of centre is called so"), cure)


def _officers(given: Sheet | None) -> tuple[tuple[tuple[str, str, str], ...], list[Wrong]]:
    """Return (contact, name, role) of who gets a post, and what is wrong with them."""
    found, faults = [], []
    for line in given.lines if given else ():
        cells = {name: line.cells.get(name, "").strip() for name in OFFICERS.columns}
        role, contact = cells["role"] or Post.Role.OFFICER.value, read_contact(cells["contact"])
        if cells["contact"] and (not contact or person_at(contact) is None):
            faults.append(_wrong_officer(given, line, "contact", _("nobody here signs in with it")))
        if not cells["contact"] and not cells["name"]:
            faults.append(_wrong_officer(given, line, "name", _("neither a contact nor a name")))
        if role not in {"officer", "operator", "expert"}:
            faults.append(_wrong_officer(given, line, "role", _("no such role")))
        found.append((contact, cells["name"], role))
    return tuple(found), faults


def _wrong_officer(given: Sheet | None, line: Line, column: str, what: str) -> Wrong:
    assert given is not None  # a line is of a sheet
    cures = {
        "contact": _("write it as she signs in, or leave it empty and write her name"),
        "name": _("write the contact she signs in with, or her name"),
        "role": _("write officer, operator or expert"),
    }
    where = place(given, Fault(OFFICERS.file, line.number, column, "", ""))
    return Wrong(OFFICERS.name, where, line.cells.get(column, "")[:120], what, cures[column])


def _day(text: str) -> tuple[dt.date | None, list[Wrong]]:
    if not text.strip():
        return None, []
    try:
        return thai.parse_date(text), []
    except ValueError:
        cure = _("write 2026-12-31 or 31/12/2569, or leave it empty")
        return None, [Wrong(CENTRE.name, "opens_on", text, _("this is no day"), cure)]


def _missing(data: Data, officers: tuple[tuple[str, str, str], ...]) -> Iterator[str]:
    """Yield what the centre lacks still; it can be mended on its pages after it was written."""
    for rule in (machines_have_their_operator, every_provider_has_a_price):
        yield from (_as_here(f"{fault.what} — {fault.cure}") for fault in rule(data) if fault.line >= NEW)
    if not any(role == Post.Role.OFFICER for _contact, _name, role in officers):
        yield _("Put one officer in post at least: she answers the firms.")

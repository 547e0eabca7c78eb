"""From the bytes of an uploaded file to the lines of its table, whether it is xlsx or CSV."""

import re
import zipfile
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from itc.cases.errors import UnwantedFile
from itc.cases.rules.files_office import UNREADABLE, office_kind
from itc.db.tables import Fault, sheets
from itc.db.tables.sheets import Line, Records, Sheet
from itc.sheets.books import cells
from itc.sheets.errors import UnwantedSheet

MOST_BYTES = 5 * 2**20
"""Of a file."""
MOST_UNPACKED = 80 * 2**20
"""Bytes of all parts of a workbook: 20,000 long rows have 30 million, a million empty ones 50."""
MOST_ROWS, MOST_COLUMNS = 20_000, 120
MOST_LISTED = 2 * MOST_ROWS
"""Rows that a workbook lists above its last filled one: each takes time to read, empty or not."""
_BREAKS = (*UNREADABLE, KeyError, TypeError, AttributeError, IndexError, SyntaxError, AssertionError)
"""What openpyxl raises on workbooks that are none inside."""
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+[0-9]+):[A-Z]+[0-9]+"')
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_FILLED = (b"<v>", b"<v ", b"<is>", b"<t>", b"<f>", b"<f ")
_GUARDED = re.compile("'(?=[=+@\\t\\r-])")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is read: the name of the table, its columns, those that may be there too, those of days, and what
    column a header means."""

    name: str
    columns: tuple[str, ...]
    spare: Collection[str] = ()
    days: Collection[str] = ()
    called: Callable[[str], str] = str


def read(content: bytes, wanted: Wanted) -> Sheet:
    """Return the lines of an uploaded table.

    Refuses: UnwantedSheet, where the file is neither, is locked, holds macros, or is too large.
    """
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnwantedSheet(_old_or_locked(content))
    if content.startswith(b"PK"):
        return _workbook(content, wanted)
    if not content.strip():
        raise UnwantedSheet(_("The file is empty. Choose it once more."))
    if b"\0" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnwantedSheet(_("This is no table. Upload a workbook (.xlsx) or a CSV file."))
    if content.lstrip()[:1] == b"<":
        raise UnwantedSheet(_("This is a page of the web. In Excel, save it as a workbook (.xlsx)."))
    sheet = sheets.read(wanted.name, content, wanted.columns, spare=wanted.spare, called=wanted.called)
    if len(sheet.lines) > MOST_ROWS:
        raise UnwantedSheet(_too_long())
    return replace(sheet, lines=tuple(_unguarded(line) for line in sheet.lines))


def _old_or_locked(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return _(
            "It is locked by a password. In Excel take the password off (File, Info), save and upload again."
        )
    return _("It is of the old kind of Excel (.xls). Save it as a workbook (.xlsx) and upload that.")


def _too_long() -> str:
    return _("It has more than %(rows)d rows. Upload it in parts.") % {"rows": MOST_ROWS}


def _unguarded(line: Line) -> Line:
    """Return a line without the mark by which our CSV keeps a text from being taken for a formula."""
    return replace(line, cells={name: _GUARDED.sub("", text, count=1) if text[:1] == "'" else text
                                for name, text in line.cells.items()})  # fmt: skip


def _workbook(content: bytes, wanted: Wanted) -> Sheet:
    _require_workbook(content)
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
        try:
            chosen, notes = _chosen(wanted.name, book)
            part = _part(content, chosen)
            merged = _merged(wanted.name, part)
            _cut_below(chosen, part)
            records, faults = _records(chosen, wanted)
        finally:
            book.close()
    except _BREAKS as error:
        raise UnwantedSheet(_broken()) from error
    sheet = sheets.sheet_of(wanted.name, records, wanted.columns, spare=wanted.spare)
    return replace(sheet, faults=(*sheet.faults, *merged, *faults), guesses=tuple(notes))


def _broken() -> str:
    return _("It is broken or cut short. Open it in Excel, save it once more and upload that.")


def _require_workbook(content: bytes) -> None:
    """Refuses: UnwantedSheet, where a packed folder is no workbook, holds macros or is too large."""
    try:
        kind = office_kind(content)
    except UnwantedFile as refusal:
        raise UnwantedSheet(*refusal.reasons) from refusal
    if kind != "xlsx":
        raise UnwantedSheet(_("This is no table. Upload a workbook (.xlsx) or a CSV file."))
    with zipfile.ZipFile(BytesIO(content)) as folder:
        if sum(part.file_size for part in folder.infolist()) > MOST_UNPACKED:
            raise UnwantedSheet(
                _("Unpacked it is far too large. Copy what is filled into a new workbook and upload that.")
            )
        for part in folder.infolist():
            if part.filename.endswith((".xml", ".rels")) and _defines(folder, part):
                raise UnwantedSheet(_broken())


def _defines(folder: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Return whether a part defines words of its own, which may unfold without end: no spreadsheet does."""
    try:
        with folder.open(part) as opened:
            return b"<!DOCTYPE" in opened.read().replace(b"\0", b"")
    except UNREADABLE as error:
        raise UnwantedSheet(_broken()) from error


def _chosen(name: str, book: Any) -> tuple[Any, list[Fault]]:
    """Return the sheet named as the table, else the first that is shown; and a word on those left out."""
    shown = [each for each in book.worksheets if each.sheet_state == "visible"]
    named = [each for each in shown if each.title == cells.title(name)]
    if not shown:
        raise UnwantedSheet(_("All its sheets are hidden. Show the one with the rows and upload it again."))
    chosen = (named or shown)[0]
    hidden = [each.title for each in book.worksheets if each.sheet_state != "visible"]
    said = []
    if hidden:
        what = _("hidden sheets are not read: %(names)s") % {"names": ", ".join(hidden)}
        said.append(Fault(name, 0, "", what, _("show the sheet if its rows belong here")))
    if not named and len(shown) > 1:
        what = _("only the first sheet is read: %(name)s") % {"name": chosen.title}
        said.append(Fault(name, 0, "", what, _("upload the others one by one")))
    return chosen, said


def _part(content: bytes, chosen: Any) -> bytes:
    """Return a sheet as the workbook holds it."""
    with zipfile.ZipFile(BytesIO(content)) as folder:
        return folder.read(chosen._worksheet_path.lstrip("/"))


def _merged(name: str, part: bytes) -> list[Fault]:
    """Return a fault for each group of merged cells: only the first of them holds its text."""
    said = []
    for place in _MERGED.findall(part)[:50]:
        number = int(re.sub(rb"\D", b"", place))
        what = _("merged cells, from %(cell)s on") % {"cell": place.decode()}
        said.append(Fault(name, number, "", what, _("unmerge them and fill each cell")))
    return said


def _cut_below(chosen: Any, part: bytes) -> None:
    """Let a sheet end with its last filled row: coloured ones below it, up to a million, took a minute.

    Refuses: UnwantedSheet, where too many rows are left.
    """
    last = max(part.rfind(mark) for mark in _FILLED)
    below, end = part.find(b"<row", last), part.rfind(b"</sheetData>")
    if 0 <= last < below < end:
        part = part[:below] + part[end:]
    if len(_ROW.findall(part)) > MOST_LISTED:
        raise UnwantedSheet(_too_long())
    chosen._get_source = lambda: BytesIO(part)


def _records(chosen: Any, wanted: Wanted) -> tuple[Records, list[Fault]]:
    """Return the rows that hold something, and the faults of cells that no table can hold."""
    chosen.reset_dimensions()  # what a file says of its own size is not to be believed
    found: Records = []
    faults: list[Fault] = []
    header: list[str] = []
    for number, row in _filled(chosen):
        texts = [
            cells.text(cell, is_day=place < len(header) and header[place] in wanted.days)
            for place, cell in row
        ]
        if not header:
            header = _header(texts, wanted)
            found.append((number, header))
            continue
        if len(found) > MOST_ROWS:
            raise UnwantedSheet(_too_long())
        faults += _odd(wanted.name, number, header, row, texts)
        found.append((number, texts[: len(header)]))
    return found, faults


def _filled(chosen: Any) -> Iterator[tuple[int, list[tuple[int, Any]]]]:
    for number, row in enumerate(chosen.iter_rows(max_col=MOST_COLUMNS), start=1):
        if any(cell.value is not None and str(cell.value).strip() for cell in row):
            yield number, list(enumerate(row))


def _header(texts: list[str], wanted: Wanted) -> list[str]:
    header = [wanted.called(each.strip()) for each in texts]
    while header and not header[-1]:
        header.pop()
    return header


def _odd(
    name: str, number: int, header: list[str], row: list[tuple[int, Any]], texts: list[str]
) -> Iterator[Fault]:
    """Yield formulas, and what stands outside the table."""
    for place, cell in row:
        if place >= len(header):
            if texts[place].strip():
                what = _("%(cell)s stands outside the table") % {
                    "cell": f"{get_column_letter(place + 1)}{number}"
                }
                yield Fault(
                    name, number, "", what, _("delete it, or give its column a name in the first row")
                )
                return
        elif cell.data_type == "f":
            yield Fault(name, number, header[place], _("a formula"), _("copy it and paste it as a value"))

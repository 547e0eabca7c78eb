"""A list of firms as it was uploaded: what would be entered, and what is wrong by cell."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from itc.accounts.models import User
from itc.db.tables import Fault
from itc.db.tables.sheets import Sheet
from itc.firms.models import Firm
from itc.firms.rules import name_key
from itc.sheets.books import cells
from itc.sheets.books.keeping import kept
from itc.sheets.books.writing import Page, workbook
from itc.sheets.models import FIRMS, Upload
from itc.sheets.queries.explained import Explained
from itc.sheets.queries.firm_rows import FIELDS, FirmRow, reader
from itc.sheets.queries.preview import Told, marked_workbook, place
from itc.sheets.queries.tables import explanation
from itc.sheets.rules import COLUMNS, MOST_FIRMS


@dataclass(frozen=True)
class FirmPreview:
    """What an uploaded list would enter; `same` are rows whose name a firm of the province has already."""

    upload: Upload
    sheet: Sheet
    rows: tuple[FirmRow, ...]
    faults: tuple[Fault, ...]
    same: tuple[Fault, ...]

    @cached_property
    def digest(self) -> str:
        """Return the fingerprint of all that would be entered."""
        said = [[row.line, *(str(row.values[name]) for name in FIELDS)] for row in self.rows]
        said += [[fault.line, fault.what] for fault in self.same]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()

    def told(self, faults: Iterable[Fault]) -> list[Told]:
        """Return faults as they are shown."""
        lines = {line.number: line.cells for line in self.sheet.lines}
        return [
            Told(
                place(self.sheet, fault),
                title(fault.column),
                lines.get(fault.line, {}).get(fault.column, ""),
                fault.what,
                fault.cure,
            )
            for fault in faults
        ]


def firm_preview(upload: Upload) -> FirmPreview:
    """Return what an uploaded list would enter now."""
    sheet = kept(FIRMS, upload.sheet)
    faults = list(sheet.faults)
    if len(sheet.lines) > MOST_FIRMS:
        what = _("more than %(most)d firms") % {"most": MOST_FIRMS}
        faults.append(Fault(FIRMS, 0, "", what, _("upload them in several lists")))
        return FirmPreview(upload, sheet, (), tuple(faults), ())
    rows = []
    read = reader()
    for line in sheet.lines:
        values, wrong = read(line)
        faults += wrong
        rows.append(FirmRow(line.number, values))
    faults += [*_doubled(rows), *_here(rows)]
    faults.sort(key=lambda fault: (fault.line, [*FIELDS, fault.column].index(fault.column)))
    return FirmPreview(upload, sheet, tuple(rows), tuple(faults), tuple(_same_names(rows)))


def firm_lists(user: User) -> list[Upload]:
    """Return the lists a person wrote that are not undone, the latest first."""
    return list(Upload.objects.standing().filter(table=FIRMS, by=user)[:10])


def title(field: str) -> str:
    """Return what a column is called."""
    return next((str(column.title) for column in COLUMNS if column.field == field), field)


def template() -> bytes:
    """Return a blank list to fill, with a second sheet that explains its columns."""
    return workbook(
        [Page(cells.title(FIRMS), [str(column.title) for column in COLUMNS], [], {}), _explaining()]
    )


def marked_list(seen: FirmPreview) -> bytes:
    """Return the list as it was uploaded, with each faulty cell marked."""
    faults = (*seen.faults, *seen.same)
    return marked_workbook(
        seen.sheet, cells.title(FIRMS), faults, seen.told(faults), _explaining(), called=title
    )


def explained_firms() -> list[Explained]:
    """Return what the columns of a list of firms mean."""
    return [
        Explained(str(each.title), str(each.title), str(each.allowed), each.needed, each.example)
        for each in COLUMNS
    ]


def _explaining() -> Page:
    return explanation(explained_firms())


def _doubled(rows: Iterable[FirmRow]) -> Iterator[Fault]:
    """Yield what stands in the list twice: a number, a phone, a firm of one name in one province."""
    seen: dict[tuple[Any, ...], int] = {}
    for row in rows:
        values = row.values
        name = (name_key(values["name"]), values["province"], values["number"] or "")
        for column, key in (("number", values["number"]), ("phone", values["phone"]), ("name", name)):
            if not key or not values["name"]:
                continue
            if (first := seen.setdefault((column, key), row.line)) != row.line:
                what = _("the same stands in row %(first)d already") % {"first": first}
                cure = (
                    _("leave the phone out in one of the two")
                    if column == "phone"
                    else _("delete one of the two rows")
                )
                yield Fault(FIRMS, row.line, column, what, cure)


def _here(rows: list[FirmRow]) -> Iterator[Fault]:
    """Yield the firms and phones that are here already."""
    numbers = {row.values["number"] for row in rows if row.values["number"]}
    phones = {row.values["phone"] for row in rows if row.values["phone"]}
    firms = set(Firm.objects.filter(tax_number__in=numbers).values_list("tax_number", flat=True))
    people = set(User.objects.filter(phone__in=phones, pending_since=None).values_list("phone", flat=True))
    for row in rows:
        if row.values["number"] in firms:
            yield Fault(FIRMS, row.line, "number", _("this firm is here already"), _("delete the row"))
        if row.values["phone"] in people:
            cure = _("leave the phone out, or let her sign in and enter the firm herself")
            yield Fault(FIRMS, row.line, "phone", _("somebody has this phone already"), cure)


def _same_names(rows: list[FirmRow]) -> Iterator[Fault]:
    """Yield the rows whose name, but for its legal form, a firm of the province has already."""
    keys = {name_key(row.values["name"]) for row in rows if row.values["name"]}
    there = set(Firm.objects.filter(name_key__in=keys).values_list("name_key", "province"))
    for row in rows:
        if (name_key(row.values["name"] or ""), row.values["province"]) in there:
            what = _("a firm of this name is here in this province")
            yield Fault(FIRMS, row.line, "name", what, _("delete the row if it is the same firm"))

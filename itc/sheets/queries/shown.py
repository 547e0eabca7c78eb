"""What an upload would do, as tables of a page."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from itc.db.tables import Row, Table
from itc.db.tables.comparing import NOT_IN_SHEET, Changed, key_of
from itc.db.tables.standing import texts
from itc.firms.models import Firm, Sector
from itc.lib import thai
from itc.network.models import Province
from itc.sheets.queries.explained import Explained, needed
from itc.sheets.queries.firm_rows import FirmRow
from itc.sheets.queries.preview import Preview, Told
from itc.sheets.queries.tables import Listed
from itc.web import tables as shown

_MOST = 300
"""Letters of a long cell or line."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a preview to choose, with how many are in it; without a url there is nothing to see."""

    text: str
    url: str
    kind: str


def parts_shown(seen: Preview, show: str) -> list[Part]:
    """Return the parts of a preview; `show` is the one that is shown."""
    counts, gone = seen.counts, len(seen.comparison.gone)
    lacking = _("%(count)d removed") if seen.upload.removes else _("%(count)d not in your file, they stay")
    said = (
        ("faults", _("%(count)d with faults"), len(seen.faults)),
        ("changed", _("%(count)d changed"), counts["changed"]),
        ("added", _("%(count)d new"), counts["added"]),
        ("gone", lacking, gone),
        ("", _("%(count)d as they are"), counts["unchanged"]),
    )
    return [
        Part(
            text % {"count": count},
            f"?show={name}" if name and count else "",
            "on" if name == show and count else "",
        )
        for name, text, count in said
        if count or name in {"changed", "added"}
    ]


def list_shown(listed: Iterable[Listed]) -> shown.Table:
    """Return the list of tables."""
    columns = (
        shown.Column(_("Table")), shown.Column(_("What it is")), shown.Column(_("Rows"), figure=True),
        shown.Column(_("Last changed")), shown.Column(_("Last upload")),
    )  # fmt: skip
    rows = [
        [
            shown.Cell(each.table.called, reverse("table_detail", args=[each.table.name])),
            shown.Cell(each.table.about),
            shown.Cell(f"{each.rows:,}"),
            shown.Cell(_day(each.changed_at) or "–"),
            shown.Cell(f"{_day(each.upload.applied_at)} · {each.upload.by.name}" if each.upload else "–"),
        ]
        for each in listed
    ]
    return shown.Table(_("Tables"), columns, rows)


def _day(moment: dt.datetime | None) -> str:
    if moment is None:
        return ""
    return thai.date_text(thai.local_day(moment), language=get_language() or "th")


def faults_shown(told: Iterable[Told]) -> shown.Table:
    """Return faults: where, what stands there, what is wrong, what to write."""
    rows = [(each.place, each.column, each.text, each.what, each.cure) for each in told]
    names = (_("Cell"), _("Column"), _("What stands there"), _("What is wrong"), _("What to write"))
    return _table(_("Faults"), names, rows)


def changed_shown(table: Table, changed: Iterable[Changed]) -> shown.Table:
    """Return every cell that changes: before and after."""
    rows = [
        (_named(table, each.after), cell.column, cell.before or "–", cell.after or "–")
        for each in changed
        for cell in each.cells
    ]
    return _table(_("Cells that change"), (_("Row"), _("Column"), _("Before"), _("After")), rows)


def lines_shown(table: Table, rows: Iterable[Row], *, caption: str) -> shown.Table:
    """Return whole lines, each with all of its cells that are filled."""
    return _table(
        caption,
        (_("Row"), _("What stands in it")),
        [(_named(table, row), _filled(table, row)) for row in rows],
    )


def firms_shown(rows: Iterable[FirmRow]) -> shown.Table:
    """Return the firms that would be entered, and by whom each came."""
    kinds, sectors = dict(Firm.Kind.choices), dict(Sector.choices)
    names = (_("Firm"), _("13-digit number"), _("Kind"), _("Province"), _("Name of the contact"), _("Phone"))
    places = {row.pk: row.name for row in Province.objects.all()}
    said = [
        (each["name"], each["number"] or "–", f"{kinds[each['kind']]}, {sectors[each['sector']]}",
         places[each["province"]], each["contact"], each["phone"] or "–")
        for each in (row.values for row in rows)
    ]  # fmt: skip
    return _table(_("Firms that would be entered"), names, said)


def columns_shown(columns: Iterable[Explained]) -> shown.Table:
    """Return what the columns of a table mean."""
    rows = [(each.name, each.meaning, each.allowed, needed(each), each.example) for each in columns]
    names = (_("Column"), _("What it means"), _("What may stand in it"), _("Must be filled"), _("Example"))
    return _table(_("Columns of the sheet"), names, rows)


def _named(table: Table, row: Row) -> str:
    name = " / ".join(str(each) for each in key_of(table, row))
    return name if row.line >= NOT_IN_SHEET else _("%(line)d: %(name)s") % {"line": row.line, "name": name}


def _filled(table: Table, row: Row) -> str:
    filled = zip(table.sheet_columns, texts(table, row), strict=True)
    text = "; ".join(
        f"{column.name}: {cell}" for column, cell in filled if cell and column.name not in table.key
    )
    return text if len(text) <= _MOST else f"{text[:_MOST]} …"


def _table(caption: str, names: Iterable[str], rows: Iterable[tuple[str, ...]]) -> shown.Table:
    columns = [shown.Column(name) for name in names]
    return shown.Table(caption, columns, [[shown.Cell(text[:_MOST]) for text in row] for row in rows])

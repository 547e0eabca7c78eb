"""A workbook to fill in: its five sheets, filled from a template, and what each column means."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from itc.centres.queries.opening_copy import Pattern
from itc.centres.rules.opening import KINDS
from itc.centres.rules.opening_folder import CENTRE, MACHINES, PEOPLE, PRICES, SHEETS, SheetOf
from itc.db.tables import Table, tables
from itc.network.models import Centre, Province
from itc.resources.models import Price, Resource
from itc.resources.queries.pages.topics import topic_in_words
from itc.sheets.books.writing import Page, workbook
from itc.sheets.queries.explained import explained, needed

Cells = Mapping[str, Any]


def blank(pattern: Pattern | None, *, parent: Centre | None = None) -> bytes:
    """Return the workbook; without a pattern its sheets have headers only."""
    filled: dict[str, list[Cells]] = {CENTRE.name: [_centre(parent)]}
    if pattern is not None:
        people = {row.code: f"p-{place:02d}" for place, row in enumerate(pattern.people(), start=1)}
        filled |= {
            MACHINES.name: _machines(pattern),
            PEOPLE.name: [_person(row, people[row.code], pattern) for row in pattern.people()],
            PRICES.name: list(_prices(pattern, people)),
        }
    pages = [_page(sheet, filled.get(sheet.name, ())) for sheet in SHEETS]
    return workbook([*pages, _explanation()])


def _page(sheet: SheetOf, rows: Iterable[Cells]) -> Page:
    lines = [
        ["" if row.get(name) is None else str(row.get(name, "")) for name in sheet.columns] for row in rows
    ]
    return Page(sheet.name, sheet.columns, lines, {})


def _centre(parent: Centre | None) -> Cells:
    province = parent.province if parent else Province.objects.order_by("code").first()
    words = KINDS["mini_itc"]
    if province is None:
        return {"kind": "mini_itc"}
    return {
        "kind": "mini_itc", "province_iso": province.pk, "name_th": words.name_th % province.name_th,
        "name_en": words.name_en % province.name_en, "lat": province.lat, "lon": province.lon,
    }  # fmt: skip


def _machines(pattern: Pattern) -> list[Cells]:
    rows: dict[str, dict[str, Any]] = {}
    for unit in pattern.units():
        plain = {name: getattr(unit, name, "") for name in MACHINES.columns}
        kind = unit.machine_kind_id or ""
        more = {"machine_kind_code": kind, "units": 0, "overnight": "yes" if unit.overnight else "no"}
        rows.setdefault(kind, plain | more)["units"] += 1
    return list(rows.values())


def _person(row: Resource, code: str, pattern: Pattern) -> Cells:
    names = {}
    for language in ("th", "en"):
        with override(language):
            names[f"name_{language}"] = topic_in_words(row.topic)
    plain = {name: getattr(row, name, "") for name in PEOPLE.columns}
    lists = {name: "|".join(plain[name]) for name in ("operations", "languages")}
    operates = "|".join(kind for kind in row.operates if pattern.has(kind))
    return plain | lists | names | {"code": code, "operates": operates}


def _prices(pattern: Pattern, people: Mapping[str, str]) -> Iterable[Cells]:
    rows = Price.objects.filter(provider__in=[pattern.centre.pk, *people], firm_size="", valid_to=None)
    for row in rows.order_by("code"):
        if row.provider == pattern.centre.pk and not pattern.has(row.machine_kind_id):
            continue
        yield {
            "machine_kind": row.machine_kind_id, "person": people.get(row.provider, ""), "rule": row.rule,
            "operation": row.operation_id, "unit": row.unit, "price_thb": row.price_thb,
            "first_hour_thb": row.first_hour_thb,
        }  # fmt: skip


def _explanation() -> Page:
    """Return what each column means, as the tables that they end in say it."""
    by_file: dict[str, Table] = {table.file: table for table in tables()}
    lines = []
    for sheet in SHEETS:
        known = (
            {sheet.column(each.name): each for each in explained(by_file[sheet.table], ())}
            if sheet.table
            else {}
        )
        for name in sheet.columns:
            said = known.get(name)
            own = OWN.get(name, "")
            lines.append(
                [sheet.name, name, said.meaning if said else _(own), said.allowed if said else "",
                 needed(said) if said else ""]
            )  # fmt: skip
    return Page(
        _("What is what"), [_("Sheet"), _("Column"), _("Meaning"), _("Allowed"), _("Needed")], lines, {}
    )


OWN = {
    "opens_on": gettext_noop("The day it is to open; empty: to be chosen later"),
    "person": gettext_noop("The code of a person of the sheet people; empty for a machine"),
    "contact": gettext_noop("The phone or e-mail she signs in with"),
    "name": gettext_noop("Her name, where she has no account yet"),
    "role": gettext_noop("officer, operator or expert"),
}

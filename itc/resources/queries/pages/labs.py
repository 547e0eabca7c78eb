"""Laboratories: what each tests, how soon, and how many orders a week."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from itc.catalogue.queries.knowledge import Knowledge, knowledge
from itc.catalogue.queries.pages.groups import word_with
from itc.resources.models import Counter
from itc.resources.queries.pages.words import hours_in_words
from itc.web.tables import Cell, Column, Table


@dataclass(frozen=True)
class LabCard:
    """A laboratory with its counters as a table."""

    code: str
    name: str
    province: str
    hours: str
    by_post: bool
    accreditation: str
    counters: Table
    tests: list[str]
    source: str
    status: str


def lab_cards(query: str = "") -> list[LabCard]:
    """Return the laboratories whose name, province, work or tests hold the query, the North first."""
    known = knowledge()
    found: dict[str, list[Counter]] = {}
    rows = Counter.objects.select_related("province", "operation").order_by(
        "-province__lat", "lab_code", "code"
    )
    for row in rows:
        found.setdefault(row.lab_code, []).append(row)
    return [_card(known, counters) for counters in found.values() if _holds(query, counters, known)]


def _holds(query: str, counters: list[Counter], known: Knowledge) -> bool:
    """Return whether a word stands in anything one would look for a laboratory by, in either language."""
    names = [
        counters[0].name_th,
        counters[0].name_en,
        counters[0].province.name_th,
        counters[0].province.name_en,
    ]
    for counter in counters:
        work = counter.operation
        names += [work.name_th, work.name_en, *work.aliases_th, *work.aliases_en]
        tests = (known.tests[code] for code in counter.tests if code in known.tests)
        names += [name for test in tests for name in (test.name_th, test.name_en)]
    return word_with(query, names) is not None


def _card(known: Knowledge, counters: list[Counter]) -> LabCard:
    first = counters[0]
    return LabCard(
        code=first.lab_code,
        name=first.name,
        province=first.province.name,
        hours=hours_in_words(first.hours),
        by_post=all(row.by_post for row in counters),
        accreditation=" · ".join(dict.fromkeys(row.accreditation for row in counters if row.accreditation)),
        counters=_table(counters),
        tests=[known.tests[code].name for row in counters for code in row.tests if code in known.tests],
        source=first.source,
        status=first.status,
    )


def _table(counters: list[Counter]) -> Table:
    return Table(
        caption=_("What it tests"),
        columns=[
            Column(_("Work")),
            Column(_("Days until the result"), figure=True),
            Column(_("Orders a week"), figure=True),
        ],
        rows=[
            [
                Cell(row.operation.name, reverse("operation_detail", args=[row.operation_id])),
                Cell(str(row.lead_days)),
                Cell(str(row.weekly_capacity)),
            ]
            for row in counters
        ],
    )

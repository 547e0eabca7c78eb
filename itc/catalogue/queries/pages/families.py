"""Families by sector, and one family: what it is, what asks for what, and its usual steps."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from itc.catalogue.models import Family
from itc.catalogue.queries.knowledge import Knowledge, knowledge
from itc.catalogue.queries.pages.groups import Group, Link, groups, link_if
from itc.catalogue.queries.pages.hazards import hazard
from itc.catalogue.queries.pages.standards import mark, pressing
from itc.catalogue.queries.pages.triggers import Trigger, triggers, usual_names
from itc.catalogue.queries.pages.words import CONFIRMED, RISKS, SECTORS, UNITS, in_words
from itc.catalogue.queries.rows import MachineKindRow, OperationRow, RecipeLine, StandardRow
from itc.catalogue.rules.notes import side
from itc.catalogue.rules.standards_asked import SHOWN, asked
from itc.web.line import STATIONS, Station, Step, stations_with


@dataclass(frozen=True)
class OptionalStep:
    """A step that stands in the recipe and is off until something switches it on."""

    line: RecipeLine
    operation: OperationRow
    switched_on_by: list[Trigger]


def family_groups(query: str) -> list[Group]:
    """Return the families whose name or other word holds the query, by sector."""
    return groups(SECTORS, _links(query))


def _links(query: str) -> Iterator[tuple[str, Link]]:
    rows = knowledge().families.values()
    for row in sorted(rows, key=lambda row: row.name):
        url = reverse("family_detail", args=[row.code])
        if link := link_if(
            query, url, row.name, [row.name_th, row.name_en, *row.aliases_th, *row.aliases_en]
        ):
            yield row.sector, link


def family_page(family: Family) -> dict[str, Any]:
    """Return what the page of a family shows."""
    known = knowledge()
    lines = known.lines.get(family.code, ())
    required = [line for line in lines if not line.optional]
    coded, plain = _standards(known, family)
    thai = get_language() == "th"
    return {
        "family": family,
        "trail": [(_("Kinds of product"), reverse("family_list"))],
        "sector": SECTORS.get(family.sector, family.sector),
        "also": family.aliases_th if thai else family.aliases_en,
        "amount_unit": UNITS.get(family.typical_unit, family.typical_unit),
        "keeping": side(family.shelf_life_note, thai=thai),
        "risk": RISKS.get(family.risk, family.risk),
        "hazards": [hazard(each) for each in family.hazards],
        "confirmed": in_words(CONFIRMED, family.confirmed_fields),
        "standards": coded,
        "plain_standards": plain,
        "stations": stations_with(_steps(known, family, required)),
        "more": _more(known, lines),
        "machines": _machines(known, required),
    }


def _standards(known: Knowledge, family: Family) -> tuple[list[StandardRow], list[str]]:
    """Return the standards that name the family or it names, the most pressing first, and plain names."""
    naming = [row for row in known.standards.values() if family.code in row.applies_to]
    named = [known.standards[each] for each in family.standards if each in known.standards]
    rows = {row.code: row for row in (*named, *naming)}
    plain = [each for each in family.standards if each not in known.standards]
    return sorted(rows.values(), key=pressing), plain


def _steps(known: Knowledge, family: Family, lines: list[RecipeLine]) -> dict[str, list[Step]]:
    found: dict[str, list[Step]] = {}
    for line in lines:
        operation = known.operations[line.operation]
        asking = asked(known.asking, line.operation, family=family.code, sector=family.sector, triggers=())
        step = Step(
            title=operation.name,
            url=reverse("operation_detail", args=[operation.code]),
            why=line.why,
            hours=line.hours,
            presence=operation.presence,  # type: ignore[arg-type]  # the table's own three words
            standards=[mark(each.standard) for each in asking[:SHOWN]],
        )
        found.setdefault(line.stage, []).append(step)
    return found


def _more(known: Knowledge, lines: tuple[RecipeLine, ...]) -> list[tuple[Station, list[OptionalStep]]]:
    """Return the optional steps by station, stations without any left out."""
    names = usual_names(known)
    steps = [
        OptionalStep(line, known.operations[line.operation], triggers(names, line.when))
        for line in lines
        if line.optional
    ]
    by_station = [
        (station, [step for step in steps if step.line.stage == station.slug]) for station in STATIONS
    ]
    return [(station, there) for station, there in by_station if there]


def _machines(known: Knowledge, lines: list[RecipeLine]) -> list[MachineKindRow]:
    """Return the machine kinds that can do a usual step, in the order of the steps."""
    codes = [code for line in lines for code in known.operations[line.operation].provider]
    return [known.machine_kinds[code] for code in dict.fromkeys(codes) if code in known.machine_kinds]

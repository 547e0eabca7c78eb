"""Standards, narrowed by kind, market and force, and one standard with all that is known of it."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from itc.catalogue.models import Requirement, Standard
from itc.catalogue.queries.knowledge import Knowledge, knowledge
from itc.catalogue.queries.pages.groups import Link, word_with
from itc.catalogue.queries.pages.words import CONFIRMED, MARKETS, SCOPES, SECTORS, STANDARD_KINDS, in_words
from itc.catalogue.queries.rows import StandardRow
from itc.catalogue.rules.standards_asked import StandardRule
from itc.web.line import StandardMark, Text
from itc.web.tables import Cell, Column, Table

FORCES = ("yes", "depends", "no")


def pressing(row: StandardRow) -> tuple[int, bool, bool, str]:
    """Return the sort key: law first, then what depends; facts before questions; at home before abroad."""
    abroad = not {"TH", "any"} & set(row.market)
    return FORCES.index(row.compulsory), bool(row.ask_first_th), abroad, row.number or row.name_th


def mark(rule: StandardRule) -> StandardMark:
    """Return a standard's mark: a question where it must be asked first whether it applies at all."""
    thai = get_language() == "th"
    return StandardMark(
        name=f"{rule.number} {rule.name_th if thai else rule.name_en}".strip(),
        force="depends" if rule.ask_first_th else rule.compulsory,  # type: ignore[arg-type]  # the table's own words
        url=reverse("standard_detail", args=[rule.code]),
        condition=(rule.condition_th if thai else rule.condition_en) if rule.compulsory != "no" else "",
    )


def standard_rows(asked: Mapping[str, str]) -> list[StandardRow]:
    """Return the standards by kind, market, compulsory and q, where given; the most pressing first."""
    found = [row for row in knowledge().standards.values() if _wanted(row, asked)]
    return sorted(found, key=pressing)


def _wanted(row: StandardRow, asked: Mapping[str, str]) -> bool:
    return (
        asked.get("kind", "") in ("", row.kind)
        and asked.get("market", "") in ("", *row.market)
        and asked.get("compulsory", "") in ("", row.compulsory)
        and word_with(asked.get("q", ""), [row.name_th, row.name_en, row.number, row.code]) is not None
    )


def standard_page(standard: Standard) -> dict[str, Any]:
    """Return what the page of a standard shows."""
    known = knowledge()
    requirements = list(standard.requirements.order_by("code"))
    return {
        "standard": standard,
        "trail": [(_("Standards and laws"), reverse("standard_list"))],
        "kind": STANDARD_KINDS.get(standard.kind, standard.kind),
        "markets": in_words(MARKETS, standard.market),
        "requirements": _table(requirements) if requirements else None,
        "unsure": any(row.currency for row in requirements),
        "requirement_sources": sorted({row.source for row in requirements} - {standard.source}),
        "tests": [row for row in known.tests.values() if standard.code in row.relevant_standards],
        "claims": [row for row in known.claims.values() if standard.code in row.standards],
        "families": _families(known, standard),
        "scopes": _scopes(known, standard),
        "confirmed": in_words(
            CONFIRMED, [part.strip() for part in standard.confirmed_parts.split(",") if part]
        ),
    }


def _families(known: Knowledge, standard: Standard) -> list[Link]:
    """Return the families that the standard names, or that name it."""
    rows = (
        row
        for row in known.families.values()
        if row.code in standard.applies_to or standard.code in row.standards
    )
    links = [Link(row.name, reverse("family_detail", args=[row.code])) for row in rows]
    return sorted(links, key=lambda link: link.name)


def _scopes(known: Knowledge, standard: Standard) -> list[Text]:
    """Return what it applies to beside families: whole sectors, groups, anything."""
    rest = [each for each in standard.applies_to if each not in known.families]
    sectors = {f"sector:{code}": name for code, name in SECTORS.items()}
    return in_words({**SCOPES, **sectors}, rest)


def _table(rows: list[Requirement]) -> Table:
    """Return the limits as a table; a row not known to be in force says so."""
    return Table(
        caption=_("What it asks in figures"),
        columns=[
            Column(_("What is measured")),
            Column(_("Limit")),
            Column(_("When")),
            Column(_("Method")),
            Column(_("Text in force?")),
        ],
        rows=[
            [
                Cell(row.parameter),
                Cell(_limit(row)),
                Cell(_condition(row) or "–"),
                Cell(row.method or "–"),
                Cell(_currency(row)),
            ]
            for row in rows
        ],
    )


def _limit(row: Requirement) -> str:
    """Return the limit with its unit, as the table writes it out, else from its parts."""
    return row.limit_text or f"{row.operator} {row.limit} {row.unit}".strip() or "–"


def _condition(row: Requirement) -> str:
    """Return the condition in the page's language, else in the other."""
    both = row.condition_th, row.condition
    return next(filter(None, both if get_language() == "th" else reversed(both)), "")


def _currency(row: Requirement) -> str:
    texts = {
        "draft": _("A draft: read the current text first"),
        "old": _("An old edition: read the current text first"),
        "check": _("Not checked: read the current text first"),
    }
    return texts.get(row.currency, row.currency or _("As the source has it"))

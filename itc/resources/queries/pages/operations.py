"""One operation: what it is, how it is booked, and who does it."""

import datetime as dt
from collections import Counter as Tally
from collections.abc import Mapping
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from itc.catalogue.models import Operation
from itc.catalogue.queries.knowledge import Knowledge, knowledge
from itc.catalogue.queries.pages.groups import Link
from itc.catalogue.queries.pages.standards import pressing
from itc.catalogue.rules.standards_asked import LEGAL_CHECK
from itc.lib.thai import baht_text
from itc.resources.models import Filing, Resource
from itc.resources.queries.pages.topics import topic_in_words
from itc.resources.queries.pages.words import FOR_WHOM, ROLES
from itc.web.line import STATIONS, Text
from itc.web.tables import Cell, Column, Table

BOOKED: Mapping[str, Text] = {
    "resource": gettext_lazy(
        "You get a day and an hour of your own: machine, room or person are held for you."
    ),
    "counter": gettext_lazy(
        "You hand in samples at a laboratory. It takes so many orders a week; the result comes days later."
    ),
    "filing": gettext_lazy(
        "You file a request at an office. How long it takes is in the office's hands: nothing is promised."
    ),
    "choice": gettext_lazy(
        "You choose a contract maker: the centre asks several for a quotation, and none is named before."
    ),
}


def operation_page(operation: Operation, *, today: dt.date) -> dict[str, Any]:
    """Return what the page of an operation shows."""
    known = knowledge()
    thai = get_language() == "th"
    behind = [known.standards[each.code] for each in known.asking.behind.get(operation.code, ())]
    lab_or_office = operation.booked_as in ("counter", "filing")
    return {
        "operation": operation,
        "trail": [(_("Kinds of work"), reverse("operation_list"))],
        "station": next((each for each in STATIONS if each.slug == operation.stage), None),
        "also": operation.aliases_th if thai else operation.aliases_en,
        "booked": BOOKED.get(operation.booked_as, operation.booked_as),
        "hours": operation.typical_hours.replace("-", "–"),
        "days": operation.turnaround_days.replace("-", "–"),
        "machines": _machines(known, operation, today),
        "people": _people(operation, today) if operation.provider_kind in ("officer", "expert") else [],
        "labs": _labs(operation) if lab_or_office else None,
        "offices": _offices(known, operation) if lab_or_office else None,
        "standards": sorted(behind, key=pressing) if operation.code != LEGAL_CHECK else [],
        "tests": [row for row in known.tests.values() if row.operation == operation.code],
        "families": _families(known, operation),
    }


def _machines(known: Knowledge, operation: Operation, today: dt.date) -> list[tuple[Link, int, int]]:
    """Return (kind of machine, units, centres) of every kind that does it."""
    units = Resource.objects.open(today).filter(machine_kind__in=operation.provider)
    rows = units.values("machine_kind").annotate(units=Count("pk"), centres=Count("centre", distinct=True))
    return [
        (Link(known.machine_kinds[code].name, reverse("machine_kind_detail", args=[code])), count, centres)
        for code, count, centres in rows.order_by("-centres", "machine_kind").values_list(
            "machine_kind", "units", "centres"
        )
    ]


def _people(operation: Operation, today: dt.date) -> list[tuple[Text, str, int, int]]:
    """Return (role, topic, how many, at how many places) of who is booked for it: never a name."""
    rows = Resource.objects.open(today).filter(kind=Resource.Kind.PERSON)
    able = [
        row
        for row in rows.values_list("role", "topic", "centre", "province", "operations")
        if operation.code in row[4]
    ]
    people = Tally((role, topic) for role, topic, *_rest in able)
    places = {(role, topic, centre or province) for role, topic, centre, province, _operations in able}
    spread = Tally((role, topic) for role, topic, _place in places)
    return [
        (ROLES.get(role, role), topic_in_words(topic), count, spread[role, topic])
        for (role, topic), count in people.most_common()
    ]


def _labs(operation: Operation) -> Table | None:
    """Return the laboratories that do it, the quickest first."""
    rows = [
        [
            Cell(row.name, f"{reverse('lab_list')}#{row.lab_code}"),
            Cell(row.province.name),
            Cell(str(row.lead_days)),
            Cell(str(row.weekly_capacity)),
        ]
        for row in operation.counters.select_related("province").order_by("lead_days", "code")
    ]
    columns = [
        Column(_("Laboratory")),
        Column(_("Province")),
        Column(_("Days until the result"), figure=True),
        Column(_("Orders a week"), figure=True),
    ]
    return Table(_("Laboratories"), columns, rows) if rows else None


def _offices(known: Knowledge, operation: Operation) -> Table | None:
    """Return the offices that decide, with the days that may be expected."""
    rows = [
        [
            Cell(row.name),
            Cell(_for_whom(known, row.applies_to)),
            Cell(_("about %(days)d (%(low)d–%(high)d)") % {
                "days": row.expected_days, "low": row.expected_days_low, "high": row.expected_days_high,
            }),
            Cell(_fee(row)),
        ]
        for row in operation.filings.order_by("code")
    ]  # fmt: skip
    columns = [
        Column(_("Office")),
        Column(_("For whom")),
        Column(_("Expected days; nothing is promised")),
        Column(_("Fee")),
    ]
    return Table(_("Offices"), columns, rows) if rows else None


def _fee(row: Filing) -> str:
    """Return the official fee and what is to be said of it; a fee that is not known is never 0."""
    baht = "" if row.fee_thb is None else baht_text(row.fee_thb)
    return " ".join(filter(None, (baht, row.fee_note))) or "–"


def _for_whom(known: Knowledge, text: str) -> str:
    """Return families by their names, others in words."""
    names = (
        known.families[part].name if part in known.families else FOR_WHOM.get(part, part)
        for part in text.split("|")
    )
    return ", ".join(map(str, names))


def _families(known: Knowledge, operation: Operation) -> tuple[list[Link], list[Link]]:
    """Return the families that always need it, and those that may."""
    always: list[Link] = []
    maybe: list[Link] = []
    for code, family in known.families.items():
        lines = [line for line in known.lines.get(code, ()) if line.operation == operation.code]
        if lines:
            into = maybe if all(line.optional for line in lines) else always
            into.append(Link(family.name, reverse("family_detail", args=[code])))
    return sorted(always, key=lambda link: link.name), sorted(maybe, key=lambda link: link.name)

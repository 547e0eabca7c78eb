"""One centre: machines, rooms, roles of people, and the provinces it leads. Nobody is named."""

import datetime as dt
from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from itc.catalogue.queries.pages.words import MACHINE_WORK
from itc.network.models import Centre
from itc.network.queries import OPERATORS, dots, provinces_led
from itc.network.rules import MAP_HEIGHT, MAP_WIDTH
from itc.resources.models import Price, Resource
from itc.resources.queries.pages.topics import topic_in_words
from itc.resources.queries.pages.words import ROLES, open_in_words, price_in_words
from itc.resources.queries.timetables import timetables
from itc.web.line import Text
from itc.web.tables import Cell, Column, Table

PLACES = "space", "lab"
"""Families of machine kinds that are rooms."""


def centre_page(centre: Centre, *, today: dt.date) -> dict[str, Any]:
    """Return what the page of a centre shows on a day."""
    there = Resource.objects.filter(centre=centre).on(today).select_related("machine_kind")
    resources = list(there.order_by("code"))
    open_at = timetables(resources)
    for row in resources:
        row.hours = open_at[row.pk].on(today)  # shown only: what a row says is what it says today
    asked = _prices(centre, today)
    standing = [row for row in resources if row.machine_kind]
    rooms = [row for row in standing if _work(row) in PLACES]
    machines = [row for row in standing if _work(row) not in PLACES]
    return {
        "centre": centre,
        "opens_later": bool(centre.opens_on and centre.opens_on > today),
        "trail": [(_("Centres"), reverse("centre_list"))],
        "operator": OPERATORS.get(centre.operator_type, centre.operator_type),
        "machines": _by_work(machines, asked),
        "machine_count": len(machines),
        "rooms": _table(_("Rooms"), rooms, asked) if rooms else None,
        "people": _people(row for row in resources if row.kind == Resource.Kind.PERSON),
        "led": provinces_led(centre, on=today),
        "dots": dots([centre]),
        "width": MAP_WIDTH,
        "height": MAP_HEIGHT,
        "sample_units": any(row.status == "sample" for row in resources),
    }


def _work(row: Resource) -> str:
    return row.machine_kind.family if row.machine_kind else ""


def _by_work(machines: list[Resource], asked: Mapping[str, str]) -> list[tuple[Table, int]]:
    """Return (table, number of machines) for each work, in the order of the list of machines."""
    works = {_work(row) for row in machines}
    order = [*(work for work in MACHINE_WORK if work in works), *sorted(works - MACHINE_WORK.keys())]
    rows = {work: [row for row in machines if _work(row) == work] for work in order}
    return [(_table(MACHINE_WORK.get(work, work), rows[work], asked), len(rows[work])) for work in order]


def _table(title: Text, units: list[Resource], asked: Mapping[str, str]) -> Table:
    """Return a row for each kind and its hours, with the number of units."""
    names = {row.machine_kind_id: row.machine_kind.name for row in units if row.machine_kind}
    alike = Tally(
        (row.machine_kind_id, row.hours, row.overnight, row.get_approval_display()) for row in units
    )
    ordered = sorted(alike.items(), key=lambda each: (names[each[0][0]], each[0][1]))
    return Table(
        caption=title,
        columns=[
            Column(_("What")),
            Column(_("How many")),
            Column(_("Open")),
            Column(_("Answer")),
            Column(_("Price")),
        ],
        rows=[
            [
                Cell(names[kind], reverse("machine_kind_detail", args=[kind])),
                Cell(str(count)),
                Cell(open_in_words(hours, overnight=overnight)),
                Cell(approval),
                Cell(asked.get(kind or "", price_in_words(None))),
            ]
            for (kind, hours, overnight, approval), count in ordered
        ],
    )


def _prices(centre: Centre, today: dt.date) -> dict[str, str]:
    """Return what a centre asks on a day, by kind of machine; of several the cheapest that fits is taken."""
    rows = Price.objects.on(today).filter(provider_kind="machine", provider=centre.pk, firm_size="")
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows.order_by("unit", "code"):
        found[row.machine_kind_id or ""].append(price_in_words(row))
    return {kind: _(" or ").join(words) for kind, words in found.items()}


def _people(people: Iterable[Resource]) -> list[tuple[Text, list[tuple[str, int]]]]:
    """Return (role, [(topic, how many)]): roles and trades, never names."""
    tally = Tally((row.role, row.topic) for row in people)
    roles = {role for role, _topic in tally}
    order = [*(role for role in ROLES if role in roles), *sorted(roles - ROLES.keys())]
    return [
        (
            ROLES.get(role, role),
            sorted((topic_in_words(topic), count) for (each, topic), count in tally.items() if each == role),
        )
        for role in order
    ]

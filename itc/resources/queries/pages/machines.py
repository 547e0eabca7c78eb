"""Kinds of machine by the work they do, and one kind with the centres that have it."""

import datetime as dt
from collections import Counter as Tally
from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from itc.catalogue.models import MachineKind, Operation
from itc.catalogue.queries.pages.groups import Group, Link, groups, link_if
from itc.catalogue.queries.pages.words import MACHINE_WORK
from itc.resources.models import Price, Resource
from itc.resources.queries.pages.words import CLEANING, open_in_words, price_in_words, range_in_words
from itc.web.line import Text
from itc.web.tables import Cell, Column, Table


def machine_groups(query: str) -> list[Group]:
    """Return the kinds of machine whose name or other word holds the query, by the work they do."""
    return groups(MACHINE_WORK, _links(query))


def _links(query: str) -> Iterator[tuple[str, Link]]:
    for row in sorted(MachineKind.objects.all(), key=lambda row: row.name):
        url = reverse("machine_kind_detail", args=[row.code])
        if link := link_if(
            query, url, row.name, [row.name_th, row.name_en, *row.aliases_th, *row.aliases_en]
        ):
            yield row.family, link


def machine_page(kind: MachineKind, *, today: dt.date) -> dict[str, Any]:
    """Return what the page of a kind of machine shows."""
    units = list(_units(kind, today))
    sides = (kind.envelope_x_mm, kind.envelope_y_mm, kind.envelope_z_mm)
    return {
        "kind": kind,
        "trail": [(_("Machines"), reverse("machine_kind_list"))],
        "work": MACHINE_WORK.get(kind.family, kind.family),
        "capacity": range_in_words(kind.capacity_min, kind.capacity_max, kind.capacity_unit),
        "size": " × ".join(f"{side.normalize():,f}" for side in sides if side is not None),
        "tolerance": range_in_words(kind.tolerance_mm, None, "mm"),
        "temperature": range_in_words(kind.temp_min_c, kind.temp_max_c, "°C"),
        "change_over": _change_over(kind),
        "operations": Operation.objects.filter(pk__in=kind.operations).order_by("stage", "code"),
        "units": len(units),
        "centres": _centres(units, _prices(kind, today)) if units else None,
    }


def _units(kind: MachineKind, today: dt.date) -> Iterable[Resource]:
    units = Resource.objects.open(today).filter(machine_kind=kind).select_related("centre__province")
    return units.order_by("-centre__lat", "centre", "-capacity")


def _prices(kind: MachineKind, today: dt.date) -> dict[str, Price]:
    """Return what each centre asks for it today."""
    rows = Price.objects.on(today).filter(provider_kind="machine", machine_kind=kind, firm_size="")
    return {row.provider: row for row in rows.order_by("code")}


def _change_over(kind: MachineKind) -> list[tuple[Text, str]]:
    """Return (after what, minutes) from `food=30`."""
    pairs = (each.partition("=") for each in kind.changeover_min_by_class)
    return [(CLEANING.get(name, name), minutes) for name, _equals, minutes in pairs]


def _centres(units: list[Resource], prices: dict[str, Price]) -> Table:
    """Return a row for each centre and sort of unit there."""
    columns = (
        _("Centre"),
        _("Province"),
        _("How many"),
        _("Capacity"),
        _("Open"),
        _("Answer"),
        _("Price"),
        _("Known to be there?"),
    )
    alike = Tally(map(_sort, units))
    return Table(
        caption=_("Centres that have it"),
        columns=[Column(name) for name in columns],
        rows=[_row(unit, alike[_sort(unit)], prices) for unit in _one_of_each(units)],
    )


def _sort(unit: Resource) -> tuple[object, ...]:
    """Return what makes two units of a centre the same to whoever books one."""
    return (
        unit.centre_id,
        unit.capacity,
        unit.capacity_unit,
        unit.hours,
        unit.approval,
        unit.overnight,
        unit.existence_status,
    )


def _one_of_each(units: list[Resource]) -> list[Resource]:
    return list({_sort(unit): unit for unit in units}.values())


def _row(unit: Resource, count: int, prices: dict[str, Price]) -> list[Cell]:
    assert unit.centre is not None  # the database keeps it for machines
    return [
        Cell(unit.centre.name, reverse("centre_detail", args=[unit.centre.pk])),
        Cell(unit.centre.province.name),
        Cell(str(count)),
        Cell(range_in_words(unit.capacity, None, unit.capacity_unit) or "–"),
        Cell(open_in_words(unit.hours, overnight=unit.overnight)),
        Cell(unit.get_approval_display()),
        Cell(price_in_words(prices.get(unit.centre.pk))),
        Cell(unit.get_existence_status_display() or "–"),
    ]

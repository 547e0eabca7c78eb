"""What a new centre can be copied from, and what of it."""

from dataclasses import dataclass

from itc.catalogue.models import MachineKind
from itc.centres.models import CentreTemplate
from itc.network.models import Centre
from itc.resources.models import Resource

UNITS, PEOPLE, SERVICES, PRICES, RULES = PARTS = ("units", "people", "services", "prices", "rules")
"""What may be taken: machines with their hours, people's posts, what all of them do, prices, rules."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A centre to copy from, all of it or some kinds of machines only."""

    centre: Centre
    kinds: frozenset[str] | None

    def units(self) -> list[Resource]:
        """Return its machines and rooms."""
        rows = self.centre.resources.exclude(kind=Resource.Kind.PERSON).select_related("machine_kind")
        return [row for row in rows.order_by("code") if self.has(row.machine_kind_id)]

    def people(self) -> list[Resource]:
        """Return its people; of a template those who take cases in or run one of its machines."""
        rows = list(self.centre.resources.filter(kind=Resource.Kind.PERSON).order_by("code"))
        if self.kinds is None:
            return rows
        return [row for row in rows if row.role == "officer" or self.kinds & set(row.operates)]

    def has(self, kind: str | None) -> bool:
        """Return whether a kind of machine belongs to it."""
        return self.kinds is None or kind in self.kinds


def pattern(chosen: str) -> Pattern:
    """Return what a choice of the form names: `template:mini-food`, or the code of a centre."""
    if chosen.startswith("template:"):
        code = chosen.removeprefix("template:")
        row = CentreTemplate.objects.select_related("centre").get(pk=code)
        return Pattern(row.centre, frozenset(row.machine_kinds))
    return Pattern(Centre.objects.get(pk=chosen), None)


@dataclass(frozen=True, slots=True)
class Offered:
    """A template as it is offered: its value in the form, and what it holds in words."""

    template: CentreTemplate
    value: str
    kinds: list[str]


def offered() -> list[Offered]:
    """Return the templates with the names of their machines: two queries."""
    names = {row.code: row.name for row in MachineKind.objects.only("code", "name_th", "name_en")}
    rows = CentreTemplate.objects.select_related("centre").order_by("code")
    return [
        Offered(row, f"template:{row.code}", [names[kind] for kind in row.machine_kinds if kind in names])
        for row in rows
    ]

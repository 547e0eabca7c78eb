"""What can be booked at a new centre: something, with hours, whoever must run it, and a price for each.

What is retired by its first day is not there.
"""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from itc.catalogue.models import MachineKind
from itc.network.models import Centre
from itc.network.registry import Need, register
from itc.resources.models import Resource
from itc.resources.queries.unpriced import unpriced
from itc.resources.rules.attending import attended, longest

INTAKE = "intake-interview"
MOST_NAMED = 3


def something_stands_there(centre: Centre, on: dt.date) -> Iterator[Need]:
    """There is a machine, a room or a person to book, each open at some hour."""
    rows = list(centre.resources.on(on).values_list("kind", "name_th", "hours"))
    if not any(kind != Resource.Kind.PERSON for kind, _name, _hours in rows):
        yield Need("units", _("Enter a machine or a room, or copy them from a template."), "centre_units")
    if not any(kind == Resource.Kind.PERSON for kind, _name, _hours in rows):
        yield Need("people", _("Enter who works there: firms book people too."), "centre_people")
    if closed := [name for _kind, name, text in rows if not longest(text)]:
        text = _("Write the opening hours of %(names)s.") % {"names": _few(closed)}
        yield Need("hours", text, "centre_hours")


def machines_have_their_operator(centre: Centre, on: dt.date) -> Iterator[Need]:
    """Somebody there runs each kind of machine that needs a trained person, at an hour it is open."""
    here = centre.resources.on(on)
    people = list(here.filter(kind=Resource.Kind.PERSON).values_list("operates", "hours"))
    needy = MachineKind.objects.exclude(operator_needed="no").filter(units__in=here).distinct()
    opened = dict(here.filter(machine_kind__in=needy).values_list("machine_kind", "hours"))
    for kind in sorted(needy, key=lambda kind: kind.name):
        there = [text for operates, text in people if kind.code in operates]
        if there and attended(opened[kind.code], there) != 0:
            continue
        say = _("Name who runs “%(kind)s”: it needs an operator.")
        if there:
            say = _("Who runs “%(kind)s” is never there while it is open: mend the hours of one of the two.")
        yield Need(f"operator-{kind.code}", say % {"kind": kind.name}, "centre_people")


def somebody_takes_cases_in(centre: Centre, on: dt.date) -> Iterator[Need]:
    """Somebody there can be booked for the first talk."""
    able = centre.resources.on(on).filter(kind=Resource.Kind.PERSON).values_list("operations", flat=True)
    if not any(INTAKE in operations for operations in able):
        text = _("Nobody there can be booked for the first talk; until then another centre's officer is.")
        yield Need("intake", text, "centre_people", must=False)


def everything_has_a_price(centre: Centre, on: dt.date) -> Iterator[Need]:
    """All that is booked there has a price, is free, or is said to be quoted."""
    if lacking := unpriced(centre, on=on):
        text = ngettext(
            "Say what %(names)s costs, or that it is to be quoted.",
            "Say what %(names)s cost, or that they are to be quoted.",
            len(lacking),
        ) % {"names": _few([each.name for each in lacking])}
        yield Need("prices", text, "centre_prices")


def _few(names: list[str]) -> str:
    """Return some names and how many more there are."""
    different = list(dict.fromkeys(names))
    more = len(different) - MOST_NAMED
    said = ", ".join(f"“{name}”" for name in different[:MOST_NAMED])
    return said if more <= 0 else _("%(names)s and %(more)d more") % {"names": said, "more": more}


register(
    something_stands_there,
    machines_have_their_operator,
    somebody_takes_cases_in,
    everything_has_a_price,
)

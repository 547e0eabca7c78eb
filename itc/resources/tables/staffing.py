"""Rules on who serves: every step of every recipe has two places to go to, and every machine its operator."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from itc.db.tables import Data, Fault, Row
from itc.lib import hours

MINIMUM = 2
"""Places where a step can be served, so that one outage does not stop a plan."""


@dataclass(frozen=True, slots=True)
class Server:
    """Somebody or something that serves an operation: the place, and what bounds unbroken work."""

    place: str
    opening: int | None = None  # minutes of the longest opening; None: unbounded
    overhead: int = 0  # minutes of set-up and cleaning
    batch_hours: Decimal | None = None

    def fits(self, step: Row) -> bool:
        """Return whether the step runs through here without a break."""
        if self.opening is None or step["hours"] is None:
            return True
        per_batch = step["per"] == "batch" and self.batch_hours is not None
        work = self.batch_hours if per_batch and self.batch_hours else step["hours"]
        return bool(self.overhead + work * 60 <= self.opening)


def machines_have_their_operator(data: Data) -> Iterator[Fault]:
    """At each centre somebody runs each machine kind that needs a trained person."""
    kinds = data.by_key("machine_kinds.csv")
    able = {(row["centre_code"], kind) for row in data["experts.csv"] for kind in row["operates"]}
    for row in data["sample_network.csv"]:
        centre, kind = row["centre_code"], row["machine_kind_code"]
        if not centre or kind not in kinds or kinds[kind]["operator_needed"] in (None, "no"):
            continue
        if (centre, kind) not in able:
            what = _("nobody at %(centre)s runs %(kind)s, which needs an operator") % {
                "centre": centre,
                "kind": kind,
            }
            yield row.fault(
                "machine_kind_code", what, _("add it to `operates` of a person there in experts.csv")
            )


def every_step_can_be_served(data: Data) -> Iterator[Fault]:
    """Each operation of a recipe has an office, or providers in two places, where a through step fits too."""
    operations, servers = data.by_key("operations.csv"), _servers(data)
    told: set[tuple[str, int]] = set()
    for step in data["recipes.csv"]:
        operation = operations.get(step["operation"])
        if operation is None or operation["provider_kind"] is None:
            continue
        found = servers.get(operation["code"], [])
        fitting = [each for each in found if operation["run"] != "through" or each.fits(step)]
        needed = 1 if operation["provider_kind"] == "agency" else MINIMUM
        if len({each.place for each in fitting}) >= needed:
            continue
        key = (operation["code"], len(fitting))
        if key not in told:  # once for an operation, not for each of its ninety steps
            told.add(key)
            yield step.fault(
                "operation", _shortage(found, fitting, operation), _cure(found, fitting, operation)
            )


def _shortage(found: list[Server], fitting: list[Server], operation: Row) -> str:
    name = {"operation": operation["code"]}
    if not found:
        return _("nobody serves %(operation)s") % name
    if not fitting:
        return _("%(operation)s runs through and fits into no opening of anybody") % name
    places = len({each.place for each in fitting})
    return ngettext(
        "%(operation)s is served in %(places)d place only",
        "%(operation)s is served in %(places)d places only",
        places,
    ) % (name | {"places": places})


def _cure(found: list[Server], fitting: list[Server], operation: Row) -> str:
    if found and not fitting:
        return _("shorten the step, or mark a machine overnight = yes in sample_network.csv")
    file = {
        "machine": "sample_network.csv", "lab": "sample_labs.csv",
        "agency": "offices.csv", "maker": "makers.csv",
    }.get(operation["provider_kind"], "experts.csv")  # fmt: skip
    return _("add providers in %(file)s, in two places or more") % {"file": file}


def _servers(data: Data) -> Mapping[str, list[Server]]:
    """Return who serves each operation."""
    found: dict[str, list[Server]] = defaultdict(list)
    kinds = data.by_key("machine_kinds.csv")
    for row in data["sample_network.csv"]:
        if (kind := kinds.get(row["machine_kind_code"])) is not None:
            server = _machine(row, kind)
            for code in kind["operations"]:
                found[code].append(server)
    for row in data["experts.csv"]:
        for code in row["operations"]:
            place = row["centre_code"] or row["province"] or ""
            found[code].append(Server(place, opening=_longest(row["hours"])))
    for row in data["makers.csv"]:
        for code in row["operations"]:
            found[code].append(Server(row["code"] or ""))
    for file, place in (("sample_labs.csv", "lab_code"), ("offices.csv", "office_code")):
        for row in data[file]:
            found[row["operation"]].append(Server(row[place] or ""))
    return found


def _machine(row: Row, kind: Row) -> Server:
    overhead = (kind["setup_min"] or 0) + (kind["cleaning_min"] or 0)
    opening = None if row["overnight"] else _longest(row["hours"])
    return Server(row["centre_code"] or "", opening, overhead, row["batch_hours"])


def _longest(text: str | None) -> int | None:
    """Return the minutes of the longest opening; None where the cell is faulty, which is told elsewhere."""
    try:
        return max((each.closes - each.opens for each in hours.parse(text or "")), default=None)
    except ValueError:
        return None

"""Rules on who serves: every step of every recipe has two places to go to, and every machine its operator."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from itc.db.tables import Data, Fault, Row
from itc.resources.rules.attending import attended, longest

MINIMUM = 2
"""Places where a step can be served, so that one outage does not stop a plan."""

FILES = {
    "machine": "sample_network.csv",
    "officer": "experts.csv",
    "expert": "experts.csv",
    "lab": "sample_labs.csv",
    "agency": "offices.csv",
    "maker": "makers.csv",
}
"""Where the providers of an operation stand, by its kind of provider."""


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
    kinds, able = data.by_key("machine_kinds.csv"), _operators(data)
    for row in data["sample_network.csv"]:
        centre, kind = row["centre_code"], row["machine_kind_code"]
        if not centre or kind not in kinds or not _needs_operator(kinds[kind]):
            continue
        names, there = {"centre": centre, "kind": kind}, able.get((centre, kind), [])
        if not there:
            what = _("nobody at %(centre)s runs %(kind)s, which needs an operator") % names
            yield row.fault(
                "machine_kind_code", what, _("add it to `operates` of a person there in experts.csv")
            )
        elif attended(row["hours"], there) == 0:
            what = _("nobody who runs %(kind)s at %(centre)s is there while it is open") % names
            yield row.fault("hours", what, _("mend its hours, or those of a person who runs it"))


def _operators(data: Data) -> Mapping[tuple[str, str], list[str | None]]:
    """Return the hours of whoever runs a machine kind at a centre, by both."""
    found: dict[tuple[str, str], list[str | None]] = defaultdict(list)
    for row in data["experts.csv"]:
        for kind in row["operates"]:
            found[row["centre_code"] or "", kind].append(row["hours"])
    return found


def _needs_operator(kind: Row) -> bool:
    return kind["operator_needed"] not in (None, "no")


def every_step_can_be_served(data: Data) -> Iterator[Fault]:
    """Each operation of a recipe has an office, or providers in two places, where a through step fits too."""
    operations, servers = data.by_key("operations.csv"), _servers(data)
    told: set[tuple[str, int]] = set()
    for step in data["recipes.csv"]:
        operation = operations.get(step["operation"])
        if operation is None or operation["provider_kind"] is None:
            continue
        found = servers.get((FILES[operation["provider_kind"]], operation["code"]), [])
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
    file = FILES[operation["provider_kind"]]
    if file == "offices.csv":
        return _("add the office that takes it in %(file)s") % {"file": file}
    return _("add providers in %(file)s, in two places or more") % {"file": file}


def _servers(data: Data) -> Mapping[tuple[str, str], list[Server]]:
    """Return who serves, by file and operation; a machine serves what names its kind as a provider."""
    found: dict[tuple[str, str], list[Server]] = defaultdict(list)
    kinds, named, operators = data.by_key("machine_kinds.csv"), _operations_by_kind(data), _operators(data)
    for row in data["sample_network.csv"]:
        if (kind := kinds.get(row["machine_kind_code"])) is not None:
            there = operators.get((row["centre_code"] or "", kind["code"]), [])
            for code in named.get(kind["code"], ()):
                found[row.file, code].append(_machine(row, kind, there))
    for row in data["experts.csv"]:
        person = Server(row["centre_code"] or row["province"] or "", longest(row["hours"]))
        for code in row["operations"]:
            found[row.file, code].append(person)
    for row in data["makers.csv"]:
        for code in row["operations"]:
            found[row.file, code].append(Server(row["code"] or ""))
    for row in data["sample_labs.csv"]:
        found[row.file, row["operation"]].append(Server(row["lab_code"] or ""))
    for row in data["offices.csv"]:
        found[row.file, row["operation"]].append(Server(row["office_code"] or ""))
    return found


def filings_have_somebody_to_prepare_them(data: Data) -> Iterator[Fault]:
    """Somebody of the role that prepares a filing advises on its operation."""
    able = {(row["role"], code) for row in data["experts.csv"] for code in row["advises_on"]}
    for row in data["offices.csv"]:
        role, code = row["prepared_by"], row["operation"]
        if role and code and (role, code) not in able:
            what = _("nobody in the role %(role)s advises on %(operation)s") % {
                "role": role,
                "operation": code,
            }
            yield row.fault("prepared_by", what, _("add it to `advises_on` of a person in experts.csv"))


def _operations_by_kind(data: Data) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for code, operation in data.by_key("operations.csv").items():
        for kind in operation["provider"] if operation["provider_kind"] == "machine" else ():
            found[kind].append(code)
    return found


def _machine(row: Row, kind: Row, operators: Iterable[str | None]) -> Server:
    overhead = (kind["setup_min"] or 0) + (kind["cleaning_min"] or 0)
    opening = longest(row["hours"])
    if _needs_operator(kind):  # where nobody is there at all, the machine's own row says so
        opening = attended(row["hours"], operators) or opening
    unbroken = None if row["overnight"] else opening
    return Server(row["centre_code"] or "", unbroken, overhead, row["batch_hours"])

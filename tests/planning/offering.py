"""A network of three centres by hand, without a database: what offers are made from."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType, SimpleNamespace
from typing import Any, cast

from itc.catalogue.queries.knowledge import Knowledge
from itc.catalogue.queries.rows import MachineKindRow, OperationRow
from itc.catalogue.rules.amounts import Amount
from itc.catalogue.rules.path import Line
from itc.planning.queries.network import Grounds
from itc.planning.queries.offers import Asker, Counsel
from itc.resources.queries.supply import Lab, Place, Supply, Unit
from itc.resources.rules.filings import Office
from itc.resources.rules.prices import Tariff
from itc.resources.rules.timetables import every_week

NOTHING: Mapping[Any, Any] = MappingProxyType({})
PLACES = ("DIP-00", "DIP-01", "DIP-02", "TH-10", "TH-50", "TH-51")
DRIER = "hot-air-drier"


def line(operation: str, hours: float = 2, per: str = "once") -> Line:
    return Line(
        1, operation, "work", "engineering", Decimal(str(hours)), per, (), False, (), "", "", "", 0, False
    )


def operation(code: str, booked_as: str, provider_kind: str, run: str = "through") -> OperationRow:
    return OperationRow(
        code,
        "engineering",
        code,
        code,
        "work",
        booked_as,
        provider_kind,
        (),
        run,
        "remote",
        False,
        "",
        "",
        "sample",
    )


def machine_kind(**given: Any) -> MachineKindRow:
    plain: dict[str, Any] = dict.fromkeys(MachineKindRow.__dataclass_fields__, "")
    plain |= {"code": DRIER, "amount_unit": "kg", "amount_factor": Decimal(1), "amount_per": "batch"}
    return MachineKindRow(**plain | {"operator_needed": "no", "setup_min": 0, "cleaning_min": 0} | given)


def _unit(id_: int, place: str, kind: str, **given: Any) -> Unit:
    plain: dict[str, Any] = {
        "code": f"U{id_}",
        "name_th": "",
        "name_en": "",
        "timetable": every_week("Mon-Fri 08:30-16:30"),
        "approval": "instant",
        "notice_hours": 24,
        "machine_kind": None,
        "capacity": None,
        "capacity_unit": "",
        "batch_hours": None,
        "overnight": False,
        "role": "",
        "topic": "",
        "last_day": None,
    }
    return Unit(id=id_, place=place, kind=kind, **plain | given)


def machine(id_: int, place: str, capacity: int = 100, hours: int = 4, **given: Any) -> Unit:
    plain = {"machine_kind": DRIER, "capacity": Decimal(capacity), "batch_hours": Decimal(hours)}
    return _unit(id_, place, "machine", **plain | given)


def person(id_: int, place: str, role: str = "officer", topic: str = "") -> Unit:
    return _unit(id_, place, "person", role=role, topic=topic, name_th="คำแก้ว ใจดี", name_en="Khamkaew Jaidee")


def lab(code: str) -> Lab:
    return Lab(f"{code}/tasting", code, "", "", "TH-50", "Mon-Fri 08:30-16:30", 20, 5)


def office(code: str, applies_to: str = "any", prepared_by: str = "officer", days: int = 30) -> Office:
    return Office(f"{code}/licence", "", "", "national", applies_to, days, days, days, prepared_by)


def priced(amount: int, unit: str = "hour") -> tuple[Tariff, ...]:
    return (Tariff(unit, "price", Decimal(amount)),)


def counsel(
    *operations: OperationRow,
    kind: MachineKindRow | None = None,
    lead: str | None = "DIP-01",
    amount: Amount | None = None,
    province: str = "TH-51",
    **has: Any,
) -> Counsel:
    """Return the counsel of somebody in Lamphun; `has` are fields of the supply, `units` as a list."""
    fields: dict[str, Any] = dict.fromkeys(Supply.__dataclass_fields__, NOTHING)
    fields |= {"holidays": frozenset[dt.date](), "version": ()}
    fields |= {"places": {code: Place(code, code, code, code, (0.0, 0.0), "North") for code in PLACES}}
    fields |= has | {"units": {each.id: each for each in has.get("units", ())}}
    known = SimpleNamespace(
        operations={each.code: each for each in operations}, machine_kinds={DRIER: kind or machine_kind()}
    )
    labs = [each for group in fields["labs_for"].values() for each in group]
    ground = SimpleNamespace(
        places={code: number for number, code in enumerate(PLACES)},
        counters={each.code: number for number, each in enumerate(labs)},
    )
    asker = Asker("dried-fruit", province, lead, amount)
    return Counsel(cast("Knowledge", known), Supply(**fields), cast("Grounds", ground), asker)

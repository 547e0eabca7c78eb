"""The five sheets from which a centre can be opened, and how each becomes lines of the tables of all."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Cells = Mapping[str, str]
SOURCE = "entered when it was opened"


@dataclass(frozen=True, slots=True)
class SheetOf:
    """A sheet of the folder: its name, its columns, the table it ends in, and what its columns are there."""

    name: str
    columns: tuple[str, ...]
    table: str = ""
    called: Mapping[str, str] = None  # type: ignore[assignment]  # set below; same names where empty
    days: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """Return the name of its file."""
        return f"{self.name}.csv"

    def column(self, there: str) -> str:
        """Return what a column of the table is called here."""
        back = {of_table: here for here, of_table in (self.called or {}).items()}
        return back.get(there, there if there in self.columns else "")


def _columns(text: str) -> tuple[str, ...]:
    return tuple(text.split())


CENTRE = SheetOf(
    "centre",
    _columns("kind province_iso name_th name_en specialty_th specialty_en lat lon opens_on"),
    "centres.csv",
    {"kind": "operator_type"},
    ("opens_on",),
)
MACHINES = SheetOf(
    "machines",
    _columns("machine_kind_code units capacity capacity_unit batch_hours hours overnight approval"),
    "sample_network.csv",
)
PEOPLE = SheetOf(
    "people",
    _columns("code role name_th name_en topic operations operates languages hours_per_week hours"),
    "experts.csv",
)
PRICES = SheetOf(
    "prices",
    _columns("machine_kind person operation unit price_thb first_hour_thb rule"),
    "prices.csv",
    {"person": "provider"},
)
OFFICERS = SheetOf("officers", _columns("contact name role"))
SHEETS = (CENTRE, MACHINES, PEOPLE, PRICES, OFFICERS)


def as_lines(
    sheet: SheetOf, rows: Sequence[Cells], *, code: str, province: str, today: dt.date
) -> list[Cells]:
    """Return the rows of a sheet as the cells of its table: what is the same in all of them is filled in."""
    made = {"centre": _centre, "machines": _machine, "people": _person, "prices": _price}[sheet.name]
    return [
        {"source": SOURCE, "status": "confirmed"} | made(row, number, code, province, today)
        for number, row in enumerate(rows, start=1)
    ]


def _centre(row: Cells, _number: int, code: str, _province: str, _today: dt.date) -> dict[str, str]:
    plain = {name: row.get(name, "") for name in CENTRE.columns if name not in {"kind", "opens_on"}}
    sure = {"confidence_is_itc": "high", "confidence_location": "medium"}
    return {"code": code, "operator_type": row.get("kind", "")} | plain | sure


def _machine(row: Cells, _number: int, code: str, _province: str, _today: dt.date) -> dict[str, str]:
    plain = {name: row.get(name, "") for name in MACHINES.columns}
    plain["overnight"], plain["approval"] = plain["overnight"] or "no", plain["approval"] or "instant"
    return plain | {"centre_code": code, "why": "", "existence_status": "", "existence_source": ""}


def _person(row: Cells, _number: int, code: str, province: str, _today: dt.date) -> dict[str, str]:
    plain = {name: row.get(name, "") for name in PEOPLE.columns}
    rest = dict.fromkeys(("advises_on", "home_agency_type", "conflict_note"), "")
    own = f"{code}/{plain['code']}" if plain["code"] else ""
    return plain | rest | {"code": own, "centre_code": code, "province": province}


def _price(row: Cells, number: int, code: str, _province: str, today: dt.date) -> dict[str, str]:
    plain = {name: row.get(name, "") for name in PRICES.columns if name != "person"}
    person = row.get("person", "")
    whose = {"provider_kind": "person", "provider": f"{code}/{person}"}
    return plain | (whose if person else {"provider_kind": "machine", "provider": code}) | {
        "id": price_code(code, number), "valid_from": today.isoformat(), "valid_to": "", "firm_size": "",
    }  # fmt: skip


def price_code(centre: str, number: int) -> str:
    """Return the code of a price row of a new centre."""
    return f"{centre}-P{number:04d}"

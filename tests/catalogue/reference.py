"""The shipped tables as the values the pure rules take, so that their tests need no database."""

import csv
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from itc.catalogue.rules.path import Line
from itc.catalogue.rules.platforms import PlatformRule
from itc.catalogue.rules.standards_asked import StandardRule, Standards, arrange

DATA = Path(__file__).parents[2] / "data"
COLUMN = {"operation": "operation_code"}
Row = TypeVar("Row")


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    with (DATA / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def families() -> dict[str, str]:
    """Return the sector of each family."""
    return {row["code"]: row["sector"] for row in table("families")}


@cache
def operations() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in table("operations")}


@cache
def recipes() -> dict[str, tuple[Line, ...]]:
    found: dict[str, tuple[Line, ...]] = dict.fromkeys(families(), ())
    for row in table("recipes"):
        operation = operations()[row["operation"]]
        plain = row | {"kind": operation["kind"], "skip_if_known": operation["skip_if_known"]}
        found[row["family"]] += (value(Line, plain),)
    return found


@cache
def platforms() -> dict[str, PlatformRule]:
    return {row["code"]: value(PlatformRule, row) for row in table("platforms")}


@cache
def standards() -> Standards:
    return arrange(
        (value(StandardRule, row) for row in table("standards")),
        ((row["operation_code"], split(row["relevant_standards"])) for row in table("tests")),
        ((row["code"], split(row["standards"])) for row in table("claims")),
    )


@cache
def triggers() -> tuple[str, ...]:
    """Return every trigger that some recipe listens to."""
    return tuple(sorted({trigger for row in table("recipes") for trigger in split(row["when"])}))


def value(kind: type[Row], row: dict[str, str]) -> Row:
    """Return a row as one of our dataclasses, each cell by the type of its field."""
    cells: dict[str, Any] = {}
    for name, of in get_type_hints(kind).items():
        text = row[name] if name in row else row[COLUMN[name]]
        cells[name] = cell(text, of)
    return kind(**cells)


def cell(text: str, of: Any) -> Any:
    if of == tuple[int, ...]:
        return tuple(int(one) for one in split(text))
    if of == tuple[str, ...]:
        return split(text)
    if of is bool:
        return {"yes": True, "no": False}[text]
    if of in (int, Decimal):
        return of(text or 0)
    return text or None if of == str | None else text


def split(text: str) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()

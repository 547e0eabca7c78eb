"""The catalogue as one immutable snapshot in the process, read anew when a row has changed.

Asking for it costs one query. A thread that reads the snapshot keeps what it has; the next ask sees the new
one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from threading import Lock
from types import MappingProxyType
from typing import Any, TypeVar

from django.db.models import F, Model

from itc.catalogue.models import (
    ChipWord,
    Claim,
    Family,
    MachineKind,
    Operation,
    Platform,
    RecipeStep,
    Standard,
    Test,
)
from itc.catalogue.queries.rows import (
    ChipWordRow,
    ClaimRow,
    FamilyRow,
    MachineKindRow,
    OperationRow,
    PlatformRow,
    RecipeLine,
    StandardRow,
    TestRow,
)
from itc.catalogue.rules.standards_asked import Standards, arrange
from itc.db.fingerprint import Fingerprint, fingerprint
from itc.db.models import Touched

SOURCES: tuple[type[Touched], ...] = (
    ChipWord,
    Claim,
    Family,
    MachineKind,
    Operation,
    Platform,
    RecipeStep,
    Standard,
    Test,
)
"""The tables the snapshot is made of."""

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All of the catalogue: rows by code, `lines` by family in the order of their numbers.

    `version` is the same as long as no row has changed; `asking` says which standards stand behind an
    operation.
    """

    version: Fingerprint
    families: Mapping[str, FamilyRow]
    operations: Mapping[str, OperationRow]
    lines: Mapping[str, tuple[RecipeLine, ...]]
    platforms: Mapping[str, PlatformRow]
    chip_words: tuple[ChipWordRow, ...]
    standards: Mapping[str, StandardRow]
    tests: Mapping[str, TestRow]
    claims: Mapping[str, ClaimRow]
    machine_kinds: Mapping[str, MachineKindRow]
    asking: Standards


class _Held:
    """The snapshot of this process; the lock lets one thread read it while others wait."""

    snapshot: Knowledge | None = None
    lock = Lock()


def knowledge() -> Knowledge:
    """Return the catalogue as it stands now."""
    version = fingerprint(*SOURCES)
    held = _Held.snapshot
    if held is not None and held.version == version:
        return held
    with _Held.lock:
        held = _Held.snapshot
        if held is None or held.version != version:
            held = _Held.snapshot = _read()
        return held


def _read() -> Knowledge:
    """Return all rows of one moment: read again where somebody saved in between."""
    version = fingerprint(*SOURCES)
    while True:
        found = _rows(version)
        if (after := fingerprint(*SOURCES)) == version:
            return found
        version = after


def _rows(version: Fingerprint) -> Knowledge:
    standards = _by_code(StandardRow, Standard)
    tests = _by_code(TestRow, Test)
    claims = _by_code(ClaimRow, Claim)
    return Knowledge(
        version=version,
        families=_by_code(FamilyRow, Family),
        operations=_by_code(OperationRow, Operation),
        lines=_lines(),
        platforms=_by_code(PlatformRow, Platform),
        chip_words=tuple(_all(ChipWordRow, ChipWord)),
        standards=standards,
        tests=tests,
        claims=claims,
        machine_kinds=_by_code(MachineKindRow, MachineKind),
        asking=arrange(
            standards.values(),
            ((test.operation, test.relevant_standards) for test in tests.values()),
            ((claim.code, claim.standards) for claim in claims.values()),
        ),
    )


def _all(kind: type[Row], model: type[Model]) -> list[Row]:
    """Return the rows of a table as values; fields are named after columns, a foreign key gives its code."""
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]  # Row is one of our dataclasses
    return [kind(**_plain(row)) for row in model._base_manager.order_by("pk").values(*names)]


def _by_code(kind: type[Row], model: type[Model]) -> Mapping[str, Row]:
    rows: Iterable[Any] = _all(kind, model)
    return MappingProxyType({row.code: row for row in rows})


def _lines() -> Mapping[str, tuple[RecipeLine, ...]]:
    """Return the recipes by family; a step has its kind, and whether it may be known, from its operation."""
    of_operation = {"kind": F("operation__kind"), "skip_if_known": F("operation__skip_if_known")}
    own = [field.name for field in fields(RecipeLine) if field.name not in of_operation]
    lines: dict[str, list[RecipeLine]] = defaultdict(list)
    for row in RecipeStep.objects.order_by("family", "seq").values("family", *own, **of_operation):
        plain = _plain(row)
        family, after = plain.pop("family"), plain.pop("after")
        lines[family].append(RecipeLine(**plain, after=tuple(int(seq) for seq in after)))
    return MappingProxyType({family: tuple(steps) for family, steps in lines.items()})


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row whose lists cannot be changed."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}

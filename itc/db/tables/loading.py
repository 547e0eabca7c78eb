"""Writes checked rows, all or none, and leaves alone what somebody edited in the app."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models, transaction

from itc.db.locking import locked
from itc.db.tables.table import Data, Record, Table, tables

Key = tuple[Any, ...]
Changed = Mapping[type[models.Model], list[Any]]
"""The keys of the rows that a load added or changed, by model."""
Hook = Callable[[Changed], None]


@dataclass(frozen=True, slots=True)
class Edit:
    """A column whose value in the app differs from the file; `app_made` where no file ever gave the row."""

    key: str
    column: str
    app: Any
    file: Any
    app_made: bool

    @property
    def cells(self) -> tuple[str, str]:
        """Return the two values as a file would have them: in the app, in the file."""
        return cell(self.app), cell(self.file)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a file asks of the database: records to add, change or own, how many stand, what is left alone."""

    table: Table
    added: tuple[Record, ...]
    changed: tuple[Record, ...]
    adopted: tuple[Record, ...]
    unchanged: int
    edits: tuple[Edit, ...]
    gone: tuple[str, ...]


_hooks: list[Hook] = []


def on_loaded(hook: Hook) -> Hook:
    """Register a function that is told, inside the load's transaction, which rows were added or changed."""
    _hooks.append(hook)
    return hook


def load(data: Data, *, track: Callable[[Sequence[Table]], Iterable[Table]] = iter) -> list[Outcome]:
    """Write the rows of every table, in one transaction, and return what was done with each file.

    `data` must have passed `check`. `track` may show progress while it hands on the tables.
    """
    outcomes: list[Outcome] = []
    changed: dict[type[models.Model], list[Any]] = {}
    with transaction.atomic():
        for table in track(tables()):
            outcome = compare(table, data)
            outcomes.append(outcome)
            _write(table, [*outcome.added, *outcome.changed, *outcome.adopted])
            if written := [*outcome.added, *outcome.changed]:
                changed.setdefault(table.model, []).extend(_primary_keys(table, written))
        told(changed)
    return outcomes


def compare(table: Table, data: Data) -> Outcome:
    """Return what a file asks of the database, as a preview or, under the lock it takes, before writing.

    A row stands as it was loaded while its digest is the one kept with it; any other was edited in the app,
    and so was a row made there under the same key. Adopted is a row whose edit has reached the file.
    """
    present = _present(table, data)
    added, changed, adopted, edits, unchanged = [], [], [], [], 0
    for record in table.records(data):
        key = tuple(record[name] for name in table.names)
        there, loaded = present.pop(key, (None, ""))
        wanted = digest(table, record)
        if there is None:
            added.append(record)
        elif digest(table, there) == wanted:
            unchanged += 1
            if loaded != wanted:
                adopted.append(record)
        elif digest(table, there) == loaded:
            changed.append(record)
        else:
            edits += _edits(key, there, record, app_made=not loaded)
    gone = tuple(_text(key) for key, (_row, loaded) in present.items() if loaded)
    return Outcome(table, tuple(added), tuple(changed), tuple(adopted), unchanged, tuple(edits), gone)


def _present(table: Table, data: Data) -> dict[Key, tuple[Record | None, str]]:
    """Return the loaded columns of every row of the model that comes from this file, and its kept digest."""
    names = next((tuple(record) for record in table.records(data)), table.names)
    rows = locked(table.model._base_manager.filter(table.scope))
    found: dict[Key, tuple[Record | None, str]] = {}
    for loaded, *values in rows.values_list("loaded_digest", *names):
        record = dict(zip(names, values, strict=True))
        found[tuple(record[name] for name in table.names)] = record, loaded
    return found


def _edits(key: Key, there: Record, record: Record, *, app_made: bool) -> list[Edit]:
    return [
        Edit(_text(key), name, there[name], value, app_made)
        for name, value in record.items()
        if plain(there[name]) != plain(value)
    ]


def _write(table: Table, records: Sequence[Record]) -> None:
    """Insert the records, or update those that stand; columns the file does not give keep their value."""
    if not records:
        return
    given = [name for name in records[0] if name not in table.names]
    rows = [table.model(**record, loaded_digest=digest(table, record)) for record in records]
    table.model._base_manager.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=[table.model_fields[name].name for name in table.names],
        update_fields=[*(table.model_fields[name].name for name in given), "loaded_digest", "changed_at"],
    )


def _primary_keys(table: Table, records: Iterable[Record]) -> list[Any]:
    key = table.model._meta.pk.attname
    if table.names == (key,):
        return [record[key] for record in records]
    wanted = {tuple(record[name] for name in table.names) for record in records}
    rows = table.model._base_manager.filter(table.scope).values_list("pk", *table.names)
    return [pk for pk, *names in rows if tuple(names) in wanted]


def digest(table: Table, record: Record) -> str:
    """Return the SHA-256 of a record; a column still at its default is left out, so that a new column of the
    model does not make every row look edited."""
    given = {
        name: plain(value)
        for name, value in record.items()
        if value not in (None, "", []) and value != table.defaults[name]
    }
    return hashlib.sha256(json.dumps(given, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def told(changed: Changed) -> None:
    """Tell who wants to know which rows were added, changed or removed, inside the caller's transaction."""
    for hook in _hooks if changed else ():
        hook(changed)


def plain(value: Any) -> Any:
    """Return a value as JSON has it, the same from a file and from either database: 0.5 equals 0.500."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, dt.date) else value


def cell(value: Any, separator: str = "|") -> str:
    """Return a value as a file would have it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return separator.join(value)
    return "" if value is None else str(plain(value))


def _text(key: Key) -> str:
    return " / ".join(str(plain(part)) for part in key)

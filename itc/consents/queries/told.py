"""All that is kept of a person, as she takes it along."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.translation import get_language

from itc.accounts.models import User
from itc.accounts.registry import Kept, kept
from itc.lib import thai

NO_FOLDER = re.compile(r"[/\\]")


@dataclass(frozen=True, slots=True)
class Told:
    """A table of what is kept of her: what it is called, its columns, and its rows as people read them."""

    key: str
    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    plain: tuple[dict[str, Any], ...]
    """The rows for machines, by column."""


def told_of(person: User) -> list[Told]:
    """Return every table with rows of a person, in the language of the page."""
    return [told for table in kept() if (told := _told(table, person)).rows]


def files_of(person: User) -> Iterator[tuple[str, Any]]:
    """Yield the files a person sent that are still there, under names no two of them share."""
    for table in kept():
        if table.file:
            for row in table.rows(person):
                if (file := getattr(row, table.file)) and file.storage.exists(file.name):
                    yield f"{row.pk}-{NO_FOLDER.sub('_', row.name)}", file


def _told(table: Kept, person: User) -> Told:
    meta = table.model._meta
    deep = {path.rpartition(".")[0].replace(".", "__") for path in table.told if "." in path} - {""}
    rows = list(table.rows(person).select_related(*sorted(deep)) if deep else table.rows(person))
    return Told(
        key=meta.label_lower,
        name=str(table.called.get("", meta.verbose_name_plural)),
        columns=tuple(str(table.called.get(path) or _label(table.model, path)) for path in table.told),
        rows=tuple(tuple(_words(row, path) for path in table.told) for row in rows),
        plain=tuple({path: _plain(_value(row, path)) for path in table.told} for row in rows),
    )


def _label(model: type[Model], path: str) -> str:
    """Return what a column is called: by its last part, unless that is no more than a code or a name."""
    first, _dot, rest = path.partition(".")
    for name in (first, f"{first}_th"):
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if rest.partition(".")[0] in {"", "name", "code"} or field.related_model is None:
            return str(getattr(field, "verbose_name", name))
        return _label(field.related_model, rest)
    return path


def _value(row: Any, path: str) -> Any:
    for name in path.split("."):
        row = getattr(row, name)
    return row


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):  # moments too
        return value.isoformat()
    if value is None or isinstance(value, bool | int | str | dict | list):
        return value
    return value.pk if isinstance(value, Model) else str(value)


def _day(day: dt.date) -> str:
    return thai.date_text(day, language=get_language() or "th")


def _words(row: Any, path: str) -> str:
    """Return a value as people read it: days in the era of the language, choices by their names."""
    shown = getattr(row, f"get_{path}_display", None)
    value = shown() if shown else _value(row, path)
    if isinstance(value, dt.datetime):
        return f"{_day(thai.local_day(value))} {thai.clock_text(value)}"
    if isinstance(value, dt.date):
        return _day(value)
    if isinstance(value, bool):
        return "✓" if value else "–"
    if isinstance(value, dict):
        value = " · ".join(f"{key}: {_words_of(each)}" for key, each in value.items() if each)
    return "–" if value is None or value == "" else str(value)


def _words_of(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)

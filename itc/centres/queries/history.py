"""What was changed of a centre, in words: who, what, from what to what, when, from which day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.core.paginator import Page, Paginator
from django.db.models import Field, Model
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from itc.accounts.models import User
from itc.catalogue.queries.knowledge import knowledge
from itc.centres.models import Change
from itc.lib import thai
from itc.network.models import Centre, Province
from itc.resources.models import Resource
from itc.resources.queries.pages.words import hours_in_words

PER_PAGE = 20
SILENT = frozenset(
    {"centre_id", "province_id", "source", "status", "code", "kind", "name_th", "name_en", "resource_id"}
    | {
        "person_id",
        "existence_status",
        "provider",
        "provider_kind",
        "machine_kind_id",
        "operation_id",
        "role",
    }
    | {"valid_from"}
)
"""Columns that the subject of a line tells, or that say nothing to an officer."""


@dataclass(frozen=True, slots=True)
class Shift:
    """One column of a row, before and after; an empty text where there was or is nothing."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a change."""

    subject: str
    verb: str
    """added, removed or changed."""
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words."""

    change: Change
    lines: tuple[Line, ...]
    more: int
    """Rows that are not told one by one."""


MOST_LINES = 4


def history(centre: Centre, *, part: str, page: str) -> tuple[Page[Change], list[Told]]:
    """Return a page of the changes of a centre, or of one part of it, the latest first."""
    rows = Change.objects.filter(centre=centre).select_related("by", "undone_by")
    if part in Change.Part:
        rows = rows.filter(part=part)
    found = Paginator(rows.order_by("-at", "-pk"), PER_PAGE).get_page(page)
    return found, told(found.object_list)


def told(changes: Iterable[Change]) -> list[Told]:
    """Return changes in words: as many queries, however many they are."""
    kept = list(changes)
    lines = [row for each in kept for row in each.rows[:MOST_LINES]]
    names = _Names(lines)
    return [
        Told(
            each,
            tuple(_line(row, names) for row in each.rows[:MOST_LINES]),
            max(0, len(each.rows) - MOST_LINES),
        )
        for each in kept
    ]


def _line(row: Mapping[str, Any], names: "_Names") -> Line:
    before, after = row["before"], row["after"]
    verb = "added" if before is None else "removed" if after is None else "changed"
    fields = {field.attname: field for field in apps.get_model(row["kind"])._meta.concrete_fields}
    columns = [name for name in fields if name in (after or before or {}) and name not in SILENT]
    shifts = [
        Shift(
            str(fields[name].verbose_name),
            names.value(fields[name], (before or {}).get(name)),
            names.value(fields[name], (after or {}).get(name)),
        )
        for name in columns
    ]
    return Line(names.subject(row), verb, tuple(each for each in shifts if each.before or each.after))


class _Names:
    """What rows and keys are called, looked up together."""

    def __init__(self, lines: Iterable[Mapping[str, Any]]) -> None:
        keys: dict[str, set[Any]] = defaultdict(set)
        for row in lines:
            keys[row["kind"]].add(row["key"])
            for values in (row["before"] or {}, row["after"] or {}):
                for name in ("resource_id", "person_id", "province_id"):
                    keys[name].add(values.get(name))
        self.rows: dict[tuple[str, Any], Model] = {}
        for kind in (kind for kind in keys if "." in kind):
            for each in apps.get_model(kind)._base_manager.filter(pk__in=keys[kind]):
                self.rows[kind, each.pk] = each
        self.resources = Resource.objects.in_bulk(keys["resource_id"] - {None})
        of_posts = {each.person_id for each in self.rows.values() if hasattr(each, "person_id")}
        people = (keys["person_id"] | keys["accounts.user"] | of_posts) - {None}
        self.people = User.objects.in_bulk(people) if people else {}
        self.provinces = Province.objects.in_bulk(keys["province_id"] - {None})

    def subject(self, row: Mapping[str, Any]) -> str:
        """Return what a row is called: by what it says now, else by what it said."""
        there = self.rows.get((row["kind"], row["key"]))
        values = {**(row["before"] or {}), **(row["after"] or {})}

        def said(name: str) -> Any:
            return getattr(there, name, None) if there is not None else values.get(name)

        match row["kind"]:
            case "resources.openhours":
                resource = self.resources.get(said("resource_id"))
                return resource.name if resource else _("The centre itself: its doors")
            case "resources.price":
                return self._priced(said)
            case "network.post":
                return self._person(said("person_id"))
            case "accounts.user":
                return _("entered by name: %(name)s") % {"name": self._person(row["key"])}
            case "centres.contact":
                return _("Contact")
            case "network.centre":
                return _("Rules of booking and contact")
        return self._called(said)

    def _person(self, key: Any) -> str:
        return self.people[key].name if key in self.people else "–"

    def _priced(self, said: Any) -> str:
        known = knowledge()
        kind, operation = said("machine_kind_id"), said("operation_id")
        row = known.machine_kinds.get(kind) or known.operations.get(operation)
        return row.name if row else str(kind or operation)

    def _called(self, said: Any) -> str:
        thai_page = get_language() == "th"
        for stem in ("name", "what"):
            names = (said(f"{stem}_th"), said(f"{stem}_en"))
            if any(names):
                return str((names[0] or names[1]) if thai_page else (names[1] or names[0]))
        operation = knowledge().operations.get(said("operation_id") or "")
        return operation.name if operation else str(said("code") or "–")

    def value(self, field: Field[Any, Any], value: Any) -> str:
        """Return a value of a column as an officer reads it."""
        if value is None or value == "" or value == []:
            return ""
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        match field.get_internal_type():
            case "DateField":
                return thai.date_text(dt.date.fromisoformat(value), language=get_language() or "th")
            case "BooleanField":
                return _("yes") if value else _("no")
            case "DecimalField":
                return f"{Decimal(value).normalize():,f}"
        if field.attname == "hours":
            return hours_in_words(value)
        return ", ".join(map(self._code, value)) if isinstance(value, list) else str(value)

    def _code(self, value: str) -> str:
        known = knowledge()
        row = known.operations.get(value) or known.machine_kinds.get(value)
        return row.name if row else value

"""Keeping what was changed: rows before and after, as text, so that it is shown and can be taken back."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from itc.accounts.models import User
from itc.audit.actions import record
from itc.centres.errors import DayIsPast, NothingChanged
from itc.centres.models import Change
from itc.centres.queries.officers import centre_of
from itc.centres.rules import HIDDEN, plain
from itc.db.locking import locked
from itc.lib import thai
from itc.network.models import Centre
from itc.search.actions import index

Written = dict[str, Any]
"""One row of a change: kind, key, before, after."""


def lock(centre: Centre, by: User, *, now: dt.datetime) -> Centre:
    """Return the centre locked for a change by one of its officers. Refuses: UnknownCentre.

    Whoever changes the same centre waits: numbers, prices and the last officer are counted by one at a time.
    """
    centre_of(centre.pk, by, now=now)
    return locked(Centre.objects.all()).get(pk=centre.pk)


def require_day(day: dt.date, *, now: dt.datetime) -> None:
    """Pass where a day is not over. Refuses: DayIsPast."""
    if day < thai.local_day(now):
        raise DayIsPast


def values_of(row: Model) -> dict[str, Any]:
    """Return the columns of a row as text; what tells who somebody is and what loads keep is left out."""
    hidden = HIDDEN | (
        {"name_th", "name_en", "conflict_note"} if getattr(row, "kind", "") == "person" else set()
    )
    return {
        field.attname: plain(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if not field.primary_key and field.attname not in hidden
    }


def added(row: Model) -> Written:
    """Save a new row."""
    row.save(force_insert=True)
    return _written(row, None, values_of(row))


def altered(row: Model, **values: Any) -> Written | None:
    """Save other values of a row that stands; nothing where they stand so already."""
    before = values_of(row)
    differs = [name for name, value in values.items() if plain(getattr(row, name)) != plain(value)]
    if not differs:
        return None
    for name in differs:
        setattr(row, name, values[name])
    row.save()
    after = values_of(row)
    names = [name for name in after if after[name] != before[name]]
    return _written(row, {name: before[name] for name in names}, {name: after[name] for name in names})


def removed(row: Model) -> Written:
    """Remove a row."""
    written = _written(row, values_of(row), None)
    row.delete()
    return written


def _written(row: Model, before: dict[str, Any] | None, after: dict[str, Any] | None) -> Written:
    return {"kind": row._meta.label_lower, "key": row.pk, "before": before, "after": after}


def keep(
    *,
    centre: Centre,
    part: str,
    rows: Iterable[Written | None],
    by: User,
    now: dt.datetime,
    since: dt.date | None = None,
    found: type[Model] | None = None,
) -> Change:
    """Keep rows that were written as one change, and audit it; `found` is a model the search reads.

    Refuses: NothingChanged, where there are none.
    """
    kept = [row for row in rows if row is not None]
    if not kept:
        raise NothingChanged
    change = Change.objects.create(centre=centre, part=part, rows=kept, since=since, at=now, by=by)
    names = sorted({name for row in kept for name in (row["after"] or row["before"] or {})})
    record(f"centre.{part}-changed", by=by, on=centre, change=change.pk, rows=len(kept), columns=names)
    if found is not None:
        index({found})
    return change

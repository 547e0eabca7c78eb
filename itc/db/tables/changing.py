"""Writes what a sheet asks for, and puts it back: each row of the model as it was and as it is."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import models

from itc.db.locking import locked
from itc.db.tables.comparing import Asked, Key
from itc.db.tables.loading import plain, told
from itc.db.tables.table import Record, Table

Values = dict[str, Any]
Kept = dict[str, Any]
"""A row before and after, as JSON: {"key": its primary key, "before": values or None, "after": the same}."""


class NotThere(LookupError):
    """Rows to be changed or removed are not there, or rows to be added are; the names are given."""


def write(table: Table, asked: Asked) -> list[Kept]:
    """Write what is asked, inside the caller's transaction, and return the rows that it touched.

    What marks a row as loaded is left alone, so that a later load sees what was edited here. Raises NotThere;
    IntegrityError, where the database refuses; ProtectedError, where others point to what goes.
    """
    standing = [name for name, _more in (*asked.changed, *asked.removed)]
    fresh = [_name(table, record) for record in asked.added]
    there = _there(table, [*standing, *fresh], lock=True)
    if wrong := [name for name in standing if name not in there] + [name for name in fresh if name in there]:
        raise NotThere(*(" / ".join(map(str, name)) for name in wrong))
    kept = [
        *_change([(there[name], values) for name, values in asked.changed]),
        *_remove(table.model, [there[name] for name, _row in asked.removed]),
        *_add(table, asked.added),
    ]
    told({table.model: [each["key"] for each in kept]} if kept else {})
    return kept


def put_back(model: type[models.Model], kept: Sequence[Kept]) -> None:
    """Write the rows as they were before, inside the caller's transaction; `differing` must be empty.

    Raises IntegrityError and ProtectedError, as `write` does.
    """
    rows = model._default_manager.in_bulk([each["key"] for each in kept])
    added = [rows[_pk(model, each)] for each in kept if each["before"] is None]
    changed = [(rows[_pk(model, each)], each["before"]) for each in kept if each["before"] and each["after"]]
    _remove(model, added)
    _change([(row, _without_key(model, _read(model, values))) for row, values in changed])
    gone = [model(**_read(model, each["before"])) for each in kept if each["after"] is None]
    model._default_manager.bulk_create(gone)
    told({model: [each["key"] for each in kept]} if kept else {})


def differing(model: type[models.Model], kept: Sequence[Kept]) -> list[str]:
    """Return the keys of rows that are no longer as they were left, locking them all."""
    keys = [each["key"] for each in kept]
    rows = locked(model._default_manager.all()).in_bulk(keys)
    found = {each["key"]: rows.get(_pk(model, each)) for each in kept}
    return [
        str(each["key"])
        for each in kept
        if (values(row) if (row := found[each["key"]]) else None) != each["after"]
    ]


def pointing(model: type[models.Model], keys: Iterable[Any]) -> Mapping[Any, list[tuple[str, int]]]:
    """Return who points to rows, by their key: (what they are called, how many)."""
    found: dict[Any, list[tuple[str, int]]] = {}
    keys = list(keys)
    for relation in model._meta.get_fields(include_hidden=True):
        if not (
            relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)
        ):
            continue
        field = relation.field  # type: ignore[union-attr]  # a relation from another table has one
        rows = relation.related_model._base_manager.filter(**{f"{field.name}__in": keys})  # type: ignore[union-attr]  # as above
        counted = rows.order_by().values_list(field.attname).annotate(count=models.Count("pk"))
        for key, count in counted:
            found.setdefault(key, []).append((str(relation.related_model._meta.verbose_name_plural), count))  # type: ignore[union-attr]  # as above
    return found


def values(row: models.Model) -> Values:
    """Return the columns of a row as JSON, without when it was changed."""
    names = (field.attname for field in row._meta.concrete_fields if field.name != "changed_at")
    return {name: plain(getattr(row, name)) for name in names}


def keys_of(table: Table, names: Iterable[Key]) -> dict[Any, Key]:
    """Return the names of rows by their primary key."""
    return {row.pk: name for name, row in _there(table, list(names), lock=False).items()}


def _name(table: Table, record: Record) -> Key:
    return tuple(record[name] for name in table.names)


def _there(table: Table, names: Sequence[Key], *, lock: bool) -> dict[Key, models.Model]:
    """Return the rows with these names, whatever table they come from."""
    first = {name[0] for name in names}
    found: dict[Key, models.Model] = {}
    rows = table.model._default_manager.order_by("pk")
    for row in _in_pieces(locked(rows) if lock else rows, table.names[0], sorted(first, key=str)):
        found[tuple(getattr(row, name) for name in table.names)] = row
    wanted = set(names)
    return {name: row for name, row in found.items() if name in wanted}


def _in_pieces(rows: models.QuerySet[Any], column: str, keys: Sequence[Any]) -> Iterable[Any]:
    for start in range(0, len(keys), 500):
        yield from rows.filter(**{f"{column}__in": keys[start : start + 500]})


def _change(changed: Sequence[tuple[models.Model, Values]]) -> list[Kept]:
    kept = []
    for row, new in changed:
        before = values(row)
        for name, value in new.items():
            setattr(row, name, value)
        row.save(update_fields=[*(_field(row, name) for name in new), "changed_at"])
        kept.append({"key": row.pk, "before": before, "after": values(row)})
    return kept


def _field(row: models.Model, attname: str) -> str:
    return next(field.name for field in row._meta.concrete_fields if field.attname == attname)


def _remove(model: type[models.Model], rows: Sequence[models.Model]) -> list[Kept]:
    kept = [{"key": row.pk, "before": values(row), "after": None} for row in rows]
    model._default_manager.filter(pk__in=[row.pk for row in rows]).delete()
    return kept


def _add(table: Table, added: Iterable[Record]) -> list[Kept]:
    rows = table.model._default_manager.bulk_create([table.model(**record) for record in added])
    fresh = table.model._default_manager.in_bulk([row.pk for row in rows])
    return [{"key": row.pk, "before": None, "after": values(fresh[row.pk])} for row in rows]


def _pk(model: type[models.Model], each: Kept) -> Any:
    return model._meta.pk.to_python(each["key"])


def _without_key(model: type[models.Model], given: Values) -> Values:
    return {name: value for name, value in given.items() if name != model._meta.pk.attname}


def _read(model: type[models.Model], given: Values) -> Values:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {name: fields[name].to_python(value) for name, value in given.items() if name in fields}

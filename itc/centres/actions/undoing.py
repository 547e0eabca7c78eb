"""Taking a change back, as long as nothing stands on it."""

import datetime as dt
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import Model, ProtectedError

from itc.accounts.models import User
from itc.audit.actions import record
from itc.centres.actions.changing import lock, values_of
from itc.centres.actions.minding import minding
from itc.centres.actions.people import keeping_an_officer
from itc.centres.errors import ChangedSince, StandsOnIt, UnknownCentre
from itc.centres.models import Change
from itc.centres.queries.twice import stands_twice
from itc.db.locking import locked
from itc.network.models import Centre
from itc.search.actions import index


@transaction.atomic
def undo(*, centre: Centre, change: int, by: User, now: dt.datetime) -> Change:
    """Set every row of a change back to what it was before.

    Refuses: UnknownCentre; ChangedSince, where a row is not as the change left it, or another has come into
    its days; StandsOnIt, where a row it
    added is booked or used; HeldThen, where time is held that would lie outside; LastOfficer.
    """
    lock(centre, by, now=now)
    taken = locked(Change.objects.filter(centre=centre, pk=change)).first()
    if taken is None:
        raise UnknownCentre
    if taken.undone_at is not None:
        raise ChangedSince
    with minding(centre, agreed=False, now=now), keeping_an_officer(centre, now=now):
        for row in reversed(taken.rows):
            _set_back(row)
        if any(stands_twice(row) for row in _brought_back(taken.rows)):
            raise ChangedSince
    taken.undone_at, taken.undone_by = now, by
    taken.save(update_fields=["undone_at", "undone_by"])
    record("centre.change-undone", by=by, on=centre, change=taken.pk)
    index({apps.get_model(row["kind"]) for row in taken.rows})
    return taken


def _set_back(written: dict[str, Any]) -> None:
    model: type[Model] = apps.get_model(written["kind"])
    row = locked(model._base_manager.filter(pk=written["key"])).first()
    before, after = written["before"], written["after"]
    if before == after:  # a line that only says something, such as who was entered
        return
    if after is None:
        _bring_back(model, written, row)
    elif row is None or any(values_of(row).get(name) != value for name, value in after.items()):
        raise ChangedSince
    elif before is None:
        _take_away(row)
    else:
        _put(row, before)
        row.save()


def _brought_back(rows: list[dict[str, Any]]) -> list[Model]:
    """Return the rows that stand again as before."""
    kinds = [(apps.get_model(row["kind"]), row["key"]) for row in rows if row["before"]]
    return [row for model, key in kinds if (row := model._base_manager.filter(pk=key).first())]


def _bring_back(model: type[Model], written: dict[str, Any], there: Model | None) -> None:
    if there is not None:
        raise ChangedSince
    row = model(pk=written["key"])
    _put(row, written["before"])
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise ChangedSince from error


def _take_away(row: Model) -> None:
    try:
        row.delete()
    except ProtectedError as error:
        raise StandsOnIt from error


def _put(row: Model, values: dict[str, Any]) -> None:
    fields = {field.attname: field for field in row._meta.concrete_fields}
    for name, value in values.items():
        field = fields[name]
        setattr(row, name, (getattr(field, "target_field", None) or field).to_python(value))

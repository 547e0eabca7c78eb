"""Keeping views of one's queue: naming, ordering, the one that opens first."""

import datetime as dt
from enum import StrEnum

from django.db import IntegrityError, transaction

from itc.accounts.models import User
from itc.audit.actions import record
from itc.db.locking import locked
from itc.desk.errors import NoName, UnknownView, ViewNamed, ViewsFull
from itc.desk.models import SavedView
from itc.desk.queries.queue import require_officer
from itc.desk.rules import Asked

MOST_VIEWS = 12
"""Tabs that a desk still has room for."""


class Move(StrEnum):
    """What may become of a view."""

    RENAME = "rename"
    DEFAULT = "default"
    UP = "up"
    DOWN = "down"
    REMOVE = "remove"


@transaction.atomic
def keep_view(*, name: str, asked: Asked, by: User, now: dt.datetime) -> SavedView:
    """Return the present narrowing of her queue under a name; the same name again is the same view, changed.

    Refuses: UnknownCase, where she has no desk; NoName; ViewsFull.
    """
    require_officer(by, now=now)
    locked(User.objects.all()).get(pk=by.pk)
    if not (said := _named(name)):
        raise NoName
    own = SavedView.objects.filter(person=by)
    row = own.filter(name=said).first()
    if row is None:
        if own.count() >= MOST_VIEWS:
            raise ViewsFull
        last = own.last()
        row = SavedView(person=by, name=said, position=last.position + 1 if last else 1)
    row.query = asked.query
    row.save()
    record("view.kept", by=by, on=row)
    return row


@transaction.atomic
def move_view(*, view: int, move: Move, name: str = "", by: User) -> None:
    """Rename, reorder, remove a view of hers, or let it open first (once more: no longer).

    Refuses: UnknownView; NoName; ViewNamed.
    """
    locked(User.objects.all()).get(pk=by.pk)  # of two presses the later sees what the first did
    own = list(SavedView.objects.filter(person=by))
    row = next((each for each in own if each.pk == view), None)
    if row is None:
        raise UnknownView
    if move == Move.RENAME:
        _rename(row, name)
    elif move == Move.DEFAULT:
        was = row.is_default
        SavedView.objects.filter(person=by, is_default=True).update(is_default=False)
        SavedView.objects.filter(pk=row.pk).update(is_default=not was)
    elif move == Move.REMOVE:
        row.delete()
    else:
        _reorder(own, row, -1 if move == Move.UP else 1)
    record("view.changed", by=by, view=view, move=str(move))


def _rename(row: SavedView, name: str) -> None:
    if not (said := _named(name)):
        raise NoName
    row.name = said
    try:
        with transaction.atomic():
            row.save(update_fields=["name"])
    except IntegrityError as error:
        raise ViewNamed from error


def _reorder(own: list[SavedView], row: SavedView, step: int) -> None:
    at = own.index(row)
    to = min(max(at + step, 0), len(own) - 1)
    own[at], own[to] = own[to], own[at]
    for position, each in enumerate(own, start=1):
        SavedView.objects.filter(pk=each.pk).update(position=position)


def _named(name: str) -> str:
    return " ".join(name.replace("\0", "").split())[:40]

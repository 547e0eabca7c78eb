"""A table uploaded, written as it was shown, and undone."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError

from itc.accounts.models import User
from itc.audit.actions import record
from itc.db.locking import locked
from itc.db.tables import Table
from itc.db.tables.changing import NotThere, differing, pointing, put_back, write
from itc.db.tables.comparing import new_faults
from itc.db.tables.standing import standing
from itc.db.tables.table import Column
from itc.sheets.books.keeping import keep
from itc.sheets.books.reading import Wanted, read
from itc.sheets.errors import (
    ChangedSince,
    HasFaults,
    Moved,
    NothingToDo,
    NotKept,
    NotTicked,
    UsedSince,
)
from itc.sheets.models import Upload
from itc.sheets.permissions import require_may, table_of
from itc.sheets.queries.preview import Preview, preview, upload_of

KEPT_FOR = dt.timedelta(days=1)
"""How long an upload that nobody wrote is kept."""


@transaction.atomic
def upload_table(*, table: Table, content: bytes, by: User, now: dt.datetime) -> Upload:
    """Return what was uploaded, to be looked at: no row of the table is touched.

    Refuses: UnwantedSheet; UnknownTable, for who may not change it.
    """
    table_of(by, table.name)
    wanted = tuple(column.name for column in table.sheet_columns)
    spare = [column.name for column in table.columns if column.name not in wanted]
    days = [column.name for column in table.columns if _is_day(table, column)]
    sheet = read(content, Wanted(table.file, wanted, spare, days))
    forget_uploads(now=now)
    upload = Upload(table=table.file, by=by, uploaded_at=now, sheet=keep(sheet))
    upload.save()
    return upload


def forget_uploads(*, now: dt.datetime) -> int:
    """Forget what was uploaded a day ago and never written; return how many uploads."""
    return Upload.objects.waiting().filter(uploaded_at__lt=now - KEPT_FOR).delete()[0]


@transaction.atomic
def choose_removing(*, upload: int, table: Table, removes: bool, by: User) -> None:
    """Choose whether the rows an upload lacks are removed. Refuses: UnknownTable, for another's upload."""
    waiting = upload_of(upload, table.file, by, lock=True)
    waiting.removes = removes
    waiting.save(update_fields=["removes"])


@transaction.atomic
def apply_table(
    *, upload: int, table: Table, digest: str, ticked: bool, by: User, now: dt.datetime
) -> Upload:
    """Write an upload just as it was shown, all of it or nothing, and keep what stood there.

    `digest` is that of the preview that was seen, `ticked` that what is missing in other tables is seen to.
    Refuses: UnknownTable, Moved, HasFaults, NotTicked, MayNot, NothingToDo, NotKept.
    """
    waiting = upload_of(upload, table.file, by, lock=True)
    _lock(table)
    seen = preview(waiting, table)
    _require_as_seen(seen, digest=digest, ticked=ticked, by=by)
    try:
        with transaction.atomic():
            rows = write(table, seen.asked)
    except NotThere as error:
        raise NotKept([str(each) for each in error.args]) from error
    except (IntegrityError, ProtectedError) as error:
        raise NotKept from error
    waiting.rows, waiting.counts, waiting.sheet, waiting.applied_at = rows, seen.counts, {}, now
    waiting.save(update_fields=["rows", "counts", "sheet", "applied_at"])
    record("table.uploaded", by=by, on=waiting, table=table.file, **seen.counts)
    return waiting


@transaction.atomic
def undo_table(*, upload: int, table: Table, by: User, now: dt.datetime) -> Upload:
    """Put the rows back as they were before the last upload of a table.

    Refuses: UnknownTable, for who may not change it; NothingToDo, where another upload came after it or it
    is undone; ChangedSince and UsedSince, naming the rows; NotKept.
    """
    table_of(by, table.name)
    last = locked(Upload.objects.standing().filter(table=table.file)).first()
    if last is None or last.pk != upload:
        raise NothingToDo
    before = standing()
    if changed := differing(table.model, last.rows):
        raise ChangedSince(changed)
    added = [each["key"] for each in last.rows if each["before"] is None]
    if used := pointing(table.model, added):
        raise UsedSince([str(key) for key in used])
    try:
        with transaction.atomic():
            put_back(table.model, last.rows)
    except (IntegrityError, ProtectedError) as error:
        raise NotKept from error
    if faults := new_faults(before, standing()):
        raise UsedSince([f"{fault.file} {fault.what}" for fault in faults])
    last.undone_at, last.undone_by = now, by
    last.save(update_fields=["undone_at", "undone_by"])
    record("table.undone", by=by, on=last, table=table.file, rows=len(last.rows))
    return last


def _require_as_seen(seen: Preview, *, digest: str, ticked: bool, by: User) -> None:
    if seen.digest != digest:
        raise Moved
    if seen.faults:
        raise HasFaults
    if seen.asks_nothing:
        raise NothingToDo
    require_may(by, seen.table, adds=bool(seen.asked.added), removes=bool(seen.asked.removed))
    if seen.comparison.waiting and not ticked:
        raise NotTicked


def _lock(table: Table) -> None:
    """Lock the rows of a table until the transaction ends, so that what is compared is what is written."""
    rows = locked(table.model._default_manager.filter(table.scope)).order_by("pk")
    len(rows.values_list("pk"))


def _is_day(table: Table, column: Column) -> bool:
    field: Any = table.fields[column.name]
    return isinstance(field, models.DateField)

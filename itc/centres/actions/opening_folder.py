"""A centre from a folder: looked at, then written whole or not at all, and taken back while it is a draft."""

import datetime as dt
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from itc.accounts.models import User
from itc.audit.actions import record
from itc.centres.actions.opening import begin_opening, draft_of, place_centre, wish_day
from itc.centres.actions.opening_copy import offer_all
from itc.centres.actions.people import appoint
from itc.centres.models import Change, Opening, Service
from itc.centres.queries.opening import require_may_open
from itc.centres.queries.opening_folder import Folder, Sheets, folder, read_sheets
from itc.db.locking import locked
from itc.db.tables import Table, tables
from itc.db.tables.changing import write
from itc.db.tables.comparing import Asked
from itc.lib import thai
from itc.network.models import Centre, Province
from itc.resources.models import Price, Resource
from itc.sheets.actions.tables import forget_uploads
from itc.sheets.books.keeping import keep, kept
from itc.sheets.errors import HasFaults, Moved, NothingToDo, NotKept, UnknownTable, UsedSince
from itc.sheets.models import Upload

OPENING = "opening"
"""What an upload is of where it opens a centre."""


@transaction.atomic
def upload_folder(*, files: Mapping[str, bytes], by: User, now: dt.datetime) -> Upload:
    """Keep a folder to be looked at; no centre is begun. Refuses: UnknownOpening; UnwantedSheet."""
    require_may_open(by, on=thai.local_day(now))
    sheets = read_sheets(files)
    forget_uploads(now=now)
    cells = {name: keep(sheet) for name, sheet in sheets.items()}
    return Upload.objects.create(table=OPENING, by=by, uploaded_at=now, sheet=cells)


def folder_of(upload: int, by: User, *, lock: bool = False) -> tuple[Upload, Sheets]:
    """Return one's own upload that waits still, with its sheets. Refuses: UnknownTable, NothingToDo."""
    rows = Upload.objects.filter(pk=upload, table=OPENING, by=by)
    found = (locked(rows) if lock else rows).first()
    if found is None:
        raise UnknownTable
    if found.applied_at:
        raise NothingToDo
    return found, {name: kept(f"{name}.csv", cells) for name, cells in found.sheet.items()}


@transaction.atomic
def apply_folder(*, upload: int, digest: str, by: User, now: dt.datetime) -> Opening:
    """Begin a centre and write all that its folder says, as it was shown, or nothing.

    Refuses: UnknownTable, NothingToDo, Moved, HasFaults; as `open_folder`.
    """
    waiting, sheets = folder_of(upload, by, lock=True)
    seen = folder(sheets, now=now)
    if seen.digest != digest:
        raise Moved
    opening = open_folder(seen, by=by, now=now)
    waiting.rows, waiting.counts, waiting.sheet, waiting.applied_at = [opening.pk], dict(seen.counts), {}, now
    waiting.save(update_fields=["rows", "counts", "sheet", "applied_at"])
    return opening


@transaction.atomic
def open_folder(seen: Folder, *, by: User, now: dt.datetime) -> Opening:
    """Begin a centre with its machines, people, prices, services, posts and the day wished for.

    Refuses: HasFaults; all that `begin_opening`, `appoint` and `wish_day` refuse; NotKept.
    """
    row = seen.centre
    if seen.faults or row is None:
        raise HasFaults
    province = Province.objects.get(pk=row["province_iso"])
    opening = begin_opening(kind=row["operator_type"], province=province, parent=None, by=by, now=now)
    if opening.centre_id != seen.code:
        raise Moved
    words = {
        f"{stem}_{each}": row[f"{stem}_{each}"] or ""
        for stem in ("name", "specialty")
        for each in ("th", "en")
    }
    place_centre(centre=seen.code, lat=row["lat"], lon=row["lon"], **words, by=by, now=now)
    _write(seen)
    centre = Centre.objects.get(pk=seen.code)
    offer_all(centre, by, now)
    for contact, name, role in seen.officers:
        appoint(
            centre=centre, contact=contact, name=name, role=role, valid_from=thai.local_day(now),
            valid_to=None, by=by, now=now,
        )  # fmt: skip
    if seen.opens_on:
        wish_day(centre=seen.code, opens_on=seen.opens_on, by=by, now=now)
    record("centre.from-folder", by=by, on=centre, **seen.counts)
    return opening


def _write(seen: Folder) -> None:
    """Write the rows of machines, people and prices. Refuses: NotKept, where the database refuses them."""
    by_file: dict[str, Table] = {table.file: table for table in tables()}
    for file in ("sample_network.csv", "experts.csv", "prices.csv"):
        records = [each for row in seen.rows.get(file, ()) for each in by_file[file].shaped(row, seen.data)]
        try:
            with transaction.atomic():
                write(by_file[file], Asked(tuple(records), (), ()))
        except (IntegrityError, LookupError) as error:
            raise NotKept from error


@transaction.atomic
def undo_folder(*, centre: str, by: User, now: dt.datetime) -> None:
    """Remove a draft with all that is of it, as if it had never been begun.

    Refuses: UnknownOpening; NotADraft; UsedSince, where something outside of it rests on it.
    """
    opening = draft_of(centre, by=by, now=now)
    row = opening.centre
    people = list(row.resources.filter(kind=Resource.Kind.PERSON).values_list("code", flat=True))
    try:
        with transaction.atomic():
            Price.objects.filter(provider__in=[row.pk, *people]).delete()
            opening.delete()
            Service.objects.filter(centre=row).delete()
            Change.objects.filter(centre=row).delete()
            row.posts.all().delete()
            row.resources.all().delete()
            row.delete()
    except ProtectedError as error:
        raise UsedSince([row.name]) from error
    record("centre.taken-back", by=by, on=None, centre=centre)

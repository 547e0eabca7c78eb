"""A list of firms uploaded, entered as it was shown, and undone while nobody has used them."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q

from itc.accounts.actions import enter_person
from itc.accounts.models import User
from itc.audit.actions import record
from itc.consents.actions import give
from itc.consents.models import BY_OFFICER, Consent
from itc.db.locking import locked
from itc.db.tables.changing import pointing
from itc.firms.actions import enter_firm
from itc.firms.models import Firm, Membership
from itc.lib.refusal import Refusal
from itc.sheets.actions.tables import forget_uploads
from itc.sheets.books.keeping import keep
from itc.sheets.books.reading import Wanted, read
from itc.sheets.errors import (
    ConsentNotHere,
    HasFaults,
    Moved,
    NothingToDo,
    SameNames,
    UnknownTable,
    UsedSince,
)
from itc.sheets.models import FIRMS, Upload
from itc.sheets.permissions import require_officer
from itc.sheets.queries.firm_rows import FIELDS, FirmRow
from itc.sheets.queries.firms import FirmPreview, firm_preview
from itc.sheets.queries.preview import upload_of
from itc.sheets.rules import column_called


@transaction.atomic
def upload_firms(*, content: bytes, by: User, now: dt.datetime) -> Upload:
    """Return a list that was uploaded, to be looked at: no firm is entered.

    Refuses: UnwantedSheet; UnknownTable, for who is no officer of a centre.
    """
    require_officer(by, now=now)
    sheet = read(content, Wanted(FIRMS, FIELDS, called=column_called))
    forget_uploads(now=now)
    upload = Upload(table=FIRMS, by=by, uploaded_at=now, sheet=keep(sheet))
    upload.save()
    return upload


@transaction.atomic
def enter_firms(
    *, upload: int, digest: str, consent: bool, others: bool, by: User, now: dt.datetime
) -> Upload:
    """Enter every firm of a list as it was shown, each with its person and the consent she signed, or none.

    `others`: firms whose names are here already are other firms. Refuses: UnknownTable, Moved, HasFaults,
    ConsentNotHere, SameNames, NothingToDo; and what entering a person or a firm refuses.
    """
    require_officer(by, now=now)
    waiting = upload_of(upload, FIRMS, by, lock=True)
    seen = firm_preview(waiting)
    _require_as_seen(seen, digest=digest, consent=consent, others=others)
    waiting.rows = [_enter(row, by=by, now=now) for row in seen.rows]
    waiting.counts, waiting.sheet, waiting.applied_at = {"added": len(seen.rows)}, {}, now
    waiting.save(update_fields=["rows", "counts", "sheet", "applied_at"])
    record("firms.uploaded", by=by, on=waiting, firms=len(seen.rows))
    return waiting


@transaction.atomic
def undo_firms(*, upload: int, by: User, now: dt.datetime) -> Upload:
    """Remove the firms and people of a list again, as if they had never been entered.

    Refuses: UnknownTable, for another's list; NothingToDo; UsedSince, naming the firms that have a case,
    whose people signed in or were given a code, or that somebody joined.
    """
    done = locked(Upload.objects.filter(pk=upload, table=FIRMS, by=by)).first()
    if done is None:
        raise UnknownTable
    if done.applied_at is None or done.undone_at:
        raise NothingToDo
    firms, people = [firm for firm, _person in done.rows], [person for _firm, person in done.rows]
    if used := _used(firms, people):
        raise UsedSince(used)
    Consent.objects.filter(person__in=people).delete()
    Membership.objects.filter(firm__in=firms).delete()
    Firm.objects.filter(pk__in=firms).delete()
    User.objects.filter(pk__in=people).delete()
    done.undone_at, done.undone_by = now, by
    done.save(update_fields=["undone_at", "undone_by"])
    record("firms.undone", by=by, on=done, firms=len(firms))
    return done


def _require_as_seen(seen: FirmPreview, *, digest: str, consent: bool, others: bool) -> None:
    if seen.digest != digest:
        raise Moved
    if seen.faults:
        raise HasFaults
    if not seen.rows:
        raise NothingToDo
    if not consent:
        raise ConsentNotHere
    if seen.same and not others:
        raise SameNames


def _enter(row: FirmRow, *, by: User, now: dt.datetime) -> list[int]:
    """Return the keys of a firm and of its person, both new."""
    values: Mapping[str, Any] = row.values
    firm_values = {name: values[name] for name in FIELDS if name not in {"contact", "phone"}}
    try:
        person = enter_person(name=values["contact"], phone=values["phone"] or None, by=by, now=now)
        firm = enter_firm(**firm_values, by=by, now=now, for_person=person)
        give(person=person, purpose=BY_OFFICER, by=by, now=now)
    except Refusal as refusal:  # somebody was quicker, since the preview found nothing
        raise Moved from refusal
    return [firm.pk, person.pk]


def _used(firms: list[int], people: list[int]) -> list[str]:
    """Return the names of firms that somebody or something uses by now, locking them all."""
    rows = {firm.pk: firm for firm in locked(Firm.objects.filter(pk__in=firms))}
    their = dict(zip(people, firms, strict=True))
    used = {firm for firm, by in pointing(Firm, firms).items() if _more(by, {Membership})}
    used |= {
        their[person] for person, by in pointing(User, people).items() if _more(by, {Membership, Consent})
    }
    signed_in = (
        Q(last_login__isnull=False)
        | Q(email_confirmed_at__isnull=False)
        | Q(phone_confirmed_at__isnull=False)
    )
    used |= {their[person.pk] for person in User.objects.filter(signed_in, pk__in=people)}
    return [rows[firm].name for firm in firms if firm in used and firm in rows]


def _more(pointers: list[tuple[str, int]], own: set[Any]) -> bool:
    """Return whether anything points there but the one row of each table that the list itself made."""
    called = {str(model._meta.verbose_name_plural) for model in own}
    return any(name not in called or count > 1 for name, count in pointers)

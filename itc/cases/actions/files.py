"""Adding files to a case and removing them."""

import datetime as dt
import hashlib

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Count, Sum

from itc.accounts.models import User
from itc.audit.actions import record
from itc.cases.actions.ending import lock_open
from itc.cases.errors import CaseClosed, CaseFull, OthersFile, TooMuchAtOnce, UnknownCase
from itc.cases.models import Case, Closure, File, Side, Step
from itc.cases.queries.talk import file_of, side_of
from itc.cases.rules.files import MOST_BYTES_OF_A_CASE, MOST_OF_A_CASE, Wanted, wanted
from itc.lib import thai
from itc.web.actions import count
from itc.web.client import digest_of

FILES, MINUTES = 60, 10
"""So many files a person may send in so many minutes."""


def add_file(
    *, case: Case, name: str, content: bytes, step: Step | None = None, by: User, now: dt.datetime
) -> File:
    """Add a file to a case, or to one of its steps; the same file once more is the file that is there.

    Looked into before the case is locked: a picture takes a second, in which others should not wait.
    Refuses: UnknownCase, CaseClosed, UnwantedFile, CaseFull; TooMuchAtOnce, after 60 in the last 10 minutes.
    """
    side = side_of(by, case, on=thai.local_day(now))
    if step is not None and step.case_id != case.pk:
        raise UnknownCase
    if Closure.objects.filter(case=case).exists():
        raise CaseClosed
    if wait := count(caller=digest_of(f"files:{by.pk}"), limit=FILES, minutes=MINUTES, now=now):
        raise TooMuchAtOnce(now=now, retry_after=wait)
    taken = wanted(name, content)
    file = File(
        case=case, step=step, name=taken.name, kind=taken.kind, size=len(taken.content),
        digest=hashlib.sha256(taken.content).hexdigest(), at=now, by=by, side=Side(side),
    )  # fmt: skip
    return _kept(file, taken, by)


def _kept(file: File, taken: Wanted, by: User) -> File:
    """Return the file with its bytes stored and its row written, or neither; or the one that is there."""
    try:
        with transaction.atomic():
            lock_open(file.case)
            if known := file.case.files.kept().filter(digest=file.digest).first():
                return known
            _require_room(file)
            file.stored.save(file.name, ContentFile(taken.content), save=False)
            file.save()
            record("file.added", by=by, on=file, case=file.case_id, kind=file.kind, size=file.size)
    except BaseException:
        if file.stored:
            file.stored.storage.delete(str(file.stored.name))
        raise
    return file


def _require_room(file: File) -> None:
    """Refuse what the case has no room for: CaseFull."""
    used = file.case.files.kept().aggregate(size=Sum("size", default=0), number=Count("pk"))
    if used["size"] + file.size > MOST_BYTES_OF_A_CASE or used["number"] >= MOST_OF_A_CASE:
        raise CaseFull(most_mb=MOST_BYTES_OF_A_CASE // 2**20, most=MOST_OF_A_CASE)


@transaction.atomic
def remove_file(*, case: Case, file: int, by: User, now: dt.datetime) -> File:
    """Remove a file for the side that added it: its bytes are gone, and that it was there stays.

    Refuses: UnknownCase, CaseClosed; UnknownFile; OthersFile, where the other side added it.
    """
    side = side_of(by, case, on=thai.local_day(now))
    lock_open(case)
    row = file_of(case, file)
    if row.side != side:
        raise OthersFile
    row.removed_at, row.removed_by = now, by
    row.save(update_fields=["removed_at", "removed_by"])
    record("file.removed", by=by, on=row, case=case.pk)
    transaction.on_commit(lambda: row.stored.storage.delete(str(row.stored.name)))
    return row

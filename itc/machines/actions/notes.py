"""Noting something of a turn, with a photo, and removing it."""

import datetime as dt
import hashlib
from collections.abc import Sequence

from django.core.files.base import ContentFile
from django.db import transaction

from itc.accounts.models import User
from itc.audit.actions import record
from itc.cases.actions.ending import lock_open
from itc.cases.actions.telling import step_words, tell_firm
from itc.cases.errors import TooMuchAtOnce, UnwantedFile
from itc.cases.models import Slot
from itc.cases.rules.files import PICTURES, Wanted, wanted
from itc.cases.rules.words import plain
from itc.machines.errors import EnoughNotes, NothingNoted
from itc.machines.models import Note
from itc.machines.models.turns import MOST_WORDS
from itc.machines.queries.notes import note_of
from itc.machines.queries.turns import turn_of
from itc.machines.rules.turns import NO_PHOTO, QUICK
from itc.web.actions import count
from itc.web.client import digest_of

NOTES, MINUTES = 60, 10
"""So many notes a person may make in so many minutes."""
MOST = 30
"""Notes of one turn."""


def add_note(
    *, slot: int, quick: Sequence[str], words: str, photo: tuple[str, bytes] | None, for_firm: bool, by: User,
    now: dt.datetime,
) -> Note:  # fmt: skip
    """Note something of a turn as somebody who serves it; the same once more is the note that is there.

    The photo is looked into before anything is locked; what tells where it was taken is gone from it.
    Refuses: UnknownTurn, CaseClosed, NothingNoted, UnwantedFile, EnoughNotes; TooMuchAtOnce, after 60 in the
    last 10 minutes.
    """
    found = turn_of(by, slot, now=now)
    chosen, said = [code for code in QUICK if code in quick], plain(words)[:MOST_WORDS]
    if not (chosen or said or photo):
        raise NothingNoted
    if wait := count(caller=digest_of(f"notes:{by.pk}"), limit=NOTES, minutes=MINUTES, now=now):
        raise TooMuchAtOnce(now=now, retry_after=wait)
    taken = _picture(*photo) if photo else None
    note = Note(
        slot=found, at=now, by=by, for_firm=for_firm, quick=chosen, words=said,
        kind=taken.kind if taken else "", digest=_digest(chosen, said, taken, for_firm=for_firm),
    )  # fmt: skip
    return _kept(note, found, taken)


@transaction.atomic
def remove_note(*, note: int, by: User, now: dt.datetime) -> Note:
    """Remove a note as somebody who serves its turn: what it said and its photo are gone for good.

    Refuses: UnknownNote; CaseClosed.
    """
    row = note_of(by, note, now=now)
    lock_open(row.slot.step.case)
    stored = row.photo
    name = str(stored.name)
    row.quick, row.words, row.kind, row.digest, row.photo = [], "", "", "", ""
    row.removed_at, row.removed_by = now, by
    row.save()
    record("note.removed", by=by, on=row, case=row.slot.step.case_id)
    if name:
        transaction.on_commit(lambda: stored.storage.delete(name))
    return row


def _picture(name: str, content: bytes) -> Wanted:
    """Return a photo as it is stored. Refuses: UnwantedFile."""
    taken = wanted(name, content)
    if taken.kind not in PICTURES:
        raise UnwantedFile(NO_PHOTO)
    return taken


def _digest(quick: Sequence[str], words: str, photo: Wanted | None, *, for_firm: bool) -> str:
    found = hashlib.sha256(repr((list(quick), words, for_firm)).encode())
    found.update(photo.content if photo else b"")
    return found.hexdigest()


def _kept(note: Note, slot: Slot, photo: Wanted | None) -> Note:
    """Return the note with its photo stored and its row written, or neither; or the one that is there."""
    try:
        with transaction.atomic():
            lock_open(slot.step.case)
            kept = Note.objects.kept().filter(slot=slot)
            if known := kept.filter(by=note.by, digest=note.digest).first():
                return known
            if kept.count() >= MOST:
                raise EnoughNotes(MOST)
            if photo:
                note.photo.save(photo.name, ContentFile(photo.content), save=False)
            note.save()
            record("note.added", by=note.by, on=note, case=slot.step.case_id, for_firm=note.for_firm)
            if note.for_firm:
                words = step_words(slot.step)
                tell_firm("turn.noted", case=slot.step.case, key=note.pk, by=note.by, now=note.at, **words)
    except BaseException:
        if note.photo:
            note.photo.storage.delete(str(note.photo.name))
        raise
    return note

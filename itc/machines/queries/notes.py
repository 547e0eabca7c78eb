"""Notes of turns, and who may read them."""

import datetime as dt

from django.db.models import Q

from itc.accounts.models import User
from itc.cases.models import Case
from itc.lib import thai
from itc.machines.errors import UnknownNote, UnknownTurn
from itc.machines.models import Note
from itc.machines.models.turns import NoteQuerySet
from itc.machines.queries.turns import turn_of
from itc.network.models import Post


def read_by(person: User, *, on: dt.date) -> NoteQuerySet:
    """Return the notes a person may read: of centres she serves, and what is for the firm of her cases."""
    centres = Post.objects.on(on).serving().filter(person=person).values("centre")
    cases = Case.objects.visible_to(person, on=on).values("pk")
    return Note.objects.kept().filter(
        Q(slot__step__centre__in=centres) | Q(for_firm=True, slot__step__case__in=cases)
    )


def photo_of(person: User, pk: int, *, now: dt.datetime) -> Note:
    """Return a note with a photo that a person may see. Refuses: UnknownNote."""
    notes = read_by(person, on=thai.local_day(now)).exclude(photo="")
    if (note := notes.filter(pk=pk).first()) is None:
        raise UnknownNote
    return note


def note_of(person: User, pk: int, *, now: dt.datetime) -> Note:
    """Return a note for who serves its turn. Refuses: UnknownNote."""
    note = Note.objects.kept().select_related("slot__step__case").filter(pk=pk).first()
    if note is None:
        raise UnknownNote
    try:
        turn_of(person, note.slot_id, now=now)
    except UnknownTurn as refusal:
        raise UnknownNote from refusal
    return note

"""What the floor keeps of people: who ticked off, noted or reported what."""

import datetime as dt
from functools import partial

from django.db import transaction
from django.db.models import Q

from itc.accounts.models import User
from itc.accounts.registry import Kept, columns, register
from itc.cases.personal import AFTER, CASE, TALK, of_her_firms
from itc.firms.queries import alone_at
from itc.machines.models import Fallen, Note, Outage, Turn


def erase_notes(person: User, now: dt.datetime) -> None:
    """Empty the notes that the firm could read, of the cases of firms that nobody else acts for."""
    notes = Note.objects.filter(slot__step__case__firm__in=alone_at(person), for_firm=True).kept()
    stored = [note.photo for note in notes if note.photo]
    notes.update(quick=[], words="", photo="", kind="", digest="", removed_at=now, removed_by=person)
    for each in stored:
        transaction.on_commit(partial(each.storage.delete, str(each.name)))


register(
    Kept(
        Outage,
        columns(nameless="reported_by ended_by", erased="words"),
        why="Cases of others were moved for it.",
        how_long="10 years after the case ended",
        told=("resource.code", "starts_at", "ends_at", "why", "words", "reported_at", "ended_at"),
    ),
    Kept(
        Fallen, columns(kept="why"),
        why="When a step fell and where it went; why it has no time, in words of the planner.",
        how_long="10 years after the case ended",
    ),
    Kept(
        Turn,
        columns(nameless="came_by ran_by done_by absent_by", kept="absent_why"),
        why=f"Who came when, what ran and ended, and who ticked it off. {CASE}",
        how_long=AFTER,
        told=("slot.step.case.code", "slot.step.seq", "came_at", "ran_at", "done_at", "absent_at"),
        hers=lambda person: (
            of_her_firms(person, "slot__step__case__")
            | Q(came_by=person) | Q(ran_by=person) | Q(done_by=person) | Q(absent_by=person)
        ),
    ),
    Kept(
        Note,
        columns(nameless="by removed_by", with_the_firm="words quick photo digest", kept="kind"),
        why=f"What was seen at the machine. {TALK}",
        how_long=AFTER,
        told=("slot.step.case.code", "at", "said", "removed_at"),
        hers=lambda person: Q(by=person) | (of_her_firms(person, "slot__step__case__") & Q(for_firm=True)),
        file="photo",
        erase=erase_notes,
    ),
)  # fmt: skip

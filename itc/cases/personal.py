"""What cases keep of people: who did what, what they wrote, and the files they sent."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from itc.accounts.models import User
from itc.accounts.registry import Kept, columns, register
from itc.cases.errors import LastOfOpenCase
from itc.cases.models import (
    Case,
    Closure,
    Confirmation,
    Feed,
    File,
    Handling,
    HandOver,
    Leave,
    Merge,
    Message,
    Miss,
    Proposal,
    Reply,
    Seen,
    Side,
    Slot,
    Step,
    StepLink,
    Visit,
)  # fmt: skip
from itc.firms.models import Membership
from itc.firms.queries import alone_at
from itc.lib.refusal import Refusal

AFTER = "10 years after the case ended"
CASE = "Others' calendars and accounts, and public money, rest on what was held and done."
TALK = "The firm and its centre go on with the case, so words and files stay with them, the writer nameless."
ERASED = "erased"
"""What a file is called whose name was hers."""


def last_of_an_open_case(person: User, _now: dt.datetime) -> Iterator[Refusal]:
    """Yield the open cases that nobody else acts for."""
    for case in Case.objects.open().filter(firm__in=alone_at(person)).select_related("firm").order_by("pk"):
        yield LastOfOpenCase(firm=case.firm.name, case=case.code)


def erase_cases(person: User, now: dt.datetime) -> None:
    """Take her words out of the cases of firms that nobody else acts for: what was said, sent and asked."""
    cases = Case.objects.filter(firm__in=alone_at(person))
    Closure.objects.filter(case__in=cases).update(words="")
    Miss.objects.filter(step__case__in=cases).update(why=[])
    HandOver.objects.filter(case__in=cases).update(words="")
    said = Message.objects.filter(case__in=cases, taken_back_at=None)
    said.update(words="", taken_back_at=Greatest(F("at"), now))
    _erase_files(File.objects.filter(case__in=cases, side=Side.FIRM), person, now)
    for case in cases.select_related("family"):
        case.product, case.asked = case.family.name_th, case.asked | {"idea": ""}
        case.save(update_fields=["product", "asked", "changed_at"])


def _erase_files(files: QuerySet[File], person: User, now: dt.datetime) -> None:
    kept = files.filter(removed_at=None)
    stored = [file.stored for file in kept]
    kept.update(removed_at=now, removed_by=person)
    files.update(name=ERASED, digest="")
    for each in stored:
        transaction.on_commit(partial(each.storage.delete, str(each.name)))


def of_her_firms(person: User, path: str = "") -> Q:
    """Return the condition that a row is of a case of a firm she acts for; `path` leads to the case."""
    return Q(**{f"{path}firm__in": Membership.objects.live().filter(person=person).values("firm")})


register(
    Kept(
        Case,
        columns(with_the_firm="product asked", nameless="made_by", kept="code plan plan_kind"),
        why=f"What the firm makes and when. {CASE} Of the last one her words become the kind of product.",
        how_long=AFTER,
        told=("code", "firm", "product", "asked", "family.name", "lead_centre.name", "made_at"),
        hers=of_her_firms,
    ),
    Kept(
        Case, {}, why="What she accepted for firms that are not hers: by code alone.", how_long=AFTER,
        told=("code", "made_at"), hers=lambda person: Q(made_by=person) & ~of_her_firms(person),
    ),
    Kept(
        Confirmation, columns(nameless="by"), why=CASE, how_long=AFTER, told=("case.code", "at"),
    ),
    Kept(
        Closure, columns(nameless="by", with_the_firm="words"), why=CASE, how_long=AFTER,
        told=("case.code", "at", "why", "words"),
    ),
    Kept(
        Feed,
        columns(erased="person digest shown"),
        why="Her private calendar link, by a digest; the link itself is kept nowhere.",
        how_long="while she has an account",
        told=("made_at", "ended_at", "used_on"),
        erase=lambda person, _now: Feed.objects.filter(person=person).delete(),
    ),
    Kept(
        StepLink,
        columns(erased="person digest"),
        why="That she can answer a reminder without a password; the link itself is kept nowhere.",
        how_long="a month after the step",
        told=("step.case.code", "step.seq", "made_at", "comes_at", "used_at", "did"),
        erase=lambda person, _now: StepLink.objects.filter(person=person).delete(),
    ),
    Kept(
        Step,
        columns(nameless="dropped_by", kept="after name_th name_en place_th place_en"),
        why=CASE,
        how_long=AFTER,
        told=("case.code", "seq", "name", "starts_at", "ends_at", "place", "cost_thb", "dropped_at"),
        hers=lambda person: of_her_firms(person, "case__") | Q(dropped_by=person),
        called={"name": _("step"), "place": _("place")},
    ),
    Kept(
        Slot,
        columns(nameless="answered_by", kept="ended_why"),
        why=CASE,
        how_long=AFTER,
        told=("step.case.code", "step.seq", "held_from", "held_to", "answered_at"),
        hers=lambda person: of_her_firms(person, "step__case__") | Q(answered_by=person),
    ),
    Kept(
        Handling, columns(nameless="officer by"), why="Which officer had a case in hand.", how_long=AFTER,
        told=("case.code", "at", "ended_at"),
    ),
    Kept(
        HandOver, columns(nameless="by", with_the_firm="words"), why="Which centre led a case, and why not.",
        how_long=AFTER, told=("case.code", "from_centre.name", "to_centre.name", "words", "at"),
        hers=lambda person: of_her_firms(person, "case__") | Q(by=person),
    ),
    Kept(
        Leave, columns(nameless="person deputy"), why="Who stood in for an officer.", how_long=AFTER,
        told=("first_day", "last_day", "ended_at"),
    ),
    Kept(
        Merge, columns(nameless="by", kept="messages files"), why="Which case was the same as which.",
        how_long=AFTER, told=("case.code", "into.code", "at", "undone_at"),
    ),
    Kept(
        Visit, columns(nameless="closed_by"), why=CASE, how_long=AFTER,
        told=("case.code", "stage", "opened_at", "closed_at"),
        hers=lambda person: of_her_firms(person, "case__") | Q(closed_by=person),
    ),
    Kept(
        Miss, columns(with_the_firm="why"), why="Why a time could not be had, as its provider said.",
        how_long=AFTER, told=("step.case.code", "step.seq", "at"),
        hers=lambda person: of_her_firms(person, "step__case__"),
    ),
    Kept(
        Proposal, columns(nameless="by taken_by"), why=CASE, how_long=AFTER,
        told=("slot.step.case.code", "slot.step.seq", "starts_at", "made_at", "taken_at"),
        hers=lambda person: of_her_firms(person, "slot__step__case__") | Q(by=person),
    ),
    Kept(
        Seen,
        columns(erased="person"),
        why="To show her what is new.",
        how_long="while she has an account",
        told=("case.code", "at"),
        erase=lambda person, _now: Seen.objects.filter(person=person).delete(),
    ),
    Kept(
        Reply,
        columns(erased="person name words_th words_en", nameless="changed_by"),
        why="Words an officer chooses from; those of a centre stay with it.",
        how_long="until she removes it, or her account ends",
        told=("name", "words_th", "words_en"),
        hers=lambda person: Q(person=person),
        erase=lambda person, _now: Reply.objects.filter(person=person).delete(),
    ),
    Kept(
        Message, columns(nameless="by", with_the_firm="words"), why=TALK, how_long=AFTER,
        told=("case.code", "at", "words", "taken_back_at"),
    ),
    Kept(
        File,
        columns(nameless="by removed_by", with_the_firm="name digest stored"),
        why=TALK,
        how_long=AFTER,
        told=("case.code", "name", "size", "at", "removed_at"),
        hers=lambda person: Q(by=person),
        file="stored",
        erase=erase_cases,
    ),
    hinder=last_of_an_open_case,
)  # fmt: skip

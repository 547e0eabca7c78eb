"""Two cases that are one: one of them goes on, the other is closed as its duplicate; undone within a day."""

import datetime as dt

from django.db import transaction

from itc.accounts.models import User
from itc.audit.actions import record
from itc.cases.actions.ending import close_case, lock_led
from itc.cases.actions.firming import firm_step
from itc.cases.errors import NothingToUndo, NotTheSame
from itc.cases.models import Case, Closure, File, Merge, Message, Slot, Visit
from itc.cases.queries.merging import UNDONE_WITHIN
from itc.cases.queries.page import require_leads
from itc.cases.rules.working_days import lapses_at
from itc.db.locking import locked
from itc.resources.queries.taken import holidays

MOMENT = dt.timedelta(microseconds=1)


@transaction.atomic
def merge_cases(*, keep: Case, close: Case, by: User, now: dt.datetime) -> Merge:
    """Close a case as a duplicate of another of the same firm and kind of product, and link both.

    What was said and sent on it follows; what it holds is free again, as what the other holds goes on.
    Refuses: UnknownCase, where `by` does not lead both; CaseClosed; NotTheSame.
    """
    for case in sorted((keep, close), key=lambda each: each.pk):  # in one order: two who merge do not wait
        lock_led(case, by=by, now=now)
    both = Case.objects.in_bulk([keep.pk, close.pk])
    if len({(each.firm_id, each.family_id) for each in both.values()}) > 1 or len(both) < 2:
        raise NotTheSame
    merge = Merge(case=close, into=keep, at=now, by=by)
    merge.messages, merge.files = _follow_messages(close, keep), _follow_files(close, keep)
    close_case(case=close, why=Closure.Why.DUPLICATE, by=by, now=now)
    merge.save()
    record("case.merged", by=by, on=close, into=keep.pk)
    return merge


@transaction.atomic
def undo_merge(*, case: Case, by: User, now: dt.datetime) -> Case:
    """Open a case again that was closed as a duplicate, with what was said and sent on it.

    What it held is held again as far as it is still free; the rest is told as missed.
    Refuses: UnknownCase, where `by` does not lead it; NothingToUndo, after a day.
    """
    require_leads(by, case, now=now)
    list(
        locked(
            Case.objects.filter(pk__in=Merge.objects.filter(case=case).values("into"))
            | Case.objects.filter(pk=case.pk)
        ).order_by("pk")
    )
    merge = Merge.objects.standing().filter(case=case, at__gte=now - UNDONE_WITHIN).first()
    if merge is None:
        raise NothingToUndo
    Closure.objects.filter(case=case).delete()
    anew = max(case.lapses_at, lapses_at(now, holidays(), days=1))
    Case.objects.filter(pk=case.pk).update(lapses_at=anew)
    Visit.objects.filter(case=case, closed_at=merge.at).update(closed_at=None, closed_by=None)
    _take_back(merge)
    merge.undone_at = now
    merge.save(update_fields=["undone_at"])
    record("case.merge-undone", by=by, on=case, into=merge.into_id)
    _hold_again(case, merge, now)
    return Case.objects.get(pk=case.pk)


def _follow_messages(close: Case, keep: Case) -> list[int]:
    """Move what was said; a moment that the other has already becomes the next one."""
    taken = set(keep.messages.values_list("at", flat=True))
    moved = []
    for message in Message.objects.filter(case=close).order_by("at"):
        at = message.at
        while at in taken:
            at += MOMENT
        taken.add(at)
        Message.objects.filter(pk=message.pk).update(case=keep, at=at)
        moved.append(message.pk)
    return moved


def _follow_files(close: Case, keep: Case) -> list[list[int | None]]:
    """Move files, which are of the whole case there; one that the other has too stays where it is."""
    known = File.objects.kept().filter(case=keep).values("digest")
    rows = list(File.objects.kept().filter(case=close).exclude(digest__in=known))
    File.objects.filter(pk__in=[row.pk for row in rows]).update(case=keep, step=None)
    return [[row.pk, row.step_id] for row in rows]


def _take_back(merge: Merge) -> None:
    """Move back what followed, from the other case or from what that goes on as since."""
    there = _onward(merge.into_id)
    Message.objects.filter(pk__in=merge.messages, case__in=there).update(case=merge.case_id)
    for file, step in merge.files:
        File.objects.filter(pk=file, case__in=there).update(case=merge.case_id, step=step)


def _onward(case: int) -> list[int]:
    """Return a case, and those that it goes on as, one after the other."""
    into = Merge.objects.standing().filter(case=case).values_list("into", flat=True).first()
    return [case, *_onward(into)] if into else [case]


def _hold_again(case: Case, merge: Merge, now: dt.datetime) -> None:
    """Foresee all that was given back as it was closed, and hold what was held."""
    given = Slot.objects.filter(
        step__case=case, ended_at=merge.at, ended_why=Closure.Why.DUPLICATE, held_to__gt=now
    )
    held = set()
    for slot in given.select_related("step"):
        if slot.booking_id or slot.order_id:
            held.add(slot.step)
        slot.pk, slot.booking, slot.order, slot.ended_at, slot.ended_why = None, None, None, None, None
        slot._state.adding = True
        slot.save()
    for step in sorted(held, key=lambda each: each.starts_at):
        firm_step(step, now)

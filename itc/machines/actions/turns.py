"""Ticking off a turn, and undoing it."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from itc.accounts.models import User
from itc.audit.actions import record
from itc.cases.actions.ending import lock_open
from itc.cases.actions.telling import step_words, tell_firm, tell_lead
from itc.cases.models import Miss, Slot
from itc.lib import thai
from itc.machines.errors import NotHeld, NothingTicked, NothingToUndo, OutOfOrder, TooEarly
from itc.machines.models import Turn
from itc.machines.queries.turns import turn_of
from itc.machines.rules.turns import ALREADY, GRACE, NEXT, WHY, State, may_undo, too_early


def state_of(word: str) -> State:
    """Return what a button says is to be ticked off. Refuses: NothingTicked."""
    if word not in set(ALREADY):
        raise NothingTicked
    return State(word)


@transaction.atomic
def tick(*, slot: int, state: State, why: str = "", by: User, now: dt.datetime) -> Turn:
    """Tick off that somebody came, that it runs, that it is done, or that nobody came; as who serves it.

    Pressed once more, or by a colleague at the same moment, it stays as it was ticked off first. Who did not
    come is told so, and her case asks for another time; `why` is a key of `WHY`.
    Refuses: UnknownTurn; CaseClosed; NotHeld; TooEarly; OutOfOrder.
    """
    found = turn_of(by, slot, now=now)
    lock_open(found.step.case)
    turn = _turn_now(found)
    if turn.state in ALREADY[state]:
        return turn
    if state not in NEXT[turn.state]:
        raise OutOfOrder
    _require_its_time(found, state, now)
    setattr(turn, f"{state}_at", max(now, turn.since or now))
    setattr(turn, f"{state}_by", by)
    if state == State.ABSENT:
        turn.absent_why = why if why in WHY else ""
    turn.save()
    record(f"turn.{state}", by=by, on=found, case=found.step.case_id, step=found.step.seq)
    if state == State.ABSENT:
        _miss(found, turn, by, now)
    return turn


@transaction.atomic
def undo(*, slot: int, state: State, by: User, now: dt.datetime) -> Turn:
    """Undo a tick as anybody who serves its turn: within ten minutes, or that nobody came while the firm has
    not chosen another time. Pressed once more it changes nothing.

    Refuses: UnknownTurn; CaseClosed; NotHeld; NothingToUndo; OutOfOrder, where something came after it.
    """
    found = turn_of(by, slot, now=now)
    lock_open(found.step.case)
    turn = _turn_now(found)
    if turn.state not in ALREADY[state]:
        return turn
    if turn.state != state:
        raise OutOfOrder
    if not may_undo(state, turn.since, now):
        raise NothingToUndo
    said_at = turn.absent_at or now
    setattr(turn, f"{state}_at", None)
    setattr(turn, f"{state}_by", None)
    if state == State.ABSENT:
        turn.absent_why = ""
        _came_after_all(found, said_at, by, now)
    if turn.state == State.AHEAD:
        Turn.objects.filter(slot=found).delete()  # as if nothing had been pressed; the record knows
    else:
        turn.save()
    record("turn.undone", by=by, on=found, case=found.step.case_id, step=found.step.seq, what=str(state))
    return turn


def _turn_now(slot: Slot) -> Turn:
    """Return the turn as it is under the lock of its case, made where it is the first. Refuses: NotHeld."""
    fresh = Slot.objects.get(pk=slot.pk)
    if not fresh.is_held:
        raise NotHeld
    return Turn.objects.filter(slot=slot).first() or Turn(slot=slot)


def _require_its_time(slot: Slot, state: State, now: dt.datetime) -> None:
    """Refuse what it is too early for: TooEarly."""
    if too_early(state, use_from=slot.use_from, held_from=slot.held_from, now=now):
        day = thai.start_of_day(thai.local_day(slot.held_from))
        raise TooEarly(slot.use_from + GRACE if state == State.ABSENT else day)


def _miss(slot: Slot, turn: Turn, by: User, now: dt.datetime) -> None:
    """Keep that the step missed its time, so that its case offers another, and tell who is concerned."""
    why = [str(WHY[turn.absent_why])] if turn.absent_why else []
    if not Miss.objects.filter(step=slot.step, made_good_at=None).exists():
        Miss.objects.create(step=slot.step, at=now, why=[_("You were expected, and nobody came."), *why])
    for tell in (tell_firm, tell_lead):
        tell("turn.absent", case=slot.step.case, key=_key(slot, now), by=by, now=now, **_words(slot))


def _came_after_all(slot: Slot, said_at: dt.datetime, by: User, now: dt.datetime) -> None:
    """Take the miss back that came of it, and tell who was told of it.

    One that came of something else stays, such as that of a person who said no; and where another run of the
    step was missed too, it is now of that one.
    """
    mine = Miss.objects.filter(step=slot.step, made_good_at=None, at=said_at)
    others = Turn.objects.filter(slot__step=slot.step, absent_at__isnull=False).exclude(slot=slot)
    if other := others.first():
        mine.update(at=other.absent_at)
    else:
        mine.update(made_good_at=now)
    for tell in (tell_firm, tell_lead):
        tell("turn.absence-undone", case=slot.step.case, key=_key(slot, now), by=by, now=now, **_words(slot))


def _key(slot: Slot, now: dt.datetime) -> str:
    return f"{slot.pk} {now.isoformat()}"


def _words(slot: Slot) -> dict[str, object]:
    return step_words(slot.step) | {"at": slot.use_from.isoformat()}

"""What providers were asked for: the queue of those who answer, with what they need to answer it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import F, Q

from itc.accounts.models import User
from itc.cases.models import Slot
from itc.cases.models.steps import SAID_NO, SlotQuerySet
from itc.cases.queries.amounts import amounts_of
from itc.cases.rules.asked import Wanted
from itc.firms.queries import sizes_of
from itc.lib import thai
from itc.network.models import Post
from itc.resources.models import Booking, Resource
from itc.resources.queries.taken import what_for

PER_PAGE = 25
UNDO = dt.timedelta(minutes=10)
"""So long an answer can be taken back."""
SOON = dt.timedelta(days=1)
MOMENT = dt.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Beside:
    """What else a unit has on the day it is asked for."""

    start: dt.datetime
    end: dt.datetime
    what: str
    clashes: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A slot as who answers sees it."""

    slot: Slot
    amount: str
    size: str
    beside: tuple[Beside, ...]
    is_late: bool
    next: int | None = None
    """The slot below it, where the page comes back to."""

    @property
    def last_day(self) -> dt.date | None:
        """The last day on which it can be answered."""
        until = self.slot.answer_by
        return None if until is None else thai.local_day(until - MOMENT)


@dataclass(frozen=True, slots=True)
class Queue:
    """All that the page of what is asked shows."""

    rows: tuple[Row, ...]
    page: Page[Slot]
    units: tuple[Resource, ...]
    """All units that something waits for, for the filter."""
    answered: tuple[Row, ...]
    """What she answered just now, and may take back."""


def hers(user: User, *, now: dt.datetime) -> SlotQuerySet:
    """Return the slots a person may answer for, answered or not.

    Those of resources of a centre she serves at; of a resource without a centre, where that is she herself,
    or as officer of the lead centre of the case, who finds out by telephone.
    """
    day = thai.local_day(now)
    posts = Post.objects.on(day).filter(person=user)
    centres, leads = posts.serving().values("centre"), posts.filter(role=Post.Role.OFFICER).values("centre")
    free = Q(step__case__lead_centre__in=leads) | Q(resource__person=user)
    mine = Q(resource__centre__in=centres) | (Q(resource__centre=None) & free)
    return Slot.objects.filter(mine, must_ask=True, resource__isnull=False, step__case__closure=None)


def asked_of(user: User, *, now: dt.datetime) -> SlotQuerySet:
    """Return the slots that wait for the answer of a person."""
    return hers(user, now=now).asked()


def answered_of(user: User, *, now: dt.datetime) -> SlotQuerySet:
    """Return the slots a person answered so short a time ago that she may take it back."""
    mine = hers(user, now=now).filter(answered_by=user, answered_at__gt=now - UNDO, held_from__gt=now)
    return mine.filter(Q(ended_at=None) | Q(ended_why=SAID_NO, step__misses__made_good_at=None)).distinct()


def queue(user: User, wanted: Wanted, *, now: dt.datetime) -> Queue:
    """Return what waits for a person, what is to be answered first first; as many queries for any number."""
    waits = asked_of(user, now=now)
    units = Resource.objects.filter(pk__in=waits.values("resource")).order_by("centre", "code")
    page = Paginator(_whole(_narrowed(waits, wanted)), PER_PAGE).get_page(wanted.page)
    answered = list(_whole(answered_of(user, now=now)))
    rows = _rows([*page, *answered], now)
    below = [row.slot.pk for row in rows[1 : len(page)]] + [None]
    return Queue(
        rows=tuple(
            Row(row.slot, row.amount, row.size, row.beside, row.is_late, after)
            for row, after in zip(rows[: len(page)], below, strict=False)
        ),
        page=page,
        units=tuple(units),
        answered=tuple(rows[len(page) :]),
    )


def row_of(user: User, slot: int, *, now: dt.datetime) -> Row | None:
    """Return a slot that a person may answer or has just answered; None where there is none such."""
    found = _whole(hers(user, now=now)).filter(pk=slot).first()
    return _rows([found], now)[0] if found else None


def _narrowed(waits: SlotQuerySet, wanted: Wanted) -> SlotQuerySet:
    if wanted.unit:
        waits = waits.filter(resource__code=wanted.unit)
    if wanted.words:
        waits = waits.filter(
            Q(resource__name_th__icontains=wanted.words)
            | Q(resource__name_en__icontains=wanted.words)
            | Q(step__name_th__icontains=wanted.words)
            | Q(step__name_en__icontains=wanted.words)
            | Q(step__case__firm__name__icontains=wanted.words)
            | Q(step__case__code__iexact=wanted.words)
        )
    return waits


def _whole(slots: SlotQuerySet) -> SlotQuerySet:
    whole = ("resource__centre", "step__case__firm", "step__case__family")
    return slots.select_related(*whole).order_by(F("answer_by").asc(nulls_last=True), "held_from", "pk")


def _rows(slots: Sequence[Slot], now: dt.datetime) -> list[Row]:
    firms = {slot.step.case.firm_id: slot.step.case.firm for slot in slots}
    sizes, beside = sizes_of(firms.values(), on=thai.local_day(now)), _beside(slots)
    amounts = amounts_of([slot.step.case for slot in slots])
    return [
        Row(
            slot=slot,
            amount=amount,
            size=sizes[slot.step.case.firm_id],
            beside=beside[slot.pk],
            is_late=slot.answer_by is not None and slot.answer_by - now < SOON,
        )
        for slot, amount in zip(slots, amounts, strict=True)
    ]


def _beside(slots: Iterable[Slot]) -> dict[int, tuple[Beside, ...]]:
    """Return what else the units of slots have on those days, by slot: one query for all."""
    slots = list(slots)
    day_of = {slot.pk: _day(slot) for slot in slots}
    found: dict[int, list[Booking]] = defaultdict(list)
    if slots:
        first, last = min(day[0] for day in day_of.values()), max(day[1] for day in day_of.values())
        rows = Booking.objects.live().within(first, last).order_by("held_from")
        for booking in rows.filter(resource__in={slot.resource_id for slot in slots}):
            found[booking.resource_id].append(booking)
    return {
        slot.pk: tuple(
            _one(slot, booking)
            for booking in found[slot.resource_id or 0]
            if booking.pk != slot.booking_id
            and booking.held_from < day_of[slot.pk][1]
            and booking.held_to > day_of[slot.pk][0]
        )
        for slot in slots
    }


def _day(slot: Slot) -> tuple[dt.datetime, dt.datetime]:
    last = thai.local_day(max(slot.held_from, slot.held_to - MOMENT)) + dt.timedelta(days=1)
    return thai.start_of_day(thai.local_day(slot.held_from)), thai.start_of_day(last)


def _one(slot: Slot, booking: Booking) -> Beside:
    assert slot.resource is not None
    clashes = booking.held_from < slot.held_to and booking.held_to > slot.held_from
    return Beside(booking.held_from, booking.held_to, what_for(booking, slot.resource), clashes)

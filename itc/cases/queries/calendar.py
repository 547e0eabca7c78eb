"""The dates of cases as entries of a calendar, for one case or for all of a person's."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from itc.accounts.models import User
from itc.cases.models import Case, Feed, Slot, Step
from itc.cases.models.steps import StepQuerySet
from itc.cases.rules.ics import Entry, State, written
from itc.catalogue.models import Operation
from itc.firms.models import Membership
from itc.lib import thai
from itc.web.templatetags.web import baht, day

PAST = dt.timedelta(days=90)
"""A feed shows steps until so long after they ended, so that it does not grow for ever."""
ENDED = dt.timedelta(days=30)
"""A feed shows an ended case for so long, its steps ahead as cancelled: every calendar has seen it then."""


@dataclass(frozen=True, slots=True)
class Dates:
    """What a calendar shows, and the name it has."""

    name: str
    entries: tuple[Entry, ...]

    @property
    def digest(self) -> str:
        """Return 64 letters that are others as soon as anything shown is."""
        return hashlib.sha256(repr((self.name, self.entries)).encode()).hexdigest()

    def written(self) -> bytes:
        """Return them as iCalendar."""
        return written(self.name, self.entries)


def dates_of_case(case: Case, user: User, *, site: str) -> Dates:
    """Return every step of a case as who may see it reads it, in the language of the page.

    `site` is the address that links to its page begin with, `https://itc.example`.
    """
    return Dates(f"OpenITC {case.code}", _entries(Step.objects.filter(case=case), user, site))


def dates_of_person(person: User, *, site: str, now: dt.datetime) -> Dates:
    """Return the steps of all cases a person may see at `now`, in her own language."""
    cases = Case.objects.visible_to(person, on=thai.local_day(now))
    cases = cases.filter(Q(closure=None) | Q(closure__at__gte=now - ENDED))
    steps = Step.objects.filter(case__in=cases, ends_at__gte=now - PAST)
    with override(person.language):
        return Dates("OpenITC", _entries(steps, person, site))


def feed_of(person: User) -> Feed | None:
    """Return the live feed of a person, if she has one."""
    return Feed.objects.live().filter(person=person).first()


def _entries(steps: StepQuerySet, user: User, site: str) -> tuple[Entry, ...]:
    """Return steps as entries; as many queries, however many there are."""
    own = set(Membership.objects.live().filter(person=user).values_list("firm", flat=True))
    slots = Prefetch("slots", Slot.objects.select_related("resource", "counter"))
    rows = steps.select_related(
        "centre", "case__family", "case__confirmation", "case__closure"
    ).prefetch_related(slots)
    return tuple(_entry(step, site, own=step.case.firm_id in own) for step in rows)


def _entry(step: Step, site: str, *, own: bool) -> Entry:
    """Return a step as an entry; `own` says that whose calendar it is acts for the firm."""
    slots = list(step.slots.all())
    case, cancelled = step.case, _is_cancelled(step)
    all_day = step.certainty == Step.Certainty.EXPECTED
    comes = own and not cancelled and not all_day and not _has_lost(slots)
    state, word = _state(step, slots, cancelled=cancelled)
    title = f"{step.name} · {case.family.name}"
    return Entry(
        # No host in it: by whatever name the site is reached, or once it moves, a step is not there twice.
        uid=f"step-{step.pk}.{case.code.lower()}@openitc",
        sequence=_sequence(step, slots),
        changed_at=_changed_at(step, slots),
        starts=thai.local_day(step.starts_at) if all_day else step.starts_at,
        ends=_last_day(step) if all_day else step.ends_at,
        state=state,
        summary=f"{title} ({word})" if word else title,
        text=_text(step, slots, own=own),
        url=site + reverse("case_detail", args=[case.code]),
        place=step.centre.name if step.centre else step.place,
        point=step.centre.point if step.centre else None,
        busy=comes and step.presence != Operation.Presence.SAMPLE,
        remind=comes and step.presence == Operation.Presence.OWNER,
    )


def _is_cancelled(step: Step) -> bool:
    """Whether it was dropped, or lay ahead when its case ended: what was done before stays as it was."""
    end = getattr(step.case, "closure", None)
    return step.dropped_at is not None or (end is not None and step.ends_at > end.at)


def _last_day(step: Step) -> dt.date:
    """Return the day in Bangkok it ends on; ending at midnight, it is over the day before."""
    return thai.local_day(max(step.starts_at, step.ends_at - dt.timedelta.resolution))


def _state(step: Step, slots: Sequence[Slot], *, cancelled: bool) -> tuple[State, str]:
    """Return the state of an entry and the word for it, none where its time is held."""
    if cancelled:
        return State.CANCELLED, _("cancelled")
    if step.certainty == Step.Certainty.EXPECTED:
        return State.TENTATIVE, _("expected")
    if step.certainty == Step.Certainty.FIRM and any(slot.is_held for slot in slots):
        return State.CONFIRMED, ""
    if _has_lost(slots):
        return State.TENTATIVE, _("needs a new time")
    return State.TENTATIVE, _("forecast")


def _has_lost(slots: Sequence[Slot]) -> bool:
    """Return whether a step has lost its time: said no to, or what it stood on cannot be had."""
    return bool(slots) and all(slot.ended_at is not None for slot in slots)


def _sequence(step: Step, slots: Sequence[Slot]) -> int:
    """Return a number that rises with every change: of the step, of a slot, of the case.

    None of what is counted is ever undone: a slot is booked, answered and given back once, a case is
    confirmed and ended once.
    """
    happened = [
        fact is not None
        for slot in slots
        for fact in (slot.booking_id or slot.order_id, slot.answered_at, slot.ended_at)
    ]
    happened += [hasattr(step.case, "confirmation"), hasattr(step.case, "closure")]
    return step.revision + sum(happened)


def _changed_at(step: Step, slots: Sequence[Slot]) -> dt.datetime:
    later = [moment for slot in slots for moment in (slot.answered_at, slot.ended_at)]
    later += [getattr(getattr(step.case, name, None), "at", None) for name in ("confirmation", "closure")]
    return max([step.changed_at, *filter(None, later)])


def _text(step: Step, slots: Sequence[Slot], *, own: bool) -> str:
    """Return what she has to know: of which case it is, what to bring, whom she meets, result and price."""
    live = [slot for slot in slots if slot.ended_at is None]
    names = dict.fromkeys(named.name for slot in live if (named := slot.resource or slot.counter))
    lines = [
        _("Case %(code)s") % {"code": step.case.code},
        _("The centre has not confirmed this case yet.") if step.case.state == "pending" else "",
        _to_bring(step.presence, own=own),
        _("With: %(names)s") % {"names": ", ".join(names)} if names else "",
        _("Its provider still has to say yes.")
        if any(slot.must_ask and slot.answered_at is None for slot in live)
        else "",
        _("Result: %(day)s") % {"day": day(step.ready_at)} if step.ready_at > step.ends_at else "",
        _("Price: %(price)s") % {"price": _price(step)},
    ]
    return "\n".join(filter(None, lines))


def _to_bring(presence: str, *, own: bool) -> str:
    if presence == Operation.Presence.OWNER:
        return _("You must be there. Bring what is worked on.") if own else _("The owner comes herself.")
    if presence == Operation.Presence.SAMPLE:
        return _("Send a sample or material, no need to come.") if own else _("The owner sends material.")
    return _("From home, by phone or online")


def _price(step: Step) -> str:
    if step.cost_thb is not None:
        return baht(step.cost_thb)
    return _("to be chosen") if step.booked_as == Operation.BookedAs.CHOICE else _("to be quoted")

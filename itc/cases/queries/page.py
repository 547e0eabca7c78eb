"""A case as its page shows it: whose turn it is, what comes next, the line with its dated steps."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from django.urls import reverse
from django.utils.translation import gettext as _

from itc.accounts.models import User
from itc.cases.errors import UnknownCase
from itc.cases.models import Case, Miss, Side, Slot, Step
from itc.cases.queries.offered import Offered, offered
from itc.cases.registry import Line
from itc.cases.rules.ball import Ahead, Ball, ball
from itc.catalogue.models import Operation
from itc.catalogue.rules.amounts import Amount
from itc.consents.models import BY_OFFICER
from itc.consents.queries import firm_has_given, require_by_officer
from itc.firms.models import Firm
from itc.lib import thai
from itc.network.queries import is_officer_of
from itc.web.line import Station, stations_with
from itc.web.line import Step as Shown

BY_OWNER = (Operation.Presence.OWNER, Operation.Presence.SAMPLE)
"""Steps that she comes to or sends something to."""


@dataclass(frozen=True, slots=True)
class CasePage:
    """All that the page of a case shows."""

    case: Case
    ball: Ball
    next: Step | None
    stations: tuple[Station, ...]
    steps: tuple[tuple[Step, tuple[Slot, ...]], ...]
    """Each step that is kept, soonest first, and what is held or foreseen for it."""
    offered: tuple[Offered, ...]
    """Steps of its recipe that it does without, which may be put in."""
    amount: Amount | None
    """How much it is for, where that was said apart from her words."""
    waiting: tuple[Slot, ...]
    """Slots whose provider has yet to answer."""
    held_thb: Decimal
    """Known prices of the steps that are held."""
    open_prices: int
    finish: dt.datetime | None
    missed: tuple[Miss, ...]
    """Times that could not be had, and have not been made good."""
    leads: bool
    """Whether who looks is an officer of the centre that leads it."""
    may_confirm: bool
    may_withdraw: bool
    may_change: bool
    """Whether who looks may change its steps: for her own firm, or as an officer whom the firm lets."""


def case_page(case: Case, user: User, *, now: dt.datetime) -> CasePage:
    """Return the page of a case for who may see it; as many queries, however many steps there are."""
    rows = list(case.steps.select_related("centre"))
    steps = [step for step in rows if step.dropped_at is None]
    slots: dict[int, list[Slot]] = defaultdict(list)
    live = Slot.objects.live().filter(step__in=steps).select_related("resource__centre", "counter", "step")
    for slot in live:
        slots[slot.step_id].append(slot)
    waiting = tuple(slot for slot in live if slot.must_ask and not slot.answered_at)
    officer = leads(user, case, on=thai.local_day(now))
    acts = Firm.objects.visible_to(user).filter(pk=case.firm_id).exists()
    may_change = acts or (officer and firm_has_given(case.firm, BY_OFFICER, now=now))
    held = [step for step in steps if any(slot.is_held for slot in slots[step.pk])]
    return CasePage(
        case=case,
        ball=turn_of(case, steps, len(waiting), now),
        next=next((step for step in steps if step.ends_at > now), None),
        stations=_stations(case, steps, slots, linked=may_change),
        steps=tuple((step, tuple(slots[step.pk])) for step in steps),
        offered=() if case.state == "closed" or not may_change else offered(case.family_id, rows),
        amount=case.chosen_amount,
        waiting=waiting,
        held_thb=sum((step.cost_thb or Decimal(0) for step in held), Decimal(0)),
        open_prices=sum(step.cost_thb is None for step in steps),
        finish=max((step.ready_at for step in steps), default=None),
        missed=tuple(Miss.objects.filter(step__in=steps, made_good_at=None).select_related("step")),
        leads=officer,
        may_confirm=case.state == "pending" and officer,
        may_withdraw=case.state != "closed" and acts,
        may_change=may_change,
    )


def changed_by_others(page: CasePage, lines: Iterable[Line], user: User) -> list[Line]:
    """Return what others have changed of a case that waits for its yes, to be looked at by its firm."""
    if page.case.state != "pending" or not page.may_withdraw:
        return []
    return [line for line in lines if line.kind == "changed" and line.by != user.name]


def require_may_change(person: User, case: Case, *, now: dt.datetime) -> None:
    """Let pass who acts for the firm of a case, and who leads it where the firm lets an officer act for it.

    To lead a case is to confirm it and to answer; her days are hers. Refuses: UnknownCase; ConsentMissing.
    """
    if Firm.objects.visible_to(person).filter(pk=case.firm_id).exists():
        return
    require_leads(person, case, now=now)
    require_by_officer(case.firm, now=now)


def leads(person: User, case: Case, *, on: dt.date) -> bool:
    """Return whether a person is an officer of the centre that leads a case, on a day."""
    return is_officer_of(case.lead_centre_id, person, on=on)


def require_leads(person: User, case: Case, *, now: dt.datetime) -> None:
    """Let pass an officer of the centre that leads a case. Refuses: UnknownCase."""
    if not leads(person, case, on=thai.local_day(now)):
        raise UnknownCase


def turn_of(case: Case, steps: Iterable[Step], asked: int, now: dt.datetime) -> Ball:
    """Return whose turn a case is, with its confirmation, closure and messages at hand."""
    confirmation, closure = getattr(case, "confirmation", None), getattr(case, "closure", None)
    return ball(
        made=case.made_at,
        lapses=case.lapses_at,
        confirmed=confirmation and confirmation.at,
        closed=closure and closure.at,
        asked=asked,
        asked_back=asked_back_at(case),
        steps=(Ahead(step.starts_at, step.ends_at, step.presence in BY_OWNER) for step in steps),
        now=now,
    )


def asked_back_at(case: Case) -> dt.datetime | None:
    """Return since when a case that waits for its yes waits for an answer of its firm; None: it does not."""
    if case.state != "pending":
        return None
    said = [message for message in case.messages.all() if message.taken_back_at is None]
    answered = max((each.at for each in said if each.side == Side.FIRM), default=None)
    asked = [each.at for each in said if each.asks_back and (answered is None or each.at > answered)]
    return min(asked, default=None)


def _stations(
    case: Case, steps: Iterable[Step], slots: Mapping[int, Sequence[Slot]], *, linked: bool
) -> tuple[Station, ...]:
    found: dict[str, list[Shown]] = defaultdict(list)
    for step in steps:
        found[step.stage].append(_shown(case, step, slots[step.pk], linked=linked))
    return stations_with(found)


def _shown(case: Case, step: Step, slots: Sequence[Slot], *, linked: bool) -> Shown:
    held = any(slot.is_held for slot in slots)
    choice = step.booked_as == Operation.BookedAs.CHOICE
    return Shown(
        title=step.name,
        url=reverse("case_step", args=[case.code, step.seq]) if linked else "",
        certainty=_certainty(case, step, held),
        starts_at=step.starts_at,
        ends_at=step.ends_at,
        ready_at=step.ready_at if step.ready_at > step.ends_at else None,
        price=step.cost_thb,
        price_note=_("to be chosen") if choice else _("to be quoted"),
        place=step.place,
        place_url=reverse("centre_detail", args=[step.centre_id]) if step.centre_id else "",
        resources=tuple(dict.fromkeys(_named(slot) for slot in slots)),
        presence=step.presence,  # type: ignore[arg-type]  # the choices of the column are those of the line
    )


def _certainty(case: Case, step: Step, held: bool) -> Literal["held", "expected", "forecast", ""]:
    """Return how far a step's dates can be relied on; what a case gave back when it ended has none."""
    if held and step.certainty == Step.Certainty.FIRM:
        return "held"
    if case.state == "closed":
        return ""
    return "expected" if step.certainty == Step.Certainty.EXPECTED else "forecast"


def _named(slot: Slot) -> str:
    """Return who or what serves a slot, by name: whoever sees the case may know whom she meets."""
    named = slot.resource or slot.counter
    return named.name if named else ""

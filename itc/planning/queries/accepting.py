"""What stands before she accepts a plan: what is held at once, what is foreseen, for which firms she may."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from itc.accounts.models import User
from itc.accounts.queries import confirmed
from itc.cases.models import Case
from itc.cases.rules.planned import PlannedStep
from itc.firms.errors import UnknownFirm
from itc.firms.models import Firm
from itc.lib import thai
from itc.network.models import Centre
from itc.network.queries import is_officer_of
from itc.planning.errors import NoFirmChosen
from itc.planning.models import Plan
from itc.planning.queries.accepted import accepted
from itc.planning.queries.cards import kind_name
from itc.planning.queries.kept import Json, chosen, moment, named, side


@dataclass(frozen=True, slots=True)
class Held:
    """A step that is held at once: its name and days, where, and for how much (None: to be quoted)."""

    seq: int
    name: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    place: str
    cost_thb: Decimal | None
    moved: bool
    """Whether it stood otherwise in the plan that this one is shown beside."""


@dataclass(frozen=True, slots=True)
class AcceptPage:
    """What the page of accepting shows."""

    plan: Plan
    kind: str
    kind_name: str
    family_name: str
    idea: str
    held: tuple[Held, ...]
    later: int
    """Steps that are foreseen, and held when their time comes near."""
    asked: int
    """Resources whose keeper has to say yes."""
    finish: dt.datetime
    lead: Centre | None
    centres: tuple[str, ...]
    """Where her steps are served, by name."""
    firms: tuple[Firm, ...]
    leads: bool
    """Whether she is an officer of the lead centre: she may accept for somebody who came in."""
    confirmed: bool
    case: Case | None
    """The case it was accepted to already, by one of her firms."""


def accept_page(
    plan: Plan, kind: str, user: User, *, now: dt.datetime, beside: AcceptPage | None = None
) -> AcceptPage:
    """Return the page of accepting a plan of a kind; `beside` is that of the plan it stands in for."""
    said, wanted = chosen(plan.answer["plans"], kind), accepted(plan, kind, now=now)
    firms = tuple(Firm.objects.visible_to(user).order_by("name"))
    before = {(held.seq, held.starts_at, held.place) for held in beside.held} if beside else None
    held = tuple(_held(step, before) for step in wanted.steps if step.is_firm)
    return AcceptPage(
        plan=plan,
        kind=wanted.kind,
        kind_name=str(kind_name(said["kinds"])),
        family_name=named(plan.answer["family"]),
        idea=wanted.product,
        held=held,
        later=len(wanted.steps) - len(held),
        asked=_asked(said),
        finish=moment(said["finish"]),
        lead=Centre.objects.filter(pk=wanted.lead_centre).first(),
        centres=tuple(dict.fromkeys(each.place for each in held if each.place)),
        firms=firms,
        leads=is_officer_of(wanted.lead_centre, user, on=thai.local_day(now)),
        confirmed=confirmed(user),
        case=Case.objects.open().filter(plan=plan.pk, firm__in=firms).first(),
    )


def firm_to_accept_for(user: User, number: str) -> Firm:
    """Return the firm she chose. Refuses: NoFirmChosen; UnknownFirm, also where she does not act for it."""
    if not number:
        raise NoFirmChosen
    firm = Firm.objects.visible_to(user).filter(pk=number).first() if number.isdecimal() else None
    if firm is None:
        raise UnknownFirm
    return firm


def _held(step: PlannedStep, before: set[tuple[int, dt.datetime, str]] | None) -> Held:
    thai = side() == "th"
    place = step.place_th if thai else step.place_en
    return Held(
        seq=step.seq,
        name=step.name_th if thai else step.name_en,
        starts_at=step.starts_at,
        ends_at=step.ends_at,
        place=place,
        cost_thb=step.cost_thb,
        moved=before is not None and (step.seq, step.starts_at, place) not in before,
    )


def _asked(said: Json) -> int:
    held = (each for step in said["steps"] for each in (*step["resources"], *step["prepared_by"]))
    return len({each["id"] for each in held if each.get("approval") == "ask"})

"""GET /api/v1/cases: the cases of who is signed in, and one of them with its steps."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Path, Router, Schema
from ninja.security import SessionAuth

from itc.accounts.context import person_of
from itc.cases.models import Case, Slot, Step
from itc.cases.queries.lists import case_of, cases_of
from itc.cases.queries.page import CasePage, case_page
from itc.cases.rules.ball import Turn

router = Router(tags=["cases"], auth=SessionAuth())
Code = Annotated[str, Path(max_length=8, pattern=r"^[0-9A-Za-z]+$", examples=["K7M2QX9D"])]
State = Literal["pending", "running", "closed"]
Certainty = Literal["firm", "forecast", "expected"]


class CaseOut(Schema):
    """A case. `pending`: its lead centre has yet to say yes."""

    code: str
    state: State
    firm: str
    product: Annotated[str, Field(description="in her own words")]
    family: str
    lead_centre: str
    made_at: dt.datetime


class ListedOut(CaseOut):
    """A case in the list, with the messages that the caller has not read."""

    unread: int


class SlotOut(Schema):
    """Time of a machine, person or laboratory. `held`: it is hers; `asked`: its keeper has yet to answer."""

    name_th: str
    name_en: str
    use_from: dt.datetime
    use_to: dt.datetime
    held: bool
    asked: bool


class StepOut(Schema):
    """A step as planned now. `cost_thb` null: to be quoted, before VAT."""

    seq: int
    after: list[int]
    stage: str
    operation: str
    name_th: str
    name_en: str
    certainty: Certainty
    starts_at: dt.datetime
    ends_at: dt.datetime
    ready_at: dt.datetime
    cost_thb: Decimal | None
    centre: str | None
    place_th: str
    place_en: str
    slots: list[SlotOut]


class WholeOut(CaseOut):
    """A case with its steps. `held_thb`: known prices of what is held; `to_quote`: steps without a price."""

    turn: Turn
    turn_since: dt.datetime
    turn_until: dt.datetime | None
    held_thb: Decimal
    to_quote: int
    finish: dt.datetime | None
    steps: list[StepOut]


@router.get("/cases", response=list[ListedOut], summary="The cases the caller may see, open ones first")
def list_cases(request: HttpRequest) -> list[ListedOut]:
    """Return the cases of her firms, and of centres she is an officer of."""
    found = cases_of(person_of(request), now=timezone.now())
    return [ListedOut(**_head(case), unread=case.unread) for case in found]  # type: ignore[attr-defined]  # counted by the query


@router.get("/cases/{code}", response=WholeOut, summary="A case: whose turn it is, every step, what is held")
def show_case(request: HttpRequest, code: Code) -> WholeOut:
    """Return a case; 404 too where the caller may not know of it."""
    me, now = person_of(request), timezone.now()
    return _whole(case_page(case_of(me, code, now=now), me, now=now))


def _head(case: Case) -> dict[str, Any]:
    return {
        "code": case.code,
        "state": case.state,
        "firm": case.firm.name,
        "product": case.product,
        "family": case.family_id,
        "lead_centre": case.lead_centre_id,
        "made_at": case.made_at,
    }


def _whole(page: CasePage) -> WholeOut:
    return WholeOut(
        **_head(page.case),
        turn=page.ball.turn,
        turn_since=page.ball.since,
        turn_until=page.ball.until,
        held_thb=page.held_thb,
        to_quote=page.open_prices,
        finish=page.finish,
        steps=[_step(step, slots) for step, slots in page.steps],
    )


def _step(step: Step, slots: tuple[Slot, ...]) -> StepOut:
    return StepOut(
        seq=step.seq,
        after=step.after,
        stage=step.stage,
        operation=step.operation_id,
        name_th=step.name_th,
        name_en=step.name_en,
        certainty=step.certainty,  # type: ignore[arg-type]  # the choices of the column
        starts_at=step.starts_at,
        ends_at=step.ends_at,
        ready_at=step.ready_at,
        cost_thb=step.cost_thb,
        centre=step.centre_id,
        place_th=step.place_th,
        place_en=step.place_en,
        slots=[_slot(slot) for slot in slots],
    )


def _slot(slot: Slot) -> SlotOut:
    named = slot.resource or slot.counter
    assert named  # the database has each slot be of one thing
    return SlotOut(
        name_th=named.name_th,
        name_en=named.name_en,
        use_from=slot.use_from,
        use_to=slot.use_to,
        held=slot.is_held,
        asked=slot.must_ask and slot.answered_at is None,
    )

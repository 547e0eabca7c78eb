"""POST /api/v1/plans: the main answer, by plan.schema.json."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Path, Router, Schema
from ninja.security import SessionAuth

from itc.accounts.context import person_of
from itc.planning.actions import accept, ask
from itc.planning.queries.accepting import firm_to_accept_for
from itc.planning.queries.kept import kept_plan
from itc.planning.rules.question import LISTS, PLAN_COST, Question, clean_idea
from itc.web.client import charge

router = Router(tags=["plans"])
Token = Annotated[str, Path(max_length=22, pattern=r"^[\w-]+$", description="of the link of a plan")]
Code = Annotated[str, Field(max_length=80, pattern=r"^[^\x00]*$")]


class PlanIn(Schema):
    """What to plan: the idea in her own words and the province she is in; the rest is choice."""

    idea: Annotated[str, Field(max_length=100_000, description="in her own words, Thai or English")]
    province: Annotated[str, Field(max_length=5, pattern=r"^TH-\d\d$", examples=["TH-51"])]
    family: Code | None = None
    platform: Code | None = None
    chips_on: Annotated[list[Code], Field(max_length=40)] = []
    chips_off: Annotated[list[Code], Field(max_length=40)] = []
    amount: Annotated[Decimal, Field(gt=0, le=10_000_000, decimal_places=3)] | None = None
    amount_unit: Annotated[str, Field(pattern=r"^(kg|l|piece)$")] | None = None
    steps_on: Annotated[list[Annotated[int, Field(ge=1, le=999)]], Field(max_length=100)] = []
    steps_off: Annotated[list[Annotated[int, Field(ge=1, le=999)]], Field(max_length=100)] = []
    start: dt.date | None = None
    days_off: Annotated[list[Annotated[int, Field(ge=0, le=6)]], Field(max_length=7)] = []
    region: Annotated[str, Field(max_length=40, pattern=r"^[^\x00]*$")] | None = None

    def question(self) -> Question:
        """Return the question, its words cut where they are a story."""
        plain = self.dict() | {"idea": clean_idea(self.idea)}
        lists = {name: tuple(plain[name]) for name in LISTS}
        return Question(**plain | lists)


@router.post(
    "/plans", response=dict[str, Any], summary="Plan an idea: the earliest, the cheapest and the nearest plan"
)
def make_plan(request: HttpRequest, body: PlanIn) -> dict[str, Any]:
    """Understand, plan, check and keep; not understood: `family` is null and `plans` is empty, still 200."""
    charge(request, PLAN_COST)
    return ask(question=body.question(), now=timezone.now())


class AcceptIn(Schema):
    """Which of the plans under a link is accepted, and for which firm she acts for."""

    kind: Annotated[str, Field(pattern=r"^(earliest|cheapest|nearest)$")]
    firm: Annotated[int, Field(ge=1, le=2**63 - 1, description="its number on this site, see its page")]


class AcceptedOut(Schema):
    """The code of the case: GET /api/v1/cases/{code}."""

    case: str


@router.post(
    "/plans/{token}/accept",
    response=AcceptedOut,
    auth=SessionAuth(),
    summary="Accept a plan: all of the next weeks is held, or nothing",
)
def accept_plan(request: HttpRequest, token: Token, body: AcceptIn) -> AcceptedOut:
    """Hold everything and open a case; accepted again, the same case. 409 names what is gone meanwhile."""
    me = person_of(request)
    firm = firm_to_accept_for(me, str(body.firm))
    case = accept(plan=kept_plan(token), kind=body.kind, firm=firm, by=me, now=timezone.now())
    return AcceptedOut(case=case.code)

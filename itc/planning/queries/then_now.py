"""An old link: what its plan said then, and what the same question is answered now."""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from decimal import Decimal

from itc.catalogue.queries.knowledge import knowledge
from itc.lib import thai
from itc.lib.refusal import Refusal
from itc.planning.models import Plan
from itc.planning.queries.answering import without_unknown_chips
from itc.planning.queries.saying import answer
from itc.planning.rules.question import Question
from itc.resources.queries.supply import supply


@dataclass(frozen=True, slots=True)
class Figures:
    """What a plan comes to: finish, known baht, kilometres, and how many steps nobody does."""

    finish: dt.datetime
    cost: Decimal
    km: int
    unmet: int


@dataclass(frozen=True, slots=True)
class ThenNow:
    """The earliest plan as it was kept and as it is now; `now` is None where it is refused today."""

    then: Figures
    now: Figures | None
    refused: str = ""

    @property
    def same(self) -> bool:
        """Whether the plan still stands as it was."""
        return self.then == self.now


def digest(*parts: object) -> str:
    """Return 64 letters that change when any part does."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


def data_version(now: dt.datetime) -> str:
    """Return the version of all that a plan asked at a moment is made from."""
    return digest(knowledge().version, supply(thai.local_day(now)).version)


def is_old(plan: Plan, now: dt.datetime) -> bool:
    """Whether a plan was made on another day, or from data that have changed since."""
    return thai.local_day(plan.made_at) != thai.local_day(now) or plan.data_version != data_version(now)


def then_and_now(plan: Plan, now: dt.datetime) -> ThenNow:
    """Ask the question of a kept plan again and compare; this costs a plan and keeps none."""
    question = without_unknown_chips(Question.from_json(plan.asked))
    then = _figures(plan.answer["plans"][0])
    try:
        plans = answer(question, now=now)["plans"]
    except Refusal as refusal:
        return ThenNow(then, None, str(refusal))
    return ThenNow(then, _figures(plans[0]) if plans else None)


def _figures(plan: dict[str, object]) -> Figures:
    unmet = plan["unmet"]
    return Figures(
        finish=dt.datetime.fromisoformat(str(plan["finish"])),
        cost=Decimal(str(plan["cost_thb"])),
        km=int(str(plan["travel_km"])),
        unmet=len(unmet) if isinstance(unmet, list) else 0,
    )

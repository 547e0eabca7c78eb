"""Plans kept as a stranger asks for them, and their papers."""

import datetime as dt
from typing import Any

from django.utils.translation import override

from itc.algorithms.scheduling.plan import Reason
from itc.planning.actions import ask
from itc.planning.models import Plan
from itc.planning.paper.sheet import sheet
from itc.planning.queries.unmet import UNMET
from itc.planning.rules.question import Question
from tests.reference import STORY

LINK = "https://example.org/plans/x"
Sheet = dict[str, Any]


def kept(now: dt.datetime, idea: str = STORY, **choices: Any) -> Plan:
    body = ask(question=Question(idea=idea, province="TH-51", **choices), now=now)
    return Plan.objects.get(pk=body["token"])


def paper(plan: Plan, language: str = "th", kind: str = "") -> Sheet:
    with override(language):
        return sheet(plan, kind, link=LINK)


def rows(paper: Sheet) -> list[dict[str, Any]]:
    return [row for station in paper["stations"] for row in station["steps"]]


def row_of(paper: Sheet, name: str) -> dict[str, Any]:
    return next(row for row in rows(paper) if name in row["name"])


def unmet(plan: Plan, seq: int) -> Plan:
    """Return the plan with a step that nobody does."""
    best = plan.answer["plans"][0]
    step = next(step for step in best["steps"] if step["seq"] == seq)
    step |= {
        "unmet": "no_provider",
        "cost_thb": None,
        "centre": None,
        "resources": [],
        "office": None,
        "km": 0,
    }
    reason = dict(zip(("reason_th", "reason_en"), UNMET[Reason.NO_PROVIDER], strict=True))
    best["unmet"] = [{"seq": seq, "name_th": step["name_th"], "name_en": step["name_en"], **reason}]
    return plan

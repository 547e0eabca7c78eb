"""Asking for a plan and keeping it under its link."""

import datetime as dt
import hashlib
import json
from typing import Any

from django.db import transaction

from itc.catalogue.actions import log_unread
from itc.catalogue.queries.knowledge import knowledge
from itc.lib import thai
from itc.planning.models import Plan
from itc.planning.queries.saying import answer
from itc.planning.rules.question import Question
from itc.resources.queries.supply import supply

KEPT_DAYS = 30


@transaction.atomic
def ask(*, question: Question, now: dt.datetime) -> dict[str, Any]:
    """Answer a question and keep the plan for 30 days; the answer carries its `token`.

    What is not understood makes no plan (`family` is None, `token` too): its words are logged, stripped.
    Refuses: UnknownFamily, UnknownChip, UnknownProvince, StartTooFar, NothingLeft, PlanNotSound.
    """
    body = answer(question, now=now)
    if body["family"] is None:
        log_unread(idea=question.idea, province=question.province, on=thai.local_day(now))
        return body
    asked = question.as_json()
    plan = Plan(
        asked=asked,
        digest=_digest(asked, body["plans"]),
        data_version=_digest(knowledge().version, supply(thai.local_day(now)).version),
        made_at=now,
        expires_at=now + dt.timedelta(days=KEPT_DAYS),
    )
    body |= {"token": plan.token}
    plan.answer = body
    plan.save(force_insert=True)
    return body


def tidy(*, now: dt.datetime) -> int:
    """Remove plans whose link no longer works; return how many."""
    return Plan.objects.filter(expires_at__lte=now).delete()[0]


def _digest(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()

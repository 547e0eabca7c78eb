"""Asking for a plan and keeping it under its link."""

import datetime as dt
from typing import Any

from django.db import transaction

from itc.catalogue.actions import log_unread
from itc.lib import thai
from itc.planning.models import Plan
from itc.planning.queries.saying import answer
from itc.planning.queries.then_now import data_version, digest
from itc.planning.rules.question import Question

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
        digest=digest(asked, body["plans"]),
        data_version=data_version(now),
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

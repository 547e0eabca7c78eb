"""A kept plan by its link, and reading it from its JSON, in the language it is read in."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from itc.lib import thai
from itc.planning.errors import PlanGone
from itc.planning.models import Plan

Json = Mapping[str, Any]


def kept_plan(token: str) -> Plan:
    """Return the plan of a link. Refuses: PlanGone, where none has it, or no longer."""
    plan = Plan.objects.alive(timezone.now()).filter(pk=token).first()
    if plan is None:
        raise PlanGone
    return plan


def chosen(plans: Sequence[Json], kind: str) -> Json:
    """Return the plan of a kind (earliest, cheapest, nearest); the first where none is of it."""
    return next((plan for plan in plans if kind in plan["kinds"]), plans[0])


def side() -> str:
    """Return the side of bilingual content that is read: th, else en."""
    return "th" if get_language() == "th" else "en"


def named(each: Json) -> str:
    """Return the name in the language of the page."""
    return str(each[f"name_{side()}"])


def moment(text: str) -> dt.datetime:
    """Return the aware moment of an ISO text."""
    return dt.datetime.fromisoformat(text)


def day_of(text: str) -> dt.date:
    """Return the day in Bangkok of an ISO text."""
    return thai.local_day(moment(text))


def place_of(step: Json) -> str:
    """Return where a step is done: the agency that answers it, else the centre or laboratory; or nothing."""
    if step["office"]:
        return named(step["office"])
    return named(step["centre"]) if step["centre"] else ""

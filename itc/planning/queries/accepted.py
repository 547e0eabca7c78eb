"""A kept plan as what a case is opened with."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from itc.cases.rules.planned import Accepted, PlannedStep
from itc.lib import thai
from itc.network.models import USUAL_FIRM_DAYS, Centre
from itc.planning.models import Plan
from itc.planning.queries.kept import Json, chosen, moment
from itc.resources.rules.holding import Hold, Order


def accepted(plan: Plan, kind: str, *, now: dt.datetime) -> Accepted:
    """Return the plan of a kind as it is accepted at a moment: what begins within a firm window is firm."""
    said = chosen(plan.answer["plans"], kind)
    centres = Centre.objects.in_bulk([step["centre"]["code"] for step in said["steps"] if step["centre"]])
    return Accepted(
        plan=plan.pk,
        kind=kind if kind in said["kinds"] else said["kinds"][0],
        product=str(plan.asked["idea"]),
        family=str(plan.answer["family"]["code"]),
        lead_centre=str(plan.answer["lead_centre"] or ""),
        asked=dict(plan.asked),
        steps=tuple(step_as_held(step, centres, now) for step in said["steps"]),
    )


def step_as_held(said: Json, centres: Mapping[str, Centre], now: dt.datetime) -> PlannedStep:
    """Return a step of a plan as a case holds it; `centres` are those that may serve it, by code."""
    place = said["centre"] or {}
    centre = centres.get(place.get("code", ""))
    wanted = tuple(_wish(each) for each in (*said["resources"], *said["prepared_by"]))
    return PlannedStep(
        seq=said["seq"],
        after=tuple(said["after"]),
        stage=said["stage"],
        operation=said["operation"],
        name_th=said["name_th"],
        name_en=said["name_en"],
        booked_as=said["booked_as"],
        presence=said["presence"],
        certainty=said["certainty"],
        starts_at=moment(said["starts_at"]),
        ends_at=moment(said["ends_at"]),
        ready_at=moment(said["ready_at"]),
        cost_thb=None if said["cost_thb"] is None else Decimal(said["cost_thb"]),
        centre=centre.pk if centre else None,
        place_th=place.get("name_th", ""),
        place_en=place.get("name_en", ""),
        wanted=wanted,
        is_firm=bool(wanted) and _in_window(wanted, centre, now),
    )


def _wish(said: Mapping[str, Any]) -> Hold | Order:
    if said["kind"] == "counter":
        return Order(said["id"], thai.local_day(moment(said["held_from"])))
    times = (moment(said[each]) for each in ("held_from", "held_to", "use_from", "use_to"))
    return Hold(said["id"], *times)


def _in_window(wanted: tuple[Hold | Order, ...], centre: Centre | None, now: dt.datetime) -> bool:
    first = min(
        wish.drop_off_on if isinstance(wish, Order) else thai.local_day(wish.held_from) for wish in wanted
    )
    window = centre.firm_window_days if centre else USUAL_FIRM_DAYS
    return (first - thai.local_day(now)).days <= window

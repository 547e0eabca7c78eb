"""A plan as plain JSON: its dated slots, who holds them, what they cost, and what could not be planned."""

from decimal import Decimal
from math import ceil
from typing import Any

from itc.algorithms.scheduling.plan import Block, Plan, PlannedStep
from itc.algorithms.scheduling.solve import Answer
from itc.algorithms.scheduling.totals import Part
from itc.catalogue.queries.paths import StepOnPath
from itc.lib.minutes import day_of, minute_at, moment_of
from itc.planning.queries.answering import Laid, Planned
from itc.planning.queries.called import called
from itc.planning.queries.offers import Offer
from itc.planning.queries.unmet import say_unmet
from itc.planning.rules.not_bought import Owned, not_bought
from itc.resources.queries.supply import NOT_MACHINES, Place, Unit
from itc.resources.rules.filings import Office

FIRST_DAYS = 30
"""What a plan costs at first is said for so many days."""


def say_plan(made: Planned, answer: Answer) -> dict[str, Any]:
    """Return a plan by plan.schema.json; the steps stand in the order of their start."""
    steps = {each.step.line.seq: each for each in made.path.on}
    plan = answer.plan
    slots = sorted(plan.steps, key=lambda slot: (slot.start, slot.seq))
    owned = _owned(made, plan)
    said = [say_step(made, steps[slot.seq], slot) for slot in slots]
    low, high = _range(made, plan, said)
    return {
        "kinds": [kind.value for kind in answer.kinds],
        "finish": moment_of(plan.finish).isoformat(),
        "exact": answer.exact,
        "bound": answer.bound,
        "bound_on": None if answer.bound_on is None else answer.bound_on.name.lower(),
        "bound_by": bound_by(made, answer),
        "cost_thb": _baht(plan.cost),
        "cost_complete": plan.cost_complete,
        "cost_low_thb": _baht(low),
        "cost_high_thb": _baht(high),
        "first_days_thb": _baht(_first_days(made, plan)),
        "travel_km": plan.km,
        "not_bought_thb": str(sum((each.low for each in owned), Decimal(0)).quantize(Decimal("0.01"))),
        "not_bought": [_kind(made, each) for each in owned],
        "steps": said,
        "unmet": [
            say_unmet(steps[slot.seq], slot.unmet, barred=slot.seq in made.barred)
            for slot in plan.steps
            if slot.unmet
        ],
    }


def bound_by(made: Planned, answer: Answer) -> int | None:
    """Return the days, baht or km by which a better plan could be less at most, rounded up.

    None where it is proved, and where nothing is known: a price to be quoted may yet be a known one.
    """
    plan, bound_on = answer.plan, answer.bound_on
    if answer.bound is None or bound_on is None or (bound_on is Part.COST and answer.bound >= 1):
        return None
    days = (plan.finish - made.problem.start) / (24 * 60)
    whole = {Part.FINISH: days, Part.COST: plan.cost / 100, Part.KM: plan.km}.get(bound_on)
    return None if whole is None else max(1, ceil(round(answer.bound * whole, 2)))


def _first_days(made: Planned, plan: Plan) -> int:
    """Return the satang, as far as known, of what begins in the first 30 days."""
    until = made.problem.start + FIRST_DAYS * 24 * 60
    return sum(slot.cost or 0 for slot in plan.steps if slot.held_from < until)


def _range(made: Planned, plan: Plan, said: list[dict[str, Any]]) -> tuple[int, int]:
    """Return the satang of the whole, from low to high: what is a forecast may yet go to any that does it."""
    certainty = {slot["seq"]: slot["certainty"] for slot in said}
    low = high = 0
    for slot in plan.steps:
        costs = [slot.cost]
        if certainty[slot.seq] != "firm":
            costs = [offer.option.cost for offer in made.offers[slot.seq]]
        known = [cost for cost in costs if cost is not None] or [0]
        low, high = low + min(known), high + max(known)
    return low, high


def say_step(made: Laid, each: StepOnPath, slot: PlannedStep) -> dict[str, Any]:
    """Return a step in time, by plan.schema.json."""
    offer = None if slot.option is None else made.offers[slot.seq][slot.option]
    place = _place(made, offer)
    held = _resources(made, offer, slot)
    office = offer.office if offer else None
    return _step(each) | {
        "certainty": _certainty(made, each, slot, place),
        "starts_at": moment_of(slot.start).isoformat(),
        "ends_at": moment_of(slot.end).isoformat(),
        "ready_at": moment_of(slot.ready).isoformat(),
        "cost_thb": None if slot.cost is None else _baht(slot.cost),
        "centre": None if place is None else _say_place(place),
        "km": _km(made, place) if each.operation.presence == "owner" else 0,
        "resources": [] if office else held,
        "prepared_by": held if office else [],
        "office": None if office is None else _office(office),
        "work": _work(offer),
        "unmet": slot.unmet.value if slot.unmet else None,
    }


def _step(each: StepOnPath) -> dict[str, Any]:
    """Return what a step is, without its time."""
    return {
        "seq": each.step.line.seq,
        "after": list(each.step.after),
        "stage": each.step.line.stage,
        "operation": each.operation.code,
        "name_th": each.operation.name_th,
        "name_en": each.operation.name_en,
        "why_th": each.step.line.why_th,
        "why_en": each.step.line.why_en,
        "booked_as": each.operation.booked_as,
        "presence": each.operation.presence,
        "standards": [
            {
                "code": asked.standard.code,
                "name_th": asked.standard.name_th,
                "compulsory": asked.compulsory,
                "status": asked.standard.status,
            }
            for asked in each.asked
        ],
    }


def _office(office: Office) -> dict[str, Any]:
    """Return an agency with the days its answer is expected in: at the quickest, usually, at the slowest."""
    return {
        "code": office.code,
        "name_th": office.name_th,
        "name_en": office.name_en,
        "expected_days": [office.low_days, office.expected_days, office.high_days],
    }


def _certainty(made: Laid, each: StepOnPath, slot: PlannedStep, place: Place | None) -> str:
    """Firm: starts within the centre's window, could be held today. Filings and choices are expected."""
    if each.operation.booked_as in {"filing", "choice"} or slot.option is None:
        return "expected"
    days = (day_of(slot.held_from) - day_of(minute_at(made.now))).days
    return "firm" if days <= (place.firm_window_days if place else 0) else "forecast"


def _place(made: Laid, offer: Offer | None) -> Place | None:
    if offer is None:
        return None
    return made.supply.places[offer.lab.place if offer.lab else offer.units[0].place]


def _say_place(place: Place) -> dict[str, Any]:
    return {
        "code": place.code,
        "name_th": place.name_th,
        "name_en": place.name_en,
        "province": place.province,
        "lat": place.point[0],
        "lon": place.point[1],
    }


def _km(made: Laid, place: Place | None) -> int:
    """Return the way from her home to a place, in km."""
    if place is None:
        return 0
    return made.problem.owner.leg(made.problem.owner.home, made.grounds.places[place.code]).km


def _resources(made: Laid, offer: Offer | None, slot: PlannedStep) -> list[dict[str, Any]]:
    if offer is None:
        return []
    if offer.lab:
        names = {"name_th": offer.lab.name_th, "name_en": offer.lab.name_en}
        held = {"held_from": moment_of(slot.start).isoformat(), "held_to": moment_of(slot.end).isoformat()}
        return [{"id": offer.lab.code, "kind": "counter"} | names | held]
    units = {unit.id: unit for unit in offer.units}
    return [_held(units[block.resource], block) for block in slot.blocks]


def _held(unit: Unit, block: Block) -> dict[str, Any]:
    """Return a booked block."""
    return {
        "id": unit.code,
        "kind": unit.kind,
        "name_th": called(unit, "th"),
        "name_en": called(unit, "en"),
        "held_from": moment_of(block.held_from).isoformat(),
        "held_to": moment_of(block.held_to).isoformat(),
        "use_from": moment_of(block.use_from).isoformat(),
        "use_to": moment_of(block.use_to).isoformat(),
        "approval": unit.approval,
    }


def _work(offer: Offer | None) -> dict[str, Any] | None:
    """Return the runs and minutes of a machine step, and how much of her amount a trial covers."""
    if offer is None or offer.work is None:
        return None
    covered = offer.work.covered
    return {
        "runs": offer.work.runs,
        "minutes": offer.work.runs * offer.work.use_minutes,
        "covered": None if covered is None else f"{covered.value.normalize():f} {covered.unit}",
        "capped": offer.work.capped,
    }


def _owned(made: Planned, plan: Plan) -> tuple[Owned, ...]:
    """Return the machine kinds of the plan that she need not buy."""
    uses: list[tuple[Owned, int]] = []
    for slot in plan.steps:
        if slot.option is None or not (units := made.offers[slot.seq][slot.option].units):
            continue
        kind = made.known.machine_kinds.get(units[0].machine_kind or "")
        if kind is None or kind.family in NOT_MACHINES:
            continue
        minutes = sum(block.use_to - block.use_from for block in slot.blocks if block.resource == units[0].id)
        uses.append((Owned(kind.code, kind.price_low_thb, kind.price_high_thb), minutes))
    return not_bought(uses)


def _kind(made: Planned, owned: Owned) -> dict[str, Any]:
    kind = made.known.machine_kinds[owned.kind]
    prices = {"low_thb": f"{owned.low:.2f}", "high_thb": f"{owned.high:.2f}"}
    return {"kind": kind.code, "name_th": kind.name_th, "name_en": kind.name_en} | prices


def _baht(satang: int) -> str:
    return f"{Decimal(satang) / 100:.2f}"

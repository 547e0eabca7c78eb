"""A kept plan as its page shows it: the line with her steps, and the line with their dates."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from itc.catalogue.queries.knowledge import Knowledge, knowledge
from itc.network.models import Centre
from itc.network.queries import province_choices
from itc.planning.models import Plan
from itc.planning.queries.chips import chip_choices, chip_name
from itc.planning.queries.kept import day_of, moment, named, place_of, side
from itc.planning.queries.route import route_of
from itc.planning.rules.chips import AMOUNT, one_of_each
from itc.planning.rules.question import Question
from itc.web.line import StandardMark, Station, Step, Switch, stations_with

Json = Mapping[str, Any]


def page(plan: Plan) -> dict[str, Any]:
    """Return the context of the plan's page, less its form, in the language it is read in."""
    answer, known = plan.answer, knowledge()
    question = Question.from_json(plan.asked)
    best = answer["plans"][0]
    return _in_short(best) | {
        "plan": plan,
        "question": question,
        "answer": answer,
        "family_name": named(answer["family"]),
        "words": answer["family"]["words"],
        "others": [(other["code"], named(other), other["words"]) for other in answer["family"]["others"]],
        "chips": [
            (AMOUNT if chip["kind"] == AMOUNT else chip["chip"], chip_name(known, chip), chip["text"])
            for chip in one_of_each(answer["chips"])
        ],
        "chip_choices": chip_choices(known, answer),
        "platforms": _platforms(known, answer),
        "platform": known.platforms.get(answer["platform"]["code"]),  # None: no longer offered
        "platform_reason": answer["platform"][f"reason_{side()}"],
        "provinces": province_choices(),
        "lead": Centre.objects.filter(pk=answer["lead_centre"]).first(),
        "path": path_stations(answer, on=True),
        "more": path_stations(answer, on=False),
        "slots": slot_stations(best),
        "route": route_of(best, answer["province"], side()),
        "needed": needed(question, answer),
        "unmet": [(named(each), each[f"reason_{side()}"]) for each in best["unmet"]],
    }


def _in_short(best: Json) -> dict[str, Any]:
    """Return the figures of a plan: when, how much, and what need not be bought."""
    return {
        "best": best,
        "finish": moment(best["finish"]),
        "cost": Decimal(best["cost_thb"]),
        "not_bought": Decimal(best["not_bought_thb"]),
        "kinds": [
            (named(kind), Decimal(kind["low_thb"]), Decimal(kind["high_thb"])) for kind in best["not_bought"]
        ],
    }


def needed(question: Question, answer: Json) -> list[str]:
    """Return the steps she left out that a law asks for, whatever her product is."""
    return [
        named(step)
        for step in answer["path"]
        if step["seq"] in question.steps_off
        and not step["on"]
        and any(each["compulsory"] == "yes" and not each["question"] for each in step["standards"])
    ]


def path_stations(answer: Json, *, on: bool) -> tuple[Station, ...]:
    """Return the line with the steps that are on, or with those she may put in."""
    return _by_stage((step["stage"], _path_step(step)) for step in answer["path"] if step["on"] is on)


def slot_stations(best: Json) -> tuple[Station, ...]:
    """Return the line with dated slots, in the order of their start inside a station."""
    return _by_stage((step["stage"], _slot(step)) for step in best["steps"])


def _by_stage(steps: Iterable[tuple[str, Step]]) -> tuple[Station, ...]:
    found: dict[str, list[Step]] = defaultdict(list)
    for stage, step in steps:
        found[stage].append(step)
    return stations_with(found)


def _path_step(step: Json) -> Step:
    on = step["on"]
    return Step(
        title=named(step),
        why=step[f"why_{side()}"],
        hours=Decimal(step["hours"]),
        presence=step["presence"],
        standards=[_mark(standard) for standard in step["standards"][:6]],
        switched_by=step["said"] if step["switched_by"] else "",
        on=on,
        switch=Switch("step_off" if on else "step_on", str(step["seq"]), form="change"),
    )


def _mark(standard: Json) -> StandardMark:
    """Return a standard's mark: a question where it must be asked first whether it applies at all."""
    number = f"{standard['number']} " if standard["number"] else ""
    return StandardMark(
        name=number + named(standard),
        force="depends" if standard["question"] else standard["compulsory"],
        url=reverse("standard_detail", args=[standard["code"]]),
        # a plan made before the conditions were in English has none
        condition=standard.get(f"condition_{side()}", "") if standard["compulsory"] != "no" else "",
    )


def _slot(step: Json) -> Step:
    """Return a dated step by days: before sign-in a plan names roles, places and days, not minutes."""
    ready, end = day_of(step["ready_at"]), day_of(step["ends_at"])
    return Step(
        title=named(step),
        certainty=step["certainty"],
        starts_at=day_of(step["starts_at"]),
        ends_at=end,
        ready_at=ready if ready != end else None,
        price=None if step["cost_thb"] is None else Decimal(step["cost_thb"]),
        price_note=_("to be chosen") if step["booked_as"] == "choice" else _("to be quoted"),
        place=place_of(step),
        km=step["km"] or None,
        resources=tuple(dict.fromkeys(named(each) for each in step["resources"])),
        unmet=_("Nobody is free for this yet") if step["unmet"] else "",
    )


def _platforms(known: Knowledge, answer: Json) -> list[tuple[str, str, str, bool]]:
    """Return (code, name, for whom, holds) of every platform, and the reason of the proposal elsewhere."""
    holds = answer["platform"]["code"]
    return [(row.code, row.name, row.for_whom, row.code == holds) for row in known.platforms.values()]


def wishes(plan: Plan) -> dict[str, Any]:
    """Return what stands in the fields of the page before she changes them."""
    amount = plan.answer["amount"] or {"value": None, "unit": "kg"}
    start = Question.from_json(plan.asked).start
    return {"amount": amount["value"], "amount_unit": amount["unit"], "start": start}

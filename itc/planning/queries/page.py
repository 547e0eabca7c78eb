"""A kept plan as its page shows it: its plans as cards, and the opened one by its steps, months and ways."""

from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from itc.catalogue.queries.knowledge import Knowledge, knowledge
from itc.network.models import Centre
from itc.network.queries import province_choices
from itc.network.rules import short_name
from itc.planning.models import Plan
from itc.planning.queries.cards import cards, kind_name
from itc.planning.queries.chart import chart_of
from itc.planning.queries.chips import chip_choices, chip_name, wish_chips
from itc.planning.queries.kept import Json, chosen, named, side
from itc.planning.queries.route import route_of
from itc.planning.queries.steps import other_stations, planned_stations
from itc.planning.rules.chips import AMOUNT, one_of_each
from itc.planning.rules.question import Question


def page(plan: Plan, kind: str = "") -> dict[str, Any]:
    """Return the context of the plan's page, less its form; `kind` opens one of its plans, else the first."""
    answer, known = plan.answer, knowledge()
    question = Question.from_json(plan.asked)
    lead = Centre.objects.filter(pk=answer["lead_centre"]).first()
    return _read(known, question, answer) | {
        "plan": plan,
        "question": question,
        "answer": answer,
        "notes": [note[f"text_{side()}"] for note in answer.get("notes", [])],
        "needed": needed(question, answer),
        "provinces": province_choices(),
        "lead": lead,
        "lead_name": short_name(lead.name) if lead else "",
        "platforms": _platforms(known, answer),
        "platform": known.platforms.get(answer["platform"]["code"]),  # None: no longer offered
        "platform_reason": answer["platform"][f"reason_{side()}"],
        "cards": cards(answer["plans"], chosen(answer["plans"], kind)),
        "others": other_stations(answer),
        **_opened(answer, chosen(answer["plans"], kind)),
    }


def _read(known: Knowledge, question: Question, answer: Json) -> dict[str, Any]:
    """Return what was read from her words, and what she wishes beside it."""
    return {
        "family_name": named(answer["family"]),
        "words": answer["family"]["words"],
        "families": [(each["code"], named(each), each["words"]) for each in answer["family"]["others"]],
        "chips": [
            (AMOUNT if chip["kind"] == AMOUNT else chip["chip"], chip_name(known, chip), chip["text"])
            for chip in one_of_each(answer["chips"])
        ],
        "wishes": wish_chips(question),
        "chip_choices": chip_choices(known, answer),
    }


def _opened(answer: Json, best: Json) -> dict[str, Any]:
    """Return all that is shown of the opened plan alone."""
    owned = [each["kind"] for each in best["not_bought"]]
    return {
        "best": best,
        "kind": best["kinds"][0],
        "kind_name": kind_name(best["kinds"]),
        "unmet": unmet(best),
        "stations": planned_stations(answer, best),
        "chart": chart_of(best),
        "machines": [
            (named(each), Decimal(each["low_thb"]), Decimal(each["high_thb"])) for each in best["not_bought"]
        ],
        "counted": f"{reverse('how_counted')}?{urlencode({'kind': owned}, doseq=True)}",
        "route": route_of(best, answer["province"], side()),
    }


def unmet(best: Json) -> list[tuple[str, str, list[str]]]:
    """Return (code, what stands in the way and helps, the steps) of what nobody can do, a reason once."""
    found: dict[tuple[str, str], list[str]] = {}
    for each in best["unmet"]:
        found.setdefault((each.get("reason", ""), each[f"reason_{side()}"]), []).append(named(each))
    return [(code, reason, names) for (code, reason), names in found.items()]


def needed(question: Question, answer: Json) -> list[str]:
    """Return the steps she left out that a law asks for, whatever her product is."""
    return [
        named(step)
        for step in answer["path"]
        if step["seq"] in question.steps_off
        and not step["on"]
        and any(each["compulsory"] == "yes" and not each["question"] for each in step["standards"])
    ]


def _platforms(known: Knowledge, answer: Json) -> list[tuple[str, str, bool]]:
    """Return (code, name, holds) of every platform."""
    holds = answer["platform"]["code"]
    return [(row.code, row.name, row.code == holds) for row in known.platforms.values()]


def wishes(plan: Plan) -> dict[str, Any]:
    """Return what stands in the fields of the page before she changes them."""
    amount = plan.answer["amount"] or {"value": None, "unit": "kg"}
    asked = Question.from_json(plan.asked)
    return {
        "amount": amount["value"],
        "amount_unit": amount["unit"],
        "start": asked.start,
        "days_off": list(asked.days_off),
        "region": asked.region or "",
        "province": asked.province,
        "platform": asked.platform or "",
    }

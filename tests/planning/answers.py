"""Asking as the code does, and reading answers as a stranger would: from their JSON alone."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from itc.lib import geo
from itc.planning.queries.saying import answer
from itc.planning.rules.question import Question
from tests.reference import STORY

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "plan.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
Answer = dict[str, Any]
Span = tuple[dt.datetime, dt.datetime]


def validated(body: Answer) -> Answer:
    """Return the answer as it comes over the wire, after the schema has passed it."""
    wire: Answer = json.loads(json.dumps(body, ensure_ascii=False))
    VALIDATOR.validate(wire)
    return wire


def ask(now: dt.datetime, idea: str = STORY, province: str = "TH-51", **choices: Any) -> Answer:
    return validated(answer(Question(idea=idea, province=province, **choices), now=now))


def best(body: Answer) -> Answer:
    plan: Answer = body["plans"][0]
    return plan


def slots(body: Answer) -> dict[str, Answer]:
    """Return the dated steps of the plan by operation."""
    return {step["operation"]: step for step in best(body)["steps"]}


def path(body: Answer) -> dict[str, Answer]:
    """Return the steps of the path, on and off, by operation."""
    return {step["operation"]: step for step in body["path"]}


def moment(text: str) -> dt.datetime:
    read = dt.datetime.fromisoformat(text)
    assert read.tzinfo
    return read


def held(step: Answer) -> list[tuple[str, Span]]:
    """Return who is held for a step, from when to when; counters hold nobody."""
    return [
        (each["id"], (moment(each["held_from"]), moment(each["held_to"])))
        for each in [*step["resources"], *step["prepared_by"]]
        if each["kind"] != "counter"
    ]


def overlaps(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def presences(body: Answer) -> list[tuple[Span, tuple[float, float]]]:
    """Return when and where she must be herself, in order: the hours her steps use, and the place."""
    found = {
        ((moment(each["use_from"]), moment(each["use_to"])), (step["centre"]["lat"], step["centre"]["lon"]))
        for step in best(body)["steps"]
        if step["presence"] == "owner"
        for each in [*step["resources"], *step["prepared_by"]]
        if "use_from" in each
    }
    return sorted(found)


def road(here: tuple[float, float], there: tuple[float, float]) -> dt.timedelta:
    return dt.timedelta(minutes=geo.road_minutes(geo.road_km(here, there)) if here != there else 0)

"""The answer as plain JSON by `plan.schema.json`, with what our own page needs beside it."""

import datetime as dt
import time
from collections.abc import Iterator
from typing import Any

from itc.catalogue.queries.knowledge import knowledge
from itc.catalogue.queries.paths import StepOnPath
from itc.catalogue.queries.understanding import Match
from itc.catalogue.rules.standards_asked import Asked
from itc.planning.queries.answering import Planned, Understood, planned, understood
from itc.planning.queries.notes import notes
from itc.planning.queries.slots import say_plan
from itc.planning.rules.chips import AMOUNT, holding
from itc.planning.rules.question import Question


def answer(question: Question, *, now: dt.datetime) -> dict[str, Any]:
    """Return the answer to a question, without a token; not understood, it has no family and no plans.

    Refuses: UnknownFamily, UnknownChip, UnknownProvince, StartTooFar, NothingLeft, PlanNotSound.
    """
    begun = time.perf_counter()
    asked = understood(question)
    body = _not_understood(asked) if asked.family is None else _say(planned(asked, now=now))
    return body | {"took_ms": round((time.perf_counter() - begun) * 1000, 1)}


def _not_understood(asked: Understood) -> dict[str, Any]:
    return _words(asked) | {"lead_centre": None, "family": None, "path": [], "plans": []}


def _say(made: Planned) -> dict[str, Any]:
    way = made.path
    return _words(made.understood) | {
        "lead_centre": made.lead_centre,
        "family": _family(made),
        "platform": {
            "code": way.platform.code,
            "proposed": way.proposal.code,
            "reason_th": way.proposal.reason_th,
            "reason_en": way.proposal.reason_en,
        },
        "path": [_path_step(each) for each in way.steps],
        "plans": [say_plan(made, each) for each in made.answers],
        "notes": notes(made),
    }


def _words(asked: Understood) -> dict[str, Any]:
    """Return what was read from her sentence."""
    amount = asked.amount
    return {
        "idea": asked.question.idea,
        "province": asked.question.province,
        "chips": _chips(asked),
        "amount": None if amount is None else {"value": f"{amount.value.normalize():f}", "unit": amount.unit},
        "token": None,
    }


def _chips(asked: Understood) -> list[dict[str, Any]]:
    """Return what holds: what was read, what she added, and how much."""
    question = asked.question
    read = {
        chip.chip: {"chip": chip.chip, "kind": chip.kind, "text": chip.text}
        for chip in holding(asked.reading.chips, question.chips_off, own_amount=False)
    }
    added = {chip: {"chip": chip, "kind": chip.partition(":")[0], "text": ""} for chip in question.chips_on}
    return [*(added | read).values(), *_how_much(asked)]


def _how_much(asked: Understood) -> Iterator[dict[str, Any]]:
    """Yield the chip of the amount, as `amount:200kg`; in her own words where she did not write over them."""
    if amount := asked.amount:
        own = asked.reading.amount if asked.question.amount is None else None
        size = f"{amount.value.normalize():f}{amount.unit}"
        yield {"chip": f"{AMOUNT}:{size}", "kind": AMOUNT, "text": own.text if own else size}


def _family(made: Planned) -> dict[str, Any]:
    """Return the family that holds; where she chose it, the one understood stands among the others."""
    reading, chosen = made.understood.reading, made.path.family
    matches = [match for match in (reading.family, *reading.others) if match is not None]
    own = next((match for match in matches if match.code == chosen.code), None)
    others = [_match(match) for match in matches if match.code != chosen.code][:4]
    return {
        "code": chosen.code,
        "name_th": chosen.name_th,
        "name_en": chosen.name_en,
        "score": own.score if own else 0.0,
        "words": list(own.words) if own else [],
        "chosen": made.understood.question.family is not None,
        "others": others,
    }


def _match(match: Match) -> dict[str, Any]:
    family = knowledge().families[match.code]
    return {
        "code": match.code,
        "name_th": family.name_th,
        "name_en": family.name_en,
        "score": match.score,
        "words": list(match.words),
    }


def _path_step(each: StepOnPath) -> dict[str, Any]:
    step, line = each.step, each.step.line
    return _operation(each) | {
        "seq": line.seq,
        "after": list(step.after),
        "stage": line.stage,
        "on": step.on,
        "optional": line.optional,
        "switched_by": step.switched_by,
        "said": step.said,
        "when": list(line.when),
        "stressed": step.stressed,
        "known": each.known,
        "warn": each.warn,
        "hours": f"{line.hours.normalize():f}",
        "wait_days": line.wait_days,
        "why_th": line.why_th,
        "why_en": line.why_en,
        "hint": line.parameter_hint,
        "standards": [_standard(asked) for asked in each.asked],
    }


def _operation(each: StepOnPath) -> dict[str, Any]:
    operation = each.operation
    return {
        "operation": operation.code,
        "name_th": operation.name_th,
        "name_en": operation.name_en,
        "booked_as": operation.booked_as,
        "presence": operation.presence,
        "run": operation.run,
    }


def _standard(asked: Asked) -> dict[str, Any]:
    standard = asked.standard
    return {
        "code": standard.code,
        "number": standard.number,
        "name_th": standard.name_th,
        "name_en": standard.name_en,
        "compulsory": standard.compulsory,
        "condition_th": standard.condition_th,
        "condition_en": standard.condition_en,
        "question": asked.question,
        "status": standard.status,
    }

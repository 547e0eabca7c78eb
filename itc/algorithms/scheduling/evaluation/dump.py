"""All that was asked and answered, in a file for others to check with their own code: docs/evaluating.md."""

import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from itc.algorithms.scheduling.evaluation.measure import Asked
from itc.algorithms.scheduling.evaluation.network import Country
from itc.algorithms.scheduling.open_time import Calendar
from itc.algorithms.scheduling.plan import Plan, PlannedStep
from itc.algorithms.scheduling.problem import Counter, CounterOption, Network, Option, Owner, Resource, Step
from itc.algorithms.scheduling.solve import GRACE_DAYS, GRACE_SHARE, TRIES, Answer
from itc.algorithms.scheduling.spans import Spans

FORMAT = 1


class Dump:
    """The file in the making; letters are written as they come, as all at once would take much memory."""

    def __init__(self, page: TextIO, about: dict[str, Any], land: Country) -> None:
        self._page = page
        rules = {"format": FORMAT, "tries": TRIES, "grace_days": GRACE_DAYS, "grace_share": GRACE_SHARE}
        page.write(f'{{"about":{_json(about | rules)},\n"network":{_json(_network(land))},\n"asks":[')
        self._between = "\n"

    def add(self, asked: Asked) -> None:
        """Write a letter and its answers."""
        self._page.write(self._between + _json(_asked(asked)))
        self._between = ",\n"


@contextmanager
def dumped(path: Path, about: dict[str, Any], land: Country) -> Iterator[Dump]:
    """Open a file, compressed where its name ends in .gz, for a network and what is asked of it."""
    with gzip.open(path, "wt", compresslevel=5) if path.suffix == ".gz" else path.open("w") as page:
        yield Dump(page, about, land)
        page.write("\n]}\n")


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))


def _network(land: Country) -> dict[str, Any]:
    network: Network = land.network
    return {
        "tz_offset_min": network.tz_offset_min,
        "horizon_end": network.horizon_end,
        "generic": network.generic,
        "places": [[place, *point] for place, point in land.points.items()],
        "legs": [[one, other, *leg] for (one, other), leg in land.legs.items() if one < other],
        "calendars": [_openings(each) for each in network.calendars],
        "resources": [_resource(each) for each in network.resources.values()],
        "counters": [_counter(each) for each in network.counters.values()],
    }


def _openings(calendar: Calendar) -> list[tuple[int, int]]:
    return list(zip(calendar.starts, calendar.ends, strict=True))


def _resource(each: Resource) -> dict[str, Any]:
    return {
        "id": each.id,
        "calendar": each.calendar,
        "place": each.place,
        "overnight": each.overnight,
        "notice_min": each.notice_min,
        "busy": _pairs(each.busy),
    }


def _counter(each: Counter) -> dict[str, Any]:
    return {
        "id": each.id,
        "calendar": each.calendar,
        "place": each.place,
        "weekly_capacity": each.weekly_capacity,
        "lead_days": each.lead_days,
        "taken": list(each.taken.items()),
    }


def _pairs(spans: Spans) -> list[tuple[int, int]]:
    return list(spans.pairs())


def _asked(asked: Asked) -> dict[str, Any]:
    problem = asked.problem
    owner: Owner = problem.owner
    return {
        "number": asked.number,
        "home": owner.home,
        "away": _pairs(owner.away),
        "now": problem.now,
        "earliest": problem.earliest,
        "steps": [_step(each) for each in problem.steps],
        "answers": [_answer(each) for each in asked.answers],
        "ms": round(asked.ms, 1),
        "cpu_ms": round(asked.cpu_ms, 1),
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "seq": step.seq,
        "booked_as": step.booked_as,
        "usual_minutes": step.usual_minutes,
        "after": step.after,
        "run": step.run,
        "presence": step.presence,
        "wait_days": step.wait_days,
        "options": [_option(each) for each in step.options],
    }


def _option(each: Option) -> list[int | None]:
    if isinstance(each, CounterOption):
        return [each.counter, each.cost]
    return [
        each.place,
        each.machine,
        each.person,
        each.cost,
        each.setup,
        each.use,
        each.cleaning,
        each.runs,
        each.expected_days,
    ]


def _answer(answer: Answer) -> dict[str, Any]:
    plan: Plan = answer.plan
    return {
        "kinds": answer.kinds,
        "exact": answer.exact,
        "bound": answer.bound,
        "finish": plan.finish,
        "cost": plan.cost,
        "cost_complete": plan.cost_complete,
        "km": plan.km,
        "steps": [_planned(each) for each in plan.steps],
    }


def _planned(each: PlannedStep) -> dict[str, Any]:
    return {
        "seq": each.seq,
        "option": each.option,
        "start": each.start,
        "end": each.end,
        "held_from": each.held_from,
        "held_to": each.held_to,
        "ready": each.ready,
        "cost": each.cost,
        "unmet": each.unmet,
        "blocks": [
            [block.resource, block.held_from, block.held_to, block.use_from, block.use_to]
            for block in each.blocks
        ],
    }

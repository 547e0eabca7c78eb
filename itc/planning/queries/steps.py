"""The steps of a kept plan on the line: each once, with day, place and price, and all that explains it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from itc.network.rules import short_name
from itc.planning.queries.kept import Json, day_of, moment, named, place_of, side
from itc.web.line import StandardMark, Station, Step, Switch, stations_with

MOST_STANDARDS = 6
"""Laws and standards named at a step; the page of each operation names them all."""
LONG_WAIT = 5
"""Days between what goes before a step and its own first day that are explained."""


def planned_stations(answer: Json, plan: Json) -> tuple[Station, ...]:
    """Return the line with the dated steps of a plan, in the order of their start inside a station."""
    paths = {step["seq"]: step for step in answer["path"]}
    cures = {each["seq"]: str(each[f"reason_{side()}"]) for each in plan["unmet"]}
    found: dict[str, list[Json]] = defaultdict(list)
    ready = {slot["seq"]: day_of(slot["ready_at"]) for slot in plan["steps"]}
    for slot in sorted(plan["steps"], key=lambda slot: bool(slot["unmet"])):
        found[slot["stage"]].append(slot)
    return stations_with(
        {
            stage: [
                replace(
                    _dated(paths[slot["seq"]], slot, cures.get(slot["seq"], "")),
                    beside=_beside(slot, slots[:number]),
                    could_begin=_could_begin(slot, ready),
                )
                for number, slot in enumerate(slots)
            ]
            for stage, slots in found.items()
        }
    )


def other_stations(answer: Json) -> tuple[Station, ...]:
    """Return the line with the steps that are left out, which she may put in."""
    found: dict[str, list[Step]] = defaultdict(list)
    for step in answer["path"]:
        if not step["on"]:
            found[step["stage"]].append(_off(step))
    return stations_with(found)


def _beside(slot: Json, earlier: Sequence[Json]) -> tuple[str, ...]:
    """Return those of the earlier steps of a station that are still under way when one begins."""
    if slot["unmet"]:
        return ()
    begin = moment(slot["starts_at"])
    return tuple(named(each) for each in earlier if moment(each["ready_at"]) > begin)


def _could_begin(slot: Json, ready: Mapping[int, dt.date]) -> dt.date | None:
    """Return when all before a step is done, where it waits long for its turn: why it is so late."""
    before = [ready[seq] for seq in slot["after"] if seq in ready]
    if slot["unmet"] or not before or (day_of(slot["starts_at"]) - max(before)).days < LONG_WAIT:
        return None
    return max(before)


def _dated(path: Json, slot: Json, cure: str) -> Step:
    """Return a step by days: before sign-in a plan names roles, places and days, not minutes."""
    ready, end = day_of(slot["ready_at"]), day_of(slot["ends_at"])
    held = dict.fromkeys(short_name(named(each)) for each in [*slot["resources"], *slot["prepared_by"]])
    return Step(
        title=named(slot),
        why=slot[f"why_{side()}"],
        certainty=slot["certainty"],
        starts_at=day_of(slot["starts_at"]),
        ends_at=end,
        ready_at=ready if ready != end else None,
        hours=Decimal(path["hours"]),
        price=None if slot["cost_thb"] is None else Decimal(slot["cost_thb"]),
        price_note=_("to be chosen") if slot["booked_as"] == "choice" else _("to be quoted"),
        place=short_name(place_of(slot)),
        km=slot["km"] or None,
        resources=tuple(held),
        presence=slot["presence"],
        standards=_standards(path),
        switched_by=path["said"] if path["switched_by"] else "",
        switch=Switch("step_off", str(slot["seq"]), form="change"),
        unmet=_("Nobody is free for this yet") if slot["unmet"] else "",
        cure=cure,
    )


def _off(step: Json) -> Step:
    return Step(
        title=named(step),
        why=step[f"why_{side()}"],
        on=False,
        switch=Switch("step_on", str(step["seq"]), form="change"),
    )


def _standards(path: Mapping[str, list[Json]]) -> tuple[StandardMark, ...]:
    """Return who asks for a step, the laws before what is voluntary."""
    order = ("yes", "depends", "no")
    marks = [_mark(each) for each in path["standards"][:MOST_STANDARDS]]
    return tuple(sorted(marks, key=lambda mark: order.index(mark.force)))


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

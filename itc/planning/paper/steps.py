"""The steps of a plan as rows of its paper: when, what, where, who asks for it, for how much."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from itc.catalogue.queries.knowledge import Knowledge, knowledge
from itc.planning.paper.months import Months
from itc.planning.queries.page import day_of, named, place_of, side
from itc.web.line import STATIONS
from itc.web.templatetags.web import baht, day, km, span

Json = Mapping[str, Any]

MOST_WITH_WHY = 30
"""Of more steps none says why it is done: the paper stays within a few pages."""
MOST_NAMES = 3
"""Laws named at a step; the page under the link names them all."""
NO_BREAK = "\u00a0"
SAMPLE_MARK = re.compile(r"^\((?:ตัวอย่าง|sample)\) ")
"""Some names say of themselves that they are samples; the paper says it once, of all."""


def stations(answer: Json, best: Json, months: Months | None) -> list[dict[str, Any]]:
    """Return the five stations with the rows of their steps, and their bars on the chart."""
    paths = {step["seq"]: step for step in answer["path"]}
    found: dict[str, list[Json]] = defaultdict(list)
    for step in best["steps"]:
        found[step["stage"]].append(step)
    known = knowledge()
    return [
        {
            "number": str(station.number),
            "name": str(station.name),
            "note": _note(len(found[station.slug])),
            "bars": [months.bar(step) for step in found[station.slug] if months and not step["unmet"]],
            "steps": [
                _row(known, paths.get(step["seq"]), step, in_short=len(best["steps"]) > MOST_WITH_WHY)
                for step in found[station.slug]
            ],
        }
        for station in STATIONS
    ]


def _note(count: int) -> str:
    if not count:
        return _("Nothing to do here for this product.")
    return ngettext("%(count)s step", "%(count)s steps", count) % {"count": count}


def _row(known: Knowledge, asked: Json | None, step: Json, *, in_short: bool) -> dict[str, Any]:
    unmet = bool(step["unmet"])
    return {
        "kind": "unmet" if unmet else step["certainty"],
        "when": _("no day yet") if unmet else _when(step),
        "result": "" if unmet else _result(step),
        "name": named(step),
        "why": "" if in_short else step[f"why_{side()}"],
        "presence": _presence(step),
        "must_come": step["presence"] == "owner",
        "where": list(_where(step)),
        "notes": [note for note in _notes(known, asked, step) if note[1]] if asked else [],
        "priced": step["cost_thb"] is not None,
        "price": _price(step),
    }


def _when(step: Json) -> str:
    """Return the days of a step; a line may end only between the first and the last."""
    days = span(day_of(step["starts_at"]), day_of(step["ends_at"])).replace(" ", NO_BREAK)
    return days.replace(f"{NO_BREAK}–{NO_BREAK}", f"{NO_BREAK}– ")


def _result(step: Json) -> str:
    """Return when the result is there, if later than the work."""
    ready = day_of(step["ready_at"])
    return "" if ready == day_of(step["ends_at"]) else _("Result on %(day)s") % {"day": day(ready)}


def _presence(step: Json) -> str:
    """Return whether she must come and how far it is."""
    says = {"owner": _("You must be there"), "sample": _("Send a sample"), "remote": _("From home")}
    way = km(step["km"]).replace(" ", NO_BREAK) if step["km"] else ""
    return " · ".join(filter(None, (says.get(step["presence"], ""), way)))


def _where(step: Json) -> Iterator[str]:
    """Yield who answers, where she goes, and what is booked there: people by their role, the rest by name."""
    if place := place_of(step):
        yield place
    if step["office"] and step["km"]:  # filed from the centre, where she is helped
        yield named(step["centre"])
    yield from dict.fromkeys(SAMPLE_MARK.sub("", named(each)) for each in step["resources"])


def _price(step: Json) -> str:
    if step["unmet"]:
        return ""
    if step["cost_thb"] is None:
        return _("to be chosen") if step["booked_as"] == "choice" else _("to be quoted")
    return baht(step["cost_thb"]) if Decimal(step["cost_thb"]) else _("No charge")


def _notes(known: Knowledge, asked: Json, step: Json) -> Iterator[tuple[str, list[str]]]:
    """Yield (label, words): how long an agency takes, the laws behind a step, and the papers to prepare."""
    if office := step["office"]:
        low, usual, high = office["expected_days"]
        days = {"low": low, "usual": usual, "high": high}
        yield "", [_("Usually answered in %(usual)s days; at best %(low)s, at worst %(high)s") % days]
    laws = [each for each in asked["standards"] if each["compulsory"] == "yes" and not each["question"]]
    perhaps = [each for each in asked["standards"] if each["compulsory"] == "depends" or each["question"]]
    yield _("By law"), _names(laws)
    yield _("depends"), _names(perhaps)
    if step["booked_as"] == "filing":
        rows = [known.standards[law["code"]] for law in laws if law["code"] in known.standards]
        yield _("Papers to prepare"), list(dict.fromkeys(paper for row in rows for paper in row.documents))


def _names(standards: list[Json]) -> list[str]:
    names = [" ".join(filter(None, (each["number"], named(each)))) for each in standards]
    more = len(names) - MOST_NAMES
    rest = [ngettext("%(count)s more", "%(count)s more", more) % {"count": more}] if more > 0 else []
    return [*names[:MOST_NAMES], *rest]

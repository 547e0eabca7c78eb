"""The steps of a plan as rows of its paper: when, what, where, who asks for it, for how much."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from itc.catalogue.queries.knowledge import Knowledge, knowledge
from itc.planning.queries.kept import day_of, named, place_of, side
from itc.planning.queries.months import Months
from itc.web.line import STATIONS
from itc.web.paper.lines import NO_BREAK
from itc.web.templatetags.web import baht, day, km, span

Json = Mapping[str, Any]

MOST_WITH_WHY = 30
"""Of more steps none says why it is done: the paper stays within a few pages."""
MOST_NAMES = 3
"""Laws named at a step; the page under the link names them all."""
SAMPLE_MARK = re.compile(r"^\((?:ตัวอย่าง|sample)\) ")
"""Some names say of themselves that they are samples; the paper says it once, of all."""


def stations(answer: Json, best: Json, months: Months | None) -> list[dict[str, Any]]:
    """Return the five stations with the rows of their steps, and their bars on the chart."""
    paths = {step["seq"]: step for step in answer["path"]}
    cures = {each["seq"]: str(each[f"reason_{side()}"]) for each in best["unmet"]}
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
                _row(step, cures.get(step["seq"], ""), with_why=len(best["steps"]) <= MOST_WITH_WHY)
                | {"notes": _notes(known, step, paths[step["seq"]]["standards"])}
                for step in found[station.slug]
            ],
        }
        for station in STATIONS
    ]


def _note(count: int) -> str:
    if not count:
        return _("Nothing to do here for this product.")
    return ngettext("%(count)s step", "%(count)s steps", count) % {"count": count}


def _row(step: Json, cure: str, *, with_why: bool) -> dict[str, Any]:
    """Return a step in words, less who asks for it; `cure` is what helps where nobody does it yet."""
    return {
        "kind": "unmet" if step["unmet"] else step["certainty"],
        "when": _("no day yet") if step["unmet"] else _when(step),
        "result": "" if step["unmet"] else _result(step),
        "presence": "" if step["unmet"] else _presence(step),
        "must_come": step["presence"] == "owner",
        "name": named(step),
        "why": step[f"why_{side()}"] if with_why else "",
        "cure": cure,
        "where": list(_where(step)),
        "priced": step["cost_thb"] is not None,
        "price": "" if step["unmet"] else _price(step),
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
    way = _("%(km)s away") % {"km": km(step["km"])} if step["km"] else ""
    return " · ".join(filter(None, (says.get(step["presence"], ""), way.replace(" ", NO_BREAK))))


def _where(step: Json) -> Iterator[str]:
    """Yield who answers, where she goes, and what is booked there: people by their role, the rest by name."""
    if place := place_of(step):
        yield place
    if step["office"] and step["km"]:  # filed from the centre, where she is helped
        yield named(step["centre"])
    yield from dict.fromkeys(SAMPLE_MARK.sub("", named(each)) for each in step["resources"])


def _price(step: Json) -> str:
    if step["cost_thb"] is None:
        return _("to be chosen") if step["booked_as"] == "choice" else _("to be quoted")
    return baht(step["cost_thb"]) if Decimal(step["cost_thb"]) else _("No charge")


def _notes(known: Knowledge, step: Json, standards: list[Json]) -> list[tuple[str, list[str]]]:
    """Return (label, words): how long an agency takes, the laws behind a step, the papers to prepare."""
    laws = [each for each in standards if each["compulsory"] == "yes" and not each["question"]]
    perhaps = [each for each in standards if each["compulsory"] == "depends" or each["question"]]
    rows = [known.standards[law["code"]] for law in laws if law["code"] in known.standards]
    papers = dict.fromkeys(paper for row in rows for paper in row.documents)
    notes = [
        ("", _answered(step)),
        (_("By law"), _names(laws)),
        (capfirst(_("depends")), _names(perhaps)),
        (_("Papers to prepare"), list(papers) if step["booked_as"] == "filing" else []),
    ]
    return [note for note in notes if note[1]]


def _answered(step: Json) -> list[str]:
    """Return in how many days an agency answers; nothing where none is asked."""
    if not step["office"]:
        return []
    low, usual, high = step["office"]["expected_days"]
    said = _("Usually answered in %(usual)s days; at best %(low)s, at worst %(high)s")
    return [said % {"low": low, "usual": usual, "high": high}]


def _names(standards: list[Json]) -> list[str]:
    names = [" ".join(filter(None, (each["number"], named(each)))) for each in standards]
    more = len(names) - MOST_NAMES
    rest = [ngettext("%(count)s more", "%(count)s more", more) % {"count": more}] if more > 0 else []
    return [*names[:MOST_NAMES], *rest]

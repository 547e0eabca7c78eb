"""What the pages of opening a centre show."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from itc.accounts.models import User
from itc.centres.models import Opening, Service
from itc.centres.queries.opening import (
    cases_of_province,
    days_ahead,
    openings_of,
    require_may_open,
    taken_over,
    way,
)
from itc.centres.queries.opening_copy import offered
from itc.centres.rules.opening import CannotHandOver
from itc.lib import thai
from itc.network.models import Centre, Post
from itc.network.queries import OPERATORS
from itc.network.rules import MAP_HEIGHT, MAP_WIDTH, drawn_at, place_at
from itc.resources.models import Price, Resource

DRAWN = 2
"""Units of the drawing a pixel, where a place is picked on it: so it fits on the smallest phone."""


def list_page(person: User, *, now: dt.datetime) -> dict[str, Any]:
    """Return the openings of a person. Refuses: UnknownOpening, for who may open none and has none."""
    today = thai.local_day(now)
    if not (openings := openings_of(person, on=today)):
        require_may_open(person, on=today)
    under_way = [each for each in openings if each.state in {"draft", "settled"}]
    return {"under_way": under_way, "over": [each for each in openings if each not in under_way]}


def picked(given: Mapping[str, Any]) -> dict[str, str]:
    """Return latitude and longitude of a press on the map, as its image sends it; nothing without one."""
    try:
        x, y = (float(str(given[f"spot.{each}"])) * DRAWN for each in "xy")
    except (KeyError, ValueError):
        return {}
    inside = 0 < x <= MAP_WIDTH and 0 < y <= MAP_HEIGHT
    return dict(zip(("lat", "lon"), map(str, place_at(x, y)), strict=True)) if inside else {}


def place_page(centre: Centre, form: Any) -> dict[str, Any]:
    """Return the drawing with the dot where the form has it."""
    try:
        x, y = drawn_at(float(form["lat"].value()), float(form["lon"].value()))
    except (TypeError, ValueError):
        x, y = -1.0, -1.0
    if not (0 < x <= MAP_WIDTH and 0 < y <= MAP_HEIGHT):  # what is no number is not inside either
        x, y = drawn_at(*centre.point)
    return {
        "x": round(x), "y": round(y), "width": MAP_WIDTH, "height": MAP_HEIGHT,
        "shown_width": MAP_WIDTH // DRAWN, "shown_height": MAP_HEIGHT // DRAWN,
    }  # fmt: skip


def copy_page(opening: Opening, *, now: dt.datetime) -> dict[str, Any]:
    """Return the templates, and the centres that are open and can be copied from."""
    centres = Centre.objects.open(thai.local_day(now)).order_by("code")
    return {"opening": opening, "templates": offered(), "centres": list(centres)}


def day_page(opening: Opening) -> dict[str, Any]:
    """Return what a day means: who leads until then, and which cases stay with the parent."""
    return {"opening": opening, "cases": cases_of_province(opening.centre)}


def look_page(opening: Opening, *, now: dt.datetime) -> dict[str, Any]:
    """Return the whole of a centre before it opens."""
    centre, today = opening.centre, thai.local_day(now)
    kinds = list(centre.resources.values_list("kind", flat=True))
    people = kinds.count(Resource.Kind.PERSON)
    posts = Post.objects.on(opening.wished_on or days_ahead(today)[0]).filter(centre=centre)
    return {
        "opening": opening,
        "way": way(opening, now=now, here="look"),
        "kind": OPERATORS.get(centre.operator_type, centre.operator_type),
        "machines": len(kinds) - people,
        "people": people,
        "services": Service.objects.filter(centre=centre).count(),
        "samples": centre.resources.filter(status="sample").count(),
        "priced": Price.objects.filter(provider=centre.pk).count(),
        "officers": posts.filter(role=Post.Role.OFFICER).count(),
        "change": _change(opening),
        "cases": cases_of_province(centre) if opening.state in {"draft", "settled"} else [],
        "may_undo": bool(centre.opens_on and centre.opens_on > today),
    }


def _change(opening: Opening) -> Any:
    """Return how the province goes over on the day wished for, None where it does not or cannot."""
    if opening.state != "draft" or opening.wished_on is None:
        return None
    try:
        return taken_over(opening.centre, on=opening.wished_on)
    except CannotHandOver:
        return None

"""Families that ship are planned soundly wherever she lives; recounted from the answer alone.

Some of each sector by `make test` (tests/sampling.py), all in eight provinces by `make prove`.
"""

import datetime as dt
import itertools
from collections import defaultdict
from decimal import Decimal

import pytest

from itc.lib import thai
from itc.network.models import Centre
from itc.resources.models import Booking
from tests.catalogue.reference import families
from tests.planning.answers import Answer, Span, ask, best, held, moment, overlaps, presences, road
from tests.sampling import some_then_all

pytestmark = pytest.mark.django_db
EIGHT = ("TH-51", "TH-58", "TH-34", "TH-10", "TH-20", "TH-71", "TH-84", "TH-95")
"""Two of the North, one each of Isan, the capital, the East and the West, two of the South."""
Live = dict[str, list[Span]]


@pytest.fixture(scope="module")
def live(network: dt.datetime) -> Live:
    found: Live = defaultdict(list)
    rows = Booking.objects.live().values_list("resource__code", "held_from", "held_to")
    for code, held_from, held_to in rows:
        found[code].append((held_from, held_to))
    return found


@pytest.fixture(scope="module")
def windows(network: dt.datetime) -> dict[str, int]:
    return dict(Centre.objects.values_list("code", "firm_window_days"))


def test_there_are_bookings_to_stay_clear_of(live: Live) -> None:
    assert sum(map(len, live.values())) > 10_000


@pytest.mark.parametrize("codes", some_then_all("families")[:1])
def test_families_are_planned_soundly(
    network: dt.datetime, live: Live, windows: dict[str, int], codes: list[str], subtests: pytest.Subtests
) -> None:
    for code in codes:
        with subtests.test(code):
            recount(ask(network, "x", family=code), network, live, windows)


@pytest.mark.prove
@pytest.mark.parametrize("province", EIGHT)
@pytest.mark.parametrize("family", sorted(families()))
def test_every_family_is_planned_soundly_wherever_she_is(
    network: dt.datetime, live: Live, windows: dict[str, int], family: str, province: str
) -> None:
    recount(ask(network, "x", province, family=family), network, live, windows)


def recount(body: Answer, now: dt.datetime, live: Live, windows: dict[str, int]) -> None:
    for plan in body["plans"]:
        recount_one(body | {"plans": [plan]}, now, live, windows)


def recount_one(body: Answer, now: dt.datetime, live: Live, windows: dict[str, int]) -> None:
    plan = best(body)
    assert plan["unmet"] == []
    assert all(step["unmet"] is None for step in plan["steps"])
    assert {step["seq"] for step in plan["steps"]} == {step["seq"] for step in body["path"] if step["on"]}
    in_order(body, now)
    sums_up(body)
    holds_nobody_twice(body, live)
    says_how_sure(body, now, windows)
    she_is_in_one_place(body)


def in_order(body: Answer, now: dt.datetime) -> None:
    steps = {step["seq"]: step for step in best(body)["steps"]}
    for step in steps.values():
        start, end, ready = (moment(step[name]) for name in ("starts_at", "ends_at", "ready_at"))
        assert now <= start <= end <= ready
        for before in step["after"]:
            assert moment(steps[before]["ready_at"]) <= start, (step["operation"], before)
    assert moment(best(body)["finish"]) == max(moment(step["ready_at"]) for step in steps.values())


def sums_up(body: Answer) -> None:
    plan = best(body)
    known = [Decimal(step["cost_thb"]) for step in plan["steps"] if step["cost_thb"] is not None]
    assert sum(known) == Decimal(plan["cost_thb"]) > 0
    assert plan["cost_complete"] is (len(known) == len(plan["steps"]))
    assert sum(Decimal(kind["low_thb"]) for kind in plan["not_bought"]) == Decimal(plan["not_bought_thb"])


def holds_nobody_twice(body: Answer, live: Live) -> None:
    mine: Live = defaultdict(list)
    for step in best(body)["steps"]:
        for code, span in held(step):
            assert span[0] < span[1]
            assert not any(overlaps(span, other) for other in live[code]), (code, span)
            assert not any(overlaps(span, other) for other in mine[code]), (code, span)
            mine[code].append(span)
    assert mine


def says_how_sure(body: Answer, now: dt.datetime, windows: dict[str, int]) -> None:
    today = thai.local_day(now)
    for step in best(body)["steps"]:
        if step["booked_as"] in {"filing", "choice"}:
            assert step["certainty"] == "expected"
            assert step["resources"] == []
            continue
        first = min((span[0] for _code, span in held(step)), default=moment(step["starts_at"]))
        days = (thai.local_day(first) - today).days
        window = windows.get(step["centre"]["code"], 45)
        assert step["certainty"] == ("firm" if days <= window else "forecast"), step["operation"]


def she_is_in_one_place(body: Answer) -> None:
    for (one, here), (other, there) in itertools.pairwise(presences(body)):
        assert one[1] + road(here, there) <= other[0], (one, other)

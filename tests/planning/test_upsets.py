"""What falls away under a case is free again, what others were promised is taken, and no more changes."""

import datetime as dt
from dataclasses import replace

import pytest

from itc.algorithms.scheduling.open_time import Calendar
from itc.algorithms.scheduling.problem import Counter, Network, Owner, Problem, Resource
from itc.algorithms.scheduling.spans import Spans
from itc.cases.models import Slot
from itc.lib.minutes import minute_at, moment_of
from itc.planning.queries.answering import Laid
from itc.planning.queries.network import Grounds
from itc.planning.queries.upsets import Upset, upset
from itc.resources.models import Resource as Row
from itc.resources.queries.supply import Supply, Unit
from itc.resources.rules.holding import Hold, Order

NINE = dt.datetime(2026, 12, 3, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
DAY = 24 * 60
START = minute_at(NINE)
DRYER, MILL = 1, 2


@pytest.fixture
def laid() -> Laid:
    """A network of a dryer that is held from nine to ten, a mill and a laboratory, and no steps."""
    open_ = Calendar((START - DAY,), (START + 30 * DAY,))
    resources = {
        DRYER: Resource(DRYER, 0, 0, Spans.merged([(START, START + 60)]), notice_min=DAY),
        MILL: Resource(MILL, 0, 0, notice_min=2 * DAY),
    }
    counters = {7: Counter(7, 0, 0, weekly_capacity=2, lead_days=3)}
    network = Network((open_,), 0, resources, counters, START + 60 * DAY, 7 * 60)
    problem = Problem(network, (), Owner(0, {}), START, START)
    units = {key: _unit(key, code) for key, code in ((DRYER, "dryer"), (MILL, "mill"))}
    grounds = Grounds(network, {}, {"LAB": 7}, {})
    nothing: dict[str, object] = dict.fromkeys(("understood", "path", "lead_centre", "known"))
    return Laid(
        **nothing, problem=problem, offers={}, barred=frozenset(), supply=_supply(units), grounds=grounds,
        now=NINE,
    )  # type: ignore[arg-type]  # fmt: skip


def _unit(key: int, code: str) -> Unit:
    made = Unit.__new__(Unit)
    object.__setattr__(made, "id", key)
    object.__setattr__(made, "code", code)
    return made


def _supply(units: dict[int, Unit]) -> Supply:
    made = Supply.__new__(Supply)
    object.__setattr__(made, "units", units)
    return made


def slot(first: int, last: int, key: int = DRYER) -> Slot:
    """Return a slot of a resource, in minutes from nine."""
    start, end = moment_of(START + first), moment_of(START + last)
    return Slot(resource=Row(pk=key), held_from=start, use_from=start, use_to=end, held_to=end)


def hold(code: str, first: int, last: int) -> Hold:
    start, end = moment_of(START + first), moment_of(START + last)
    return Hold(code, start, end, start, end)


def busy(found: Laid, key: int = DRYER) -> list[tuple[int, int]]:
    return [(a - START, b - START) for a, b in found.problem.network.resources[key].busy.pairs()]


def test_where_nothing_fell_all_is_as_it_is_kept(laid: Laid) -> None:
    assert upset(laid, None) is laid
    assert busy(upset(laid, Upset(frozenset()))) == [(0, 60)]


def test_what_is_given_back_is_free(laid: Laid) -> None:
    assert busy(upset(laid, Upset(frozenset({1}), (slot(0, 60),)))) == []
    assert busy(upset(laid, Upset(frozenset({1}), (slot(0, 60, key=99),)))) == [(0, 60)], "of no plan"


def test_what_somebody_else_was_promised_is_taken(laid: Laid) -> None:
    found = upset(laid, Upset(frozenset({1}), taken=(hold("dryer", 30, 90), hold("mill", 0, 10))))
    assert (busy(found), busy(found, MILL)) == ([(0, 90)], [(0, 10)])
    assert busy(upset(laid, Upset(frozenset({1}), taken=(hold("gone", 0, 10),)))) == [(0, 60)]


def test_given_back_and_promised_at_once_it_is_taken(laid: Laid) -> None:
    """The one who falls first gives the time back, and the outage itself takes it."""
    found = upset(laid, Upset(frozenset({1}), (slot(0, 60),), (hold("dryer", 0, 120),)))
    assert busy(found) == [(0, 120)]


def test_who_plans_it_herself_needs_no_notice_and_others_do(laid: Laid) -> None:
    found = upset(laid, Upset(frozenset({1}), at_once=frozenset({DRYER, 99})))
    resources = found.problem.network.resources
    assert (resources[DRYER].notice_min, resources[MILL].notice_min) == (0, 2 * DAY)
    found = upset(laid, Upset(frozenset({1}), taken=(hold("dryer", 90, 99),), at_once=frozenset({DRYER})))
    assert found.problem.network.resources[DRYER].notice_min == 0
    assert busy(found) == [(0, 60), (90, 99)]


def test_an_order_that_was_promised_fills_the_week_of_its_laboratory(laid: Laid) -> None:
    day = NINE.date()
    orders = (Order("LAB", day), Order("LAB", day), Order("ELSEWHERE", day))
    found = upset(laid, Upset(frozenset({1}), taken=orders)).problem.network.counters[7]
    assert sum(found.taken.values()) == 2
    assert found.full(7 * 60).last_overlap(START, START + 1)
    assert not laid.problem.network.counters[7].taken, "what is kept for others stays as it is"


def test_the_letter_it_is_made_from_stays_as_it_was(laid: Laid) -> None:
    before = replace(laid)
    upset(laid, Upset(frozenset({1}), (slot(0, 60),), (hold("mill", 0, 10),), frozenset({MILL})))
    assert laid == before
    assert busy(laid) == [(0, 60)]

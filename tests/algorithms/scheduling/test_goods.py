"""Where goods come from: the last steps that keep them, whatever is done at a distance in between."""

from typing import Any

import pytest

from itc.algorithms.scheduling.board import in_order
from itc.algorithms.scheduling.goods import keeps_goods, sources, transit
from itc.algorithms.scheduling.problem import BookedAs, Leg, Owner, Presence, Step
from tests.algorithms.scheduling.letters import order, step, visit, work

REMOTE: dict[str, Any] = {"presence": Presence.REMOTE}
LAB: dict[str, Any] = {"booked_as": BookedAs.COUNTER}


def taken(*steps: Step) -> dict[int, set[int]]:
    return {seq: set(found) for seq, found in sources(tuple(in_order(steps))).items()}


def test_goods_come_from_the_steps_before() -> None:
    found = taken(
        step(1, work(60)), visit(2, work(60)), step(3, work(60), after=(1, 2)), step(4, work(60), after=(3,))
    )
    assert found == {1: set(), 2: set(), 3: {1, 2}, 4: {3}}


@pytest.mark.parametrize(
    "between",
    [
        step(2, work(60), after=(1,), **REMOTE),
        step(2, work(60), after=(1,), booked_as=BookedAs.FILING, **REMOTE),
        step(2, after=(1,), booked_as=BookedAs.CHOICE),
        step(2, after=(1,)),
        step(2, order(7), after=(1,), **LAB),
    ],
)
def test_what_keeps_no_goods_is_looked_through(between: Step) -> None:
    found = taken(step(1, work(60)), between, step(3, work(60), after=(2,)))
    assert found[3] == {1}


def test_a_laboratory_takes_goods_up_but_passes_none_on() -> None:
    lab = step(2, order(7), after=(1,), **LAB)
    assert taken(step(1, work(60)), lab) == {1: set(), 2: {1}}
    assert not keeps_goods(lab)


def test_what_is_done_at_a_distance_takes_up_none() -> None:
    assert taken(step(1, work(60)), step(2, work(60), after=(1,), **REMOTE))[2] == set()
    assert taken(step(1, work(60)), step(2, after=(1,), booked_as=BookedAs.CHOICE))[2] == set()


def test_goods_are_looked_for_through_several_steps_and_on_every_way() -> None:
    found = taken(
        step(1, work(60)),
        step(2, order(7), after=(1,), **LAB),
        step(3, work(60), after=(2,), **REMOTE),
        step(4, work(60), after=(1,)),
        step(5, work(60), after=(3, 4)),
    )
    assert found[5] == {1, 4}


def test_she_carries_goods_in_the_time_of_the_road_and_the_post_takes_its_own() -> None:
    owner = Owner(0, {(0, 1): Leg(90, 80, 1440), (1, 0): Leg(100, 80, 2880)})
    assert transit(owner, 0, 1, carried=True) == 90
    assert transit(owner, 0, 1, carried=False) == 1440
    assert transit(owner, 1, 0, carried=False) == 2880
    assert transit(owner, 1, 1, carried=False) == 0

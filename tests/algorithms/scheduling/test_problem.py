"""A letter that contradicts itself is refused when it is written, with the reason."""

from dataclasses import replace

import pytest

from itc.algorithms.scheduling.problem import BookedAs, Counter, Owner, Step
from tests.algorithms.scheduling.letters import (
    HOME,
    NORTH,
    SOUTH,
    at,
    letter,
    machine,
    order,
    step,
    visit,
    work,
)


@pytest.mark.parametrize(
    ("steps", "fault"),
    [
        ((step(1, after=(9,)),), "waits for 9"),
        ((step(1), step(1)), "same seq"),
        ((step(1, work(60, 9)),), "resource 9 is unknown"),
        ((step(1, work(60, 1, 2)),), "resource 2 is at another place"),
        ((step(1, work(60, 1, 1)),), "the same resource"),
        ((step(1, work(60, None)),), "neither a machine nor a person"),
        ((step(1, work(0)),), "needs some use"),
        ((step(1, work(60, setup=-1)),), "no time may be negative"),
        ((step(1, work(60, runs=0)),), "needs some use"),
        ((step(1, order(7)),), "not of its kind"),
        ((step(1, work(60), booked_as=BookedAs.COUNTER),), "not of its kind"),
        ((step(1, order(8), booked_as=BookedAs.COUNTER),), "counter 8 is unknown"),
        ((step(1, work(60), booked_as=BookedAs.CHOICE),), "a choice"),
        ((step(1, usual_minutes=0),), "no usual length"),
        ((step(1, wait_days=-1),), "negative wait"),
    ],
)
def test_a_letter_that_contradicts_itself_is_refused(steps: tuple[Step, ...], fault: str) -> None:
    lab = Counter(7, 0, NORTH, weekly_capacity=1, lead_days=1)
    with pytest.raises(ValueError, match=fault):
        letter(*steps, resources=(machine(1), machine(2, place=SOUTH)), counters=(lab,))


def test_a_letter_without_a_way_to_where_the_owner_is_called_is_refused() -> None:
    problem = letter(visit(1, work(60)), resources=(machine(1),))
    with pytest.raises(ValueError, match="no way between"):
        replace(problem, owner=Owner(HOME))


def test_a_calendar_beyond_the_horizon_and_a_counter_without_capacity_are_refused() -> None:
    with pytest.raises(ValueError, match="beyond the horizon"):
        letter(horizon_end=at(1, 0))
    with pytest.raises(ValueError, match="at least one order"):
        letter(counters=(Counter(7, 0, NORTH, weekly_capacity=0, lead_days=1),))

"""By how much a better plan could be less, in what she counts in: days, baht and km."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from itc.algorithms.scheduling.solve import Answer
from itc.algorithms.scheduling.totals import Part
from itc.planning.queries.answering import Planned
from itc.planning.queries.slots import bound_by

DAY = 24 * 60


def by(bound: float | None, bound_on: Part | None, *, quoted: bool = False) -> int | None:
    """Return it for a plan of 100 days, 42,330 baht and 646 km."""
    plan = SimpleNamespace(finish=103 * DAY, cost=4_233_000, cost_complete=not quoted, km=646)
    answer: Any = SimpleNamespace(plan=plan, bound=bound, bound_on=bound_on)
    made: Any = SimpleNamespace(problem=SimpleNamespace(start=3 * DAY))
    return bound_by(cast(Planned, made), cast(Answer, answer))


@pytest.mark.parametrize(
    ("bound", "bound_on", "least"),
    [
        (0.001178, Part.FINISH, 1),
        (0.03, Part.FINISH, 3),
        (0.0301, Part.FINISH, 4),
        (0.1, Part.COST, 4233),
        (0.201238, Part.KM, 130),
        (0.0, Part.KM, 1),
    ],
)
def test_a_share_is_said_in_days_baht_or_km_rounded_up(bound: float, bound_on: Part, least: int) -> None:
    assert by(bound, bound_on) == least


def test_what_is_proved_has_nothing_to_be_less_by() -> None:
    assert by(None, None) is None


def test_steps_that_may_yet_be_met_are_no_days_and_no_baht() -> None:
    assert by(0.5, Part.UNMET) is None


def test_a_share_of_the_cost_is_of_its_known_prices() -> None:
    """Nothing is said where a price to be quoted could yet become a known one."""
    assert by(0.1, Part.COST, quoted=True) == 4233
    assert by(1.0, Part.COST, quoted=True) is None
    assert by(0.1, Part.KM, quoted=True) == 65

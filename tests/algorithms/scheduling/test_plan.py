"""Kilometres of the owner: home, place, home; days in a row at one place count once."""

import pytest

from itc.algorithms.scheduling.plan import Stay, travel_km
from tests.algorithms.scheduling.letters import HOME, NORTH, SOUTH, owner


@pytest.mark.parametrize(
    ("stays", "km"),
    [
        ([], 0),
        ([Stay(HOME, 1, 1)], 0),
        ([Stay(NORTH, 1, 1)], 200),
        ([Stay(NORTH, 1, 1), Stay(NORTH, 1, 1)], 200),
        ([Stay(NORTH, 1, 1), Stay(NORTH, 2, 2)], 200),
        ([Stay(NORTH, 1, 1), Stay(NORTH, 3, 3)], 400),
        ([Stay(NORTH, 1, 3), Stay(NORTH, 2, 2), Stay(NORTH, 4, 4)], 200),
        ([Stay(NORTH, 4, 4), Stay(NORTH, 1, 2), Stay(NORTH, 3, 3)], 200),
        ([Stay(NORTH, 1, 1), Stay(SOUTH, 2, 2)], 280),
        ([Stay(NORTH, 1, 1), Stay(SOUTH, 2, 2), Stay(NORTH, 3, 3)], 480),
        ([Stay(NORTH, 1, 1), Stay(SOUTH, 1, 1), Stay(NORTH, 2, 2)], 280),
    ],
)
def test_kilometres_of_stays(stays: list[Stay], km: int) -> None:
    assert travel_km(stays, owner()) == km
    assert travel_km(reversed(stays), owner()) == km

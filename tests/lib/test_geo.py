"""Estimated roads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itc.lib import geo

LAMPHUN, CHIANG_MAI, BANGKOK = (18.5745, 99.0087), (18.7883, 98.9853), (13.7563, 100.5018)
POINTS = st.tuples(st.floats(5.6, 20.5), st.floats(97.3, 105.7))  # Thailand


@pytest.mark.parametrize(
    ("a", "b", "km"), [(LAMPHUN, CHIANG_MAI, 24), (CHIANG_MAI, BANGKOK, 583), (LAMPHUN, LAMPHUN, 0)]
)
def test_the_straight_line_is_what_maps_say(
    a: tuple[float, float], b: tuple[float, float], km: float
) -> None:
    assert geo.straight_km(a, b) == pytest.approx(km, abs=1)


@given(POINTS, POINTS)
def test_a_road_is_as_long_both_ways_and_never_shorter_than_straight(
    a: tuple[float, float], b: tuple[float, float]
) -> None:
    assert geo.road_km(a, b) == pytest.approx(geo.road_km(b, a))
    assert geo.road_km(a, b) >= geo.straight_km(a, b)


def test_an_hour_takes_sixty_kilometres() -> None:
    assert geo.road_minutes(60) == 60

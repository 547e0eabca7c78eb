"""Where a place lies on the drawing of the country."""

from math import log, pi, radians, tan

MAP_WIDTH, MAP_HEIGHT = 560, 1025
"""The view box of `thailand.svg`, in its units; one is about 1.6 km."""


def drawn_at(lat: float, lon: float) -> tuple[float, float]:
    """Return x and y in units of the drawing, from its top left, of a place in degrees.

    The drawing is a Mercator projection, fitted on the area centroids of 75 provinces before outlines were
    simplified. What remains: root mean square 0.16 units in x and 0.39 in y, at most 3.4 (Nan); the towns of
    all 77 provinces fall inside their own (docs/data.md).
    """
    north = 180 / pi * log(tan(pi / 4 + radians(lat) / 2))
    return 67.434 * lon - 6564.154, 1401.155 - 66.9855 * north


def map_point(lat: float, lon: float) -> tuple[float, float]:
    """Return x and y in percent of the drawing, from its top left, of a place in degrees."""
    x, y = drawn_at(lat, lon)
    return round(x / MAP_WIDTH * 100, 2), round(y / MAP_HEIGHT * 100, 2)

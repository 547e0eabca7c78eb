"""Distances on the road, estimated from coordinates."""

from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0
ROAD_FACTOR = 1.3  # a road is about 1.3 times the straight line; an estimate of ours, shown as one
POST_DAY_KM = 300.0
KM_PER_HOUR = 60.0  # provincial roads; an estimate of ours


def straight_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the great-circle distance in km of two (latitude, longitude) points in degrees (haversine)."""
    (lat_a, lon_a), (lat_b, lon_b) = ((radians(x), radians(y)) for x, y in (a, b))
    h = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(h))


def road_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the estimated road distance in km, one way."""
    return straight_km(a, b) * ROAD_FACTOR


def road_minutes(km: float) -> int:
    """Return the estimated minutes on the road for a distance in km."""
    return round(km / KM_PER_HOUR * 60)


def post_minutes(km: float) -> int:
    """Return the estimated minutes a parcel takes over a distance in km: a day, two beyond 300 km.

    An estimate of ours, shown as one: no carrier promises it.
    """
    return 24 * 60 if km <= POST_DAY_KM else 48 * 60

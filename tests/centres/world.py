"""Moments and addresses of these tests."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import override

from itc.lib.thai import BANGKOK
from itc.resources.models import Booking, Resource

NOW = dt.datetime(2026, 12, 1, 9, 0, tzinfo=BANGKOK)
"""A Tuesday."""
TODAY = NOW.date()
DAY = dt.timedelta(days=1)
CODE = "IEAT-NRIE"
PARTS = ("services", "hours", "closings", "people", "units", "prices", "rules", "area")


def page(name: str, *more: Any) -> str:
    with override("th"):
        return reverse(f"centre_{name}", args=[CODE, *more])


def at(days: int, hour: int) -> dt.datetime:
    return dt.datetime.combine(TODAY + days * DAY, dt.time(hour), tzinfo=BANGKOK)


def booked(resource: Resource, days: int, first: int = 9, last: int = 11) -> Booking:
    span = {"held_from": at(days, first), "held_to": at(days, last)}
    use = {"use_from": at(days, first), "use_to": at(days, last)}
    return Booking.objects.create(resource=resource, purpose="case", **span, **use)

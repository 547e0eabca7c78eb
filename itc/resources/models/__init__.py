"""Anything with a calendar or a clock, its prices and its bookings."""

from itc.resources.models.bookings import Booking, LabOrder
from itc.resources.models.days import Closing, Holiday, OpenHours
from itc.resources.models.prices import Price
from itc.resources.models.providers import Counter, Filing, Maker, Resource

__all__ = [
    "Booking", "Closing", "Counter", "Filing", "Holiday", "LabOrder", "Maker", "OpenHours", "Price",
    "Resource",
]  # fmt: skip

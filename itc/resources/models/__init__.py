"""Anything with a calendar or a clock, its prices and its bookings."""

from itc.resources.models.bookings import Booking, LabOrder
from itc.resources.models.days import Holiday
from itc.resources.models.prices import Price
from itc.resources.models.providers import Counter, Filing, Maker, Resource

__all__ = ["Booking", "Counter", "Filing", "Holiday", "LabOrder", "Maker", "Price", "Resource"]

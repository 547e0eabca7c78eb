"""Writes on calendars and counters."""

from itc.resources.actions.absences import allow_absence, prolong_absence, record_absence, release_absence
from itc.resources.actions.holding import hold_all, release_all, shorten
from itc.resources.actions.orders import order_test
from itc.resources.actions.seeding import seed_sample_bookings

__all__ = [
    "allow_absence", "hold_all", "order_test", "prolong_absence", "record_absence", "release_absence",
    "release_all", "seed_sample_bookings", "shorten",
]  # fmt: skip

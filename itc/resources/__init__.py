"""Anything with a calendar: machines, people, labs, offices, their prices and bookings."""

"""Reads of what can be booked."""

"""Rows of the floor."""

from itc.machines.models.outages import Fallen, Outage

__all__ = ["Fallen", "Outage"]

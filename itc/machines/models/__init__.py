"""Rows of the floor."""

from itc.machines.models.outages import Fallen, Outage
from itc.machines.models.turns import Note, Turn

__all__ = ["Fallen", "Note", "Outage", "Turn"]

"""What happens on the floor."""

from itc.machines.models.turns import Note, Turn

__all__ = ["Note", "Turn"]

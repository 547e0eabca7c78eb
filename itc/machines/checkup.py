"""Whose rows have a file."""

from itc.continuity.registry import Stored, keep
from itc.machines.models import Note

keep(Stored(Note, column="photo", gone="removed_at"))

"""Whose rows have a file."""

from itc.cases.models import File
from itc.continuity.registry import Stored, keep

keep(Stored(File, column="stored", gone="removed_at"))

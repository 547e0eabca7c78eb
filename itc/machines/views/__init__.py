"""Pages of the floor."""

from itc.machines.views.day import day, note_photo, note_remove, turn_detail, turn_note, turn_tick
from itc.machines.views.units import centre_labels, unit_detail, unit_label

__all__ = [
    "centre_labels", "day", "note_photo", "note_remove", "turn_detail", "turn_note", "turn_tick",
    "unit_detail", "unit_label",
]  # fmt: skip

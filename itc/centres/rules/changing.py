"""What is decided about changes without a database."""

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from itc.lib import hours, thai

HIDDEN = frozenset({"changed_at", "loaded_digest", "why", "existence_source"})
"""Columns of rows that tell nothing of a change."""
FEWEST = 5
"""Of fewer firms or questions nothing is told: one could be recognised."""


def plain(value: Any) -> Any:
    """Return a value of a column as JSON keeps it; 0.5 and 0.500 are the same."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, dt.date | dt.datetime) else value


CLOSED = frozenset({"", "-", "ปิด", "closed", "หยุด"})
_SPAN = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*-\s*(\d{1,2})(?:[:.](\d{2}))?")


def read_day_hours(text: str) -> str:
    """Return `08:30-12:00, 13:00-16:30` for `8.30-12, 13–16.30 น.`, nothing where it is closed.

    Also in Thai digits. Raises ValueError where it cannot be read.
    """
    plain_text = thai.arabic_digits(text).strip().lower()
    for said, meant in (("–", "-"), ("—", "-"), ("ถึง", "-"), ("น.", ""), ("และ", ","), (";", ",")):
        plain_text = plain_text.replace(said, meant)
    if plain_text.strip() in CLOSED:
        return ""
    spans = []
    for piece in plain_text.split(","):
        if (found := _SPAN.fullmatch(piece.strip())) is None:
            raise ValueError(text)
        first, first_min, last, last_min = (int(each or 0) for each in found.groups())
        spans.append(f"{first:02d}:{first_min:02d}-{last:02d}:{last_min:02d}")
    return ", ".join(sorted(spans))


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def opening_days(text: str) -> list[tuple[list[str], str, str]]:
    """Return (English names of days, opens, closes) of weekly hours, days of the same hours together."""
    found: dict[tuple[str, str], list[str]] = {}
    for number, name in enumerate(WEEKDAYS):
        for span in filter(None, hours.of_day(text, number).split(", ")):
            opens, closes = span.split("-")
            found.setdefault((opens, closes), []).append(name)
    return [
        (names, opens, "23:59" if closes == "24:00" else closes) for (opens, closes), names in found.items()
    ]

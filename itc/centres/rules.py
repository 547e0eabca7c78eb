"""What is decided about changes without a database."""

import datetime as dt
from decimal import Decimal
from typing import Any

HIDDEN = frozenset({"changed_at", "loaded_digest", "why", "existence_source"})
"""Columns of rows that tell nothing of a change."""
FEWEST = 5
"""Of fewer firms or questions nothing is told: one could be recognised."""


def plain(value: Any) -> Any:
    """Return a value of a column as JSON keeps it; 0.5 and 0.500 are the same."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, dt.date | dt.datetime) else value

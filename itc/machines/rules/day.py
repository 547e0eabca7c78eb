"""Which day sheet is asked for, read from an address."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Asked:
    """A day; narrowed to one unit by its code, or to what is hers."""

    day: dt.date
    unit: str = ""
    mine: bool = False

    @property
    def query(self) -> str:
        """Return it as an address has it, without the day."""
        given = {"unit": self.unit, "mine": "1" if self.mine else ""}
        return urlencode({key: value for key, value in given.items() if value})

    @property
    def whole(self) -> str:
        """Return it as an address has it."""
        return "&".join(filter(None, (f"day={self.day.isoformat()}", self.query)))

    def on(self, day: dt.date) -> "Asked":
        """Return the same for another day."""
        return replace(self, day=day)


def read(given: Mapping[str, str], *, today: dt.date) -> Asked:
    """Return what an address asks; a day that is none, or further than anybody looks, is today."""
    try:
        day = dt.date.fromisoformat(given.get("day", ""))
    except ValueError:
        day = today
    if abs(day - today) > dt.timedelta(days=366):
        day = today
    unit = given.get("unit", "").replace("\0", "")[:80]
    return Asked(day, unit, mine=given.get("mine") == "1")

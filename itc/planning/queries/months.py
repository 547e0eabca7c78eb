"""The chart over the steps: how far along the plan a day lies, and which months stand over it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.utils.translation import gettext as _

from itc.lib import thai
from itc.planning.queries.kept import day_of, side
from itc.web.templatetags.web import day

Json = Mapping[str, Any]
MOST_NAMES = 12
"""Names of months that stand side by side; of more every second is named, or every third."""


@dataclass(frozen=True, slots=True)
class Months:
    """The days of a plan, from the first of its first step to the last result."""

    first: dt.date
    last: dt.date

    @classmethod
    def of(cls, steps: Iterable[Json]) -> Self | None:
        """Return the days of the steps; None where there is no step."""
        spans = [(day_of(step["starts_at"]), day_of(step["ready_at"])) for step in steps]
        return cls(min(spans)[0], max(ready for _start, ready in spans)) if spans else None

    def share(self, on: dt.date) -> float:
        """Return how far along the plan a day begins, from 0 to 1 (the end of the last day)."""
        return round((on - self.first).days / ((self.last - self.first).days + 1), 4)

    def bar(self, step: Json) -> tuple[float, float, float]:
        """Return where the work of a step begins and ends, and where its result is there."""
        after = dt.timedelta(days=1)
        begin, end, ready = (day_of(step[name]) for name in ("starts_at", "ends_at", "ready_at"))
        return self.share(begin), self.share(end + after), self.share(ready + after)

    def in_words(self) -> dict[str, Any]:
        """Return the first and the last day, and where each month begins with its name."""
        begins = [
            dt.date(year, month, 1)
            for year in range(self.first.year, self.last.year + 1)
            for month in range(1, 13)
            if self.first < dt.date(year, month, 1) <= self.last
        ]
        every = 1 + len(begins) // (MOST_NAMES + 1)
        return {
            "first": _("Begins %(day)s") % {"day": day(self.first)},
            "last": _("On the market %(day)s") % {"day": day(self.last)},
            "begins": [
                (
                    self.share(begin),
                    "" if number % every else thai.date_text(begin, language=side()).split()[1],
                )
                for number, begin in enumerate(begins)
            ],
        }

"""The page of a reminder's link: one step, and the next times to which it could be moved."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from itc.cases.models import Case, Step, StepLink
from itc.cases.queries.links import short_firm, state_of
from itc.cases.rules.planned import PlannedStep
from itc.lib import thai
from itc.lib.refusal import Conflict, NotReady
from itc.planning.queries.case_pages import step_page
from itc.planning.queries.effects import Effect, Wish, effect
from itc.planning.queries.kept import side

MOST_TIMES = 3
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Time:
    """A time to which a step could be moved: the first from a day on, and how many others move with it."""

    since: dt.date
    step: PlannedStep
    others: int
    shown: str

    @property
    def place(self) -> str:
        """Where it would be done, in the language of the page."""
        return str(getattr(self.step, f"place_{side()}"))


def link_page(link: StepLink, *, now: dt.datetime) -> dict[str, Any]:
    """Return what the page of a link shows: of its case no more than the step, and that while she may."""
    state = state_of(link, now=now)
    context: dict[str, Any] = {"link": link, "state": str(state), "firm": short_firm(link.step.case)}
    return context | step_page(link.step, now=now)


def next_times(step: Step, *, since: dt.date, now: dt.datetime) -> tuple[Time, ...]:
    """Return the next times from a day on, each on another day. Refuses what `effect` does, where none is."""
    found: list[Time] = []
    while len(found) < MOST_TIMES:
        try:
            one = effect(Case.objects.get(pk=step.case_id), Wish(not_before={step.seq: since}), now=now)
        except (Conflict, NotReady):
            if found:
                break
            raise
        time = _time(step, since, one)
        if time is None:
            break
        found.append(time)
        since = thai.local_day(time.step.starts_at) + DAY
    return tuple(found)


def _time(step: Step, since: dt.date, found: Effect) -> Time | None:
    own = next((change.after for change in found.changes if change.seq == step.seq), None)
    return Time(since, own, len(found.changes) - 1, found.shown) if own else None


def day_after(step: Step) -> dt.date:
    """Return the day after a step begins."""
    return thai.local_day(step.starts_at) + DAY

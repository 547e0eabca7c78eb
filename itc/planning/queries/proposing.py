"""The next free times of a unit that fit a case: what its provider may propose instead of a no."""

import datetime as dt

from itc.cases.actions.proposing import Free
from itc.cases.models import Case, Slot
from itc.lib import thai
from itc.lib.refusal import Conflict, NotReady
from itc.planning.queries.effects import Effect, Wish, effect

MOST_TIMES = 3
DAY = dt.timedelta(days=1)


def wish_for(slot: Slot, since: dt.date) -> Wish:
    """Return the wish that the step of a slot be done at its unit, from a day on."""
    assert slot.resource is not None
    return Wish(not_before={slot.step.seq: since}, at_unit={slot.step.seq: slot.resource.code})


def free_times(slot: Slot, *, now: dt.datetime) -> tuple[Free, ...]:
    """Return the next times of the unit of a slot, each on another day; none where nothing fits."""
    found: list[Free] = []
    since = max(thai.local_day(slot.held_from), thai.local_day(now))
    while len(found) < MOST_TIMES:
        try:
            one = effect(Case.objects.get(pk=slot.step.case_id), wish_for(slot, since), now=now)
        except (Conflict, NotReady):
            break
        if (times := span_of(one, slot)) is None:
            break
        found.append(Free(since, *times))
        since = thai.local_day(times[0]) + DAY
    return tuple(found)


def span_of(found: Effect, slot: Slot) -> tuple[dt.datetime, dt.datetime] | None:
    """Return when the step of a slot would be after a change; None where that leaves it alone."""
    after = (change.after for change in found.changes if change.seq == slot.step.seq)
    own = next((each for each in after if each), None)
    return (own.starts_at, own.ends_at) if own else None

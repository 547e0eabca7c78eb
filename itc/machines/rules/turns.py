"""What can be ticked off of a turn, and what is said of it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from itc.lib import thai

GRACE = dt.timedelta(minutes=15)
"""So long she may be late before anybody can say that she did not come."""
UNDO = dt.timedelta(minutes=10)
"""So long a tick can be undone."""
MUCH = dt.timedelta(minutes=5)
"""Less than that is neither late nor early."""
FIRST_OF = ("machine", "room", "counter", "person")
"""A step is ticked off at its machine, where it has one; its people are there with it."""


NO_PHOTO = _("That is no photo: take a JPG, PNG or WEBP.")


class State(StrEnum):
    """How far a turn is; also what can be ticked off of it."""

    AHEAD = "ahead"
    CAME = "came"
    RAN = "ran"
    DONE = "done"
    ABSENT = "absent"


NEXT: Mapping[State, tuple[State, ...]] = {
    State.AHEAD: (State.CAME, State.ABSENT),
    State.CAME: (State.RAN, State.DONE),
    State.RAN: (State.DONE,),
    State.DONE: (),
    State.ABSENT: (),
}
"""What can follow what."""

ALREADY: Mapping[State, tuple[State, ...]] = {
    State.CAME: (State.CAME, State.RAN, State.DONE),
    State.RAN: (State.RAN, State.DONE),
    State.DONE: (State.DONE,),
    State.ABSENT: (State.ABSENT,),
}
"""States in which a tick was made already: pressed once more it changes nothing."""

WHY: Mapping[str, str | Promise] = {
    "no-word": _("no word came"),
    "called-off": _("she rang and cannot come"),
    "no-material": _("came without what it takes"),
}
"""What is known of who did not come, by the code that is kept."""

QUICK: Mapping[str, str | Promise] = {
    "all-well": _("all went well"),
    "cleaned": _("cleaned"),
    "part-worn": _("a part is worn"),
    "material-short": _("material ran short"),
    "material-wet": _("material too wet"),
    "once-more": _("needs another run"),
}
"""Quick words, by the code that is kept: chips for who wears gloves."""


def too_early(state: State, *, use_from: dt.datetime, held_from: dt.datetime, now: dt.datetime) -> bool:
    """Say whether it is too early to tick off: nothing before its day, and nobody is missed before the grace
    is over."""
    if state == State.ABSENT:
        return now < use_from + GRACE
    return thai.local_day(now) < thai.local_day(held_from)


def may_undo(state: State, since: dt.datetime | None, now: dt.datetime) -> bool:
    """Say whether a tick can be undone: for ten minutes; that nobody came, while it counts."""
    return since is not None and (state == State.ABSENT or now < since + UNDO)


def minutes_late(use_from: dt.datetime, came_at: dt.datetime | None) -> int:
    """Return by how many minutes somebody was late; 0 where it is hardly any."""
    late = (came_at or use_from) - use_from
    return int(late.total_seconds() // 60) if late >= MUCH else 0


def minutes_early(use_to: dt.datetime, done_at: dt.datetime | None) -> int:
    """Return by how many minutes a turn ended early; below 0 by how many it ran over; 0: hardly any."""
    early = use_to - (done_at or use_to)
    return int(early.total_seconds() / 60) if abs(early) >= MUCH else 0


def said(quick: Sequence[str], words: str) -> str:
    """Return a note in words of the language of the page; a code nobody knows any more is left out."""
    known = [str(QUICK[code]) for code in quick if code in QUICK]
    return " · ".join([*known, *([words] if words else [])])

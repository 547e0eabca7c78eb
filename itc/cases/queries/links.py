"""What the link of a reminder leads to, and whether it still holds."""

import datetime as dt
import unicodedata
from enum import StrEnum

from itc.cases.link_errors import UnknownLink
from itc.cases.models import Case, Miss, StepLink
from itc.cases.models.feeds import hashed
from itc.firms.models import Firm

LETTERS = 3
"""Of a firm's name on a page that anybody may see over her shoulder."""


class State(StrEnum):
    """Whether a link still holds, or why it does not any more."""

    HOLDS = "holds"
    USED = "used"
    CLOSED = "closed"
    LEFT = "left"
    DROPPED = "dropped"
    MOVED = "moved"
    LOST = "lost"
    BEGUN = "begun"


def link_of(secret: str) -> StepLink:
    """Return the link of a secret, with all its page needs. Refuses: UnknownLink."""
    links = StepLink.objects.filter(digest=hashed(secret), person__is_active=True)
    whole = ("person", "step__centre", "step__case__firm", "step__case__closure", "step__case__confirmation")
    link = links.select_related(*whole).first()
    if link is None:
        raise UnknownLink
    return link


def state_of(link: StepLink, *, now: dt.datetime) -> State:
    """Return whether a link holds at a moment; where several things ended it, what tells her most."""
    step, case = link.step, link.step.case
    over = {
        State.USED: link.used_at is not None,
        State.CLOSED: case.state == "closed",
        State.LEFT: not Firm.objects.visible_to(link.person).filter(pk=case.firm_id).exists(),
        State.DROPPED: step.dropped_at is not None,
        State.MOVED: step.starts_at != link.starts_at,
        State.BEGUN: step.starts_at <= now,
        State.LOST: Miss.objects.filter(step=step, made_good_at=None).exists(),
    }
    return next((state for state, is_so in over.items() if is_so), State.HOLDS)


def short_firm(case: Case) -> str:
    """Return the first letters of a firm's name: she knows which it is, a passer-by does not."""
    name, bare = case.firm.name, 0
    for number, letter in enumerate(name):
        bare += not unicodedata.category(letter).startswith("M")  # a Thai vowel above stays with its letter
        if bare > LETTERS:
            return f"{name[:number].rstrip()}…"
    return name

"""What was changed in a case, in words, with the way back where there is a plain one."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from itc.cases.models import Case
from itc.lib import thai
from itc.planning.queries.effects import Change, Effect, Wish

MOST_NAMED = 4
"""Steps that are named in one sentence; of more, only how many."""


@dataclass(frozen=True, slots=True)
class WayBack:
    """The page that shows what changing back would change, and what it is called."""

    url: str
    words: str


def in_words(effect: Effect) -> str:
    """Return what was changed, in sentences."""
    found = effect.changes
    sorts: dict[str, list[Change]] = {
        _("Left out: %(steps)s."): [each for each in found if each.after is None],
        _("Put in: %(steps)s."): [each for each in found if each.before is None],
        _("Moved: %(steps)s."): [each for each in found if each.after and each.before and each.moved],
        _("Another price: %(steps)s."): [each for each in found if not each.moved],
    }
    said = [words % {"steps": _names(changes)} for words, changes in sorts.items() if changes]
    return " ".join(said) or _("Noted. No step had to change.")


def way_back(case: Case, wish: Wish, effect: Effect) -> WayBack | None:
    """Return the way back from what was done; None where there is no plain one."""
    for seq in wish.dropped:
        return WayBack(reverse("case_add", args=[case.code, seq]), _("Put it back"))
    for seq in wish.added:
        return WayBack(f"{reverse('case_step', args=[case.code, seq])}?drop=on", _("Leave it out again"))
    for seq in wish.not_before:
        return _to_the_old_day(case, seq, effect.changes)
    return _to_the_old_amount(case, effect)


def _names(changes: Sequence[Change]) -> str:
    names = [each.name for each in changes]
    more = len(names) - MOST_NAMED
    if more <= 0:
        return ", ".join(names)
    return _("%(steps)s and %(more)s more") % {"steps": ", ".join(names[:MOST_NAMED]), "more": more}


def _to_the_old_day(case: Case, seq: int, changes: Sequence[Change]) -> WayBack | None:
    before = next((each.before for each in changes if each.seq == seq), None)
    if before is None:
        return None
    query = urlencode({"day": thai.local_day(before.starts_at).isoformat()})
    return WayBack(f"{reverse('case_step', args=[case.code, seq])}?{query}", _("Back to the old day"))


def _to_the_old_amount(case: Case, effect: Effect) -> WayBack | None:
    old = effect.amounts[0]
    if old is None:
        return None
    query = urlencode({"amount": f"{old.value.normalize():f}", "amount_unit": old.unit})
    return WayBack(f"{reverse('case_amount', args=[case.code])}?{query}", _("Back to the old amount"))

"""What somebody who answers asks of her queue, and the usual reasons of a no."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from itc.cases.rules.words import plain

REASONS = {
    "repair": _("it is being repaired or looked after"),
    "away": _("whoever runs it is away"),
    "full": _("too much to do at that time"),
    "unfit": _("it does not suit this product or amount"),
    "missing": _("something must be brought or shown first"),
}
"""Usual reasons of a no, by code."""
MOST_WORDS = 400


@dataclass(frozen=True, slots=True)
class Wanted:
    """Narrowed by words and to a unit; a page of it."""

    words: str = ""
    unit: str = ""
    page: str = ""

    @property
    def query(self) -> str:
        """Return it as an address has it, without the page."""
        given = {"q": self.words, "unit": self.unit}
        return urlencode({key: value for key, value in given.items() if value})


def read(given: Mapping[str, str]) -> Wanted:
    """Return what an address asks."""
    words, unit = (" ".join(given.get(name, "").replace("\0", "").split()) for name in ("q", "unit"))
    return Wanted(words[:100], unit[:80], given.get("page", ""))


def reason(given: Mapping[str, str]) -> str:
    """Return why, of a usual reason and words of one's own: either or both; empty, where neither is said."""
    usual = REASONS.get(given.get("reason", ""), "")
    words = plain(given.get("words", ""))[:MOST_WORDS].strip()
    return " – ".join(str(each) for each in (usual, words) if each)

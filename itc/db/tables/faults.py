"""What is wrong in a table, where, and how to cure it."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong; line 0 means the whole file, an empty column the whole line."""

    file: str
    line: int
    column: str
    what: str
    cure: str

    def __str__(self) -> str:
        place = ":".join(filter(None, (self.file, str(self.line or ""))))
        return ": ".join(filter(None, (place, self.column, f"{self.what} — {self.cure}")))


class Unreadable(Exception):
    """A cell that cannot be taken as it stands; `guess` is what it most likely means, None where unknown."""

    def __init__(self, what: str, cure: str, guess: object = None) -> None:
        super().__init__(what)
        self.what, self.cure, self.guess = what, cure, guess


def did_you_mean(text: str, known: Iterable[str]) -> str:
    """Return a cure that names up to three known codes like the text, else where codes come from."""
    folded = {code.casefold(): code for code in known}
    close = difflib.get_close_matches(text.casefold(), folded, n=3, cutoff=0.6)
    if close:
        return _("did you mean %(codes)s?") % {"codes": _(" or ").join(folded[code] for code in close)}
    if len(folded) <= 12:
        return _("write one of %(codes)s") % {"codes": ", ".join(sorted(folded.values()))}
    return _("use a code that is there, or add it there first")

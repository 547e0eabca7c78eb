"""What an officer asks of her queue, read from its address."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode


class Which(StrEnum):
    """Which cases: all that go on, those that wait for a yes, that run, or that have ended."""

    OPEN = "open"
    WAITING = "waiting"
    RUNNING = "running"
    ENDED = "ended"


class Whose(StrEnum):
    """In whose hands."""

    ALL = "all"
    MINE = "mine"
    NOBODYS = "nobodys"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which cases, in whose hands, narrowed by words; a page of them."""

    which: Which = Which.OPEN
    whose: Whose = Whose.ALL
    words: str = ""
    page: str = ""

    @property
    def query(self) -> str:
        """Return it as an address has it, without the page; what is usual is left out."""
        given = {
            "which": self.which if self.which != Which.OPEN else "",
            "whose": self.whose if self.whose != Whose.ALL else "",
            "q": self.words,
        }
        return urlencode({key: str(value) for key, value in given.items() if value})


def read(given: Mapping[str, str]) -> Asked:
    """Return what an address asks; a word nobody knows is as if it were not there."""
    which, whose = given.get("which", ""), given.get("whose", "")
    return Asked(
        Which(which) if which in set(Which) else Which.OPEN,
        Whose(whose) if whose in set(Whose) else Whose.ALL,
        " ".join(given.get("q", "").replace("\0", "").split())[:100],
        given.get("page", ""),
    )

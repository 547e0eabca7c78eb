"""What an officer asks of her queue, read from its address."""

import re
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


STAGES = ("products", "engineering", "manufacturing", "certification", "markets")
FLAGS = ("late", "unread", "missed")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which cases, in whose hands, narrowed by words, the stage of the next step, the firm's province, and
    whether they lapse within a day, have new messages, or missed a time; a page of them."""

    which: Which = Which.OPEN
    whose: Whose = Whose.ALL
    words: str = ""
    page: str = ""
    stage: str = ""
    province: str = ""
    late: bool = False
    unread: bool = False
    missed: bool = False

    @property
    def query(self) -> str:
        """Return it as an address has it, without the page; what is usual is left out."""
        given = {
            "which": self.which if self.which != Which.OPEN else "",
            "whose": self.whose if self.whose != Whose.ALL else "",
            "q": self.words,
            "stage": self.stage,
            "province": self.province,
            **{flag: "1" if getattr(self, flag) else "" for flag in FLAGS},
        }
        return urlencode({key: str(value) for key, value in given.items() if value})

    @property
    def more(self) -> bool:
        """Whether it is narrowed by what stands behind “more”."""
        return bool(self.stage or self.province or self.late or self.unread or self.missed)


def read(given: Mapping[str, str]) -> Asked:
    """Return what an address asks; a word nobody knows is as if it were not there."""
    which, whose, stage = (given.get(name, "") for name in ("which", "whose", "stage"))
    province = given.get("province", "")
    return Asked(
        Which(which) if which in set(Which) else Which.OPEN,
        Whose(whose) if whose in set(Whose) else Whose.ALL,
        " ".join(given.get("q", "").replace("\0", "").split())[:100],
        given.get("page", ""),
        stage if stage in STAGES else "",
        province if re.fullmatch(r"TH-[0-9]{2}", province) else "",
        **{flag: given.get(flag) == "1" for flag in FLAGS},
    )

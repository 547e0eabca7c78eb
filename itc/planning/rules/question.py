"""What she asked: her words, where she is, and every choice she made on the page."""

import datetime as dt
import unicodedata
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, Self

IDEA_LETTERS = 2000
"""The longest idea kept; what is longer is cut and said."""
READING = dt.timedelta(hours=1)
"""How long what was shown holds while she reads, as far as notice and first free times go."""
PLAN_COST = 20
"""Units of the public budget that a plan costs."""
LISTS = ("chips_on", "chips_off", "steps_on", "steps_off", "days_off")
"""The choices of a question of which there may be several."""
MOST_DAYS_AHEAD = 365
"""A plan may not start later than this many days from today: calendars do not reach further."""


def printable(text: str) -> str:
    """Return her words without what no database or page can hold: control characters and broken halves.

    Line breaks and tabs become blanks; the rest stays as she wrote it.
    """
    kept = (" " if letter in "\n\r\t" else letter for letter in text)
    return "".join(letter for letter in kept if unicodedata.category(letter) not in {"Cc", "Cs"}).strip()


def clean_idea(text: str) -> str:
    """Return her words as a question keeps them: printable, and cut at `IDEA_LETTERS`."""
    return printable(text[: 2 * IDEA_LETTERS])[:IDEA_LETTERS].strip()


@dataclass(frozen=True, slots=True)
class Question:
    """One question, complete: the same question on the same data has the same answer.

    `family` is her choice where she switched from the one understood; `chips_off` are chips she removed and
    `chips_on` those she added; `amount` is in `amount_unit` (kg, l, piece) a lot; `steps_on` and
    `steps_off` are numbers of recipe steps; nothing is planned before `start`; on `days_off` (Monday 0) she
    cannot come; `region` is the only one she and her goods are to go to.
    """

    idea: str
    province: str
    family: str | None = None
    platform: str | None = None
    chips_on: tuple[str, ...] = ()
    chips_off: tuple[str, ...] = ()
    amount: Decimal | None = None
    amount_unit: str | None = None
    steps_on: tuple[int, ...] = ()
    steps_off: tuple[int, ...] = ()
    start: dt.date | None = None
    days_off: tuple[int, ...] = ()
    region: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return plain JSON, read back by `from_json`."""
        plain = asdict(self)
        plain["amount"] = None if self.amount is None else str(self.amount)
        plain["start"] = None if self.start is None else self.start.isoformat()
        return plain

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Self:
        """Return the question that `as_json` wrote, also before there was all that may be asked now."""
        lists = {name: tuple(plain.get(name, ())) for name in LISTS}
        amount = None if plain["amount"] is None else Decimal(plain["amount"])
        start = None if plain["start"] is None else dt.date.fromisoformat(plain["start"])
        return cls(**plain | lists | {"amount": amount, "start": start})

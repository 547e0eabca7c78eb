"""Platforms (T10): named ways of transformation, and which one is proposed for her idea, with the reason.

A platform is a row. What it does to the steps of a recipe is told in `itc.catalogue.rules.path`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class PlatformRule:
    """A platform, as its row has it.

    `stages` order the display by weight. `emphasis_operations` are stressed, `drops` left out, and each of
    `gates`, written `before>then`, lets one operation wait for another. `proposed_by` lists conditions, each
    enough: parts joined by `+` must all hold, and a part holds when one of its triggers, parted by commas,
    does; beside the triggers of a sentence these are `family:CODE` and `sector:CODE`. The least `rank` is
    asked first.
    """

    code: str
    name_th: str
    name_en: str
    for_whom_th: str
    for_whom_en: str
    stages: tuple[str, ...]
    emphasis_operations: tuple[str, ...]
    rank: int
    is_default: bool
    proposed_by: tuple[str, ...]
    reason_th: str
    reason_en: str
    drops: tuple[str, ...]
    gates: tuple[str, ...]

    @property
    def trigger(self) -> str:
        """The trigger that switches on the steps which name this platform."""
        return f"platform:{self.code}"


@dataclass(frozen=True, slots=True)
class Proposal:
    """The platform proposed, the words of hers that point to it (none for the default), and the reason."""

    code: str
    said: tuple[str, ...]
    reason_th: str
    reason_en: str


def propose(
    platforms: Iterable[PlatformRule], triggers: Mapping[str, str], sector: str, family: str
) -> Proposal:
    """Return the platform to begin with: the first by rank that a condition speaks for, else the default.

    `triggers` are what was read from her sentence, each with its words.
    """
    facts = {f"sector:{sector}": "", f"family:{family}": "", **triggers}
    ranked = sorted(platforms, key=lambda each: (each.rank, each.code))
    for platform in ranked:
        for condition in platform.proposed_by:
            if (said := _said(condition, facts)) is not None:
                return Proposal(platform.code, said, platform.reason_th, platform.reason_en)
    default = next(each for each in ranked if each.is_default)
    return Proposal(default.code, (), default.reason_th, default.reason_en)


def _said(condition: str, facts: Mapping[str, str]) -> tuple[str, ...] | None:
    """Return her words behind a condition, each once, or None when it does not hold."""
    words: dict[str, None] = {}
    for part in condition.split("+"):
        met = next((trigger for trigger in part.split(",") if trigger in facts), None)
        if met is None:
            return None
        words[facts[met]] = None
    return tuple(word for word in words if word)

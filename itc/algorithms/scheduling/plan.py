"""The reply: when each step is, who is held, what it costs and how far she travels.

Minutes count from 1970-01-01 00:00 UTC, money is satang, distances are whole kilometres.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from itc.algorithms.scheduling.problem import Owner


class Reason(StrEnum):
    """Why a step could not be met: the first of these whose removal would cure it."""

    NO_PROVIDER = "no_provider"
    NOTICE = "notice"
    AWAY = "away"
    NO_FREE_TIME = "no_free_time"
    HORIZON = "horizon"
    NO_OPENING = "no_opening"


@dataclass(frozen=True, slots=True)
class Block:
    """One booking of one resource: set-up from `held_from`, use, cleaning until `held_to`."""

    resource: int
    held_from: int
    held_to: int
    use_from: int
    use_to: int


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step in time: `start` to `end` is use, `option` indexes the step's options (None: nothing held).

    A drop-off at a counter has no length: start and end are the minute the sample is handed in.
    """

    seq: int
    option: int | None
    start: int
    end: int
    held_from: int
    held_to: int
    ready: int
    cost: int | None
    blocks: tuple[Block, ...] = ()
    unmet: Reason | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """All steps in the letter's order; `cost` sums what is known, `cost_complete` says if that is all."""

    steps: tuple[PlannedStep, ...]
    finish: int
    cost: int
    cost_complete: bool
    km: int

    @property
    def unmet(self) -> tuple[PlannedStep, ...]:
        """The steps nobody can do; with any of them, `finish` reads "at the earliest"."""
        return tuple(step for step in self.steps if step.unmet)


class Stay(NamedTuple):
    """The owner at a place from one local day to another, both included."""

    place: int
    first_day: int
    last_day: int


def travel_km(stays: Iterable[Stay], owner: Owner) -> int:
    """Return her kilometres: home, place, home for every stay; days in a row at one place are one stay."""
    km = 0
    place, last_day = None, 0
    for stay in sorted(stays):
        if stay.place == place and stay.first_day <= last_day + 1:
            last_day = max(last_day, stay.last_day)
        else:
            km += owner.there_and_back(stay.place)
            place, last_day = stay.place, stay.last_day
    return km

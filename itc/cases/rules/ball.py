"""Who has the ball: whose turn it is to do something for a case, and since when."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Turn(StrEnum):
    """Whose turn it is."""

    OFFICER = "officer"
    PROVIDER = "provider"
    OWNER = "owner"
    CENTRE = "centre"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Ball:
    """Whose turn it is since when; `until` is when it must be done, as far as there is a day."""

    turn: Turn
    since: dt.datetime
    until: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Ahead:
    """A step that is not over: when it begins and ends, and whether she comes or sends something herself."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    by_owner: bool


def ball(
    *,
    made: dt.datetime,
    lapses: dt.datetime,
    confirmed: dt.datetime | None,
    closed: dt.datetime | None,
    asked: int,
    asked_back: dt.datetime | None = None,
    steps: Iterable[Ahead],
    now: dt.datetime,
) -> Ball:
    """Return whose turn it is: the officer's until she confirms, but the owner's since she was `asked_back`
    and has not answered; then of providers who are asked, then of
    whoever does the next step: since the last one that is over ended, until it begins."""
    if closed is not None:
        return Ball(Turn.NOBODY, closed)
    if confirmed is None:
        if asked_back is not None:
            return Ball(Turn.OWNER, asked_back, lapses)
        return Ball(Turn.OFFICER, made, lapses)
    if asked:
        return Ball(Turn.PROVIDER, confirmed)
    every = sorted(steps, key=lambda step: step.starts_at)
    since = max((step.ends_at for step in every if step.ends_at <= now), default=confirmed)
    since = max(since, confirmed)
    ahead = [step for step in every if step.ends_at > now]
    if not ahead:
        return Ball(Turn.OFFICER, since)
    step = ahead[0]
    turn = Turn.OWNER if step.by_owner and step.starts_at > now else Turn.CENTRE
    return Ball(turn, since, step.starts_at)

"""Doing one thing to many cases: each for itself, so that one that cannot does not hinder the others."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from itc.accounts.models import User
from itc.cases.actions.ending import confirm_case
from itc.cases.actions.handling import give_in_hand, hand_over
from itc.cases.errors import NoReason
from itc.cases.models import Case
from itc.cases.queries.lists import case_of
from itc.cases.rules.words import plain
from itc.lib.refusal import Refusal
from itc.network.models import Centre

MOST = 100
"""Cases at once."""


@dataclass(frozen=True, slots=True)
class Together:
    """What became of many: how many were done, and why which were not."""

    done: int
    refused: tuple[tuple[str, Refusal], ...]


def confirm_all(*, codes: Iterable[str], by: User, now: dt.datetime) -> Together:
    """Say yes to cases."""
    return _each(codes, by, now, lambda case: confirm_case(case=case, by=by, now=now))


def hand_all(*, codes: Iterable[str], officer: User, by: User, now: dt.datetime) -> Together:
    """Put cases in the hands of an officer."""
    return _each(codes, by, now, lambda case: give_in_hand(case=case, officer=officer, by=by, now=now))


def hand_over_all(
    *, codes: Iterable[str], centre: Centre, words: str, by: User, now: dt.datetime
) -> Together:
    """Give cases to another centre, for one reason. Refuses: NoReason, for all of them."""
    if not plain(words):
        raise NoReason
    return _each(
        codes, by, now, lambda case: hand_over(case=case, centre=centre, words=words, by=by, now=now)
    )


def _each(codes: Iterable[str], by: User, now: dt.datetime, do: Callable[[Case], object]) -> Together:
    done, refused = 0, []
    for code in list(dict.fromkeys(codes))[:MOST]:
        try:
            do(case_of(by, code, now=now))
            done += 1
        except Refusal as refusal:
            refused.append((code, refusal))
    return Together(done, tuple(refused))

"""Whose turn it is, and since when."""

import datetime as dt
from typing import Any

from itc.cases.rules.ball import Ahead, Ball, Turn, ball

MADE = dt.datetime(2026, 12, 1, 2, 0, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
LAPSES, YES = MADE + 3 * DAY, MADE + DAY


def step(day: int, *, by_owner: bool = True) -> Ahead:
    return Ahead(MADE + day * DAY, MADE + day * DAY + 3 * HOUR, by_owner)


def turn(*steps: Ahead, now: dt.datetime = YES, **given: Any) -> Ball:
    plain: dict[str, Any] = {"made": MADE, "lapses": LAPSES, "confirmed": YES, "closed": None, "asked": 0}
    return ball(**plain | given, steps=steps, now=now)


def test_it_is_the_officers_until_she_confirms_and_then_of_who_is_asked() -> None:
    assert turn(step(9), confirmed=None, asked=1) == Ball(Turn.OFFICER, MADE, LAPSES)
    assert turn(step(9), asked=1) == Ball(Turn.PROVIDER, YES)


def test_it_is_of_who_does_the_next_step_since_the_one_before_ended() -> None:
    first, second = step(5), step(9)
    assert turn(second, first) == Ball(Turn.OWNER, YES, first.starts_at)
    assert turn(second, first, now=first.starts_at) == Ball(Turn.CENTRE, YES, first.starts_at)
    assert turn(second, first, now=MADE + 7 * DAY) == Ball(Turn.OWNER, first.ends_at, second.starts_at)
    assert turn(first, step(9, by_owner=False), now=MADE + 7 * DAY).turn == Turn.CENTRE
    assert turn(first, second, now=MADE + 20 * DAY) == Ball(Turn.OFFICER, second.ends_at)


def test_what_was_over_before_the_case_was_confirmed_does_not_count() -> None:
    assert turn(step(0), step(9)).since == YES


def test_it_is_nobodys_once_the_case_has_ended() -> None:
    assert turn(step(9), closed=YES + DAY) == Ball(Turn.NOBODY, YES + DAY)

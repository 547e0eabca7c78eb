"""What she changes on the page of a plan: one press, one change, a new question."""

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from itc.planning.rules.question import Question

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Change:
    """One press of a button, with what stands in the fields beside it. None: left as it was.

    The first day, the days off and the region hold as they stand in their fields, empty ones too; `wish_off`
    (`start`, `region`, `day-4`) takes one of them away. A chip is switched off or on by its code, `amount`
    among them, a step by its number.
    """

    province: str | None = None
    family: str | None = None
    platform: str | None = None
    amount: Decimal | None = None
    amount_unit: str | None = None
    start: dt.date | None = None
    days_off: tuple[int, ...] = ()
    region: str | None = None
    wish_off: str | None = None
    chip_on: str | None = None
    chip_off: str | None = None
    step_on: int | None = None
    step_off: int | None = None


def changed(question: Question, change: Change) -> Question:
    """Return the question after a change.

    Another family begins with its own steps and platform: numbers of steps mean something else there.
    """
    new = question
    if change.family and change.family != question.family:
        new = replace(new, family=change.family, platform=None, steps_on=(), steps_off=())
    if change.province:
        new = replace(new, province=change.province)
    if change.platform:
        new = replace(new, platform=change.platform)
    return _steps(_chips(_amount(_wishes(new, change), change), change), change)


def day_wish(weekday: int) -> str:
    """Return the code of the wish not to come on a weekday (Monday 0)."""
    return f"day-{weekday}"


def with_amount(question: Question, amount: Decimal, unit: str) -> Question:
    """Return the question for another amount of a lot, over the one read from her words."""
    return replace(
        question, amount=amount, amount_unit=unit, chips_off=_without(question.chips_off, "amount")
    )


def _wishes(question: Question, change: Change) -> Question:
    """The wishes as they stand in their fields, less the one taken away."""
    gone = change.wish_off
    return replace(
        question,
        start=None if gone == "start" else change.start,
        region=None if gone == "region" else change.region,
        days_off=tuple(sorted({day for day in change.days_off if day_wish(day) != gone})),
    )


def _amount(question: Question, change: Change) -> Question:
    """The amount written over the one read from her words."""
    if change.chip_off == "amount":
        return replace(question, amount=None, amount_unit=None)
    if not change.amount:
        return question
    return with_amount(question, change.amount, change.amount_unit or question.amount_unit or "kg")


def _chips(question: Question, change: Change) -> Question:
    on, off = question.chips_on, question.chips_off
    if change.chip_on:
        off = _without(off, change.chip_on)
        on = (*_without(on, change.chip_on), change.chip_on)
    if change.chip_off:
        on = _without(on, change.chip_off)
        off = (*_without(off, change.chip_off), change.chip_off)
    return replace(question, chips_on=on, chips_off=off)


def _steps(question: Question, change: Change) -> Question:
    on, off = question.steps_on, question.steps_off
    if change.step_on is not None:
        off = _without(off, change.step_on)
        on = tuple(sorted({*on, change.step_on}))
    if change.step_off is not None:
        on = _without(on, change.step_off)
        off = tuple(sorted({*off, change.step_off}))
    return replace(question, steps_on=on, steps_off=off)


def _without(items: tuple[Item, ...], item: Item) -> tuple[Item, ...]:
    return tuple(each for each in items if each != item)

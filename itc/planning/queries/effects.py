"""All that a wish changes in a case, before it happens: steps, prices, the day of market, what is asked."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from decimal import Decimal

from itc.algorithms.scheduling import plan as planned
from itc.algorithms.scheduling.repair import Kept
from itc.cases.errors import CaseClosed
from itc.cases.models import Case, Step
from itc.cases.rules.planned import PlannedStep, Rewritten
from itc.catalogue.queries.knowledge import knowledge
from itc.catalogue.rules.amounts import Amount
from itc.lib.minutes import minute_at, minute_of, moment_of
from itc.network.models import Centre
from itc.planning.errors import CannotChange, OthersTooNear, TooNear
from itc.planning.queries.accepted import step_as_held
from itc.planning.queries.answering import Laid, Understood, lay, understood
from itc.planning.queries.asked_of_cases import asked_of, but, steps_on, with_steps
from itc.planning.queries.kept import side
from itc.planning.queries.repairing import (
    Standing,
    begin_of,
    late_for,
    next_quarter,
    only_at,
    remade,
    repair,
    standing,
    waits_of,
)
from itc.planning.queries.slots import say_step
from itc.planning.queries.then_now import digest
from itc.planning.queries.upsets import Upset, upset
from itc.planning.rules.changes import with_amount
from itc.planning.rules.question import READING


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to change: steps that begin on a day or later, by number; left out; put in; how much of it.

    `at_unit` says by number at which unit alone, by its code, a step may be done. `upset` is what nobody
    wishes: steps that lost what they stood on.
    """

    not_before: Mapping[int, dt.date] = field(default_factory=dict)
    dropped: frozenset[int] = frozenset()
    added: frozenset[int] = frozenset()
    amount: Amount | None = None
    at_unit: Mapping[int, str] = field(default_factory=dict)
    upset: Upset | None = None

    @property
    def fallen(self) -> frozenset[int]:
        """The numbers of the steps that lost what they stood on."""
        return self.upset.fallen if self.upset else frozenset()


@dataclass(frozen=True, slots=True)
class Change:
    """A step before and after: `before` is None where it is put in, `after` where it is left out."""

    before: Step | None
    after: PlannedStep | None
    moved: bool = True
    """Whether it stands at another time or elsewhere; else only its price is another."""

    @property
    def seq(self) -> int:
        """The number of the step."""
        return self.after.seq if self.after else self.before.seq if self.before else 0

    @property
    def costs_change(self) -> bool:
        """Whether its price is another than before, also for being new or left out."""
        return self.before is None or self.after is None or self.before.cost_thb != self.after.cost_thb

    @property
    def name(self) -> str:
        """What the step is called, in the language of the page."""
        known = self.before or self.after
        return str(getattr(known, f"name_{side()}"))

    @property
    def place_after(self) -> str:
        """Where the step is done then, in the language of the page."""
        return str(getattr(self.after, f"place_{side()}", ""))


@dataclass(frozen=True, slots=True)
class Sums:
    """What a case comes to: known baht, how many prices are to be quoted, when its last result is there."""

    thb: Decimal
    to_quote: int
    finish: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Effect:
    """All that a wish changes; `shown` is what she sends back to have just this done."""

    changes: tuple[Change, ...]
    standing: tuple[Step, ...]
    """Steps that another amount would change, but that have begun or begin too soon."""
    before: Sums
    after: Sums
    amounts: tuple[Amount | None, Amount | None]
    rewritten: Rewritten
    at: dt.datetime
    """The moment as of which it is planned."""

    @property
    def is_nothing(self) -> bool:
        """Whether all stays as it is."""
        return not self.changes and self.amounts[0] == self.amounts[1]

    def is_past(self, now: dt.datetime) -> bool:
        """Whether something would be held that has begun since it was shown."""
        planned = (*self.rewritten.moved, *self.rewritten.added)
        return any(step.starts_at < now for step in planned if step.wanted)

    @property
    def shown(self) -> str:
        """The moment, and letters that change when anything else of it does."""
        parts = [(each.seq, each.after, each.moved) for each in self.changes]
        letters = digest(parts, sorted(step.seq for step in self.standing), self.rewritten.asked)
        return f"{minute_at(self.at)}.{letters}"


def effect(case: Case, wish: Wish, *, now: dt.datetime, shown: str = "") -> Effect:
    """Return all that a wish changes in a case; whatever may stay as it is stays.

    `shown` is of an effect shown before: within an hour this one is planned as of the same moment, so that it
    is the same unless something went to somebody else.
    Refuses: CaseClosed; TooNear, where a step has begun or needs more notice; OthersTooNear, where one would
    have to move that has; CannotChange, where no time is free for one that has to move or to be put in; and
    what `lay` refuses.
    """
    if case.state == "closed":
        raise CaseClosed
    stand, at = standing(case, now=now, fallen=wish.fallen), _moment(shown, now)
    if stand.near & (wish.dropped | wish.not_before.keys()):
        raise TooNear
    asked = with_steps(asked_of(case), stand.steps.keys())
    wanted = _wanted(asked, wish, stand)
    laid = only_at(upset(_laid(wanted, at), wish.upset), wish.at_unit)
    work, price = remade(_laid(asked, at), laid, stand) if wish.amount else (frozenset(), frozenset())
    after, floors = waits_of(laid, stand), _floors(wish, work - stand.near, stand)
    done, kept = repair(laid, stand, after, floors)
    _can_be(done.plan, after, wish, stand)
    new = [step for step in done.plan.steps if step.seq not in stand.near]
    moved = {step.seq for step in new if _differs(step, stand, kept)}
    said = {
        step.seq: replace(step, after=after[step.seq])
        for step in _said(laid, [each for each in new if each.seq in moved | price], at)
    }
    gone = (steps_on(asked) - after.keys()) | (wish.dropped & stand.steps.keys())
    rewritten = _rewritten(stand, wanted, said, moved, after, gone)
    return _effect(stand, (asked, wanted), said, rewritten, (work | price) & stand.near, at)


def _moment(shown: str, now: dt.datetime) -> dt.datetime:
    """Return as of when to plan: what was shown within the hour says so, else the next quarter of an hour."""
    minute = shown.partition(".")[0]
    if minute.isdecimal() and len(minute) < 12:
        at = moment_of(int(minute))
        if now - READING <= at <= next_quarter(now):
            return at
    return next_quarter(now)


def _laid(asked: Understood, at: dt.datetime) -> Laid:
    """Return what a case is planned from; her first day is past."""
    return lay(but(asked, start=None), now=at)


def _wanted(asked: Understood, wish: Wish, stand: Standing) -> Understood:
    """Return what the case asks for after a wish; what begins too soon to be left out stays."""
    if wish.amount is None:
        return with_steps(asked, (stand.steps.keys() - wish.dropped) | wish.added)
    other = understood(with_amount(asked.question, wish.amount.value, wish.amount.unit), asked.reading)
    before, then = steps_on(asked), steps_on(other)
    gone = (before - then) - stand.near
    return with_steps(other, (stand.steps.keys() - gone) | (then - before))


def _floors(wish: Wish, work: Set[int], stand: Standing) -> dict[int, int]:
    """Return from which minute on steps are placed anew: no sooner than wished, or than they stand now."""
    floors = {seq: begin_of(stand.slots[seq]) for seq in work | stand.fallen}
    return floors | {seq: minute_of(day) for seq, day in wish.not_before.items()}


def _can_be(plan: planned.Plan, after: Mapping[int, tuple[int, ...]], wish: Wish, stand: Standing) -> None:
    """Refuse a plan without a time for what was held or is wished, or too late for what is near."""
    held = (stand.slots.keys() | wish.not_before.keys() | wish.added) - stand.near
    if names := [_name_of(step.seq, stand) for step in plan.unmet if step.seq in held]:
        raise CannotChange(names)
    if late := late_for(plan, after, stand):
        raise OthersTooNear([step.name for step in late])


def _name_of(seq: int, stand: Standing) -> str:
    """Return what a step is called, also one that is not in the case yet."""
    if seq in stand.steps:
        return stand.steps[seq].name
    family = knowledge().lines.get(stand.case.family_id, ())
    operation = next(line.operation for line in family if line.seq == seq)
    return str(getattr(knowledge().operations[operation], f"name_{side()}"))


def _differs(step: planned.PlannedStep, stand: Standing, kept: Mapping[int, Kept]) -> bool:
    """Whether a step stands otherwise than before: new, at another time, or done by others."""
    before = stand.steps.get(step.seq)
    if before is None:
        return True
    if (step.start, step.ready) != (minute_at(before.starts_at), minute_at(before.ready_at)):
        return True
    was = kept.get(step.seq)
    return step.option != (was.option if was else None)


def _said(laid: Laid, steps: Sequence[planned.PlannedStep], at: dt.datetime) -> Iterator[PlannedStep]:
    """Yield steps as a case holds them."""
    paths = {each.step.line.seq: each for each in laid.path.on}
    said = [say_step(laid, paths[step.seq], step) for step in steps]
    centres = Centre.objects.in_bulk([each["centre"]["code"] for each in said if each["centre"]])
    return (step_as_held(each, centres, at) for each in said)


def _effect(
    stand: Standing,
    asked: tuple[Understood, Understood],
    said: Mapping[int, PlannedStep],
    rewritten: Rewritten,
    near: Iterable[int],
    at: dt.datetime,
) -> Effect:
    """Return the effect: what is left out first, then what is put in, what moves, what costs otherwise."""
    left = [step for seq, step in stand.steps.items() if seq not in rewritten.dropped | said.keys()]
    changes = (
        *(Change(stand.steps[seq], None) for seq in sorted(rewritten.dropped)),
        *(Change(None, step) for step in rewritten.added),
        *(Change(stand.steps[step.seq], step) for step in rewritten.moved),
        *(Change(stand.steps[seq], said[seq], moved=False) for seq in sorted(rewritten.prices)),
    )
    return Effect(
        changes=changes,
        standing=tuple(stand.steps[seq] for seq in sorted(near)),
        before=_sums(stand.steps.values()),
        after=_sums((*left, *said.values())),
        amounts=(asked[0].amount, asked[1].amount),
        rewritten=rewritten,
        at=at,
    )


def _rewritten(
    stand: Standing,
    wanted: Understood,
    said: Mapping[int, PlannedStep],
    moved: Set[int],
    after: Mapping[int, tuple[int, ...]],
    dropped: Set[int],
) -> Rewritten:
    by_start = sorted(said.values(), key=lambda step: (step.starts_at, step.seq))
    return Rewritten(
        asked=wanted.question.as_json(),
        after=after,
        moved=tuple(step for step in by_start if step.seq in moved & stand.steps.keys()),
        added=tuple(step for step in by_start if step.seq not in stand.steps),
        dropped=frozenset(dropped),
        prices={step.seq: step.cost_thb for step in by_start if step.seq not in moved},
    )


def _sums(steps: Iterable[Step | PlannedStep]) -> Sums:
    rows = list(steps)
    return Sums(
        thb=sum((row.cost_thb or Decimal(0) for row in rows), Decimal(0)),
        to_quote=sum(row.cost_thb is None for row in rows),
        finish=max((row.ready_at for row in rows), default=None),
    )

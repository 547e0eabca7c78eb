"""A change of a case before it is made: what stays, what moves where, what is dropped."""

import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from itc.accounts.models import User
from itc.algorithms.scheduling import plan as planned
from itc.algorithms.scheduling import problem as letter
from itc.algorithms.scheduling.checker import check
from itc.algorithms.scheduling.problem import Problem
from itc.algorithms.scheduling.repair import Kept, free_of, repaired
from itc.algorithms.scheduling.spans import Spans
from itc.algorithms.scheduling.work import Slot as Minutes
from itc.cases.errors import UnknownCase
from itc.cases.models import Case, Slot, Step
from itc.cases.models.steps import DECLINED
from itc.cases.queries.page import require_may_change
from itc.cases.rules.planned import PlannedStep
from itc.lib.minutes import minute_at, minute_of
from itc.network.models import Centre
from itc.planning.errors import CannotChange, PlanNotSound, TooNear
from itc.planning.queries.accepted import step_as_held
from itc.planning.queries.answering import Laid, lay, understood
from itc.planning.queries.slots import say_step
from itc.planning.queries.then_now import digest
from itc.planning.rules.question import Question

log = logging.getLogger(__name__)
QUARTER = 15 * 60
"""Seconds."""

Rows = Mapping[int, Sequence[Slot]]
"""The live slots of each step of a case, by its number."""


@dataclass(frozen=True, slots=True)
class Change:
    """A step before and after; `after` is None where it is dropped."""

    before: Step
    after: PlannedStep | None


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to change: steps that begin on a day or later, by number; steps to be dropped."""

    not_before: Mapping[int, dt.date]
    dropped: frozenset[int] = frozenset()


def changes(case: Case, wish: Wish, *, now: dt.datetime) -> list[Change]:
    """Return all that a wish changes in a case, what is dropped first; whatever may stay as it is stays.

    Refuses: TooNear, where a step has begun or needs more notice; CannotChange, where no time is free for
    one that has to move, or its provider serves it no more.
    """
    steps = {step.seq: step for step in case.steps.kept()}
    slots = _slots(steps.values())
    near = {seq for seq, step in steps.items() if _is_near(step, slots.get(seq, ()), now)}
    if near & (wish.dropped | wish.not_before.keys()):
        raise TooNear
    laid = lay(understood(_question(case, wish)), now=next_quarter(now))
    problem = _rest(laid.problem, steps.keys() - near - wish.dropped)
    kept = {
        step.seq: found for step in problem.steps if (found := _kept(laid, step, slots.get(step.seq, ())))
    }
    free = _but_declined(free_of(problem, _own(problem, kept, slots)), case)
    repair = repaired(free, kept, {seq: minute_of(day) for seq, day in wish.not_before.items()})
    if any(step.unmet for step in repair.plan.steps):
        raise CannotChange
    if faults := check(free, repair.plan):
        log.error("unsound change of case %s: %s", case.pk, faults)
        raise PlanNotSound
    moved = [step for step in repair.plan.steps if _differs(step, steps[step.seq])]
    return [
        *(Change(steps[seq], None) for seq in sorted(wish.dropped)),
        *(Change(steps[step.seq], after) for step, after in zip(moved, _said(laid, moved, now), strict=True)),
    ]


def next_quarter(now: dt.datetime) -> dt.datetime:
    """Return the next whole quarter of an hour: what is shown stays what would be done while she reads it."""
    return dt.datetime.fromtimestamp(-(-now.timestamp() // QUARTER) * QUARTER, tz=now.tzinfo)


def _question(case: Case, wish: Wish) -> Question:
    """Return what the case asks for, less all that was dropped; her first day is past."""
    question = Question.from_json(case.asked)
    dropped = set(case.steps.filter(dropped_at__isnull=False).values_list("seq", flat=True)) | wish.dropped
    return replace(question, steps_off=tuple(sorted({*question.steps_off, *dropped})), start=None)


def _slots(steps: Iterable[Step]) -> dict[int, list[Slot]]:
    found: dict[int, list[Slot]] = defaultdict(list)
    rows = Slot.objects.live().filter(step__in=steps).select_related("step", "resource__centre", "counter")
    for slot in rows.order_by("held_from", "pk"):
        found[slot.step.seq].append(slot)
    return found


def _is_near(step: Step, slots: Sequence[Slot], now: dt.datetime) -> bool:
    """Whether a step has begun, or begins sooner than those it holds want to know of it."""
    begins = min((slot.held_from for slot in slots), default=step.starts_at)
    notice = max((slot.resource.notice for slot in slots if slot.resource), default=0)
    return begins < now + dt.timedelta(hours=notice)


def _rest(problem: Problem, seqs: Set[int]) -> Problem:
    """Return the letter with these steps only, which wait for each other only."""
    return replace(
        problem,
        steps=tuple(
            replace(step, after=tuple(seq for seq in step.after if seq in seqs))
            for step in problem.steps
            if step.seq in seqs
        ),
    )


def _kept(laid: Laid, step: letter.Step, rows: Sequence[Slot]) -> Kept | None:
    """Return where a step stands, None where it holds nothing or nobody offers it so any more."""
    codes = tuple(dict.fromkeys(row.resource.code if row.resource else str(row.counter_id) for row in rows))
    for number, offer in enumerate(laid.offers[step.seq]):
        if rows and codes == (tuple(unit.code for unit in offer.units) or (offer.lab and offer.lab.code,)):
            first = [row for row in rows if row.resource is None or row.resource.code == codes[0]]
            return Kept(number, tuple(_minutes(row) for row in first))
    return None


def _minutes(row: Slot) -> Minutes:
    """Return a slot in minutes; a drop-off takes the one in which it begins."""
    if row.counter_id:
        start = minute_at(row.use_from)
        return Minutes(start, start, start + 1, start + 1)
    times = (minute_at(each) for each in (row.held_from, row.use_from, row.use_to, row.held_to))
    return Minutes(*times)


def _but_declined(problem: Problem, case: Case) -> Problem:
    """Return the letter without the times that providers said no to."""
    resources = dict(problem.network.resources)
    for slot in Slot.objects.filter(step__case=case, ended_why=DECLINED, resource__isnull=False):
        if (resource := resources.get(slot.resource_id or 0)) is not None:
            held = minute_at(slot.held_from), minute_at(slot.held_to)
            resources[resource.id] = replace(resource, busy=Spans.merged([*resource.busy.pairs(), held]))
    return replace(problem, network=replace(problem.network, resources=resources))


def _own(
    problem: Problem, kept: Mapping[int, Kept], slots: Rows
) -> dict[int, tuple[letter.Option, tuple[Minutes, ...]]]:
    """Return what the case holds by now of the steps that may move."""
    found: dict[int, tuple[letter.Option, tuple[Minutes, ...]]] = {}
    for step in problem.steps:
        if step.seq in kept and any(slot.is_held for slot in slots[step.seq]):
            found[step.seq] = step.options[kept[step.seq].option], kept[step.seq].slots
    return found


def _differs(after: planned.PlannedStep, before: Step) -> bool:
    """Whether a step stands otherwise than before: at another time, or with its result on another day."""
    return (after.start, after.ready) != (minute_at(before.starts_at), minute_at(before.ready_at))


def _said(laid: Laid, steps: Sequence[planned.PlannedStep], now: dt.datetime) -> Iterator[PlannedStep]:
    """Yield steps as a case holds them."""
    paths = {each.step.line.seq: each for each in laid.path.on}
    said = [say_step(laid, paths[step.seq], step) for step in steps]
    centres = Centre.objects.in_bulk([each["centre"]["code"] for each in said if each["centre"]])
    return (step_as_held(each, centres, now) for each in said)


def digest_of(found: Sequence[Change]) -> str:
    """Return letters that change when anything of a change does."""
    return digest([(each.before.seq, each.after) for each in found])


def step_page(case: Case, seq: int, user: User, *, now: dt.datetime) -> dict[str, Any]:
    """Return a step of a case for its page. Refuses: UnknownCase, ConsentMissing."""
    require_may_change(user, case, now=now)
    step = case.steps.kept().filter(seq=seq).first()
    if step is None:
        raise UnknownCase
    slots = list(Slot.objects.live().filter(step=step).select_related("resource__centre", "counter"))
    near = case.state == "closed" or _is_near(step, slots, now)
    return {"case": case, "step": step, "slots": slots, "near": near}

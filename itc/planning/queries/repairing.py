"""A case as it stands, and the letter to the planner of which as much as may is kept."""

import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import compress

from itc.algorithms.scheduling.checker import check
from itc.algorithms.scheduling.plan import Plan
from itc.algorithms.scheduling.problem import Option, Problem
from itc.algorithms.scheduling.repair import Kept, Repair, free_of, is_free, repaired
from itc.algorithms.scheduling.spans import Spans
from itc.algorithms.scheduling.work import Slot as Minutes
from itc.cases.models import Case, Miss, Slot, Step
from itc.cases.models.steps import NOT_GIVEN
from itc.lib.minutes import minute_at
from itc.planning.errors import PlanNotSound
from itc.planning.queries.answering import Laid
from itc.planning.rules.waits import waits

log = logging.getLogger(__name__)
QUARTER = 15 * 60
"""Seconds."""

Rows = Mapping[int, Sequence[Slot]]
"""The live slots of each step of a case, by its number."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A case as it stands: its steps by number, and their slots."""

    case: Case
    steps: Mapping[int, Step]
    slots: Rows
    near: frozenset[int]
    """Steps that begin too soon to be changed."""
    begun: frozenset[int]
    """Those of them that have begun."""
    fallen: frozenset[int] = frozenset()
    """Steps that lost what they stood on, and hold nothing any more."""


def standing(case: Case, *, now: dt.datetime, fallen: frozenset[int] = frozenset()) -> Standing:
    """Return a case as it stands at a moment.

    Where steps have fallen, what has not begun is near to nobody: it moves if it cannot be in time any more.
    """
    steps = {step.seq: step for step in case.steps.kept()}
    slots = _slots(steps.values())
    missed = missed_of(case)
    near = {
        seq: step.starts_at <= now
        for seq, step in steps.items()
        if seq not in fallen
        and is_near(step, slots.get(seq, ()), now, missed=step.pk in missed, noticed=not fallen)
    }
    begun = (seq for seq, has_begun in near.items() if has_begun)
    return Standing(case, steps, slots, frozenset(near), frozenset(begun), fallen & steps.keys())


def next_quarter(now: dt.datetime) -> dt.datetime:
    """Return the next whole quarter of an hour: what is shown stays what would be done while she reads it."""
    return dt.datetime.fromtimestamp(-(-now.timestamp() // QUARTER) * QUARTER, tz=now.tzinfo)


def missed_of(case: Case) -> set[int]:
    """Return the keys of the steps of a case that miss a time they should have had."""
    return set(Miss.objects.filter(step__case=case, made_good_at=None).values_list("step", flat=True))


def is_near(
    step: Step, slots: Sequence[Slot], now: dt.datetime, *, missed: bool, noticed: bool = True
) -> bool:
    """Whether a step has begun, or begins sooner than those it holds want to know of it (`noticed`).

    One that misses its time, or holds nothing of what it wants, begins for nobody: another is to be found.
    """
    if missed or (slots and not any(slot.is_held for slot in slots)):
        return False
    begins = min((slot.held_from for slot in slots), default=step.starts_at)
    notice = max((slot.resource.notice for slot in slots if slot.resource and noticed), default=0)
    return begins < next_quarter(now) + dt.timedelta(hours=notice)


def waits_of(laid: Laid, stand: Standing) -> dict[int, tuple[int, ...]]:
    """Return what each step of the path waits for, what has begun for nothing that comes too late for it.

    So does a step before it that never had its time.
    """

    def in_time(before: int, seq: int) -> bool:
        if before not in stand.steps or (seq in stand.begun and before not in stand.near):
            return False
        return stand.steps[before].ready_at <= stand.steps[seq].starts_at

    path = {each.step.line.seq: each.step.after for each in laid.path.on}
    return waits(path, stand.near, in_time)


def only_at(laid: Laid, units: Mapping[int, str]) -> Laid:
    """Return the letter in which steps can be done at one unit alone, by number and code of the unit."""
    offers, steps = dict(laid.offers), {step.seq: step for step in laid.problem.steps}
    for seq in units.keys() & offers.keys() & steps.keys():
        fits = [any(unit.code == units[seq] for unit in offer.units) for offer in offers[seq]]
        offers[seq] = tuple(compress(offers[seq], fits))
        steps[seq] = replace(steps[seq], options=tuple(compress(steps[seq].options, fits)))
    return replace(laid, offers=offers, problem=replace(laid.problem, steps=tuple(steps.values())))


def remade(before: Laid, after: Laid, stand: Standing) -> tuple[frozenset[int], frozenset[int]]:
    """Return the steps whose work is another by a new letter, and those of which only the price is."""
    work, price = set(), set()
    for seq, rows in stand.slots.items():
        old, new = _option(before, seq, rows), _option(after, seq, rows)
        if old is None or seq not in after.offers:
            continue
        if new is None or replace(old, cost=None) != replace(new, cost=None):
            work.add(seq)
        elif old.cost != new.cost:
            price.add(seq)
    return frozenset(work), frozenset(price)


def repair(
    laid: Laid, stand: Standing, after: Mapping[int, tuple[int, ...]], floors: Mapping[int, int]
) -> tuple[Repair, Mapping[int, Kept]]:
    """Return the changed plan of what waits for what, and where its steps stood that stand somewhere.

    Steps with a floor are placed anew from that minute on, and so is what is only foreseen and was taken.
    Refuses: PlanNotSound.
    """
    steps = tuple(replace(step, after=after[step.seq]) for step in laid.problem.steps)
    kept = {step.seq: found for step in steps if (found := _kept(laid, step.seq, stand)) is not None}
    stays = {seq for seq in stand.near if seq not in kept or kept[seq].option is None}
    stays |= stand.fallen  # what they held is nobody's already
    free = _free(laid, replace(laid.problem, steps=steps), stand, stays)
    gone = {seq: begin_of(stand.slots[seq]) for seq in kept if _is_gone(free, kept[seq], seq, stand)}
    done = repaired(free, kept, {**gone, **floors}, stand.near & kept.keys())
    faults = [fault for fault in check(free, done.plan) if fault.seq not in stand.near | done.stood]
    if faults:
        log.error("unsound change of case %s: %s", stand.case.pk, faults)
        raise PlanNotSound
    return done, kept


def late_for(plan: Plan, after: Mapping[int, Sequence[int]], stand: Standing) -> list[Step]:
    """Return the steps that begin too soon to be moved, though what they wait for would not be ready."""
    ready = {step.seq: step.ready for step in plan.steps}
    late = (
        seq
        for seq in stand.near & after.keys()
        if any(ready[each] > minute_at(stand.steps[seq].starts_at) for each in after[seq])
    )
    return [stand.steps[seq] for seq in sorted(late)]


def begin_of(rows: Sequence[Slot]) -> int:
    """Return the minute at which slots begin to be held."""
    return min(minute_at(row.held_from) for row in rows)


def _slots(steps: Iterable[Step]) -> dict[int, list[Slot]]:
    found: dict[int, list[Slot]] = defaultdict(list)
    rows = Slot.objects.live().filter(step__in=steps).select_related("step", "resource__centre", "counter")
    for slot in rows.order_by("held_from", "pk"):
        found[slot.step.seq].append(slot)
    return dict(found)


def _kept(laid: Laid, seq: int, stand: Standing) -> Kept | None:
    """Return where a step stands, None where it holds nothing or nobody offers it so any more."""
    rows = stand.slots.get(seq, ())
    number = _number(laid, seq, rows)
    ready = minute_at(stand.steps[seq].ready_at) if seq in stand.near else None
    if number is None:
        return None if ready is None else Kept(None, (), ready)
    first = [row for row in rows if row.resource is None or row.resource_id == rows[0].resource_id]
    return Kept(number, tuple(minutes_of(row) for row in first), ready)


def _number(laid: Laid, seq: int, rows: Sequence[Slot]) -> int | None:
    """Return which of the offers for a step some slots are of."""
    codes = {row.resource.code if row.resource else str(row.counter_id) for row in rows}
    for number, offer in enumerate(laid.offers.get(seq, ())):
        labs = {offer.lab.code} if offer.lab else set()
        if rows and codes == labs | {unit.code for unit in offer.units}:
            return number
    return None


def _option(laid: Laid, seq: int, rows: Sequence[Slot]) -> Option | None:
    number = _number(laid, seq, rows)
    return None if number is None else laid.offers[seq][number].option


def minutes_of(row: Slot) -> Minutes:
    """Return a slot in minutes; a drop-off takes the one in which it begins."""
    if row.counter_id:
        start = minute_at(row.use_from)
        return Minutes(start, start, start + 1, start + 1)
    times = (minute_at(each) for each in (row.held_from, row.use_from, row.use_to, row.held_to))
    return Minutes(*times)


def _free(laid: Laid, problem: Problem, stand: Standing, stays: Set[int]) -> Problem:
    """Return the letter with all free that the case holds, but for some steps and what was declined."""
    held = [row for seq, rows in stand.slots.items() if seq not in stays for row in rows if row.is_held]
    places = laid.grounds.counters
    free = free_of(
        problem,
        [(row.resource_id, minutes_of(row)) for row in held if row.resource_id],
        [(places[row.counter_id], minute_at(row.use_from)) for row in held if row.counter_id],
    )
    return _but_declined(free, stand.case)


def _is_gone(problem: Problem, kept: Kept, seq: int, stand: Standing) -> bool:
    """Whether the time of a step is foreseen only, and somebody else's by now, or over."""
    if kept.option is None or seq in stand.near or all(row.is_held for row in stand.slots[seq]):
        return False
    if begin_of(stand.slots[seq]) < problem.start:
        return True
    step = next(step for step in problem.steps if step.seq == seq)
    return not is_free(problem.network, step.options[kept.option], kept.slots)


def _but_declined(problem: Problem, case: Case) -> Problem:
    """Return the letter without the times that providers said no to, or did not answer for in time."""
    resources = dict(problem.network.resources)
    for slot in Slot.objects.filter(step__case=case, ended_why__in=NOT_GIVEN, resource__isnull=False):
        if (resource := resources.get(slot.resource_id or 0)) is not None:
            held = minute_at(slot.held_from), minute_at(slot.held_to)
            resources[resource.id] = replace(resource, busy=Spans.merged([*resource.busy.pairs(), held]))
    return replace(problem, network=replace(problem.network, resources=resources))

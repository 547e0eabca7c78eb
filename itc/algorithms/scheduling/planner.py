"""The earliest plan by next-fit: every step, in `after` order, on the option that is ready first."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush

from itc.algorithms.scheduling.ledger import Ledger
from itc.algorithms.scheduling.plan import Block, Plan, PlannedStep, Reason, travel_km
from itc.algorithms.scheduling.problem import (
    BookedAs,
    CounterOption,
    Option,
    Presence,
    Problem,
    Step,
    place_of,
)
from itc.algorithms.scheduling.spans import NEVER
from itc.algorithms.scheduling.task import Task, tasks_of, unheld_task
from itc.algorithms.scheduling.work import Slot


@dataclass(frozen=True, slots=True)
class Candidate:
    """An option and the slots it would take."""

    index: int
    option: Option
    slots: tuple[Slot, ...]
    ready: int

    @property
    def rank(self) -> tuple[int, bool, int]:
        """Earlier ready first, then cheaper; what is to be quoted comes after any price."""
        return self.ready, self.option.cost is None, self.option.cost or 0


Choose = Callable[[Step, Problem, Ledger, int], Candidate | None]
"""Chooses how a step, ready from a minute on, is done; None where nobody can."""


def plan(problem: Problem) -> Plan:
    """Return the plan in which each step takes its first feasible slot; the same letter, the same plan."""
    return plan_with(problem, first_feasible)


def plan_with(problem: Problem, choose: Choose) -> Plan:
    """Return the plan in which each step, in `after` order, takes the candidate that `choose` gives it."""
    ledger = Ledger(problem)
    planned: dict[int, PlannedStep] = {}
    for step in in_order(problem.steps):
        ready = max((planned[seq].ready for seq in step.after), default=problem.start)
        planned[step.seq] = _plan_step(step, problem, ledger, ready, choose)
    steps = tuple(planned[step.seq] for step in problem.steps)
    return Plan(
        steps=steps,
        finish=max((step.ready for step in steps), default=problem.start),
        cost=sum(step.cost for step in steps if step.cost is not None),
        cost_complete=all(step.cost is not None for step in steps),
        km=travel_km(ledger.stays, problem.owner),
    )


def in_order(steps: tuple[Step, ...]) -> list[Step]:
    """Return the steps so that each follows those it waits for, ties by seq; ValueError on a cycle."""
    by_seq = {step.seq: step for step in steps}
    open_seqs = {step.seq: set(step.after) for step in steps}
    ready = [seq for seq, after in open_seqs.items() if not after]
    heapify(ready)
    order = []
    while ready:
        done = heappop(ready)
        order.append(by_seq[done])
        for seq, after in open_seqs.items():
            if done in after:
                after.remove(done)
                if not after:
                    heappush(ready, seq)
    if len(order) < len(steps):
        raise ValueError("the steps wait for each other in a circle")
    return order


def candidates(step: Step, problem: Problem, ledger: Ledger, ready: int) -> list[Candidate]:
    """Return the options of a step that can be ready first, all at the same minute, with their slots."""
    found: list[Candidate] = []
    best: int | None = None
    for index, task in enumerate(tasks_of(step, problem, ledger)):
        if slots := task.fit(ready, problem.network.horizon_end, beat=best):
            best = slots[-1].use_to + task.lag
            found.append(Candidate(index, step.options[index], slots, best))
    return [each for each in found if each.ready == best]


def fitting(step: Step, problem: Problem, ledger: Ledger, ready: int, *, by: int) -> list[Candidate]:
    """Return every option of a step at its own first feasible slots, if the result is ready by a minute."""
    return [
        Candidate(index, step.options[index], slots, slots[-1].use_to + task.lag)
        for index, task in enumerate(tasks_of(step, problem, ledger))
        if (slots := task.fit(ready, problem.network.horizon_end, beat=by))
    ]


def first_feasible(step: Step, problem: Problem, ledger: Ledger, ready: int) -> Candidate | None:
    """Return the option that is ready first, then the cheapest, then the nearest; None where none fits."""
    found = candidates(step, problem, ledger, ready)
    if not found:
        return None
    least = min(each.rank for each in found)
    ties = [each for each in found if each.rank == least]
    return ties[0] if len(ties) == 1 else min(ties, key=lambda each: km_with(each, step, problem, ledger))


def _plan_step(step: Step, problem: Problem, ledger: Ledger, ready: int, choose: Choose) -> PlannedStep:
    """Return a step as chosen and booked in the ledger, or as a grey block with a reason."""
    if step.booked_as is BookedAs.CHOICE:
        return _unheld(step, problem, ready, unmet=None)
    chosen = choose(step, problem, ledger, ready)
    if chosen is None:
        return _unheld(step, problem, ready, unmet=_reason(step, problem, ledger, ready))
    _book(chosen, step, problem, ledger)
    return _met(chosen, step)


def km_with(candidate: Candidate, step: Step, problem: Problem, ledger: Ledger) -> int:
    """Return the owner's kilometres so far if this candidate is taken too."""
    if step.presence is not Presence.OWNER:
        return 0
    return travel_km(
        ledger.stays_with(place_of(candidate.option, problem.network), candidate.slots), problem.owner
    )


def _book(chosen: Candidate, step: Step, problem: Problem, ledger: Ledger) -> None:
    """Enter a candidate into the ledger."""
    if isinstance(chosen.option, CounterOption):
        ledger.order(chosen.option.counter, chosen.slots[0].held_from)
    else:
        for resource in chosen.option.held:
            for slot in chosen.slots:
                ledger.hold(resource, slot)
    if step.presence is Presence.OWNER:
        ledger.attend(place_of(chosen.option, problem.network), chosen.slots)


def _met(chosen: Candidate, step: Step) -> PlannedStep:
    """Return a booked step for the reply; a drop-off holds nobody and has no length."""
    first, last = chosen.slots[0], chosen.slots[-1]
    held = () if isinstance(chosen.option, CounterOption) else chosen.option.held
    return PlannedStep(
        seq=step.seq,
        option=chosen.index,
        start=first.use_from,
        end=last.use_to if held else first.use_from,
        held_from=first.held_from,
        held_to=last.held_to if held else first.held_from,
        ready=chosen.ready,
        cost=chosen.option.cost,
        blocks=tuple(
            Block(resource, slot.held_from, slot.held_to, slot.use_from, slot.use_to)
            for slot in chosen.slots
            for resource in held
        ),
    )


def _unheld(step: Step, problem: Problem, ready: int, *, unmet: Reason | None) -> PlannedStep:
    """Return a step that holds nothing, in generic open time; past the horizon it is counted by the clock."""
    task = unheld_task(step, problem)
    if slots := task.fit(ready, problem.network.horizon_end):
        start, end = slots[0].use_from, slots[0].use_to
    else:
        start, end = ready, ready + step.usual_minutes
        unmet = unmet or Reason.HORIZON
    return PlannedStep(step.seq, None, start, end, start, end, end + task.lag, None, (), unmet)


def _reason(step: Step, problem: Problem, ledger: Ledger, ready: int) -> Reason:
    """Return what keeps every option away: the first hindrance without which one of them would fit."""

    def fits(tasks: list[Task], minute: int) -> bool:
        return any(task.fit(minute, problem.network.horizon_end) for task in tasks)

    if not step.options:
        return Reason.NO_PROVIDER
    at_once = [replace(task, not_before=0) for task in tasks_of(step, problem, ledger)]
    if fits(at_once, ready):
        return Reason.NOTICE
    free = [replace(task, busy=(), away=NEVER) for task in at_once]
    if fits(free, ready):
        return Reason.NO_FREE_TIME
    return Reason.HORIZON if fits(free, problem.start) else Reason.NO_OPENING

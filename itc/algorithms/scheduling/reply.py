"""A plan found by a search, as the reply that people and the checker read."""

from dataclasses import replace

from itc.algorithms.scheduling.board import Board, Node
from itc.algorithms.scheduling.lanes import ALWAYS, Lane
from itc.algorithms.scheduling.picks import Picks
from itc.algorithms.scheduling.plan import Block, Plan, PlannedStep, Reason
from itc.algorithms.scheduling.problem import BookedAs
from itc.algorithms.scheduling.search import Found
from itc.algorithms.scheduling.spans import FIRST, NEVER
from itc.algorithms.scheduling.turns import Pick
from itc.algorithms.scheduling.ways import NOWHERE, QUOTED
from itc.algorithms.scheduling.windows import unheld_end


def plan_of(board: Board, found: Found) -> Plan:
    """Return the plan of what a search found, its steps in the letter's order."""
    picks = Picks(board)
    planned: dict[int, PlannedStep] = {}
    for node, pick in zip(board.nodes, found.picks, strict=True):
        planned[node.step.seq] = _met(node, pick) if pick.way else _unheld(node, pick, picks)
        picks.push(pick)
    steps = tuple(planned[step.seq] for step in board.problem.steps)
    return Plan(
        steps=steps,
        finish=max((step.ready for step in steps), default=board.problem.start),
        cost=sum(step.cost for step in steps if step.cost is not None),
        cost_complete=all(step.cost is not None for step in steps),
        km=picks.km(),
    )


def _met(node: Node, pick: Pick) -> PlannedStep:
    """Return a booked step; a drop-off holds nobody and has no length."""
    assert pick.way is not None
    first, last, held = pick.slots[0], pick.slots[-1], pick.lane.held
    return PlannedStep(
        seq=node.step.seq,
        option=pick.option,
        start=first.use_from,
        end=last.use_to if held else first.use_from,
        held_from=first.held_from,
        held_to=last.held_to if held else first.held_from,
        ready=pick.ready,
        cost=None if pick.way.cost == QUOTED else pick.way.cost,
        blocks=tuple(
            Block(resource, slot.held_from, slot.held_to, slot.use_from, slot.use_to)
            for slot in pick.slots
            for resource in held
        ),
    )


def _unheld(node: Node, pick: Pick, picks: Picks) -> PlannedStep:
    """Return a step that holds nothing, and why if that is for want of anybody."""
    start, ready, end = unheld_end(node, picks.release(NOWHERE))
    unmet = _reason(node, picks) if pick.unmet else None
    return PlannedStep(node.step.seq, None, start, end, start, end, ready, None, (), unmet)


def _reason(node: Node, picks: Picks) -> Reason:
    """Return what keeps every option away: the first hindrance without which one of them would fit."""
    lanes = [(way.place, lane) for way in node.ways.each for lane in way.lanes]
    if not lanes:
        return Reason.HORIZON if node.step.booked_as is BookedAs.CHOICE else Reason.NO_PROVIDER
    at_once = [(place, replace(lane, not_before=FIRST)) for place, lane in lanes]
    if _fits(at_once, picks):
        return Reason.NOTICE
    there = [(place, replace(lane, away=NEVER)) for place, lane in at_once]
    if _fits(there, picks):
        return Reason.AWAY
    free = [(place, replace(lane, gaps=ALWAYS)) for place, lane in there]
    if _fits(free, picks):
        return Reason.NO_FREE_TIME
    start = picks.board.problem.start
    return Reason.HORIZON if any(lane.ready(start) for _, lane in free) else Reason.NO_OPENING


def _fits(lanes: list[tuple[int, Lane]], picks: Picks) -> bool:
    return any(lane.ready(picks.release(place)) is not None for place, lane in lanes)

"""What the checker says of one option's blocks: the right resources, together, worked in open hours.

Nothing is shared with the planner but the dataclasses; minutes are counted by plain loops over openings.
"""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from itc.algorithms.scheduling.plan import Block, PlannedStep
from itc.algorithms.scheduling.problem import BookedAs, Network, Problem, Run, Step, WorkOption

DAY = 1440
Openings = list[tuple[int, int]]


class Violation(NamedTuple):
    """A rule a plan breaks: a code for tests, the step it is about (None: the plan), and a sentence."""

    code: str
    seq: int | None
    sentence: str


def check_work(step: Step, option: WorkOption, planned: PlannedStep, problem: Problem) -> Iterable[Violation]:
    """The blocks are those of the option, each in open time, one after another, and the step spans them."""
    ids = [each for each in (option.machine, option.person) if each is not None]
    here = {each.id for each in problem.network.resources.values() if each.place == option.place}
    if not {block.resource for block in planned.blocks} <= here:
        yield Violation("place", step.seq, "holds a resource that is not at the place of the work")
    split = step.run is Run.SPLIT or step.booked_as is BookedAs.FILING
    runs = 1 if split else option.runs
    wanted = [each for _ in range(runs) for each in ids]
    if [block.resource for block in planned.blocks] != wanted:
        yield Violation("resources", step.seq, "does not hold its option's resources once for every run")
        return
    first = planned.blocks[:: len(ids)]
    for lead, block in zip([each for each in first for _ in ids], planned.blocks, strict=True):
        if _times(lead) != _times(block):
            yield Violation("together", step.seq, "machine and person are not held together")
    for before, block in pairwise(first):
        if block.held_from < before.held_to:
            yield Violation("chain", step.seq, "a run starts before the one before it is cleaned up")
    for block in first:
        yield from _check_block(step.seq, option, block, problem, split=split)
    yield from _check_span(step, option, planned)


def _times(block: Block) -> tuple[int, int, int, int]:
    return block.held_from, block.use_from, block.use_to, block.held_to


def _check_span(step: Step, option: WorkOption, planned: PlannedStep) -> Iterable[Violation]:
    """Start, end and ready of a step are those of its blocks."""
    blocks = planned.blocks
    if (planned.start, planned.end) != (
        min(block.use_from for block in blocks),
        max(block.use_to for block in blocks),
    ):
        yield Violation("span", step.seq, "does not span the use of its blocks")
    if (planned.held_from, planned.held_to) != (
        min(block.held_from for block in blocks),
        max(block.held_to for block in blocks),
    ):
        yield Violation("span", step.seq, "is not held as long as its blocks")
    days = option.expected_days if step.booked_as is BookedAs.FILING else step.wait_days
    if planned.ready != planned.end + days * DAY:
        yield Violation("ready", step.seq, "is not ready its wait after the end of use")


def _check_block(
    seq: int, option: WorkOption, block: Block, problem: Problem, *, split: bool
) -> Iterable[Violation]:
    """A block is held with notice, by the horizon, and worked in open hours."""
    network = problem.network
    held = [network.resources[each] for each in (option.machine, option.person) if each is not None]
    if block.held_from < problem.now + max(resource.notice_min for resource in held):
        yield Violation("notice", seq, "gives a resource less notice than it asks for")
    if block.held_to > network.horizon_end:
        yield Violation("horizon", seq, "is held beyond the horizon")
    calendars = [resource.calendar for resource in held]
    if split:
        sound = _is_split(option, block, calendars, network)
    else:
        sound = _is_in_one_opening(option, block, calendars, network) or (
            held[0].overnight and _is_overnight(option, block, calendars, network)
        )
    if not sound:
        yield Violation("hours", seq, "is not worked for its minutes in open hours")


def _is_split(option: WorkOption, block: Block, calendars: list[int], network: Network) -> bool:
    """Set-up, all runs of use with what lies between them, and cleaning, each worked in open minutes."""
    use = option.runs * option.use + (option.runs - 1) * (option.setup + option.cleaning)
    parts = (
        (block.held_from, block.use_from, option.setup),
        (block.use_from, block.use_to, use),
        (block.use_to, block.held_to, option.cleaning),
    )
    return all(
        _minutes(openings(calendars, network, start, end)) == minutes and start <= end
        for start, end, minutes in parts
    ) and all(
        openings(calendars, network, minute, minute + 1)
        for minute in (block.held_from, block.use_from, block.use_to - 1, block.held_to - 1)
    )


def _is_in_one_opening(option: WorkOption, block: Block, calendars: list[int], network: Network) -> bool:
    """Set-up, use and cleaning by the clock, one after another, with no closed minute from first to last."""
    lengths = (
        block.use_from - block.held_from,
        block.use_to - block.use_from,
        block.held_to - block.use_to,
    )
    held = (block.held_from, block.held_to)
    return lengths == (option.setup, option.use, option.cleaning) and openings(calendars, network, *held) == [
        held
    ]


def _is_overnight(option: WorkOption, block: Block, calendars: list[int], network: Network) -> bool:
    """Set-up unbroken in everybody's hours, use by the clock, cleaning in the machine's hours after it."""
    setup = (block.held_from, block.held_from + max(1, option.setup))
    return (
        block.use_from - block.held_from == option.setup
        and block.use_to - block.use_from == option.use
        and openings(calendars, network, *setup) == [setup]
        and works(calendars[:1], network, block.use_to, block.held_to, option.cleaning, paused_before=True)
    )


def works(
    calendars: list[int], network: Network, start: int, end: int, minutes: int, *, paused_before: bool = False
) -> bool:
    """Say whether [start, end) has these open minutes, ends with one and, unless paused, begins with one."""
    if minutes == 0:
        return start == end
    opened = openings(calendars, network, start, end)
    return _minutes(opened) == minutes and opened[-1][1] == end and (paused_before or opened[0][0] == start)


def openings(calendars: list[int], network: Network, start: int, end: int) -> Openings:
    """Return the parts of [start, end) in which all calendars are open, sorted."""
    parts = [(start, end)] if start < end else []
    for index in calendars:
        calendar = network.calendars[index]
        near = [
            (opens, closes)
            for opens, closes in zip(calendar.starts, calendar.ends, strict=True)
            if opens < end and start < closes
        ]
        parts = [
            (max(first, opens), min(last, closes))
            for first, last in parts
            for opens, closes in near
            if max(first, opens) < min(last, closes)
        ]
    return parts


def _minutes(opened: Openings) -> int:
    return sum(end - start for start, end in opened)

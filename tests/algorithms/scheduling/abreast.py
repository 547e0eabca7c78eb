"""Steps of many options for tests, and their lanes asked abreast and one by one."""

from collections import defaultdict
from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from itc.algorithms.scheduling.abreast import Abreast, Holding
from itc.algorithms.scheduling.hours import NEVER, Minutes
from itc.algorithms.scheduling.lanes import Lane, Layout
from itc.algorithms.scheduling.problem import BookedAs, CounterOption, Option, Problem
from itc.algorithms.scheduling.work_abreast import ABREAST
from tests.algorithms.scheduling.strategies import COSTS, COUNTERS, Scale, problems, work_options


@st.composite
def letters_of_one(draw: st.DrawFn, scale: Scale, least: int, most: int) -> Problem:
    """A letter of one step with so many options; in half of those with a calendar each has but one run."""
    problem = draw(problems(scale, 1).filter(lambda drawn: bool(drawn.steps[0].options)))
    options: st.SearchStrategy[Option] = work_options(scale)
    if problem.steps[0].booked_as is BookedAs.COUNTER:
        options = st.builds(CounterOption, st.sampled_from(COUNTERS), COSTS)
    elif draw(st.booleans()):
        options = work_options(scale).map(lambda option: replace(option, runs=1))
    drawn = tuple(draw(st.lists(options, min_size=least, max_size=most)))
    return replace(problem, steps=(replace(problem.steps[0], options=drawn),))


def layout_of(problem: Problem) -> Layout:
    """Return the only step of a letter laid into time."""
    (only,) = problem.steps
    return Layout(only, problem, first_goods=only.has_goods)


def holding(option: Option) -> Holding:
    """Return the keys of what an option holds."""
    if isinstance(option, CounterOption):
        return ("counter", option.counter), None
    return option.held[0], option.held[1] if len(option.held) > 1 else None


def abreast(layout: Layout) -> list[tuple[Abreast, list[Lane]]]:
    """Return the options of a step abreast, by their kind of work, and the lanes of the same one by one."""
    kinds: dict[type[Abreast], list[int]] = defaultdict(list)
    for number, lane in enumerate(layout.alone):
        kinds[ABREAST[type(lane.work)]].append(number)
    options, network = layout.step.options, layout.problem.network
    return [
        (
            kind(
                [layout.alone[each] for each in some], [holding(options[each]) for each in some], network.held
            ),
            [layout.lane(each) for each in some],
        )
        for kind, some in kinds.items()
    ]


def minutes(each: list[int]) -> Minutes:
    return np.array(each, np.int64)


def first_used(lane: Lane, minute: int) -> int:
    """Return when a lane is first used, `NEVER` if it cannot be."""
    slot = lane.first(minute)
    return NEVER if slot is None else slot.use_from


def ready(lane: Lane, minute: int) -> int:
    """Return when a lane is ready, `NEVER` if it cannot be."""
    found = lane.ready(minute)
    return NEVER if found is None else found


def latest(lane: Lane, by: int) -> int:
    """Return how late a lane may be held, -1 if it cannot be."""
    found = lane.latest(by)
    return -1 if found is None else found

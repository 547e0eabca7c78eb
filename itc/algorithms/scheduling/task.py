"""One option of a step laid into time: its first slots among what is closed, held or out of reach."""

from collections.abc import Iterator
from dataclasses import dataclass

from itc.algorithms.scheduling.ledger import Ledger
from itc.algorithms.scheduling.open_time import DAY, Calendar, common
from itc.algorithms.scheduling.problem import (
    BookedAs,
    Counter,
    CounterOption,
    Option,
    Presence,
    Problem,
    Run,
    Step,
    WorkOption,
    place_of,
)
from itc.algorithms.scheduling.spans import NEVER, Spans
from itc.algorithms.scheduling.work import OpeningWork, OvernightWork, Slot, SplitWork, Work


@dataclass(frozen=True, slots=True)
class Task:
    """Work and what stands in its way: `busy` against held minutes, `away` against use.

    `lag` are the minutes from the end of use until the result is ready.
    """

    work: Work
    lag: int
    runs: int = 1
    busy: tuple[Spans, ...] = ()
    away: Spans = NEVER
    not_before: int = 0

    def fit(self, ready: int, horizon: int, beat: int | None = None) -> tuple[Slot, ...] | None:
        """Return the first slots of all runs held from `ready` on and by the horizon, None if there are none.

        With `beat`, give up as soon as the result would be ready after that minute. Cleaning needs no look at
        the horizon, as no calendar is open beyond it.
        """
        latest = horizon if beat is None else min(horizon, beat - self.lag)
        slots: list[Slot] = []
        minute = max(ready, self.not_before)
        for _ in range(self.runs):
            slot = next_fit(self.work, minute, latest, self.busy, self.away)
            if slot is None:
                return None
            slots.append(slot)
            minute = slot.held_to
        return tuple(slots)


def next_fit(work: Work, minute: int, latest: int, busy: tuple[Spans, ...], away: Spans) -> Slot | None:
    """Return the first slot from a minute on, held through nothing busy, used outside `away` and by `latest`.

    What stands in the way of a slot stands in the way of all that start before its end, because a later
    slot never ends earlier: so each try starts after the last hindrance of the one before.
    """
    while (slot := work.first(minute)) is not None and slot.use_to <= latest:
        ends = [end for spans in busy if (end := spans.overlap_end(slot.held_from, slot.held_to)) is not None]
        if (back := away.overlap_end(slot.use_from, slot.use_to)) is not None:
            ends.append(work.held_for_use(back))
        if not ends:
            return slot
        minute = max(ends)
    return None


def tasks_of(step: Step, problem: Problem, ledger: Ledger) -> Iterator[Task]:
    """Yield a task for each option of a step, in their order."""
    reach: dict[int, Spans] = {}
    for option in step.options:
        place = place_of(option, problem.network)
        if step.presence is Presence.OWNER and place not in reach:
            reach[place] = ledger.away(place)
        yield _task(step, option, problem, ledger, reach.get(place, NEVER))


def unheld_task(step: Step, problem: Problem) -> Task:
    """Return the task of a step that holds nothing: its usual length in generic open time."""
    generic = problem.network.calendars[problem.network.generic]
    return Task(SplitWork(generic, 0, step.usual_minutes, 0), step.wait_days * DAY)


def _task(step: Step, option: Option, problem: Problem, ledger: Ledger, away: Spans) -> Task:
    if isinstance(option, CounterOption):
        return _drop_off(problem.network.counters[option.counter], problem, ledger, away)
    resources = [problem.network.resources[each] for each in option.held]
    filing = step.booked_as is BookedAs.FILING
    split = filing or step.run is Run.SPLIT
    return Task(
        work=_work(option, problem, split=split),
        lag=(option.expected_days if filing else step.wait_days) * DAY,
        runs=1 if split else option.runs,
        busy=tuple(ledger.busy(each.id) for each in resources),
        away=away,
        not_before=problem.now + max(each.notice_min for each in resources),
    )


def _drop_off(counter: Counter, problem: Problem, ledger: Ledger, away: Spans) -> Task:
    """Return a drop-off as one minute of work outside full weeks; the result counts from its start."""
    calendar = problem.network.calendars[counter.calendar]
    return Task(
        OpeningWork(calendar, 0, 1, 0),
        counter.lead_days * DAY - 1,
        busy=(ledger.full_weeks(counter),),
        away=away,
    )


def _work(option: WorkOption, problem: Problem, *, split: bool) -> Work:
    """Return the shape of an option; the runs of split work are one block, set up first and cleaned last."""
    network = problem.network
    main = network.resources[option.held[0]]
    own = network.calendars[main.calendar]
    shared: Calendar = own
    for resource in option.held[1:]:
        shared = common(own, network.calendar_of(resource))
    if split:
        between = (option.runs - 1) * (option.setup + option.cleaning)
        return SplitWork(shared, option.setup, option.runs * option.use + between, option.cleaning)
    if main.overnight:
        return OvernightWork(shared, own, option.setup, option.use, option.cleaning)
    return OpeningWork(shared, option.setup, option.use, option.cleaning)

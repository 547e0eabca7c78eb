"""Random letters: tiny ones whose every minute can be tried, and ones of three weeks of real hours."""

from dataclasses import dataclass

from hypothesis import strategies as st

from itc.algorithms.scheduling.open_time import Calendar, Hours, from_weekly, local_day, local_week
from itc.algorithms.scheduling.problem import (
    BookedAs,
    Counter,
    CounterOption,
    Leg,
    Network,
    Option,
    Owner,
    Presence,
    Problem,
    Resource,
    Run,
    Step,
    WorkOption,
)
from itc.algorithms.scheduling.spans import Spans
from tests.algorithms.scheduling.letters import BANGKOK, MONDAY, at, openings

PLACES = (0, 1, 2)
MACHINES, PEOPLE, COUNTERS = (1, 2, 3), (11, 12, 13), (21, 22)


@dataclass(frozen=True, slots=True)
class Scale:
    """The first minute of a letter, its length, and the most its parts may last; minutes but for the wait."""

    start: int
    length: int
    opening: int
    booking: int
    use: int
    setup: int
    travel: int
    wait_days: int


TINY = Scale(at(7, 0) - 30, length=90, opening=16, booking=4, use=12, setup=3, travel=6, wait_days=1)
"""Half an hour of Sunday and an hour of the Monday after it, so that a day and a week end in between."""
REAL = Scale(at(0, 0), 21 * 1440, opening=600, booking=900, use=700, setup=90, travel=400, wait_days=4)


def intervals(
    scale: Scale, gap: int, length: int, least: int, most: int
) -> st.SearchStrategy[list[tuple[int, int]]]:
    """So many intervals, or those of them that lie within the letter, apart from each other."""

    def laid(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
        found, minute = [], scale.start - 1
        for pause, lasts in pairs:
            start, minute = minute + pause, minute + pause + lasts
            if minute <= scale.start + scale.length:
                found.append((start, minute))
        return found

    return st.lists(
        st.tuples(st.integers(1, gap), st.integers(1, length)), min_size=least, max_size=most
    ).map(laid)


def calendars(scale: Scale) -> st.SearchStrategy[Calendar]:
    """Any openings for a tiny letter; weekly hours with a lunch and closed days for a real one."""
    if scale is TINY:
        return intervals(scale, 5, scale.opening, 6, 12).map(lambda found: openings(*found))
    days = st.frozensets(st.integers(0, 6), min_size=2)
    hours = st.tuples(st.integers(0, 600), st.integers(60, scale.opening), st.integers(0, 240))

    def built(open_days: frozenset[int], clock: tuple[int, int, int], closed: frozenset[int]) -> Calendar:
        opens, length, pause = clock
        spans = [(opens, opens + length)] + (
            [(opens + length + pause, 1440)] if opens + length + pause < 1440 else []
        )
        weekly = [Hours(day, *span) for day in open_days for span in spans]
        return from_weekly(weekly, closed, scale.start, scale.start + scale.length, BANGKOK)

    return st.builds(built, days, hours, st.frozensets(st.integers(MONDAY, MONDAY + 20), max_size=5))


@st.composite
def networks(draw: st.DrawFn, scale: Scale) -> Network:
    """A network of three machines, three people and two counters at two places, open by three calendars."""
    busy = intervals(scale, 5 * scale.booking, scale.booking, 0, 6).map(Spans.merged)
    resources = {
        number: Resource(
            number,
            draw(st.integers(0, 2)),
            place=1 + number % 2,
            busy=draw(busy),
            overnight=number in MACHINES and draw(st.booleans()),
            notice_min=draw(st.sampled_from((0, 0, 2 * scale.booking))),
        )
        for number in MACHINES + PEOPLE
    }
    week = local_week(local_day(scale.start, BANGKOK))
    taken = st.dictionaries(st.integers(week, week + 2), st.integers(0, 3))
    counters = {
        number: Counter(
            number, draw(st.integers(0, 2)), 1 + number % 2, draw(st.integers(1, 3)), 0, draw(taken)
        )
        for number in COUNTERS
    }
    return Network(
        calendars=tuple(draw(calendars(scale)) for _ in range(3)),
        generic=0,
        resources=resources,
        counters=counters,
        horizon_end=scale.start + scale.length,
        tz_offset_min=BANGKOK,
    )


COSTS = st.none() | st.integers(0, 2)


@st.composite
def work_options(draw: st.DrawFn, scale: Scale) -> WorkOption:
    """A machine, a person, or both at one place."""
    place = draw(st.sampled_from((1, 2)))
    machine = draw(st.sampled_from([number for number in MACHINES if 1 + number % 2 == place]) | st.none())
    people = st.sampled_from([number for number in PEOPLE if 1 + number % 2 == place])
    return WorkOption(
        place=place,
        use=draw(st.integers(1, scale.use)),
        cost=draw(COSTS),
        machine=machine,
        person=draw(people if machine is None else people | st.none()),
        setup=draw(st.integers(0, scale.setup)),
        cleaning=draw(st.integers(0, scale.setup)),
        runs=draw(st.sampled_from((1, 1, 2, 3))),
        expected_days=draw(st.sampled_from([0] * 5 + [scale.wait_days])),
    )


@st.composite
def steps(draw: st.DrawFn, scale: Scale, seq: int) -> Step:
    """A step of any kind that waits for some of those before it."""
    booked_as = draw(st.sampled_from([BookedAs.RESOURCE] * 4 + list(BookedAs)))
    options: st.SearchStrategy[Option] = work_options(scale)
    if booked_as is BookedAs.COUNTER:
        options = st.builds(CounterOption, st.sampled_from(COUNTERS), COSTS)
    most = 0 if booked_as is BookedAs.CHOICE else 4
    return Step(
        seq=seq,
        booked_as=booked_as,
        usual_minutes=draw(st.integers(1, scale.use)),
        after=tuple(sorted(draw(st.sets(st.integers(1, seq - 1), max_size=2)))) if seq > 1 else (),
        run=draw(st.sampled_from(list(Run))),
        presence=draw(st.sampled_from([Presence.OWNER, *Presence])),
        wait_days=draw(st.sampled_from([0] * 5 + [scale.wait_days])),
        options=tuple(draw(st.lists(options, min_size=min(most, 1), max_size=most))),
    )


@st.composite
def problems(draw: st.DrawFn, scale: Scale, max_steps: int) -> Problem:
    """A letter of up to so many steps, in any order."""
    count = draw(st.integers(1, max_steps))
    path = [draw(steps(scale, seq)) for seq in range(1, count + 1)]
    minutes, post = st.integers(0, scale.travel), st.integers(0, 2 * scale.travel)
    ways = {
        (here, there): Leg(draw(minutes), draw(st.integers(1, 3)), draw(post))
        for here in PLACES
        for there in PLACES
        if here != there
    }
    away = intervals(scale, 2 * scale.length, scale.length // 4, 0, 1).map(Spans.merged)
    return Problem(
        network=draw(networks(scale)),
        steps=tuple(draw(st.permutations(path))),
        owner=Owner(0, ways, draw(away)),
        now=scale.start,
        earliest=scale.start + draw(st.integers(0, 4 * scale.booking)),
    )

"""Letters for tests: a small network in Bangkok time that starts on Monday 4 January 2027."""

from dataclasses import replace
from typing import Any

from itc.algorithms.scheduling.checker import check
from itc.algorithms.scheduling.open_time import DAY, Calendar, Hours, from_weekly
from itc.algorithms.scheduling.plan import Plan
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
from itc.algorithms.scheduling.solve import solve
from itc.algorithms.scheduling.spans import NEVER, Spans

BANGKOK = 7 * 60
MONDAY = 20822
"""Local day of Monday 4 January 2027."""
HOME, NORTH, SOUTH = 0, 1, 2
"""Places; NORTH is 2 hours and 100 km from home, SOUTH 1 hour and 40 km, and 3 hours lie between them."""


def at(day: int, hour: int, minute: int = 0) -> int:
    """Return the UTC minute of a local time, `day` days after Monday 4 January 2027."""
    return (MONDAY + day) * DAY + hour * 60 + minute - BANGKOK


def spans(*intervals: tuple[int, int]) -> Spans:
    """Return intervals as they are, touching ones apart."""
    return Spans(tuple(start for start, _ in intervals), tuple(end for _, end in intervals))


def openings(*intervals: tuple[int, int]) -> Calendar:
    """Return a calendar of these openings."""
    return Calendar(tuple(start for start, _ in intervals), tuple(end for _, end in intervals))


def weekly(
    first: int, last: int, *, days: range = range(5), closed: frozenset[int] = frozenset()
) -> Calendar:
    """Return eight weeks of one opening a day, hours of the local clock."""
    hours = [Hours(day, first * 60, last * 60) for day in days]
    return from_weekly(hours, {MONDAY + day for day in closed}, at(0, 0), at(56, 0), BANGKOK)


def office(closed: frozenset[int] = frozenset()) -> Calendar:
    """Return eight weeks of 8 to 12 and 13 to 17 from Monday to Friday."""
    hours = [Hours(day, *span) for day in range(5) for span in ((480, 720), (780, 1020))]
    return from_weekly(hours, {MONDAY + day for day in closed}, at(0, 0), at(56, 0), BANGKOK)


def owner() -> Owner:
    """Return an owner at home with ways to NORTH and SOUTH."""
    ways = {(HOME, NORTH): Leg(120, 100), (HOME, SOUTH): Leg(60, 40), (NORTH, SOUTH): Leg(180, 130)}
    return Owner(HOME, ways | {(there, here): leg for (here, there), leg in ways.items()})


def called(problem: Problem, *, post: int = 0, away: Spans = NEVER) -> Problem:
    """Return a letter of an owner whose goods take so many minutes by post, and who is away then."""
    legs = {way: leg._replace(post=post) for way, leg in problem.owner.legs.items()}
    return replace(problem, owner=replace(problem.owner, legs=legs, away=away))


def machine(
    number: int, calendar: int = 0, *, place: int = NORTH, busy: Spans | None = None, **rest: Any
) -> Resource:
    """Return a resource; `rest` may set its notice."""
    return Resource(number, calendar, place, busy or Spans(), **rest)


def letter(
    *steps: Step,
    resources: tuple[Resource, ...] = (),
    counters: tuple[Counter, ...] = (),
    calendars: tuple[Calendar, ...] | None = None,
    now: int | None = None,
    horizon_end: int | None = None,
) -> Problem:
    """Return a problem asked on Monday at 00:00 over eight weeks of office hours, unless said otherwise."""
    network = Network(
        calendars=calendars or (office(),),
        generic=0,
        resources={each.id: each for each in resources},
        counters={each.id: each for each in counters},
        horizon_end=at(56, 0) if horizon_end is None else horizon_end,
        tz_offset_min=BANGKOK,
    )
    start = at(0, 0) if now is None else now
    return Problem(network, steps, owner(), start, start)


def step(seq: int, *options: Option, after: tuple[int, ...] = (), **rest: Any) -> Step:
    """Return a step booked as a resource unless `rest` says otherwise; its usual length is an hour."""
    fields: dict[str, Any] = {"booked_as": BookedAs.RESOURCE, "usual_minutes": 60} | rest
    return Step(seq=seq, after=after, options=options, **fields)


def through(seq: int, *options: Option, after: tuple[int, ...] = (), **rest: Any) -> Step:
    """Return a step that runs on unbroken."""
    return step(seq, *options, after=after, run=Run.THROUGH, **rest)


def visit(seq: int, *options: Option, after: tuple[int, ...] = (), **rest: Any) -> Step:
    """Return a step at which the owner is present."""
    return step(seq, *options, after=after, presence=Presence.OWNER, **rest)


def work(use: int, machine: int | None = 1, person: int | None = None, **rest: Any) -> WorkOption:
    """Return an option at NORTH that costs 100 baht unless `rest` says otherwise."""
    fields: dict[str, Any] = {"place": NORTH, "cost": 10_000} | rest
    return WorkOption(use=use, machine=machine, person=person, **fields)


def order(counter: int, cost: int | None = 50_000) -> CounterOption:
    """Return a counter option."""
    return CounterOption(counter, cost)


def earliest(problem: Problem) -> Plan:
    """Return the earliest plan of a letter."""
    return solve(problem)[0].plan


def sound(problem: Problem) -> Plan:
    """Return the earliest plan of a letter after the checker has passed it."""
    made = earliest(problem)
    assert check(problem, made) == []
    return made

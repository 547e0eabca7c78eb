"""Clock the planner and its checker on a synthetic network of the size of the country's.

Run `python -m benchmarks.planner`; it fails if a plan takes longer than the pinned limit.
"""

import sys
from random import Random
from statistics import median
from time import perf_counter, process_time

from itc.algorithms.scheduling.checker import check
from itc.algorithms.scheduling.open_time import DAY, Calendar, Hours, from_weekly
from itc.algorithms.scheduling.plan import Plan
from itc.algorithms.scheduling.planner import plan
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

MONDAY, BANGKOK, DAYS = 20822, 420, 400
START = MONDAY * DAY - BANGKOK
CENTRES, MACHINES, PEOPLE, LABS = 26, 500, 200, 20
STEPS, OPTIONS, BOOKINGS, LETTERS = 20, 60, 100, 100
LIMIT_MS = 250
"""Pinned generously above the 95th percentile, for slow and busy machines."""


def patterns(random: Random) -> tuple[Calendar, ...]:
    """Return ten weekly patterns with lunch, some Saturdays and twenty closed days."""
    closed = frozenset(random.sample(range(MONDAY, MONDAY + DAYS), 20))
    found = []
    for number in range(10):
        opens, days = 450 + 15 * number, 5 + number % 3 // 2
        closes = opens + 540 + number * 20
        hours = [Hours(day, *span) for day in range(days) for span in ((opens, 720), (780, closes))]
        found.append(from_weekly(hours, closed, START, START + DAYS * DAY, BANGKOK))
    return tuple(found)


def bookings(random: Random) -> Spans:
    """Return a hundred bookings of one to four hours, denser in the first months."""
    starts = sorted(int(DAYS * DAY * random.random() ** 1.5) for _ in range(BOOKINGS))
    return Spans.merged((START + start, START + start + random.randint(60, 240)) for start in starts)


def network(random: Random) -> Network:
    """Return 700 resources and 20 labs at 26 centres."""
    resources = {
        number: Resource(
            number,
            random.randrange(10),
            place=1 + number % CENTRES,
            busy=bookings(random),
            overnight=number % 7 == 0,
            notice_min=DAY * (number % 3),
        )
        for number in range(MACHINES + PEOPLE)
    }
    counters = {
        number: Counter(number, number % 10, 1 + number % CENTRES, weekly_capacity=5, lead_days=7)
        for number in range(LABS)
    }
    return Network(patterns(random), 0, resources, counters, START + DAYS * DAY, BANGKOK)


def option(random: Random, run: Run) -> WorkOption:
    """Return a machine with an operator of its centre, or without one."""
    machine = random.randrange(MACHINES)
    place = 1 + machine % CENTRES
    people = [number for number in range(MACHINES, MACHINES + PEOPLE) if 1 + number % CENTRES == place]
    return WorkOption(
        place=place,
        use=random.randint(60, 180 if run is Run.THROUGH else 1200),
        cost=random.choice((None, *range(100_000, 500_000, 50_000))),
        machine=machine,
        person=random.choice((None, *people)),
        setup=random.choice((0, 15, 30)),
        cleaning=random.choice((0, 15, 30)),
        runs=random.randint(1, 6),
    )


def step(random: Random, seq: int) -> Step:
    """Return a step in the proportions of the recipes, which waits for one or two of those before it."""
    booked_as = random.choice([BookedAs.RESOURCE] * 8 + [BookedAs.COUNTER, BookedAs.FILING])
    run = random.choice(list(Run))
    options: list[Option] = [option(random, run) for _ in range(OPTIONS)]
    if booked_as is BookedAs.COUNTER:
        options = [CounterOption(number, 50_000 + number) for number in range(LABS)]
    before = range(max(1, seq - 4), seq)
    return Step(
        seq=seq,
        booked_as=booked_as,
        usual_minutes=240,
        after=tuple(random.sample(before, min(len(before), 1 + seq % 2))),
        run=run,
        presence=random.choice(list(Presence)),
        wait_days=random.choice((0, 0, 1, 7)),
        options=tuple(options),
    )


def letters() -> list[Problem]:
    """Return a hundred different questions to one network."""
    random = Random(1)
    one = network(random)
    ways = {
        (here, there): Leg(60 + 30 * abs(here - there), 50 * abs(here - there))
        for here in range(CENTRES + 1)
        for there in range(CENTRES + 1)
        if here != there
    }
    now = START + 600
    return [
        Problem(one, tuple(step(random, seq) for seq in range(1, STEPS + 1)), Owner(0, ways), now, now)
        for _ in range(LETTERS)
    ]


def clock(problem: Problem) -> tuple[float, float, Plan]:
    """Return the milliseconds of one core for a plan and for its check, and the plan, which must be sound."""
    start = process_time()
    made = plan(problem)
    planned = process_time()
    found = check(problem, made)
    checked = process_time()
    if found:
        raise AssertionError(found)
    return 1000 * (planned - start), 1000 * (checked - planned), made


def main() -> int:
    """Print the clocks, and return 1 if the 95th percentile of a plan is above the limit."""
    start = perf_counter()
    problems = letters()
    built = perf_counter() - start
    clocks = [clock(problem) for problem in problems]
    plans, checks = sorted(each[0] for each in clocks), sorted(each[1] for each in clocks)
    p95 = plans[int(0.95 * len(plans))]
    blocks = sum(len(step.blocks) for *_, made in clocks for step in made.steps)
    unmet = sum(len(made.unmet) for *_, made in clocks)
    print(f"{LETTERS} letters of {STEPS} steps with up to {OPTIONS} options, {MACHINES + PEOPLE} resources")
    print(
        f"{DAYS} days built in {built:.1f} s; {blocks} blocks booked, {unmet} steps unmet, every plan sound"
    )
    print("milliseconds of one core:")
    print(f"plan   p50 {median(plans):.1f}, p95 {p95:.1f} (limit {LIMIT_MS}), max {plans[-1]:.1f}")
    print(f"check  p50 {median(checks):.1f}, max {checks[-1]:.1f}")
    return int(p95 > LIMIT_MS)


if __name__ == "__main__":
    sys.exit(main())

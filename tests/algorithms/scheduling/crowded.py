"""Letters by a seed, in whole hours, in which steps stand in each other's way."""

import random
from dataclasses import replace

from itc.algorithms.scheduling.evaluation.small import small_letter
from itc.algorithms.scheduling.open_time import Calendar
from itc.algorithms.scheduling.problem import (
    BookedAs,
    CounterOption,
    Option,
    Presence,
    Problem,
    Resource,
    Run,
    Step,
)
from tests.algorithms.scheduling.letters import (
    HOME,
    NORTH,
    SOUTH,
    at,
    letter,
    machine,
    openings,
    order,
    step,
    work,
)


def posted(problem: Problem, minutes: int, *, from_home: int = 0) -> Problem:
    """Return a letter with so many minutes of post between NORTH and SOUTH, and from home to the SOUTH."""
    post = {(NORTH, SOUTH): minutes, (SOUTH, NORTH): minutes, (HOME, SOUTH): from_home}
    legs = {way: leg._replace(post=post.get(way, 0)) for way, leg in problem.owner.legs.items()}
    return replace(problem, owner=replace(problem.owner, legs=legs))


def tight_letter(seed: int) -> Problem:
    """Return a small letter with but one machine, one person and one order a week at each place."""
    chance = random.Random(seed)
    problem = small_letter(seed, steps=chance.randint(3, 5), chain=False)
    counters = problem.network.counters
    full = {number: replace(each, weekly_capacity=1) for number, each in counters.items()}
    steps = tuple(_crowded(chance, each) for each in problem.steps)
    return replace(problem, network=replace(problem.network, counters=full), steps=steps)


def _crowded(chance: random.Random, one: Step) -> Step:
    if one.booked_as is BookedAs.RESOURCE and chance.random() < 0.3:
        labs = (order(21, 1), order(22, 2))[: chance.randint(1, 2)]
        return replace(one, booked_as=BookedAs.COUNTER, presence=Presence.SAMPLE, options=labs)
    return replace(one, options=tuple(_one_of_each(option) for option in one.options))


def _one_of_each(option: Option) -> Option:
    if isinstance(option, CounterOption):
        return option
    machine, person = (1, 11) if option.place == 2 else (2, 12)
    return replace(option, machine=option.machine and machine, person=option.person and person)


def free_letter(seed: int) -> Problem:
    """Return a letter of a few days at two places, most machines with hours of their own."""
    chance = random.Random(seed)
    days = chance.randint(2, 4)
    resources: list[Resource] = []
    calendars = [openings((at(0, 0), at(days, 0)))]

    def option() -> Option:
        place = chance.choice((NORTH, SOUTH))
        there = [each.id for each in resources if each.place == place]
        if there and chance.random() < 0.35:
            number = chance.choice(there)
        else:
            calendars.append(_hours(chance, days))
            number = len(resources) + 1
            resources.append(machine(number, number, place=place))
        length, cost, runs = 60 * chance.randint(1, 2), chance.randint(0, 4), chance.choice((1, 1, 1, 2))
        return work(length, number, place=place, cost=cost, runs=runs)

    steps = []
    for seq in range(1, chance.randint(3, 5) + 1):
        after = tuple(sorted(chance.sample(range(1, seq), min(seq - 1, chance.choice((0, 1, 1, 2))))))
        run = chance.choice(list(Run))
        if chance.random() < 0.15:
            usual = 60 * chance.randint(1, 20)
            steps.append(step(seq, booked_as=BookedAs.CHOICE, usual_minutes=usual, after=after))
            continue
        rest = {"presence": chance.choice([Presence.OWNER, *Presence]), "run": run}
        options = tuple(option() for _ in range(chance.randint(1, 3)))
        steps.append(step(seq, *options, after=after, wait_days=chance.choice((0, 0, 0, 1)), **rest))
    problem = letter(*steps, resources=tuple(resources), calendars=tuple(calendars), horizon_end=at(days, 0))
    return posted(problem, chance.choice((0, 4, 10)) * 60)


def _hours(chance: random.Random, days: int) -> Calendar:
    found = []
    for day in range(days):
        hour = chance.randint(6, 12)
        while hour < 16 and chance.random() < 0.7:
            until = hour + chance.randint(1, 4)
            found.append((at(day, hour), at(day, until)))
            hour = until + chance.randint(1, 3)
    return openings(*(found or [(at(0, 8), at(0, 10))]))

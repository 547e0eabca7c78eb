"""Small letters by a seed: a few places, machines, people and a laboratory, all in whole hours."""

import random

from itc.algorithms.scheduling.open_time import Calendar
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

HOUR, DAY, OFFSET = 60, 1440, 420
MIDNIGHT = 20825 * DAY - OFFSET
"""A Thursday in Bangkok, so that a week ends inside a letter."""
PLACES, MACHINES, PEOPLE, COUNTERS = (0, 1, 2), (1, 2, 3, 4), (11, 12), (21, 22)


def small_letter(seed: int, *, steps: int, chain: bool) -> Problem:
    """Return a letter of so many steps: in a chain, or with branches that may run side by side."""
    chance = random.Random(f"{seed}:{steps}:{chain}")  # noqa: S311 - a letter to try, not a secret
    days = chance.randint(5, 7)
    network = _network(chance, days)
    path = tuple(_step(chance, seq, chain=chain) for seq in range(1, steps + 1))
    start = MIDNIGHT + chance.choice((0, 0, 9)) * HOUR
    return Problem(network, path, _owner(chance, days), start, start + chance.choice((0, 0, 24)) * HOUR)


def _network(chance: random.Random, days: int) -> Network:
    resources = {
        number: Resource(
            number,
            chance.randrange(2),
            place=1 + number % 2,
            busy=_busy(chance, days),
            overnight=number in MACHINES and chance.random() < 0.3,
            notice_min=chance.choice((0, 0, 0, DAY)),
        )
        for number in MACHINES + PEOPLE
    }
    counters = {
        number: Counter(number, 0, 1 + number % 2, chance.randint(1, 2), chance.choice((0, 1, 2)))
        for number in COUNTERS
    }
    calendars = (_calendar(chance, days), _calendar(chance, days))
    return Network(calendars, 0, resources, counters, MIDNIGHT + days * DAY, OFFSET)


def _calendar(chance: random.Random, days: int) -> Calendar:
    """Return two to four open hours on most days."""
    starts, ends = [], []
    for day in range(days):
        if chance.random() < 0.85:
            opens = MIDNIGHT + day * DAY + chance.choice((8, 9, 10)) * HOUR
            starts.append(opens)
            ends.append(opens + chance.randint(2, 4) * HOUR)
    return Calendar(tuple(starts), tuple(ends))


def _busy(chance: random.Random, days: int) -> Spans:
    return Spans.merged(
        (start, start + chance.randint(1, 5) * HOUR)
        for _ in range(chance.randint(0, days // 2))
        for start in [MIDNIGHT + chance.randrange(days) * DAY + chance.randint(7, 12) * HOUR]
    )


def _owner(chance: random.Random, days: int) -> Owner:
    legs = {}
    for here in PLACES:
        for there in PLACES:
            if here < there:
                km = chance.randint(1, 5)
                leg = Leg(chance.randint(0, 3) * HOUR, km, chance.choice((0, 4, 24)) * HOUR)
                legs[here, there] = legs[there, here] = leg
    away = []
    if chance.random() < 0.3:
        day = MIDNIGHT + chance.randrange(days) * DAY
        away = [(day, day + DAY)]
    return Owner(0, legs, Spans.merged(away))


def _step(chance: random.Random, seq: int, *, chain: bool) -> Step:
    booked_as = chance.choice([BookedAs.RESOURCE] * 7 + [BookedAs.COUNTER, BookedAs.FILING, BookedAs.CHOICE])
    before = list(range(1, seq))
    some = chance.sample(before, min(len(before), chance.choice((0, 1, 1, 2))))
    after = ((seq - 1,) if seq > 1 else ()) if chain else tuple(sorted(some))
    # a drop-off lasts a minute, which is no whole hour: she sends the sample
    presence = (
        Presence.SAMPLE if booked_as is BookedAs.COUNTER else chance.choice([Presence.OWNER, *Presence])
    )
    count = 0 if booked_as is BookedAs.CHOICE else chance.randint(1, 3)
    run = chance.choice(list(Run))
    return Step(
        seq=seq,
        booked_as=booked_as,
        usual_minutes=chance.randint(1, 2) * HOUR,
        after=after,
        run=run,
        presence=presence,
        wait_days=chance.choice((0, 0, 0, 1)),
        options=tuple(_option(chance, booked_as) for _ in range(count)),
    )


def _option(chance: random.Random, booked_as: BookedAs) -> Option:
    if booked_as is BookedAs.COUNTER:
        return CounterOption(chance.choice(COUNTERS), chance.randint(0, 3))
    place = chance.choice((1, 2))
    machine = chance.choice([number for number in MACHINES if 1 + number % 2 == place])
    person = chance.choice([number for number in PEOPLE if 1 + number % 2 == place])
    held = chance.choice(("machine", "machine", "person", "both"))
    return WorkOption(
        place=place,
        use=chance.randint(1, 2) * HOUR,
        cost=chance.randint(0, 3),
        machine=None if held == "person" else machine,
        person=None if held == "machine" else person,
        setup=chance.choice((0, 0, 1)) * HOUR,
        cleaning=chance.choice((0, 0, 1)) * HOUR,
        runs=chance.choice((1, 1, 1, 2)),
        expected_days=chance.choice((0, 1)) if booked_as is BookedAs.FILING else 0,
    )

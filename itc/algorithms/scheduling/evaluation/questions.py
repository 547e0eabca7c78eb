"""Letters by a seed, put together as real paths are.

What is made on machines, one after another, is the trunk; experts, laboratories, filings and makers not yet
chosen branch off it and come back.
"""

from collections.abc import Iterator
from itertools import cycle, islice
from random import Random

from itc.algorithms.scheduling.evaluation.centres import START
from itc.algorithms.scheduling.evaluation.network import Country, Unit
from itc.algorithms.scheduling.open_time import DAY
from itc.algorithms.scheduling.problem import (
    BookedAs,
    CounterOption,
    Option,
    Owner,
    Presence,
    Problem,
    Run,
    Step,
    WorkOption,
)
from itc.algorithms.scheduling.spans import NEVER, Spans

MACHINE, EXPERT, LAB, FILING, CHOICE = "machine", "expert", "lab", "filing", "choice"
MIX = (
    EXPERT,
    MACHINE,
    MACHINE,
    LAB,
    MACHINE,
    EXPERT,
    MACHINE,
    FILING,
    LAB,
    MACHINE,
    EXPERT,
    CHOICE,
    MACHINE,
    EXPERT,
)
"""What a path of 14 steps is of, roughly in its order; a longer one begins anew, a shorter one ends."""
PRESENCE = {
    MACHINE: (Presence.OWNER, Presence.OWNER, Presence.OWNER, Presence.SAMPLE, Presence.SAMPLE),
    EXPERT: (Presence.OWNER, Presence.REMOTE, Presence.REMOTE, Presence.REMOTE),
    LAB: (Presence.SAMPLE,),
    FILING: (Presence.REMOTE, Presence.REMOTE, Presence.OWNER),
    CHOICE: (Presence.REMOTE,),
}


def letters(land: Country, seed: int, *, count: int, steps: int) -> Iterator[Problem]:
    """Yield so many letters of so many steps, each from a home and a day of its own."""
    for number in range(count):
        yield letter(land, seed, number, steps=steps)


def letter(land: Country, seed: int, number: int, *, steps: int) -> Problem:
    """Return the letter of a seed and a number; the same whichever others are asked for."""
    chance = Random(f"letter {seed} {number}")  # noqa: S311 - a letter to try, not a secret
    now = START + chance.randrange(10 * DAY)
    return Problem(
        network=land.network,
        steps=_Path(land, chance).steps(steps),
        owner=Owner(chance.choice(land.homes), land.legs, _away(chance, now)),
        now=now,
        earliest=now + chance.choice((0, 0, 7, 30)) * DAY,
    )


def _away(chance: Random, now: int) -> Spans:
    """Return a week or two in the next three months, for one in five."""
    if chance.random() > 0.2:
        return NEVER
    first = now + chance.randrange(90) * DAY
    return Spans((first,), (first + chance.choice((7, 14)) * DAY,))


class _Path:
    """The path of one letter in the making."""

    def __init__(self, land: Country, chance: Random) -> None:
        self.land, self.chance = land, chance
        self.kinds = [kind for kind, units in enumerate(land.machines) if units]

    def steps(self, count: int) -> tuple[Step, ...]:
        """Return the steps, numbered from 1."""
        mix = list(islice(cycle(MIX), count))
        for _ in range(count // 3):
            at = self.chance.randrange(max(1, count - 1))
            mix[at : at + 2] = reversed(mix[at : at + 2])
        trunk: int | None = None
        loose: list[int] = []
        found = []
        for seq, what in enumerate(mix, start=1):
            found.append(self._step(seq, what, self._after(what, trunk, loose)))
            if what is MACHINE:
                trunk = seq
            else:
                loose.append(seq)
        return tuple(found)

    def _after(self, what: str, trunk: int | None, loose: list[int]) -> tuple[int, ...]:
        """Return what a step waits for: the trunk, and some of what branched off it, a filing for all."""
        joined = [seq for seq in loose if what is FILING or self.chance.random() < 0.4]
        for seq in joined:
            loose.remove(seq)
        return tuple(sorted({*joined, *([] if trunk is None else [trunk])}))

    def _step(self, seq: int, what: str, after: tuple[int, ...]) -> Step:
        kind = self.chance.choice(self.kinds)
        run = self.land.kinds[kind].run if what is MACHINE else Run.SPLIT
        return Step(
            seq=seq,
            booked_as=BOOKED_AS[what],
            usual_minutes=self.chance.randrange(60, 961, 60),
            after=after,
            run=run,
            presence=self.chance.choice(PRESENCE[what]),
            wait_days=self.chance.choice((0, 0, 0, 1, 5) if what is MACHINE else (0, 1, 2, 5, 7)),
            options=self._options(what, kind),
        )

    def _options(self, what: str, kind: int) -> tuple[Option, ...]:
        if what is MACHINE:
            return self._machines(kind)
        if what is EXPERT:
            return self._people(self.chance.choice(self.land.experts), self.chance.randrange(60, 961, 30))
        if what is LAB:
            tests = self.chance.choice(self.land.tests)
            return tuple(CounterOption(test.counter, test.satang, f"lab {test.counter}") for test in tests)
        return self._filing() if what is FILING else ()

    def _machines(self, number: int) -> tuple[Option, ...]:
        """Return every machine of a kind, with everybody there who may run it; its price is by the hour."""
        kind = self.land.kinds[number]
        use, runs = self._amount(number)
        return tuple(
            WorkOption(
                place=unit.place,
                use=use,
                cost=unit.satang * runs * use // 60,
                machine=unit.id,
                person=person,
                setup=kind.setup,
                cleaning=kind.cleaning,
                runs=runs,
            )
            for unit in self.land.machines[number]
            for person in self._who(unit, number)
        )

    def _who(self, unit: Unit, kind: int) -> tuple[int | None, ...]:
        return self.land.operators.get((unit.place, kind), (None,))

    def _amount(self, number: int) -> tuple[int, int]:
        """Return minutes of a run, and runs."""
        kind = self.land.kinds[number]
        if kind.overnight:
            return self.chance.randrange(12, 25) * 60, 1
        if kind.run is Run.THROUGH:
            return self.chance.randrange(60, 241, 30), self.chance.choice((1, 1, 1, 2))
        return self.chance.randrange(60, 1201, 60), self.chance.choice((1, 1, 2))

    def _people(self, people: tuple[Unit, ...], use: int) -> tuple[Option, ...]:
        return tuple(WorkOption(each.place, use, each.satang * use // 60, person=each.id) for each in people)

    def _filing(self) -> tuple[Option, ...]:
        """Return the officers of an agency, each with the days the agency takes."""
        officers = self.chance.choice(self.land.officers)
        days, use = self.chance.randrange(7, 61), self.chance.randrange(240, 601, 30)
        return tuple(
            WorkOption(each.place, use, each.satang, person=each.id, expected_days=days) for each in officers
        )


BOOKED_AS = {
    MACHINE: BookedAs.RESOURCE,
    EXPERT: BookedAs.RESOURCE,
    LAB: BookedAs.COUNTER,
    FILING: BookedAs.FILING,
    CHOICE: BookedAs.CHOICE,
}

"""How fast, lean and good the planner is: letters to a synthetic network, and small letters tried in full."""

import resource
from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil
from time import perf_counter, process_time
from typing import Any

from itc.algorithms.scheduling.checker import check
from itc.algorithms.scheduling.evaluation.network import Country
from itc.algorithms.scheduling.evaluation.questions import letter
from itc.algorithms.scheduling.evaluation.small import small_letter
from itc.algorithms.scheduling.evaluation.trial import tried
from itc.algorithms.scheduling.problem import Problem
from itc.algorithms.scheduling.solve import Answer, solve

WARM_UP = -1
"""The number of the letter asked first, whose time does not count: none of the others is the same."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A letter, its answers, and the milliseconds they took: in all, of it the letter, and of the processor.

    `sound` if the checker faults none of the plans.
    """

    number: int
    problem: Problem
    answers: tuple[Answer, ...]
    ms: float
    letter_ms: float
    cpu_ms: float
    sound: bool


def ask(land: Country, seed: int, number: int, *, steps: int) -> Asked:
    """Write a letter, solve it, and check its plans after the clock has stopped."""
    cpu, begun = process_time(), perf_counter()
    problem = letter(land, seed, number, steps=steps)
    written = perf_counter()
    answers = solve(problem)
    done, cpu_done = perf_counter(), process_time()
    return Asked(
        number=number,
        problem=problem,
        answers=answers,
        ms=1000 * (done - begun),
        letter_ms=1000 * (written - begun),
        cpu_ms=1000 * (cpu_done - cpu),
        sound=not any(check(problem, answer.plan) for answer in answers),
    )


def asks(land: Country, seed: int, *, count: int, steps: int) -> Iterator[Asked]:
    """Yield so many letters with their answers, one at a time, as they are too large to be kept."""
    return (ask(land, seed, number, steps=steps) for number in range(count))


@dataclass
class Tallied:
    """What is kept of the letters asked."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    bounds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    kinds: Tally[str] = field(default_factory=Tally)
    plans: int = 0
    exact: int = 0
    unmet: int = 0
    sound: bool = True

    def add(self, asked: Asked) -> None:
        """Take a letter in."""
        for name in ("ms", "letter_ms", "cpu_ms"):
            self.times[name].append(getattr(asked, name))
        self.times["options"].append(sum(len(step.options) for step in asked.problem.steps))
        self.sound &= asked.sound
        for answer in asked.answers:
            self.plans += 1
            self.exact += answer.exact
            self.unmet += bool(answer.plan.unmet)
            self.kinds["/".join(answer.kinds)] += 1
            for kind in answer.kinds:
                self.bounds[kind].append(answer.bound or 0.0)

    def report(self) -> dict[str, Any]:
        """Return it as `itc evaluate plan` prints it (docs/evaluating.md)."""
        times = self.times
        return {
            "p50_ms": percentile(times["ms"], 50),
            "p95_ms": percentile(times["ms"], 95),
            "max_ms": percentile(times["ms"], 100),
            "cpu_p50_ms": percentile(times["cpu_ms"], 50),
            "cpu_p95_ms": percentile(times["cpu_ms"], 95),
            "letter_p95_ms": percentile(times["letter_ms"], 95),
            "options_p50": round(percentile(times["options"], 50)),
            "plans": self.plans,
            "checked": self.sound,
            "unmet_plans": self.unmet,
            "exact_share": round(self.exact / self.plans, 4) if self.plans else 1.0,
            "bounds": {
                kind: {"mean": round(sum(each) / len(each), 4), "max": max(each)}
                for kind, each in self.bounds.items()
            },
            "kinds": dict(self.kinds),
        }


@dataclass(frozen=True, slots=True)
class Small:
    """Small letters tried in full: how many, how many no plan beats, and how many of these said so."""

    cases: int
    equal: int
    exact: int


def small(seed: int, cases: int) -> Small:
    """Solve small letters of two to five steps, half of them with branches, and try all plans of each."""
    trials = [
        tried(small_letter(seed * 100_000 + case, steps=2 + case % 4, chain=case % 8 < 4))
        for case in range(cases)
    ]
    return Small(cases, sum(each.equal for each in trials), sum(each.equal and each.exact for each in trials))


def percentile(values: Sequence[float], share: int) -> float:
    """Return the least value that so many percent of all do not exceed, to a tenth; 0 of none."""
    ordered = sorted(values)
    return round(ordered[max(0, ceil(len(ordered) * share / 100) - 1)], 1) if ordered else 0.0


def peak_mb() -> float:
    """Return the most memory this process has held so far, in MB of 10^6 bytes."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6, 1)

"""An evaluation in full: a network, a letter to warm up, the letters that count, and small ones."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

from itc.algorithms.scheduling.evaluation.dump import Dump, dumped
from itc.algorithms.scheduling.evaluation.measure import WARM_UP, Tallied, ask, asks, peak_mb, small
from itc.algorithms.scheduling.evaluation.network import Country, Size, country
from itc.algorithms.scheduling.solve import TRIES


@dataclass(frozen=True, slots=True)
class Setup:
    """What is measured."""

    size: Size = field(default_factory=Size)
    steps: int = 14
    asks: int = 100
    seed: int = 1
    small_cases: int = 200

    def about(self) -> dict[str, int]:
        """Return it as report and dump say it."""
        return {
            "units": self.size.units,
            "centres": self.size.centres,
            "bookings": self.size.bookings,
            "steps": self.steps,
            "asks": self.asks,
            "seed": self.seed,
        }


def evaluated(setup: Setup, *, dump: Path | None = None) -> dict[str, Any]:
    """Return what was measured, on this machine now; ValueError where the network cannot be made."""
    begun = perf_counter()
    land = country(setup.size, setup.seed)
    built = perf_counter() - begun
    warm_up = ask(land, setup.seed, WARM_UP, steps=setup.steps)
    tallied = Tallied()
    with _kept(dump, setup, land) as kept:
        for asked in asks(land, setup.seed, count=setup.asks, steps=setup.steps):
            tallied.add(asked)
            if kept:
                kept.add(asked)
    rss = peak_mb()
    tried = small(setup.seed, setup.small_cases)
    return {
        **tallied.report(),
        "rss_mb": rss,
        "small_cases": tried.cases,
        "exact": tried.exact,
        "equal": tried.equal,
        "build_s": round(built, 2),
        "warm_up_ms": round(warm_up.ms, 1),
        "tries": TRIES,
        **setup.about(),
    }


@contextmanager
def _kept(dump: Path | None, setup: Setup, land: Country) -> Iterator[Dump | None]:
    with dumped(dump, setup.about(), land) if dump else nullcontext() as kept:
        yield kept

"""Steps of its recipe that a case does without, which may be put in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import get_language

from itc.cases.models import Step
from itc.catalogue.queries.knowledge import knowledge
from itc.catalogue.rules.path import Line


@dataclass(frozen=True, slots=True)
class Offered:
    """A step that may be put in, in the language of the page; `dropped`: it was in the case before."""

    seq: int
    operation: str
    name: str
    why: str
    dropped: bool


def offered(family: str, steps: Iterable[Step]) -> tuple[Offered, ...]:
    """Return the steps of the recipe of a family that a case does without, those left out before first.

    `steps` are all of the case, also those left out.
    """
    dropped_of = {step.seq: step.dropped_at is not None for step in steps}
    lines = (line for line in knowledge().lines.get(family, ()) if dropped_of.get(line.seq, True))
    found = _said(lines, {seq for seq, dropped in dropped_of.items() if dropped})
    return tuple(sorted(found, key=lambda each: (not each.dropped, each.seq)))


def _said(lines: Iterable[Line], dropped: set[int]) -> Iterator[Offered]:
    side = "th" if get_language() == "th" else "en"
    for line in lines:
        name = getattr(knowledge().operations[line.operation], f"name_{side}")
        yield Offered(line.seq, line.operation, name, getattr(line, f"why_{side}"), line.seq in dropped)

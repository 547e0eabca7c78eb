"""Steps of its recipe that a case does without, which may be put in."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language

from itc.cases.models import Step
from itc.catalogue.queries.knowledge import knowledge


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
    known = knowledge()
    side = "th" if get_language() == "th" else "en"
    found = [
        Offered(
            line.seq,
            line.operation,
            name=getattr(known.operations[line.operation], f"name_{side}"),
            why=getattr(line, f"why_{side}"),
            dropped=line.seq in dropped_of,
        )
        for line in known.lines.get(family, ())
        if dropped_of.get(line.seq, True)
    ]
    return tuple(sorted(found, key=lambda each: (not each.dropped, each.seq)))

"""What a case is opened with, the steps of an accepted plan, and what is changed in it later."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from itc.resources.rules.holding import Hold, Order


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step with its dates; `wanted` is held where it is firm, else foreseen."""

    seq: int
    after: tuple[int, ...]
    stage: str
    operation: str
    name_th: str
    name_en: str
    booked_as: str
    presence: str
    certainty: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    ready_at: dt.datetime
    cost_thb: Decimal | None
    centre: str | None
    place_th: str
    place_en: str
    wanted: tuple[Hold | Order, ...]
    is_firm: bool
    """Whether what it wants is held at once: it begins within the firm window of its centre."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A plan to open a case with: by which link and kind, for what, asked how."""

    plan: str
    kind: str
    product: str
    family: str
    lead_centre: str
    asked: dict[str, object]
    steps: tuple[PlannedStep, ...]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What changes in a case: steps by their numbers, what each of them waits for then, and what is asked."""

    asked: dict[str, Any]
    after: Mapping[int, tuple[int, ...]]
    moved: tuple[PlannedStep, ...] = ()
    added: tuple[PlannedStep, ...] = ()
    dropped: frozenset[int] = frozenset()
    prices: Mapping[int, Decimal | None] = field(default_factory=dict)
    """Baht of steps that stay where they are, but for another price; None: to be quoted."""

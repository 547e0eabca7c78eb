"""A year of owning and of sharing as two lines over the hours, as numbers an SVG can stand on."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from itc.lib.thai import baht_text
from itc.resources.rules.owning import (
    Owning,
    Sharing,
    break_even,
    cost_of_owning,
    cost_of_sharing,
)

WIDTH, HEIGHT = 360, 220
LEFT, BOTTOM = 8, 24
STEPS = 60
ROOM = Decimal("1.25")
"""How much further than the last point of interest the hours go."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Lines as points of an SVG; `hours` stand at its right end, `baht` at its top; they cross at `even`."""

    width: int
    height: int
    floor: int
    own: str
    high: str
    share: str
    now: str
    even: tuple[str, str] | None
    hours: str
    baht: str


def picture(owning: Owning, high: Owning | None, sharing: Sharing, hours: Decimal) -> Picture:
    """Draw the cost of a year from no hours to past hers and past the hours from which owning is cheaper."""
    even = break_even(owning, sharing)
    far = [hours, Decimal(10)] + ([even] if even is not None and even <= owning.most_hours else [])
    most = (max(far) * ROOM).to_integral_value()
    own_most = cost_of_owning(owning, most)
    top = max(own_most, cost_of_sharing(sharing, most), cost_of_owning(high or owning, Decimal(0)))

    def at(used: Decimal, cost: Decimal) -> tuple[str, str]:
        height = min(cost / top, Decimal(1)) if top else Decimal(0)
        x = LEFT + (WIDTH - 2 * LEFT) * used / most
        return f"{x:.1f}", f"{HEIGHT - BOTTOM - (HEIGHT - 2 * BOTTOM) * height:.1f}"

    def line(cost: Callable[[Decimal], Decimal]) -> str:
        hours_along = (most * step / STEPS for step in range(STEPS + 1))
        return " ".join(",".join(at(used, cost(used))) for used in hours_along)

    crossing = at(even, cost_of_sharing(sharing, even)) if even is not None and even <= most else None
    return Picture(
        width=WIDTH,
        height=HEIGHT,
        floor=HEIGHT - BOTTOM,
        own=line(lambda used: cost_of_owning(owning, used)),
        high=line(lambda used: cost_of_owning(high, used)) if high else "",
        share=line(lambda used: cost_of_sharing(sharing, used)),
        now=at(hours, Decimal(0))[0],
        even=crossing,
        hours=f"{most:,f}",
        baht=baht_text(top.quantize(Decimal(1))),
    )

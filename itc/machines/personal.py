"""What the floor keeps of people: who reported that something cannot be had, and what she wrote."""

from itc.accounts.registry import Kept, columns, register
from itc.machines.models import Fallen, Outage

register(
    Kept(
        Outage,
        columns(nameless="reported_by ended_by", erased="words"),
        why="Cases of others were moved for it.",
        how_long="10 years after the case ended",
        told=("resource.code", "starts_at", "ends_at", "why", "words", "reported_at", "ended_at"),
    ),
    Kept(
        Fallen, columns(kept="why"),
        why="When a step fell and where it went; why it has no time, in words of the planner.",
        how_long="10 years after the case ended",
    ),
)  # fmt: skip
